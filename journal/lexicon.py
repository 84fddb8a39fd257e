"""The journal's own words: subjects that are kept, names that are not, and how medicines and illnesses end."""

import re
import unicodedata
from pathlib import Path


def _blocks(name: str) -> list[frozenset[str]]:
    """Return the words under each heading of a list in this folder."""
    text = (Path(__file__).parent / name).read_text(encoding="utf-8")
    return [frozenset(block.partition("\n")[2].split()) for block in text.split("# ")[1:]]


NAMES, FIRST_NAMES, SURNAMES = _blocks("names.txt")
"""Names among everyday words, without accents: those that are nothing else, and those that are words too."""

SUBJECTS = frozenset[str]().union(*_blocks("subjects.txt"))
"""Medicines, illnesses, tests, days and nations that no article need mention, written as they are written."""

_RELATIONS = (
    "wife husband partner son daughter mum mom mother dad father brother friend neighbour neighbor aunt uncle"
    " nephew niece cousin grandson granddaughter esposa esposo marido hijo hija madre padre hermano hermana amigo amiga"
)
TITLES = frozenset("mr mrs ms mx dr doctor prof professor nurse sister sir dame rev señor señora doctora".split())
ANNOUNCERS = TITLES | frozenset(f"{_RELATIONS} miss dear called named name i'm im am soy llamo nombre".split())
"""Words before a name: after a title any word with a capital is one, after the others a word that can be one."""

SHORTEST = 7
"""Letters from which the end of a word says what it is."""

_MEDICINE = re.compile(
    r"(?:[iouz]mab|[tdlprv][aiy]nib|[ae][ft][ei]nib|ciclib|parib|zomib|oxifen|platin|taxel|rubicin|[mc]ycin|cillin"
    r"|oxacin|cycline|[ao]zole|statin|sartan|olol|opril|gliptin|gliflozin|glutide|parin|dron(?:ate|ic)|setron|leucel"
    r"|-cel|cept|limus|trex(?:ate|ed)|citabine|[bg]ovir|clovir|navir|profen|triptan|dipine|azepam|olone|asone|terol"
    r"|tecan|poside|ristine|lastine|mustine|zolomide|idomide|grastim|poetin|relin|relix|lutamide|trozole|toclax|fusp)s?$"
)
_ILLNESS = re.compile(
    r"(?:itis|(?:[bclmnrt]|ph|gi|li|te)omas?|osis|a?emi[ac]|path(?:y|ies|ic)|ectomy|ostomy|plasty|oscopy|algia|peni[ac]"
    r"|cytosis|plasia|plastic|plegia|uria|rrhage|rrh?o?ea|edema|trophy|toxic|toxicity|blastic)$"
)


def is_medicine(word: str) -> bool:
    """Say whether a word in lower case ends as medicines do (WHO, "The use of stems in the selection of INN", 2018).

    >>> is_medicine("tamoxifen"), is_medicine("april")
    (True, False)
    """
    return len(word) >= SHORTEST and _MEDICINE.search(word) is not None


def is_illness(word: str) -> bool:
    """Say whether a word in lower case ends as illnesses and operations do: "pancreatitis", "neuropathy"."""
    return len(word) >= SHORTEST and _ILLNESS.search(word) is not None


def bare(word: str) -> str:
    """Return a word without the ending of a possessive: "Graves'" -> "Graves"."""
    return re.sub(r"['’][sS]?$", "", word)


def unaccented(word: str) -> str:
    """Return a word without accents: "maría" -> "maria"."""
    return "".join(c for c in unicodedata.normalize("NFD", word) if not unicodedata.combining(c))
