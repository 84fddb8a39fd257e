"""From a question to a reply: what is shown, what is asked back, and when we say no."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from faq.article import Article, Kind, Section
from faq.synonyms import Synonyms
from faq.wording import Wording
from retrieval.confidence import ENOUGH, Features, confidence, features
from retrieval.english import general_frequency
from retrieval.followup import Subjects, leans
from retrieval.guard import Guard
from retrieval.index import Hit, Index, Query
from retrieval.options import AnswerOptions
from retrieval.passages import passages_of
from retrieval.personal import asks_for_advice, asks_for_decision
from retrieval.reply import Choice, Reply, ShownPassage, State
from retrieval.showing import choice, show
from retrieval.words import LANGUAGES

LOOKED_AT = 12
"""Passages that are weighed against each other before one is shown."""

CHOICES = 3
ALMOST = 0.85
"""A section whose score is at least this share of a lead's or takeaway's is shown in its place."""

ALSO = 0.5
"""A further passage is shown when its score is at least this share of the first one's."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """How a question was judged, kept for `flask ask --why` and the staff page."""

    status: State
    hits: tuple[Hit, ...] = ()
    unmatched: tuple[str, ...] = ()
    confidence: float = 0.0
    features: Features | None = None
    query: Query | None = None
    within: str | None = None


class Finder:
    """Answer questions from the articles of one language."""

    def __init__(
        self,
        articles: Sequence[Article],
        synonyms: Synonyms | None,
        wording: Wording,
        options: AnswerOptions,
        version: str,
        lang: str = "en",
    ) -> None:
        language = LANGUAGES[lang]
        self._articles: Mapping[str, Article] = {article.slug: article for article in articles}
        self._wording = wording
        self._options = options
        self._version = version
        self._lang = lang
        self.index = Index(passages_of(articles), synonyms, language, general_frequency(lang))
        self.guard = Guard(self.index)
        self._subjects = Subjects(articles, language)

    def reply(self, question: str, context: str = "", within: str | None = None) -> Reply:
        """Answer a question; `context` is the id of the section shown before, `within` an article to look in first."""
        verdict = self.judge(question, context, within)
        return self.compose(question, verdict, context)

    def judge(self, question: str, context: str = "", within: str | None = None) -> Verdict:
        """Decide between an answer, choices and a refusal, looking first where the question leans."""
        query = self.index.read(question)
        slug = within or self._leaning(question, query, context)
        if slug is not None:
            here = self._judge(query, slug)
            if here.status is not State.NOT_FOUND:
                return here
        return self._judge(query, None)

    def _leaning(self, question: str, query: Query, context: str) -> str | None:
        slug = context.partition("#")[0]
        if slug not in self._articles or not leans(question, query, self.guard) or self._subjects.own(query, slug):
            return None
        return slug

    def _judge(self, query: Query, within: str | None) -> Verdict:
        hits = self._best_sections(query, within)
        unknown = self.guard.unknown(query)
        verdict = Verdict(State.NOT_FOUND, hits, unknown, query=query, within=within)
        if not hits or unknown:
            return verdict
        measured = features(self.guard, query, hits)
        sure = confidence(measured)
        lacking = self.guard.lacking(hits[0])
        verdict = replace(verdict, confidence=sure, features=measured)
        enough = ENOUGH[self._options.caution] * (0.6 if within else 1.0)
        if sure >= enough:
            return replace(verdict, status=State.ANSWER)
        if sure >= enough / 2 and len(hits) > 1:
            return replace(verdict, status=State.DID_YOU_MEAN)
        return replace(verdict, unmatched=lacking)

    def _best_sections(self, query: Query, within: str | None) -> tuple[Hit, ...]:
        """Give the best hit of each section, best first, from articles that may still be answered from."""
        best: dict[str, Hit] = {}
        for hit in self.index.search(query, LOOKED_AT, within):
            if not self._stale(hit):
                best.setdefault(hit.passage.id, hit)
        return _leads_last(list(best.values()))

    def _stale(self, hit: Hit) -> bool:
        review = self._articles[hit.passage.slug].review
        limit = self._options.stale_after_days
        return bool(limit and review and (self._options.today() - review.review_by).days > limit)

    def compose(self, question: str, verdict: Verdict, context: str = "") -> Reply:
        """Put a verdict into the words and passages that visitors see."""
        status, shown = verdict.status, ()
        if status is State.ANSWER:
            shown = self._shown(verdict.hits)
        elif verdict.hits:
            offered = tuple(choice(self._section(hit)) for hit in verdict.hits[:CHOICES])
        return Reply(
            status=status,
            notice=self._wording.text("notice.text"),
            version=self._version,
            passages=shown,
            choices=() if status is State.ANSWER or not verdict.hits else offered,
            unmatched=verdict.unmatched if status is State.NOT_FOUND else (),
            corrections=verdict.query.corrections if verdict.query else (),
            message=self._message(verdict),
            personal=asks_for_advice(question),
            context=shown[0].id if shown else context,
        )

    def _message(self, verdict: Verdict) -> str | None:
        if verdict.status is State.ANSWER:
            return None
        if verdict.status is State.DID_YOU_MEAN:
            return self._wording.text("did_you_mean.message")
        if verdict.unmatched:
            return self._wording.text("not_found.unmatched", words=", ".join(verdict.unmatched))
        return self._wording.text("not_found.message")

    def _shown(self, hits: Sequence[Hit]) -> tuple[ShownPassage, ...]:
        near = [hit for hit in hits if hit.score >= ALSO * hits[0].score]
        return tuple(self._show(hit) for hit in near[: self._options.max_passages])

    def _show(self, hit: Hit) -> ShownPassage:
        article = self._articles[hit.passage.slug]
        section = self._section(hit)
        today = self._options.today()
        return show(article, section, hit.passage.blocks, self._wording, today, hit.passage.part, hit.matched)

    def _section(self, hit: Hit) -> Section:
        slug, _, anchor = hit.passage.id.partition("#")
        section = self._articles[slug].section(anchor)
        assert section is not None, hit.passage.id  # noqa: S101 - the index holds the sections of these articles
        return section


def _leads_last(hits: list[Hit]) -> tuple[Hit, ...]:
    """Let a section go before a lead or key takeaway of its article that matches hardly better."""
    if hits and hits[0].passage.kind in (Kind.LEAD, Kind.TAKEAWAY):
        first = hits[0]
        for place, hit in enumerate(hits[1:], 1):
            same = hit.passage.slug == first.passage.slug and hit.passage.kind not in (Kind.LEAD, Kind.TAKEAWAY)
            if same and hit.score >= ALMOST * first.score:
                return (hits.pop(place), *hits)
    return tuple(hits)
