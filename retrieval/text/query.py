"""Read a question: which words count, how they are spelt in the library, what else they may be called."""

import re
from collections.abc import Callable, Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise
from math import sqrt

import numpy as np
from numpy.typing import NDArray

from retrieval.reply import Correction
from retrieval.text.abbreviations import written_out
from retrieval.text.british import american
from retrieval.text.spelling import Speller
from retrieval.text.synonyms import Thesaurus, phrase_of
from retrieval.text.tokens import compound, reader, split
from retrieval.text.writing import names_in, quoted, without_expletives

MOST_WORDS = 64
"""Distinct words of a question that are used; the rest of a longer one is left out."""

SYNONYM_SHARE = 0.5
"""What another wording weighs beside the word itself."""

MOST_CORRECTED = 40
"""Unknown words that are looked up by likeness, so that no question takes long."""

COMPOUND_SHARE = 0.5
"""What a compound weighs, and each of its parts: together little more than a word."""

SHORTEST_BEGINNING = 3
"""Letters that a word cut short must have, such as "hep" in "hep b"."""

WHICH_ONE = re.compile(r"[a-z]\d{0,2}|\d{1,2}")
"""A letter or number that says which one is meant."""

NOUNS = ("ia", "a", "y", "is", "es")
"""Endings of the nouns that adjectives in -ic come from."""

LONGEST_NAME = 6
ENDINGS = ("s", "es", "ed", "ing", "ly", "er", "y")

STOP = {
    "english": frozenset("a an the of to in is are be it and or for on at".split()),
    "spanish": frozenset("el la los las un una de del al y o en es son a que se lo por para".split()),
}
"""Words of a question that are not looked for; "not", "no", "never" and "without" are."""


@dataclass(frozen=True, slots=True)
class Term:
    """One thing a question asks for: a term, its share beside a plain word (1), and the word it came from.

    A term that is not the question's `own` stands for another wording of what was asked.
    """

    text: str
    share: float
    word: str
    own: bool = True


@dataclass(frozen=True, slots=True)
class Query:
    """A question as the index reads it.

    `words` are the words that count, in lower case and corrected, each once; `synonyms` pairs of a wording in the
    question and the terms it was also read as; `similar` compares its meaning with that of each passage, where a
    sentence model does.
    """

    text: str
    words: tuple[str, ...]
    terms: tuple[Term, ...]
    corrections: tuple[Correction, ...] = ()
    synonyms: tuple[tuple[str, str], ...] = ()
    similar: Callable[[], NDArray[np.float32] | None] | None = field(default=None, repr=False, compare=False)

    def by_words(self) -> "Query":
        """Return the query without the comparison of its meaning."""
        return replace(self, similar=None)


