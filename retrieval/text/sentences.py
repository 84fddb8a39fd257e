"""Read what somebody typed in a hurry: sentences of plain words, with numbers and the parts between commas.

The emergency patterns and the questions go through the same reading, so "can't", "cant", "cannot" and
"can not" are one word, "I'm" is "i am", accents and capitals do not count, and "38,2°C" is a number and two words.
"""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

_APOSTROPHES = re.compile(r"['’‘ʼ`´]")
_DEGREE = re.compile(r"[°º˚]")
_THERMOMETER = "\N{THERMOMETER}"
_ACCENTS = re.compile(r"[\u0300-\u036f\u064b-\u065f\u0670\u200b-\u200f\u00ad]")
_PIECE = re.compile(
    r"(?P<number>\d+(?:[.,]\d+)*)"
    r"|(?P<word>[\u3040-\u30ff\u3400-\u9fff]|[^\W\d_\u3040-\u30ff\u3400-\u9fff](?:[^\W_\u3040-\u30ff\u3400-\u9fff]"
    r"|[\u0900-\u097f]|\.(?=\d))*)"
    r"|(?P<stop>[.?!;\n。？！؟।…]+)"
    r"|(?P<pause>[,:()\[\]\u2013\u2014،、，：]|\s-+\s)"
    r"|(?P<percent>[%٪])|(?P<slash>/)"
)
_ALIASES = {
    "im": "i am",
    "ive": "i have",
    "hes": "he is",
    "shes": "she is",
    "theyre": "they are",
    "youre": "you are",
    "thats": "that is",
    "theres": "there is",
    "whats": "what is",
    "wheres": "where is",
    "hows": "how is",
    "cannot": "cant",
    "wanna": "want to",
    "gonna": "going to",
    "gotta": "got to",
    "u": "you",
    "ur": "your",
    "pls": "please",
    "plz": "please",
}
_SHORT_IS = frozenset({*_ALIASES, "its", "lets"})
_JOINED = {"can": "cant", "will": "wont", "shall": "shant"} | {
    verb: f"{verb}nt" for verb in "do does did is are was were has have had could would should".split()
}
_NEGATED = frozenset(_JOINED.values())
_TURNS = frozenset("but now because however although though except pero mais aber".split())
_AND_ANOTHER = frozenset("i my he she we his her our now".split())
_SUBJECTS = frozenset("i he she we they".split())
_OPENERS = frozenset(
    "in on at by for from with about around last this that these since when while after before until if as because "
    "once what how why who where which is are am was were do does did can could will would should may might has have "
    "some many a two three four five six years months weeks days long yesterday today tonight earlier and or so".split()
)
"""Words that open an adverb or a question, whose subject is still to come: "in 2015 he", "when he"."""
_BINDERS = _OPENERS | frozenset(
    "think thinks thought say says said know knows knew hope hopes wish wishes believe feel feels felt reckon guess "
    "sure afraid scared worried than like whether though although however unless all everything anything nothing "
    "whatever whenever told me him her them us not never dont shall must cant wont couldnt wouldnt didnt doesnt "
    "isnt hasnt havent arent wasnt werent the pills tablets medicine drug one thing things time way day week month "
    "year minute moment point reason much often far soon please help just even or nor".split()
)
"""Words after which a subject goes on with the clause: "I think he", "can he", "the tablets he took"."""
_SHORTEST_CLAUSE = 2
"""Words that a clause without a comma has at least: a subject and its verb."""


@dataclass(frozen=True, slots=True)
class SentenceWord:
    """A word in lower case without accents; `value` when it is a number, `decimal` when it was written with one."""

    text: str
    part: int = 0
    value: float | None = None
    decimal: bool = False


def split_sentences(text: str) -> list[list[SentenceWord]]:
    """Return the sentences of a text as words; the parts of a sentence are numbered.

    A part ends at a comma, at "but" and "now", and where a new subject begins a clause of its own.

    >>> [[word.text for word in sentence] for sentence in split_sentences("I can not breathe! Temp 38,2°C")]
    [['i', 'cant', 'breathe'], ['temp', '38.2', 'degrees', 'c']]
    """
    found: list[list[SentenceWord]] = [[]]
    part = 0
    for kind, piece in _pieces(text):
        if kind == "stop":
            found.append([])
        elif kind == "pause":
            part += 1
        else:
            sentence = found[-1]
            part += _turns(piece, sentence)
            sentence.append(_word(kind, piece, part))
    return [_with_joined_negation(sentence) for sentence in found if sentence]


def plain_words(text: str) -> str:
    """Lower the case and drop accents, apostrophes and a possessive 's: "Dad’s fièvre" -> "dad fievre"."""
    text = _DEGREE.sub(" degrees ", text).replace(_THERMOMETER, " thermometer ")
    text = unicodedata.normalize("NFKC", text).casefold()
    text = re.sub(r"(?<=[a-z]{2})['’]s\b", _short_is, text)
    text = unicodedata.normalize("NFKD", _APOSTROPHES.sub("", text))
    return unicodedata.normalize("NFC", _ACCENTS.sub("", text))


def _short_is(match: re.Match[str]) -> str:
    """Keep the s where "he's" and "what's" are told apart by it; a noun loses it."""
    before = re.search(r"[a-z]+$", match.string[max(0, match.start() - 12) : match.start()])
    return "s" if before and before[0] + "s" in _SHORT_IS else ""


def _pieces(text: str) -> Iterator[tuple[str, str]]:
    for match in _PIECE.finditer(plain_words(text)):
        kind = match.lastgroup or ""
        if kind == "percent":
            yield "word", "percent"
        elif kind == "slash":
            yield "word", "over"
        elif kind == "word":
            yield from (("word", word) for word in _ALIASES.get(match[0], match[0]).split())
        else:
            yield kind, match[0]


def _turns(piece: str, before: Sequence[SentenceWord]) -> int:
    """Say whether a word opens a new part of the sentence: "but", "now", "and" with a new person, a new subject."""
    if piece in _TURNS or not before:
        return int(piece in _TURNS)
    return int((piece in _AND_ANOTHER and before[-1].text == "and") or _new_clause(piece, before))


def _new_clause(piece: str, before: Sequence[SentenceWord]) -> bool:
    """Say whether a subject begins a clause with nothing to join it: "he collapsed today he had chemo in June"."""
    if piece not in _SUBJECTS or before[-1].text in _BINDERS:
        return False
    clause = [word.text for word in before if word.part == before[-1].part]
    return len(clause) >= _SHORTEST_CLAUSE and clause[0] not in _OPENERS


def _word(kind: str, piece: str, part: int) -> SentenceWord:
    if kind != "number":
        return SentenceWord(piece, part)
    if re.fullmatch(r"\d{1,3}(,\d{3})+", piece):
        piece = piece.replace(",", "")
    digits = piece.replace(",", ".")
    value = float(digits) if digits.count(".") < 2 else None
    return SentenceWord(digits, part, value, "." in digits)


def _with_joined_negation(sentence: list[SentenceWord]) -> list[SentenceWord]:
    """Write "do not" as "dont" and "can t" as "cant", so that each negation is one word."""
    joined: list[SentenceWord] = []
    for word in sentence:
        last = joined[-1].text if joined else ""
        if word.text == "not" and last in _JOINED:
            joined[-1] = SentenceWord(_JOINED[last], joined[-1].part)
        elif word.text == "t" and (last in _NEGATED or last + "t" in _NEGATED):
            joined[-1] = SentenceWord(last.removesuffix("t") + "t", joined[-1].part)
        else:
            joined.append(word)
    return joined
