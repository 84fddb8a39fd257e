"""Questions that ask about a subject as a whole: its symptoms, causes, diagnosis, treatment, or what it is.

Such a question holds a subject, an aspect of it and hardly anything else. Only a section about the subject answers it,
and never one that mentions it: "how is diabetes diagnosed" is not answered by how melanoma is.
"""

from collections.abc import Sequence
from itertools import pairwise, product
from typing import NamedTuple

from retrieval.decision.closed_classes import closed_classes
from retrieval.decision.question import Question
from retrieval.decision.subjects import PLAIN

BESIDE = 1
"""Common words that a question may hold beside its subject and still ask about it as a whole: "women", "hospital"."""


ARTICLES = frozenset(("a", "an", "the"))
"""Words that ask for nothing: several words with no others between them are looked for, not asked about."""


class Frame(NamedTuple):
    """The `subject` words of a question, side by side; the most telling is the `core`.

    `defines` says that the question asks what it is and for no aspect of it.
    """

    question: Question
    subject: tuple[str, ...]
    core: str
    defines: bool
    aspect: bool

    def missing(self, section: str) -> tuple[str, ...]:
        """Return the words of the subject that a section is not about; none when it is about what is asked."""
        question, subjects = self.question, self.question.subjects
        lacks = question.lacking(subjects.treats(section), self.subject)
        off = tuple(word for word in lacks if not subjects.throughout(section, question.ways[word]))
        if self._substituted(section, self._another(section, off), lacks):
            return off or lacks
        if self._is_sort(off, lacks):
            return off
        about = any(word not in lacks and subjects.names(word) for word in self.subject)
        telling = self.core in off and (self.aspect or subjects.names(self.core))
        return off if telling and not about else ()

    def _is_sort(self, off: Sequence[str], lacks: Sequence[str]) -> bool:
        """Say whether the most telling word, which a section lacks, stands before one it has: *sickle* cell anemia."""
        after = self.subject[self.subject.index(self.core) + 1 :]
        return self.core in off and any(word not in lacks for word in after)

    def _substituted(self, section: str, another: Sequence[str], lacks: Sequence[str]) -> bool:
        """Say whether a word stands where the title has another: heart failure for heart attack, Down for Cushing's."""
        subjects = self.question.subjects
        asked = frozenset().union(*(way for word in self.subject for way in self.question.ways[word]))
        for (one, noun), (other, same) in product(pairwise(self.subject), pairwise(subjects.title(section))):
            before = subjects.stem(noun) == subjects.stem(same) and subjects.stem(other) not in asked
            after = subjects.stem(one) == subjects.stem(other) and subjects.stem(same) not in asked
            if before and (one in another or (one in lacks and subjects.names(other))) and subjects.is_content(other):
                return True
            if after and noun in another and subjects.names(noun, PLAIN) and subjects.is_content(same):
                return True
        return False

    def _another(self, section: str, off: Sequence[str]) -> tuple[str, ...]:
        """Return the words that may make another thing of it: not said, or more telling than what is treated."""
        subjects = self.question.subjects
        most = max((subjects.weight(word) for word in self.subject if word not in off), default=0.0)
        unsaid = self.question.lacking(subjects.said(section), off)
        return tuple(word for word in off if word in unsaid or subjects.weight(word) > most)


def frame_of(question: Question) -> Frame | None:
    """Return the frame of a question, or None when it holds more than a subject and an aspect of it."""
    subjects, words = question.subjects, question.written
    classes = closed_classes(subjects.index.language)
    content = [
        word in question.ways and word not in classes.joining and subjects.is_subject_word(word) for word in words
    ]
    telling = [word for word, counts in zip(words, content, strict=True) if counts]
    named = tuple(word for word in telling if subjects.names(word, PLAIN))
    others = set(words) - {*telling}
    aspect = any(subjects.stem(word) in classes.aspects for word in others)
    if not named or (words[-1] == "do" and "does" in words):  # "what does it do" asks for something in particular
        return None
    if not (aspect or (others & classes.framing) - classes.joining - ARTICLES):
        return None
    core = question.telling(named)
    first = last = words.index(core)
    while first > 0 and content[first - 1]:
        first -= 1
    while last + 1 < len(words) and content[last + 1]:
        last += 1
    if last == len(words) - 2 and words[-1] in classes.pointing:  # a verb: "which pills shrink it"
        return None
    beside = [word for place, word in enumerate(words) if content[place] and not first <= place <= last]
    if len(beside) > BESIDE or any(subjects.names(word, PLAIN) for word in beside):
        return None
    return Frame(question, tuple(words[first : last + 1]), core, others <= classes.defining, aspect)
