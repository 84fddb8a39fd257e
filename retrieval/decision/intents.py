"""Small talk and noise: what is typed into a question box and is no question for the articles.

Each kind gets one short sentence from `wording.toml` (`smalltalk.<kind>`), never a passage and never
a joke. A pattern must describe the whole request: "thanks, and the side effects?" is a question.
"""

import re
import tomllib
import unicodedata
from pathlib import Path
from typing import Any

_COURTESY = re.compile(
    r"\b(hi|hello|hey|hiya|good (morning|afternoon|evening|day)|greetings|thanks?( you)?( so much| a lot| very much)?"
    r"|thank u|thx|ty|cheers|many thanks|much appreciated|bye|goodbye|good ?night|see you( later)?|take care|ok|okay"
    r"|cool|great"
    r"|hola|buen(os|as)( (d[ií]as|tardes|noches))?|(muchas |mil )?gracias|adi[oó]s|hasta (luego|pronto)|por favor|vale"
    r"|lovely|perfect|there|doctor|please|again|for (your|the|all your) (help|answer|time|information))\b"
)


ABOUT_THE_CLINIC = frozenset({"hours", "appointment", "price"})
"""Kinds that a clinic's own article may answer; the ready sentence is for clinics that have none."""


def phrases(table: str) -> dict[str, Any]:
    """Read one table of `phrases.toml`, which stands beside this module."""
    with (Path(__file__).parent / "phrases.toml").open("rb") as file:
        patterns: dict[str, Any] = tomllib.load(file)[table]
    return patterns


_COMPILED = {kind: tuple(map(re.compile, patterns)) for kind, patterns in phrases("smalltalk").items()}

_FOREIGN = {
    "es": "el la los las de que y en un una es por con para como qué cómo cuál cuánto dónde puedo tengo mi está son",
    "fr": "le la les des une est que qui dans pour avec sur je vous mon ma quels quelle comment combien sont ce",
    "de": "der die das und ist ein eine ich nicht wie was mit für auf kann mein meine sind wird welche haben",
    "it": "il lo gli della che è un una per con come quali quanto posso mio mia sono cosa dove",
    "pt": "os as do da que é um uma para com como quais posso meu minha são quanto onde está não",
    "nl": "het een van en ik niet hoe wat met voor kan mijn zijn wordt welke bij",
    "pl": "jest czy jak co na się nie dla moja mój jakie gdzie mogę są",
    "tr": "bir ve bu için nasıl nedir mi ne kadar ile benim var",
}
_FUNCTION_WORDS = {language: frozenset(words.split()) for language, words in _FOREIGN.items()}


def fold_question(question: str) -> str:
    """Lower the case, straighten apostrophes, turn other marks into spaces: "Who're YOU?" -> "who're you"."""
    text = unicodedata.normalize("NFKC", question).casefold().replace("’", "'")
    return " ".join(re.sub(r"[^\w'<>*]+", " ", text).split())


def small_talk_kind(question: str, lang: str = "en") -> str | None:
    """Name the kind of small talk or noise a question is, or give None for a real question.

    >>> small_talk_kind("thank you so much!"), small_talk_kind("Are you a robot?"), small_talk_kind("What is CRS?")
    ('thanks', 'robot', None)
    """
    text = fold_question(question)
    if not any(character.isalpha() for character in text):
        return "nonsense"
    if foreign(question, text, lang):
        return "language"
    for kind, patterns in _COMPILED.items():
        if any(pattern.search(text) for pattern in patterns):
            return kind
    return _courtesy(text)


def _courtesy(text: str) -> str | None:
    if _COURTESY.sub(" ", text).strip():
        return None
    if re.search(r"\b(bye|goodbye|see you|good ?night|take care|adi[oó]s|hasta (luego|pronto))\b", text):
        return "bye"
    if re.search(r"\b(thank|thanks|thx|ty|cheers|appreciated|gracias)\b", text):
        return "thanks"
    return "greeting"


def foreign(question: str, text: str, lang: str) -> bool:
    """Say whether a question is written in another language than the articles that would answer it.

    Another script decides at once; in Latin script at least two function words and a third of all words must be
    of one other language, and more of them than of English.
    """
    letters = [character for character in question if character.isalpha()]
    latin = sum(unicodedata.name(character, "").startswith(("LATIN", "GREEK")) for character in letters)
    if letters and latin < len(letters) / 2:
        return True
    words = text.split()
    counts = {language: sum(word in known for word in words) for language, known in _FUNCTION_WORDS.items()}
    own = counts.get(lang, sum(word in _ENGLISH for word in words))
    strangest = max((count for language, count in counts.items() if language != lang), default=0)
    return strangest >= 2 and strangest * 3 >= len(words) and strangest > own


_ENGLISH = frozenset("the of and to in is it for that with how what can i my are was on do does a an this".split())
