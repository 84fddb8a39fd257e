"""Is a question about something the articles do not cover: the subject guard.

The usual wrong answer is the right sentence about the wrong disease, so a word that can name a subject counts more
than everything that matched. A word can be a subject when it is neither everyday talk (`everyday.py`) nor a plain
number, and is not among the commonest words of the language. Only one that names something (`subject_words.py`) can
refuse; nowhere is it listed what the articles do not cover.
"""

import re
from collections.abc import Callable, Collection, Iterable
from functools import lru_cache
from itertools import pairwise

from retrieval.decision.everyday import EVERYDAY
from retrieval.decision.family import HAVING_CHILDREN, NAMES, asks_about_children
from retrieval.decision.price import PRICES, asks_for_price
from retrieval.decision.subject_words import INFORMAL, may_name
from retrieval.search.index import Hit, Index, Query
from retrieval.text.edit_cost import edit_cost, within_two_edits
from retrieval.text.query import names_in
from retrieval.text.spelling import SHORTEST
from retrieval.text.tokens import compound_parts, reader, split

COMMONEST = 5.3
"""Words at or above this Zipf value (about the 600 commonest) are talk, not subjects."""

RARE = 3.5
"""Words below this Zipf value (outside the 15,000 or so commonest) name a subject of their own."""

TELLING = 4.2
"""Words below this Zipf value (outside the 3,500 or so commonest) tell by themselves what a question is about."""

PART = 0.15
"""The share of a question's weight from which a rare word is what the question is about."""

TALK_WEIGHT = 0.2
"""What an everyday word weighs beside a subject word: it hardly tells passages apart."""

LONG, SHORT_SLIP, LONG_SLIP = 7, 1.0, 1.75
"""What a slip for an everyday word may cost in a word of fewer than LONG letters, and in a longer one."""

_TALK = sorted(EVERYDAY)
_POINTING = frozenset("it its it's this that these they them their ello esto eso".split())
_PLAIN_NUMBER = re.compile(r"[\d.,%:/-]+")


@lru_cache(maxsize=4)
def _everyday_terms(language: str) -> frozenset[str]:
    read = reader(language)
    words = EVERYDAY if language == "english" else ()
    return frozenset(read(word)[0] for word in words)


@lru_cache(maxsize=1 << 12)
def _slips_from_talk(word: str, language: str) -> bool:
    """Say whether a word was probably typed for an everyday one: "wich" for which, "diffrent" for different."""
    if language != "english" or len(word) < SHORTEST or not word.isalpha():
        return False
    limit = LONG_SLIP if len(word) >= LONG else SHORT_SLIP
    return any(edit_cost(word, meant) <= limit for meant, _ in within_two_edits(word, _TALK))


def _stands_out(word: str, text: str) -> bool:
    """Say whether a word was typed in capitals in a text that was not: an abbreviation, never a slip."""
    return word.upper() in text and text != text.upper()


def _is_abbreviation(word: str) -> bool:
    """Say whether a word is written in capitals: "CRS", "CAR-T", "TILs"."""
    return len(word) > 1 and word.rstrip("s").isupper()


