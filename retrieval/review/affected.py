"""Which questions a change of the content can touch, so that only those are asked of both versions."""

from collections import Counter
from collections.abc import Iterator

from faq.article import Article, Section
from faq.library import Library
from retrieval.text.tokens import LANGUAGES, reader, split

COMMON = 0.15
"""A word in more than this share of the sections tells none of them apart; a question that shares only such words with
what changed keeps its answer."""

FEW = 3
"""Sections that a word may stand in however small the library is."""


def telling_words(before: Library, after: Library) -> frozenset[str] | None:
    """Return the words that tell what changed, one of which a question must have to be touched; None: all are touched.

    What is not seen: that rare words became a little more or less rare for everybody. Where more than articles
    changed (synonyms, sentences, emergencies), every question is touched.
    """
    if _besides(before) != _besides(after):
        return None
    old, new = (dict(_described(library)) for library in (before, after))
    changed = [section for section in old.keys() | new.keys() if old.get(section) != new.get(section)]
    found = Counter(term for texts in (new or old).values() for term in terms_of(*texts))
    most = max(COMMON * max(len(new), len(old)), FEW)
    texts = [version[section] for version in (old, new) for section in changed if section in version]
    return frozenset(word for words in texts for word in terms_of(*words) if found[word] <= most)


def _besides(library: Library) -> tuple[object, ...]:
    """Return what an answer depends on besides the articles, so that two versions can be compared."""
    sentences = {lang: wording.sentences for lang, wording in library.wording.items()}
    return sentences, library.synonyms, [file.values for file in library.emergencies]


def _described(library: Library) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Yield the id of each published section with everything that its answer is made of."""
    for article in library.published():
        for section in article.sections:
            yield section.id, (article.lang, *_texts(article, section))


def _texts(article: Article, section: Section) -> Iterator[str]:
    yield from (article.title, *article.topics, section.heading, section.text, article.evidence)
    yield from (*section.also_asked, *section.heard)
    yield from (article.reference(number).text for number in section.citations)


def terms_of(lang: str, *texts: str) -> frozenset[str]:
    """Return the terms of some texts of one language."""
    read = reader(LANGUAGES.get(lang, "english"))
    return frozenset(term for text in texts for word in split(text) for term in read(word))
