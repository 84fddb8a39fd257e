"""Which questions a change of the content can touch, so that only those are asked of both versions."""

from collections import Counter
from collections.abc import Iterator

from faq.article import Article, Section
from faq.library import Library
from retrieval.engine import Engine
from retrieval.text.tokens import LANGUAGES, TermReader, reader, split

COMMON = 0.15
"""A word in more than this share of the sections tells none of them apart; a question that shares only such words with
what changed keeps its answer."""

FEW = 3
"""Sections that a word may stand in however small the library is."""


class Affected:
    """Says of a question whether its answer can change: it shares a telling word with what changed.

    What is not seen: that rare words became a little more or less rare for everybody. Where more than articles
    changed (synonyms, sentences, emergencies), every question is touched.
    """

    def __init__(self, before: Engine, after: Engine) -> None:
        self._all = _besides(before.library) != _besides(after.library)
        old, new = (dict(_described(library)) for library in (before.library, after.library))
        changed = [section for section in old.keys() | new.keys() if old.get(section) != new.get(section)]
        self.changes_something = self._all or bool(changed)
        """Whether the two versions differ in anything that an answer depends on."""
        found = Counter(term for texts in (new or old).values() for term in _terms(texts))
        most = max(COMMON * max(len(new), len(old)), FEW)
        words = set[str]().union(*(_terms(old.get(name)) | _terms(new.get(name)) for name in changed))
        self._words = {word for word in words if found[word] <= most}

    def __call__(self, question: str, lang: str) -> bool:
        """Say whether a question shares a telling word with what changed."""
        return self._all or not self._words.isdisjoint(_terms((lang, question)))


def _besides(library: Library) -> tuple[object, ...]:
    """Return what an answer depends on besides the articles, so that two versions can be compared."""
    sentences = {lang: wording.sentences for lang, wording in library.wording.items()}
    return sentences, library.synonyms, library.emergencies


def _described(library: Library) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Yield the id of each published section with everything that its answer is made of."""
    for article in library.published():
        for section in article.sections:
            yield section.id, (article.lang, *_texts(article, section))


def _texts(article: Article, section: Section) -> Iterator[str]:
    yield from (article.title, *article.topics, section.heading, section.text, article.evidence)
    yield from (*section.also_asked, *section.heard)
    yield from (article.reference(number).text for number in section.citations)


def _terms(texts: tuple[str, ...] | None) -> frozenset[str]:
    if texts is None:
        return frozenset()
    lang, *rest = texts
    read: TermReader = reader(LANGUAGES.get(lang, "english"))
    return frozenset(term for text in rest for word in split(text) for term in read(word))
