"""Questions that ask about a subject as a whole: its symptoms, causes, diagnosis, treatment, or what it is.

Such a question holds an aspect and a subject and nothing else. Only a section about the subject answers it, and never
one that mentions it: "how is diabetes diagnosed" is not answered by how melanoma is.
"""

from typing import NamedTuple

from retrieval.decision.closed_classes import closed_classes
from retrieval.decision.subjects import PLAIN, Readings, Subjects, lacking
from retrieval.text.query import Query
from retrieval.text.tokens import split

MOST_WORDS = 3
"""Words a subject may have; a question with more tells of something besides."""

ARTICLES = frozenset(("a", "an", "the"))
"""Words that ask for nothing: several words with no others between them are looked for, not asked about."""


class Frame(NamedTuple):
    """The `subject` words of a question, and whether it asks for an aspect of it or only what it is."""

    subject: tuple[str, ...]
    aspect: bool

    def missing(self, subjects: Subjects, readings: Readings, section: str) -> tuple[str, ...]:
        """Return the words of the subject that a section does not treat; none when it treats one that can name it."""
        off = lacking({word: readings[word] for word in self.subject}, subjects.treats(section))
        treated = [word for word in self.subject if word not in off]
        if any(map(subjects.names, treated)) or max(self.subject, key=subjects.weight) in treated:
            return ()
        return tuple(word for word in off if subjects.names(word, PLAIN))


def frame_of(query: Query, subjects: Subjects) -> Frame | None:
    """Return the frame of a question, or None when it holds more than an aspect and a subject."""
    classes = closed_classes(subjects.index.language)
    said = {word.casefold() for word in split(query.text)}
    content = [word for word in query.words if subjects.stem(word) not in classes.grammar]
    aspects = [word for word in content if subjects.stem(word) in classes.aspects]
    subject = tuple(word for word in content if word not in aspects)
    if not 1 <= len(subject) <= MOST_WORDS:
        return None
    rest = said - {*subject, *aspects}
    asks = bool(rest - classes.joining - ARTICLES) or len(subject) == 1
    wordy = all(subjects.stem(word) in classes.grammar for word in rest - classes.framing)
    general = rest <= classes.framing or (wordy and all(subjects.names(word, PLAIN) for word in subject))
    framed = general if aspects else rest <= classes.defining and asks
    return Frame(subject, bool(aspects)) if framed else None


def asks_in_general(query: Query, subjects: Subjects) -> bool:
    """Say whether a question names a subject and asks for nothing in particular: "what can they do for sinusitis"."""
    classes = closed_classes(subjects.index.language)
    content = [word for word in query.words if subjects.stem(word) not in classes.grammar | classes.aspects]
    return len(content) <= MOST_WORDS
