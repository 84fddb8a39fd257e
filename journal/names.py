"""Find names where somebody announces them: "my name is ...", "Dr ...", "my partner ...", "... here".

A name is not known by itself; what stands before or after it makes it one. Where capitals do not tell, a list of
first names does.
"""

import re
from collections.abc import Container, Iterator

from journal.found import Found
from journal.name_words import FIRST_NAMES, NOT_NAMES, PARTICLES, STOP
from journal.signs import RELATED_AFTER, SIGNS, TITLE, Trust

NAME = "[name]"
MOST = 4
"""Words in one name."""


_AND_BEFORE = re.compile(r"[ \t]*(?:,|&|\band\b)[ \t]*$", re.IGNORECASE)
_AND_AFTER = re.compile(r"[ \t]*(?:,|&|\band\b)(?:[ \t]*\band\b)?[ \t]+", re.IGNORECASE)
_NAME_BEFORE = re.compile(r"(?:[^\W\d_][\w’'-]{1,30}[ \t]+)?[^\W\d_][\w-]{1,30}$")
_TOKEN = re.compile(r"[^\W\d_](?:[^\W_]|['’-](?=[^\W_])){0,40}\.?")
_SPACE = re.compile(r"[ \t]+")
_POSSESSIVE = re.compile(r"[’']s$", re.IGNORECASE)


def names(text: str, known: Container[str] = ()) -> Iterator[Found]:
    """Find announced names, and the same names again elsewhere; `known` are words that are no names."""
    finder = _Finder(text, known)
    announced = [more for found in finder.announced() for more in finder.with_others(found)]
    yield from announced
    for word in {part for found in announced for part in re.findall(r"[^\W\d_]{3,}", text[found.start : found.end])}:
        if word[0].isupper() and not finder.ordinary(word) and word.casefold() not in NOT_NAMES:
            yield from (Found(*match.span(), NAME) for match in re.finditer(rf"\b{word}\b", text))


class _Finder:
    """Read names in one text."""

    def __init__(self, text: str, known: Container[str]) -> None:
        self._text, self._known = text, known
        self._one_case = text.isupper() or text.islower()

    def ordinary(self, word: str) -> bool:
        """Say whether a word is one of the articles or of plain English."""
        return word.casefold() in STOP or (word.casefold() in self._known and word.casefold() not in FIRST_NAMES)

    def announced(self) -> Iterator[Found]:
        """Find every name that somebody announces."""
        yield from self.titled()
        yield from self.signed()
        yield from self.related()

    def with_others(self, found: Found) -> Iterator[Found]:
        """Yield a name and those joined to it: "Leo and Ada"."""
        yield found
        place = found.end
        while (joint := _AND_AFTER.match(self._text, place)) and (end := self._end(joint.end(), Trust.WEAK)):
            yield Found(joint.end(), end, NAME)
            place = end

    def titled(self) -> Iterator[Found]:
        """Find "Mrs Tansley"; the title goes with the name."""
        for match in TITLE.finditer(self._text):
            end = self._end(match.end(), Trust.TITLE)
            if end:
                yield Found(match.start(), end, NAME)

    def signed(self) -> Iterator[Found]:
        """Find names after the words that announce them."""
        for sign in SIGNS:
            for match in sign.before.finditer(self._text):
                end = self._end(match.end(), sign.trust)
                if end and sign.after.match(self._text, end):
                    yield Found(match.end(), end, NAME)

    def related(self) -> Iterator[Found]:
        """Find "Priya, my wife", "Priya's husband" and "Leo and Ada are my children"."""
        for match in RELATED_AFTER.finditer(self._text):
            end: int | None = match.start()
            while end and (start := self._start(end)) is not None:
                yield Found(start, end, NAME)
                joint = _AND_BEFORE.search(self._text, max(0, start - 8), start)
                end = joint.start() if joint else None

    def _start(self, end: int) -> int | None:
        """Return where the name that ends at `end` starts, or None when there is none."""
        before = _NAME_BEFORE.search(self._text, max(0, end - 62), end)
        if not before:
            return None
        starts = (before.start(), before.end() - len(before[0].split()[-1]))
        return next((start for start in starts if self._end(start, Trust.WEAK) == end), None)

    def _end(self, start: int, trust: Trust) -> int | None:
        """Return where the name that begins at `start` ends, or None when there is none."""
        place, end, words = start, None, 0
        while words < MOST and (token := _TOKEN.match(self._text, place)):
            word = _POSSESSIVE.sub("", token[0].rstrip("."))
            if not self._belongs(word, token.end(), words == 0, trust):
                break
            if word.casefold() not in PARTICLES and not _is_initial(self._text, word, token.end()):
                end = place + len(word)
            words += 1
            space = _SPACE.match(self._text, token.end())
            if len(word) < len(token[0].rstrip(".")) or not space:
                break
            place = space.end()
        return end

    def _belongs(self, word: str, after: int, first: bool, trust: Trust) -> bool:
        fold = word.casefold()
        if any(character.isdigit() for character in word) or fold in NOT_NAMES:
            return False
        if trust is Trust.LISTED and first and fold not in FIRST_NAMES:
            return False
        if fold in PARTICLES or fold.startswith(("al-", "el-")):
            return "-" in word or self._capital_after(after)
        if _is_initial(self._text, word, after):
            return trust is not Trust.WEAK or not first
        if fold in STOP:
            return first and trust is Trust.SURE and word.istitle() and fold in FIRST_NAMES
        if self._one_case or (first and word.islower()):
            return self._without_capitals(fold, first, trust)
        return self._with_capitals(word, first, trust)

    def _with_capitals(self, word: str, first: bool, trust: Trust) -> bool:
        if not word[0].isupper():
            return False
        acronym = len(word) > 1 and word.isupper() and "'" not in word and "’" not in word
        if acronym and not (first and trust is Trust.SURE):
            return False
        # A surname may stand in the articles too, among the authors they cite.
        return not self.ordinary(word) or not first or trust in (Trust.SURE, Trust.TITLE)

    def _without_capitals(self, fold: str, first: bool, trust: Trust) -> bool:
        if fold in self._known and not (first and trust in (Trust.SURE, Trust.TITLE)):
            return fold in FIRST_NAMES and first
        if first and trust in (Trust.WEAK, Trust.LISTED):
            return fold in FIRST_NAMES
        return True

    def _capital_after(self, place: int) -> bool:
        return bool(re.match(r"[ \t]+[^\W\d_]", self._text[place : place + 3])) and (
            self._one_case or self._text[place:].lstrip()[:1].isupper()
        )


def _is_initial(text: str, word: str, end: int) -> bool:
    """Say whether a word is an initial with its point: the A of "Dr A. Menon"."""
    return len(word) == 1 and word.isupper() and text[end - 1 : end] == "."
