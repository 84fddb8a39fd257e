"""Find names where somebody announces them: "my name is ...", "Dr ...", "my partner ...", "... here".

A name is not known by itself; what stands before or after it makes it one. Where capitals do not tell, a list of
first names does.
"""

import re
from collections.abc import Container, Iterator
from dataclasses import dataclass
from enum import Enum

from journal.found import Found
from journal.name_words import FIRST_NAMES, NOT_NAMES, PARTICLES, STOP

NAME = "[name]"
MOST = 4
"""Words in one name."""


class Trust(Enum):
    """How surely a name follows: after "my name is" anything, after "Dr" one word, after "my friend" a capital."""

    SURE = 3
    TITLE = 2
    WEAK = 1


@dataclass(frozen=True, slots=True)
class Sign:
    """Words after which a name follows, how surely, and what must stand after the name."""

    before: re.Pattern[str]
    trust: Trust
    after: re.Pattern[str] = re.compile("")


def _any(*patterns: str) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(patterns)})[ \t]*", re.IGNORECASE)


_RELATION = (
    r"(?:partner|husband|wife|spouse|friend|neighbou?r|daughter|son|mum|mom|mother|dad|father|sister|brother|auntie|aunty?|uncle|nan"
    r"|gran(?:d?ma|ny)?|grand(?:dad|pa|mother|father|son|daughter|child)|cousin|niece|nephew|relative|colleague|boss|carer|fianc[eé]e?"
    r"|girlfriend|boyfriend|child|boy|girl|baby|twin|mate|flatmate|step(?:son|daughter|mother|father|dad|mum)|patient|client|doctor"
    r"|nurse|consultant|oncologist|surgeon|specialist|gp|ha?ematologist|key ?worker|loved one|man|woman|lady|gentleman)"
)
_TITLE = re.compile(
    r"\b(?:(?i:mr|mrs|ms|mx|dr|prof)\b\.?|(?:Miss|Professor|Sister|Nurse|Doctor|Matron|Rev|Reverend|Sir|Lady|Lord|Dame|Rabbi|Imam"
    r"|MISS|PROFESSOR|SISTER|NURSE|DOCTOR|MATRON)\b\.?)[ \t]+"
)
_SIGNS = (
    Sign(
        _any(
            r"names?(?:[’']?s)?[ \t]*(?:(?:is|are|was)\b|[:=-])",
            r"name[’']?s(?=[ \t])",
            r"surname[ \t]*(?:(?:is|was)\b|[:=-])",
            r"(?:patient|pt|contact|from|signed(?: by)?|regards|client|next of kin|nok|carer|re)[ \t]*:",
            r"(?:i[’']?m|i am|they|people|everyone|my friends) (?:call me|called)(?=[ \t])",
            r"(?:please|just|you can)? ?call me (?!back|on|at|when|if|later|asap|tomorrow|today|please|in\b)",
            r"signed by",
            r"my name(?![ \t]*(?:is|are|was|[:=’'-]))",
        ),
        Trust.SURE,
    ),
    Sign(
        _any(rf"(?:my|our|his|her|their|a|the|old|dear)[ \t]+{_RELATION}(?:[’']s name is| is called| called| named|,)?[ \t]*\(?"),
        Trust.WEAK,
    ),
    Sign(
        _any(r"i[’']?m", r"i am"),
        Trust.WEAK,
        re.compile(r"[ \t]*(?:$|[.,;!?(\n–-]|[’']s\b|\b(?:and|from|born|here|aged|age|again|by|but)\b|\d)", re.IGNORECASE),
    ),
    Sign(
        _any(r"it[’']?s", r"it is", r"this is", r"that[’']?s"),
        Trust.WEAK,
        re.compile(r"[ \t,]*(?:again|here|speaking|calling|writing|from)\b|[’']s\b|[ \t]*(?:[.!,]|$)", re.IGNORECASE),
    ),
    Sign(
        _any(
            *("dear", "ask for", "on behalf of", "writing for", "writing about", "asking for", "c/o", "care of", "speak to"),
            *("spoke to", "speak with", "spoke with", "seen by", "referred by", "looked after by", "me and", "signed"),
        ),
        Trust.WEAK,
    ),
    Sign(_any("i,", "me,"), Trust.WEAK, re.compile(r"[ \t]*,")),
    Sign(
        _any(r"(?:thanks|thank you|cheers|regards|wishes|sincerely|faithfully|love|ta|best|yours)[,.!]*(?=\s)\s*[–-]?"),
        Trust.WEAK,
        re.compile(r"[\s.!x]*$"),
    ),
    Sign(re.compile(r"[.?!\n–-]\s+"), Trust.WEAK, re.compile(r"[\s.!x]*$")),
    Sign(re.compile(r"(?:^|[.!?\n,][ \t]*)(?=[^\W\d_])"), Trust.WEAK, re.compile(r"[ \t]+here\b", re.IGNORECASE)),
)
_RELATED_AFTER = re.compile(
    rf"(?:[’']s[ \t]+{_RELATION}\b|[ \t]*[,(][ \t]*(?:my|our|his|her)[ \t]+{_RELATION}\b)", re.IGNORECASE
)
_NAME_BEFORE = re.compile(r"(?:[^\W\d_][\w’'-]{1,30}[ \t]+)?[^\W\d_][\w-]{1,30}$")
_TOKEN = re.compile(r"[^\W\d_](?:[^\W_]|['’-](?=[^\W_])){0,40}\.?")
_SPACE = re.compile(r"[ \t]+")
_POSSESSIVE = re.compile(r"[’']s$", re.IGNORECASE)