class QuestionReader:
    """Everything that is needed to read the questions of one language against one library."""

    def __init__(
        self,
        language: str,
        vocabulary: Iterable[str],
        knows: Callable[[str], bool],
        beside: Callable[[str, str], bool],
        speller: Speller,
        thesaurus: Thesaurus,
        abbreviations: Mapping[str, str],
    ) -> None:
        """Take what the library has: its words, its terms, which of them stand side by side; and three helpers."""
        self.terms = reader(language)
        self._stop = STOP.get(language, frozenset())
        self._vocabulary = tuple(vocabulary)
        self._solid = frozenset(map(compound, self._vocabulary))
        self._knows = knows
        self._beside = beside
        self._speller = speller
        self._thesaurus = thesaurus
        self._abbreviations = abbreviations

    def read(self, question: str) -> Query:
        """Read a question: words, corrections, other wordings."""
        question = written_out(without_expletives(question), self._abbreviations)
        typed = {written.casefold(): written for written in split(question)}
        counted = ([word for word in typed if word not in self._stop] or list(typed))[:MOST_WORDS]
        parted = {word: parts for word in counted if not self._known(word) and (parts := self._part(word))}
        shouted = question.isupper() and len(typed) > 1
        as_meant = {*parted, *quoted(question)}
        names = frozenset() if shouted else names_in(question)
        doubtful = [word for word in counted if word not in as_meant and (shouted or not _short_name(typed[word]))]
        better = self._correct(doubtful, names)
        words = tuple(dict.fromkeys(better.get(word, word) for word in counted))
        others: list[tuple[str, tuple[str, ...], float]] = [(word, parts, 1.0) for word, parts in parted.items()]
        others += [*self._other_wordings(words), *self._shortened([word.casefold() for word in split(question)])]
        others += self._derived(words)
        read = [(word, self.terms(word)) for word in words]
        own = {t: Term(t, 1.0 if len(terms) == 1 else COMPOUND_SHARE, word) for word, terms in read for t in terms}
        for wording, phrase, share in others:
            for term in phrase:
                own.setdefault(term, Term(term, share, wording, own=False))
        return Query(
            text=question,
            words=words,
            terms=tuple(own.values()),
            corrections=tuple(Correction(word, meant) for word, meant in better.items()),
            synonyms=tuple((wording, " ".join(phrase)) for wording, phrase, _ in others),
        )

    def _correct(self, words: Sequence[str], names: Container[str]) -> dict[str, str]:
        """Return the words that were misspelt, each with the word that was meant."""
        doubtful = [word for word in words if not self._stands(word)][:MOST_CORRECTED]
        return {word: meant for word in doubtful if (meant := self._speller.correct(word, word in names))}

    def _other_wordings(self, words: Sequence[str]) -> Iterator[tuple[str, tuple[str, ...], float]]:
        """Yield (wording of the question, other wording as terms, share of each term) for every known wording.

        Those are the staff's synonyms, and neighbours that the library writes as one word: "check point", "car t".
        """
        pieces = [(piece, word) for word in words for piece in phrase_of(self.terms(word))]
        for start, end, phrase in self._thesaurus.meanings([piece for piece, _ in pieces]):
            if all(map(self._knows, phrase)):
                wording = " ".join(dict.fromkeys(word for _, word in pieces[start:end]))
                yield wording, phrase, SYNONYM_SHARE / sqrt(len(phrase))
        for one, other in pairwise(words):
            together = one + other.partition("-")[0]
            if together in self._solid:
                yield f"{one} {other}", (self.terms(together)[0],), SYNONYM_SHARE

    def _shortened(self, words: Sequence[str]) -> Iterator[tuple[str, tuple[str, ...], float]]:
        """Yield the word of the library that a short one begins where a letter or number follows: "hep b", "vit d".

        Of several it is the one that the library writes before that letter.
        """
        for word, after in pairwise(words):
            if len(word) >= SHORTEST_BEGINNING and WHICH_ONE.fullmatch(after) and not self._known(word):
                begun = {self.terms(known)[0] for known in self._vocabulary if known.startswith(word)}
                meant = begun if len(begun) == 1 else {term for term in begun if self._beside(term, after)}
                if len(meant) == 1:
                    yield word, tuple(meant), 1.0

    def _derived(self, words: Iterable[str]) -> Iterator[tuple[str, tuple[str, ...], float]]:
        """Yield the noun of the library that an adjective comes from: "anemia" for "anemic"."""
        for word in words:
            adjective = word.removesuffix("s")
            if adjective.endswith("ic") and len(adjective) > SHORTEST_BEGINNING + 2 and not self._known(word):
                nouns = {self.terms(adjective[:-2] + ending)[0] for ending in NOUNS}
                yield from ((word, (noun,), 1.0) for noun in nouns if self._knows(noun))

    def _part(self, word: str) -> tuple[str, str] | None:
        """Return the two terms that the library writes side by side for one unknown word: "sideeffects".

        The first part has two letters or more; the second may be the T of "CART".
        """
        for cut in range(2, len(word)):
            if word[:cut] in self._solid and word[cut:] in self._solid:
                one, other = self.terms(word[:cut])[0], self.terms(word[cut:])[0]
                if self._beside(one, other):
                    return one, other
        return None

    def _stands(self, word: str) -> bool:
        """Say whether a word is no slip: one of the library's in another form, or a British spelling."""
        if word in self._solid:
            return True
        told = american(word) != word or word.endswith(ENDINGS) or not word.isalpha()
        return told and self._known(word)

    def _known(self, word: str) -> bool:
        return any(map(self._knows, self.terms(word)))


def mended(query: Query) -> str:
    """Return the text of a question with its slips mended.

    >>> mended(Query("what is Cytokin storm", (), (), (Correction("cytokin", "cytokine"),)))
    'what is cytokine storm'
    """
    text = query.text
    for slip in query.corrections:
        text = re.sub(rf"(?<!\w){re.escape(slip.typed)}(?!\w)", slip.read_as, text, flags=re.IGNORECASE)
    return text


def _short_name(written: str) -> bool:
    """Say whether a word looks like the name of a gene or an abbreviation: short and in capitals."""
    return written.isupper() and len(written) <= LONGEST_NAME
