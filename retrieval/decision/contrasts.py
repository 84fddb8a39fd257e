"""Questions that put a word in another's place: hepatitis C for B, a child for an adult, before for after.

The question is laid beside the heading of a section, and the title of its article where the heading does not say. Words
that the question adds or leaves out are fine. A word that stands where the heading has one that excludes it asks for
something else, however alike the rest is.
"""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise, product
from typing import NamedTuple

from retrieval.decision.closed_classes import closed_classes
from retrieval.decision.identifiers import ages_in, identifiers, identity_words
from retrieval.decision.question import Question
from retrieval.decision.subjects import NAMING, PLAIN, Subjects
from retrieval.search.index import Hit
from retrieval.text.query import Query, mended

COMMON = 5.6
"""Words below this Zipf value can say which of two things is meant where the rest is alike: blue and brown inhaler."""

_DETERMINERS = frozenset("a an the my your his her our their el la los las mi su".split())


class Difference(NamedTuple):
    """What is asked for, and what the section is about in its place."""

    asked: str
    instead: str

    @property
    def of_identifiers(self) -> bool:
        """Say whether one letter or number stands for another: hepatitis A for B, stage 4 for stage 1."""
        last = self.asked.split()[-1]
        return len(last) == 1 or last[0].isdigit()


class Contrasts:
    """Lay questions beside headings."""

    def __init__(self, subjects: Subjects) -> None:
        self._subjects = subjects
        self._classes = closed_classes(subjects.index.language)
        self._places: dict[str, list[tuple[int, int]]] = {}
        for contrast, groups in enumerate(self._classes.contrasts):
            for place, group in enumerate(groups):
                for word in group:
                    self._places.setdefault(word, []).append((contrast, place))

    def differences(self, question: Question, hits: Sequence[Hit]) -> tuple[Difference | None, ...]:
        """Return for each hit the word that stands in another's place, or None when the question may mean it."""
        asked = self._words(_as_read(question.query))
        return tuple(next(self._differences(question, asked, hit), None) for hit in hits)

    def meant(self, hits: Sequence[Hit], differences: Sequence[Difference | None]) -> Hit | None:
        """Return the first section whose head has what is asked for where the best section has something else."""
        other = differences[0]
        if other is None:
            return None
        asked = set(self._words(other.asked))
        alike = (hit for hit, differs in zip(hits, differences, strict=False) if differs is None)
        return next((h for h in alike if asked <= set(self._words(f"{h.passage.title} {h.passage.heading}"))), None)

    def _differences(self, question: Question, asked: Sequence[str], hit: Hit) -> Iterator[Difference]:
        heading, title = self._words(hit.passage.heading), self._words(hit.passage.title)
        words = [*asked, *ages_in(asked)]
        yield from self._excluded(words, heading or title, hit)
        yield from self._excluded_by_title(words, heading, title, hit)
        yield from self._opposite_beginning(self._words(question.query.text), heading + title)
        yield from self._other_identifier(question.query, asked, heading + title, hit)
        yield from self._other_kind(question, asked, heading, hit)
        yield from self._other_age(asked, hit)

    def _words(self, text: str) -> list[str]:
        return identity_words(text, self._is_numbered)

    def _is_numbered(self, word: str) -> bool:
        return self._subjects.stem(word) in self._classes.numbered

    def _excluded(self, asked: Sequence[str], head: Sequence[str], hit: Hit) -> Iterator[Difference]:
        """Yield a word of a closed class where the head has another of its class, and none of the same group."""
        heard = self._subjects.heard(hit.passage.id)
        mine, theirs = self._members(asked), self._members(head)
        for contrast in mine.keys() & theirs.keys():
            words, others = mine[contrast], theirs[contrast]
            shared = words.keys() & others.keys()
            if not shared and not any(self._subjects.stem(word) in heard for word in words.values()):
                yield Difference(next(iter(words.values())), next(iter(others.values())))

    def _members(self, words: Sequence[str]) -> dict[int, dict[int, str]]:
        """Return the words that belong to a contrast, by the place of the contrast and of their group in it."""
        found: dict[int, dict[int, str]] = {}
        for word in words:
            for contrast, group in self._places.get(word, ()):
                found.setdefault(contrast, {}).setdefault(group, word)
        return found

    def _excluded_by_title(
        self, asked: Sequence[str], heading: Sequence[str], title: Sequence[str], hit: Hit
    ) -> Iterator[Difference]:
        """Yield what the title excludes, where neither heading nor text of the section speaks of it."""
        for difference in self._excluded(asked, title, hit) if heading else ():
            if difference.asked not in heading and not self._says(hit, difference.asked):
                yield difference

    def _says(self, hit: Hit, word: str) -> bool:
        """Say whether a section has a word or another of its group."""
        said = self._subjects.said(hit.passage.id)
        alike = next((g for c in self._classes.contrasts for g in c if word in g), frozenset({word}))
        return any(self._subjects.stem(one) in said for one in alike)

    def _opposite_beginning(self, asked: Sequence[str], head: Sequence[str]) -> Iterator[Difference]:
        for word in asked:
            for one, other in (pair for both in self._classes.prefixes for pair in (both, both[::-1])):
                opposite = other + word.removeprefix(one)
                if word.startswith(one) and word not in head and opposite in head and opposite not in asked:
                    yield Difference(word, opposite)

    def _other_identifier(
        self, query: Query, asked: Sequence[str], head: Sequence[str], hit: Hit
    ) -> Iterator[Difference]:
        """Yield a letter or number that differs from the head's: of two letters always, of numbers after one word."""
        stem = self._subjects.stem
        joined = {word for wording, _ in query.synonyms for word in wording.split() if len(word) < 3}
        theirs = list(identifiers(head, frozenset(), self._is_numbered, stem))
        anchors = frozenset(one.after for one in theirs)
        mine = [one for one in identifiers(asked, anchors, self._is_numbered, stem) if one.text not in joined]
        texts, own = {one.text for one in mine}, {one.text for one in theirs}
        theirs = [one for one in theirs if one.text not in texts]
        heard = self._subjects.heard(hit.passage.id)
        for one in mine:
            if one.text in own or one.text in heard:
                continue
            for other in theirs:
                same_place = bool(one.after) and one.after == other.after
                if same_place:
                    yield Difference(f"{one.before} {one.text}", f"{other.before} {other.text}")
                elif not (one.is_number or other.is_number):
                    yield Difference(one.text, other.text)

    def _other_age(self, asked: Sequence[str], hit: Hit) -> Iterator[Difference]:
        """Yield an age that is asked for ("for children") and that the section never speaks of."""
        for group in self._classes.ages:
            named = [word for word in asked if word in group]
            if named and not self._says(hit, named[0]):
                yield Difference(named[0], "")

    def _pairs(self, words: Sequence[str]) -> Iterator[tuple[str, str]]:
        """Yield the pairs of neighbours whose first says of which kind the second is; a verb and what joins do not."""
        for before, one, noun in zip(["", *words], words, words[1:], strict=False):
            verb = before in self._classes.before_verbs or one.endswith("ing")
            if not verb and noun not in self._classes.joining:
                yield one, noun

    def _other_kind(
        self, question: Question, asked: Sequence[str], heading: Sequence[str], hit: Hit
    ) -> Iterator[Difference]:
        """Yield a naming word where the heading has another: before one noun, or after one joining word.

        "Knee replacement" for hip replacement, "after Keytruda" for after CAR-T.
        """
        subjects, classes = self._subjects, self._classes
        off = question.lacking(subjects.about(hit.passage.id))
        foreign = {word for word in off if subjects.names(word, COMMON) and subjects.stem(word) not in classes.aspects}
        unsaid = question.lacking(subjects.said(hit.passage.id), foreign)
        for (one, noun), (other, same) in product(self._pairs(asked), self._pairs(heading)):
            alike = subjects.stem(noun) == subjects.stem(same) and subjects.stem(noun) not in classes.grammar
            limit = COMMON if one in unsaid else PLAIN
            kinds = one in foreign and subjects.names(one, limit) and subjects.names(other, limit)
            other_stem = subjects.stem(other)
            if alike and kinds and one != other and other_stem not in question.terms | classes.aspects:
                yield Difference(f"{one} {noun}", f"{other} {same}")
        bare = ([word for word in words if word not in _DETERMINERS] for words in (asked, heading))
        for (one, noun), (other, same) in product(*map(pairwise, bare)):
            joined = one == other and one in classes.joining and noun in unsaid
            limit = COMMON if one in self._places else NAMING
            if joined and subjects.names(same, limit) and subjects.stem(same) not in question.terms:
                yield Difference(noun, same)


def _as_read(query: Query) -> str:
    """Return the question with its corrections, and short words written out: "hep b" as "hepatitis b"."""
    text = mended(query)
    for wording, meaning in query.synonyms:
        if meaning.startswith(wording):
            text = re.sub(rf"(?<!\w){re.escape(wording)}(?!\w)", meaning, text, flags=re.IGNORECASE)
    return text
