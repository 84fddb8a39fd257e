"""Follow-up questions: "and the side effects?" is about what the visitor asked just before.

Nothing is stored for this: the reply carries the id of its first passage, and the next question brings it back.
"""

from collections.abc import Iterable, Mapping

from faq.article import Article
from retrieval.decision.intents import fold_question
from retrieval.decision.subjects import SubjectCheck
from retrieval.search.index import Query
from retrieval.text.tokens import tokenize

POINTING = frozenset(
    "it its it's he him his she her they them their this that these those there same one ones"
    " ello esto eso su sus".split()
)
OPENING = (
    "and ",
    "or ",
    "so ",
    "but ",
    "then ",
    "what about",
    "how about",
    "what if",
    "why",
    "y ",
    "pero ",
    "entonces ",
)
SHORT = 3
"""A question with no more subject words than this may lean on the one before it."""


class Subjects:
    """The words that tell the articles apart: those of their titles and topics that few other articles share."""

    def __init__(self, articles: Iterable[Article], language: str, guard: SubjectCheck) -> None:
        self._language = language
        self._guard = guard
        self._of: Mapping[str, frozenset[str]] = {
            article.slug: self._terms(" ".join((article.title, *article.topics))) for article in articles
        }

    def own(self, query: Query, slug: str) -> bool:
        """Say whether a question names the subject of another article and nothing of the article `slug`."""
        asked = {term.text for term in query.terms}
        here = self._of.get(slug, frozenset())
        elsewhere = frozenset().union(*(terms for other, terms in self._of.items() if other != slug))
        return bool(asked & (elsewhere - here)) and not asked & (here - elsewhere)

    def _terms(self, text: str) -> frozenset[str]:
        named = (word for word in tokenize(text, self._language) if self._guard.is_subject(word.written.casefold()))
        return frozenset(term for word in named for term in word.terms)


def leans(question: str, query: Query, guard: SubjectCheck) -> bool:
    """Say whether a question is worded as one that continues another: it points back, or is short and bare."""
    text = fold_question(question)
    pointing = bool(POINTING & set(text.split())) or text.startswith(OPENING)
    subjects = sum(map(guard.demands, query.words))
    return subjects <= SHORT and (pointing or subjects <= 1)