class SubjectCheck:
    """What the words of a question demand of the passage that answers it."""

    def __init__(self, index: Index) -> None:
        self._index = index
        self._read = reader(index.language)
        self._talk = _everyday_terms(index.language)
        self._topics = {passage.slug: self._terms_of(passage.topics) for passage in index.passages}
        titles = self._terms_of(passage.title for passage in index.passages)
        self._titles = frozenset().union(titles, *self._topics.values()) - self._talk
        self._names = frozenset(
            self._read(word)[0]
            for text in {passage.title for passage in index.passages}.union(*(p.topics for p in index.passages))
            for word in split(text)
            if _is_abbreviation(word)
        )

    def _terms_of(self, texts: Iterable[str]) -> frozenset[str]:
        return frozenset(term for text in set(texts) for word in split(text) for term in self._read(word))

    def names_a_subject(self, query: Query) -> bool:
        """Say whether a question names what it is about, by a word of a title ("car t") or one that tells by itself.

        "What are the risks?" and "can it be cured?" do not: they could be about any illness.
        """
        titled = any(term.text in self._titles and len(term.text) > 1 for term in query.terms)
        subjects = filter(self.is_subject, query.words)
        return titled or any(self.demands(word) or self._commonness(word) < TELLING for word in subjects)

    def lacks_price(self, hit: Hit, query: Query) -> bool:
        """Say whether a price is asked for and the passage speaks of no money: "how much is Keytruda"."""
        said = f"{hit.passage.heading} {hit.passage.text}"
        return asks_for_price(query.text) and not any(self._read(word)[0] in PRICES for word in split(said))

    def points_back(self, query: Query) -> bool:
        """Say whether a question speaks of something by "it", "this" or "they", which only a conversation explains."""
        return not _POINTING.isdisjoint(word.casefold() for word in split(query.text))

    def not_meant(self, hit: Hit, query: Query) -> frozenset[str]:
        """Return abbreviations that name an article ("TIL", "CAR-T") and stand in the question, not in this passage.

        "Can I drive after TIL therapy?" is not answered by a section on CAR-T.
        """
        return (
            frozenset(t.text for t in query.terms if t.text in self._names) - hit.has - self._topics[hit.passage.slug]
        )

    def _commonness(self, word: str) -> float:
        """Return the Zipf value of a word or of its stem, whichever is commoner: "cured" is as common as "cure"."""
        return max(self._index.english.get(form, 0.0) for form in (word, self._read(word)[0]))

    def terms(self, word: str) -> tuple[str, ...]:
        """Return the terms a word is found by."""
        return self._read(word)

    def is_subject(self, word: str) -> bool:
        """Say whether a word names what a question is about: "breast" and "tamoxifen" do, "vanished" and "wich" not."""
        return self._could_name(word) and not self._is_slip(word)

    def _could_name(self, word: str) -> bool:
        if _PLAIN_NUMBER.fullmatch(word) or len(word) < 2:
            return False
        whole, *parts = self._read(word)
        talk = whole in self._talk or (bool(parts) and all(part in self._talk for part in parts))
        return not talk and self._index.english.get(word, 0.0) < COMMONEST

    def _is_slip(self, word: str) -> bool:
        """Say whether a word that nobody knows was typed for an everyday one: "wich" for which."""
        known = word in self._index.english or self._index.knows(self._read(word)[0])
        return not known and _slips_from_talk(word, self._index.language)

    def demands(self, word: str) -> bool:
        """Say whether a passage must have this word to answer: it names an illness, a drug, a part of the body.

        Other words may be missing: "brilliant", "farm" and "couple" do not, nor does "5-yr".
        """
        if not self.is_subject(word):
            return False
        if self._index.language != "english":
            return True
        whole = word in self._index.english or word in INFORMAL
        return any(map(self._is_special, (word,) if whole else compound_parts(word)))

    def _is_special(self, word: str) -> bool:
        return word not in EVERYDAY and may_name(word, self._index.english)

    def weight(self, word: str) -> float:
        """Return what a word of the question weighs: its rarity in general English, little for everyday words.

        Between 0 and 1, and the same whatever the size of the library.
        """
        rarity = 0.25 + 0.75 * self._index.rarity(word)
        return rarity if self.is_subject(word) else TALK_WEIGHT * rarity

    def unknown(self, query: Query) -> tuple[str, ...]:
        """Return the words that name what is asked for and that no passage of the library has.

        A word in capitals or with a capital letter is never taken for a slip, and what patients say does not make an
        abbreviation known: "GIST" is a tumour and not "the gist".
        """
        meant, names = _explained(query), names_in(query.text)
        found = (word for word in query.words if word not in meant and self._is_unknown(word, query.text, names))
        return (*found, HAVING_CHILDREN) if self._lacks_children(query.text) else tuple(found)

    def _lacks_children(self, question: str) -> bool:
        """Say whether a question is about having children while no article speaks of that."""
        return asks_about_children(question) and not any(self._index.frequency(self._read(word)[0]) for word in NAMES)

    def _is_unknown(self, word: str, text: str, names: Collection[str]) -> bool:
        if _stands_out(word, text):
            return self._could_name(word) and not self._made_of(word, lambda term: self._index.frequency(term) > 0)
        wanted = self._could_name(word) and self._is_special(word) if word in names else self.demands(word)
        return wanted and not self._made_of(word, self._index.knows)

    def lacking(self, hit: Hit, query: Query) -> tuple[str, ...]:
        """Return the words that name what is asked for and that this passage, its heading and its title lack."""
        return tuple(word for word in self.missing(hit, query) if self.demands(word))

    def missing(self, hit: Hit, query: Query) -> tuple[str, ...]:
        """Return the words of the question that neither the passage has nor patients use when they mean it."""
        places = (hit.has, self._topics[hit.passage.slug], self._index.heard_for(hit.passage.id))
        had = frozenset(term.word for term in query.terms if term.text in hit.has)
        meant = frozenset(word for phrase in had for word in phrase.split() if phrase in dict(query.synonyms))
        return tuple(
            word
            for word in query.words
            if word not in meant and not self._made_of(word, lambda term: any(term in place for place in places))
        )

    def _made_of(self, word: str, known: Callable[[str], bool]) -> bool:
        """Say whether a word is there whole, or each of its parts that has two letters is: "B7-H3" is not "3"."""
        whole, *parts = self._read(word)
        spelt = [part for part in parts if len(part) > 1 and not part.isdigit()]
        return known(whole) or (bool(spelt) and all(map(known, spelt)) and not any(map(str.isdigit, parts)))

    def decides(self, word: str, query: Query, lacking: Collection[str]) -> bool:
        """Say whether a passage without this word is not meant, `lacking` being all the words it lacks.

        So is one without a word that is rare and much of the question, or that says which of a thing is asked for:
        "lung" in "lung cancer" when the passage is about cancer.
        """
        rare = self._index.english.get(word, 0.0) < RARE and self.share((word,), query.words) >= PART
        return rare or any(
            one == word and other not in lacking and self.demands(other) for one, other in pairwise(query.words)
        )

    def share(self, words: Iterable[str], of: Iterable[str]) -> float:
        """Return the weight of some words as a share (0 to 1) of the weight of all; 1 when nothing has a weight."""
        total = sum(map(self.weight, of))
        return sum(map(self.weight, words)) / total if total else 1.0


def _explained(query: Query) -> frozenset[str]:
    """Return the words of the question that stand in a wording the clinic's list of synonyms explains."""
    return frozenset(word for wording, _ in query.synonyms for word in wording.split())
