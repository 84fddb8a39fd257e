"""Decide between an answer, choices and a refusal: knows passages, not articles or sentences for visitors."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from faq.article import SectionKind
from retrieval.decision.confidence import IN_SCOPE, RIGHT, SURE, WORTH_ASKING_BACK, Features, chance, features, lead
from retrieval.decision.definition import asks_for_definition, explains
from retrieval.decision.subjects import SubjectCheck
from retrieval.decision.wordings import Wordings
from retrieval.options import Caution
from retrieval.reply import State
from retrieval.search.index import Hit, Index, Query
from retrieval.search.passages import Passage

LOOKED_AT = 12
"""Passages that are weighed against each other before one is shown."""

ALMOST = 0.85
"""A section whose score is at least this share of a lead's or takeaway's is shown in its place."""

MARGIN = 0.12
"""Sections of two articles compete when the second one's score is less than this share behind the first one's."""

ALONE = 0.4
"""The same share from which the first section stands alone: a question that names no subject can mean no other one."""

UNNAMED_DEMAND = 0.5
"""The chance of being right that a question asks for which names no subject."""

EXACT = 0.95
"""A section whose own question was asked word for word has no rival."""

UNDERSTOOD = 2
"""Subject words that a question leaning on an article leaves unsaid."""

_SUMMARIES = (SectionKind.LEAD, SectionKind.TAKEAWAY)


@dataclass(frozen=True, slots=True)
class Verdict:
    """How a question was judged; `hits` holds the best passage of each section, best first."""

    status: State
    hits: tuple[Hit, ...] = ()
    unmatched: tuple[str, ...] = ()
    confidence: float = 0.0
    features: Features | None = None
    query: Query | None = None
    within: str | None = None


class Decider:
    """Judge questions against the passages of one index."""

    def __init__(
        self,
        index: Index,
        caution: Caution = Caution.NORMAL,
        may_answer: Callable[[Passage], bool] = lambda _: True,
    ) -> None:
        """Take the index; `may_answer` says whether a passage is recent enough to be answered from today."""
        self.index = index
        self.guard = SubjectCheck(index)
        self._wordings = Wordings(index.passages)
        self._sure = SURE[caution]
        self._caution = caution
        self._may_answer = may_answer

    def judge(self, query: Query, within: str | None = None, demand: float = 0.0) -> Verdict:
        """Decide on a question.

        `within` is the slug of the article it leans on; `demand` is the chance of being right that this question
        asks for when it is more than the usual one. A question that names no subject and leans on no article ("is it
        safe?") is answered only when no other article comes near: it could be about any of them.
        """
        hits = self._best_sections(query, within)
        named = within is not None or self.guard.names_a_subject(query)
        if not named:
            named, demand = self._stands_alone(query, hits), max(demand, UNNAMED_DEMAND)
        asked = self._wordings.answering(query.text, within)
        if asked:
            return self._word_for_word(query, within, asked, hits, named)
        unknown = self.guard.unknown(query)
        verdict = Verdict(State.NOT_FOUND, hits, unknown, query=query, within=within)
        if not hits or unknown:
            return verdict
        measured = features(self.guard, query, hits, UNDERSTOOD if within else 0)
        right = chance(measured, RIGHT)
        verdict = replace(verdict, confidence=right, features=measured)
        competing = measured.exact < EXACT and _lead_over_other_articles(hits) < MARGIN
        if named and right >= max(self._sure, demand) and self._fits(hits[0], query) and not competing:
            return replace(verdict, status=State.ANSWER)
        if chance(measured, IN_SCOPE) >= WORTH_ASKING_BACK and len(hits) > 1:
            return replace(verdict, status=State.DID_YOU_MEAN)
        return replace(verdict, unmatched=self.guard.lacking(hits[0], query))

    def _word_for_word(
        self, query: Query, within: str | None, asked: tuple[Passage, ...], hits: tuple[Hit, ...], named: bool
    ) -> Verdict:
        """Answer with the one section whose own question this is, or offer the several that ask the same."""
        ids = {passage.id for passage in asked}
        found = {hit.passage.id: hit for hit in hits}
        first = tuple(
            found.get(passage.id) or Hit(passage, 1.0, {}, query, frozenset(), language=self.index.language)
            for passage in asked
            if self._may_answer(passage)
        )
        rest = tuple(hit for hit in hits if hit.passage.id not in ids)
        questions = {(hit.passage.title, hit.passage.heading) for hit in first}
        one = len(questions) == 1 and named
        status = State.ANSWER if one else State.DID_YOU_MEAN if first else State.NOT_FOUND
        return Verdict(status, first + rest, confidence=1.0 / max(1, len(questions)), query=query, within=within)

    def _stands_alone(self, query: Query, hits: Sequence[Hit]) -> bool:
        """Say whether a question can only mean the best section: other articles are far behind, and it says no "it"."""
        return bool(hits) and not self.guard.points_back(query) and _lead_over_other_articles(hits) >= ALONE

    def _fits(self, hit: Hit, query: Query) -> bool:
        """Say whether a passage is about the subject of the question and does not merely mention it."""
        if self.guard.not_meant(hit, query) or self.guard.lacks_price(hit, query):
            return False
        if asks_for_definition(query, self.guard):
            return explains(hit, query, self.guard)
        if self._caution is Caution.LOW:
            return True
        lacking = self.guard.lacking(hit, query)
        if self._caution is Caution.HIGH:
            return not lacking
        return len(lacking) < 2 and not any(self.guard.decides(word, query, lacking) for word in lacking)

    def _best_sections(self, query: Query, within: str | None) -> tuple[Hit, ...]:
        best: dict[str, Hit] = {}
        for hit in self.index.search(query, LOOKED_AT, within):
            if self._may_answer(hit.passage):
                best.setdefault(hit.passage.id, hit)
        return summaries_last(tuple(best.values()))


def _lead_over_other_articles(hits: Sequence[Hit]) -> float:
    """Return how far the best section of another article is behind: that one would be about another subject."""
    slug = hits[0].passage.slug
    return lead((hits[0], *(hit for hit in hits if hit.passage.slug != slug)))


def summaries_last(hits: tuple[Hit, ...]) -> tuple[Hit, ...]:
    """Let a section go before a lead or key takeaway of its article that matches hardly better."""
    if not hits or hits[0].passage.kind not in _SUMMARIES:
        return hits
    first = hits[0]
    for place, hit in enumerate(hits):
        full = hit.passage.slug == first.passage.slug and hit.passage.kind not in _SUMMARIES
        if full and hit.score >= ALMOST * first.score:
            return (hit, *hits[:place], *hits[place + 1 :])
    return hits