def names(text: str, known: Container[str] = ()) -> Iterator[Found]:
    """Find announced names, and the same names again elsewhere; `known` are words that are no names."""
    finder = _Finder(text, known)
    announced = [*finder.titled(), *finder.signed(), *finder.related()]
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

    def titled(self) -> Iterator[Found]:
        """Find "Mrs Tansley"; the title goes with the name."""
        for match in _TITLE.finditer(self._text):
            end = self._end(match.end(), Trust.TITLE)
            if end:
                yield Found(match.start(), end, NAME)

    def signed(self) -> Iterator[Found]:
        """Find names after the words that announce them."""
        for sign in _SIGNS:
            for match in sign.before.finditer(self._text):
                end = self._end(match.end(), sign.trust)
                if end and sign.after.match(self._text, end):
                    yield Found(match.end(), end, NAME)

    def related(self) -> Iterator[Found]:
        """Find "Priya, my wife" and "Priya's husband"."""
        for match in _RELATED_AFTER.finditer(self._text):
            before = _NAME_BEFORE.search(self._text, max(0, match.start() - 62), match.start())
            starts = [before.start(), before.end() - len(before[0].split()[-1])] if before else []
            for start in starts:
                if self._end(start, Trust.WEAK) == match.start():
                    yield Found(start, match.start(), NAME)
                    break

    def _end(self, start: int, trust: Trust) -> int | None:
        """Give where the name that begins at `start` ends, or None when there is none."""
        place, end, words = start, None, 0
        while words < MOST and (token := _TOKEN.match(self._text, place)):
            word = _POSSESSIVE.sub("", token[0].rstrip("."))
            if not self._belongs(word, token.end(), words == 0, trust):
                break
            if word.casefold() not in PARTICLES:
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
        if fold in PARTICLES or (fold.startswith(("al-", "el-")) and not self._one_case):
            return self._capital_after(after) or "-" in word
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
        return not self.ordinary(word) or (first and trust is not Trust.WEAK)

    def _without_capitals(self, fold: str, first: bool, trust: Trust) -> bool:
        if fold in self._known and not (first and trust is not Trust.WEAK):
            return fold in FIRST_NAMES and first
        if first and trust is Trust.WEAK:
            return fold in FIRST_NAMES
        return True

    def _capital_after(self, place: int) -> bool:
        return bool(re.match(r"[ \t]+[^\W\d_]", self._text[place : place + 3])) and (
            self._one_case or self._text[place:].lstrip()[:1].isupper()
        )
