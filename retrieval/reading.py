"""Read a question: which words count, how they are spelt in the library, what else they may be called."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from retrieval.british import american
from retrieval.reply import Correction
from retrieval.spelling import Speller
from retrieval.synonyms import Thesaurus
from retrieval.words import reader, split

MOST_WORDS = 64
"""Distinct words of a question that are used; the rest of a longer one is left out."""

SYNONYM_SHARE = 0.5
"""What another wording weighs beside the word itself."""

MOST_CORRECTED = 32
"""Unknown words that are looked up by likeness, so that no question takes long."""

LONGEST_NAME = 6
ENDINGS = ("s", "es", "ed", "ing", "ly", "er", "y")

STOP = {
    "english": frozenset("a an the of to in is are be it and or for on at".split()),
    "spanish": frozenset("el la los las un una de del al y o en es son a que se lo por para".split()),
}
"""Words of a question that are not looked for; "not", "no", "never" and "without" are."""


@dataclass(frozen=True, slots=True)
class Term:
    """One thing a question asks for: a term, its share beside the word itself (1), and the word it came from."""

    text: str
    share: float
    word: str


@dataclass(frozen=True, slots=True)
class Query:
    """A question as the index reads it.

    `words` are the words that count, in lower case and corrected, each once; `unknown` those that no passage has;
    `synonyms` pairs of a wording in the question and the terms it was also read as.
    """

    text: str
    words: tuple[str, ...]
    terms: tuple[Term, ...]
    corrections: tuple[Correction, ...] = ()
    unknown: tuple[str, ...] = ()
    synonyms: tuple[tuple[str, str], ...] = ()


class QuestionReader:
    """Everything that is needed to read the questions of one language against one library."""

    def __init__(self, language: str, knows: Callable[[str], bool], speller: Speller, thesaurus: Thesaurus) -> None:
        self.terms = reader(language)
        self._stop = STOP.get(language, frozenset())
        self._knows = knows
        self._speller = speller
        self._thesaurus = thesaurus

    def read(self, question: str) -> Query:
        """Read a question: words, corrections, other wordings, and the words the library does not have."""
        typed = {written.casefold(): written for written in split(question)}
        counted = [word for word in typed if word not in self._stop] or list(typed)
        shouted = question.isupper() and len(typed) > 1
        better = {
            word: self._speller.correct(word)
            for word in [word for word in counted[:MOST_WORDS] if not self._stands(word)][:MOST_CORRECTED]
            if shouted or not _short_name(typed[word])
        }
        words = tuple(dict.fromkeys(better.get(word) or word for word in counted[:MOST_WORDS]))
        own = {term: Term(term, 1.0, word) for word in words for term in self.terms(word)}
        synonyms = tuple(self._synonyms(words))
        for wording, phrase in synonyms:
            for term in phrase:
                own.setdefault(term, Term(term, SYNONYM_SHARE, wording))
        return Query(
            text=question,
            words=words,
            terms=tuple(own.values()),
            corrections=tuple(Correction(word, meant) for word, meant in better.items() if meant),
            unknown=tuple(word for word in words if not self._known(word)),
            synonyms=tuple((wording, " ".join(phrase)) for wording, phrase in synonyms),
        )

    def _stands(self, word: str) -> bool:
        """Say whether a word is the library's own, or one of its words in another form or spelling."""
        return self._known(word) and (word.endswith(ENDINGS) or not word.isalpha() or american(word) != word)

    def _known(self, word: str) -> bool:
        return any(map(self._knows, self.terms(word)))

    def _synonyms(self, words: Sequence[str]) -> Iterator[tuple[str, tuple[str, ...]]]:
        """Give (wording of the question, other wording as terms) for every listed wording in it."""
        firsts = [self.terms(word)[0] for word in words]
        for start, end, phrase in self._thesaurus.meanings(firsts):
            yield " ".join(words[start:end]), phrase


def _short_name(written: str) -> bool:
    """Say whether a word looks like the name of a gene or an abbreviation: short and in capitals."""
    return written.isupper() and len(written) <= LONGEST_NAME
