"""From a question to a reply: what is shown, what is asked back, and what is said when we say no."""

from collections.abc import Mapping, Sequence

from faq.article import Article, Section
from faq.synonyms import Synonyms
from faq.wording import Wording
from retrieval.decision.decide import Decider, Verdict
from retrieval.decision.followup import Subjects, leans
from retrieval.decision.personal import asks_for_advice, asks_for_decision
from retrieval.options import AnswerOptions
from retrieval.reply import Choice, Reply, ShownPassage, State
from retrieval.search.index import Hit, Index, Query
from retrieval.search.key import Keys
from retrieval.search.passages import Passage, passages_of
from retrieval.showing import offered_section, show
from retrieval.text.frequency import general_frequency
from retrieval.text.tokens import LANGUAGES

CHOICES = 3
ALSO = 0.2
"""A further passage is shown when its score is at least this share of the first one's."""

PERSONAL_DEMAND = 0.95
"""The chance of being right that a question about somebody's own treatment asks for: nearly its own words."""


class Answerer:
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
        self.index = Index(passages_of(articles), synonyms, language, general_frequency(lang))
        self.keys = Keys(language, self.index.rarity)
        self._judge = Decider(self.index, options.caution, self._recent)
        self.guard = self._judge.guard
        self._subjects = Subjects(articles, language, self.guard)

    def reply(self, question: str, context: str = "", within: str | None = None) -> Reply:
        """Answer a question; `context` is the id of the section shown before, `within` an article to look in first."""
        return self.compose(question, self.judge(question, context, within), context)

    def judge(self, question: str, context: str = "", within: str | None = None) -> Verdict:
        """Decide on a question, looking first in the article it leans on, then everywhere."""
        query = self.index.read(question)
        demand = PERSONAL_DEMAND if asks_for_decision(question) else 0.0
        slug = within or self._leaning(question, query, context)
        if slug is not None:
            here = self._judge.judge(query, slug, demand)
            if here.status is not State.NOT_FOUND:
                return here
        return self._judge.judge(query, demand=demand)

    def _leaning(self, question: str, query: Query, context: str) -> str | None:
        slug = context.partition("#")[0]
        if slug not in self._articles or not leans(question, query, self.guard):
            return None
        return None if self._subjects.own(query, slug) else slug

    def _recent(self, passage: Passage) -> bool:
        """Say whether a passage may be answered from: no review is overdue by more than the setting allows."""
        review = self._articles[passage.slug].review
        limit = self._options.stale_after_days
        return not (limit and review and (self._options.today() - review.review_by).days > limit)

    def compose(self, question: str, verdict: Verdict, context: str = "") -> Reply:
        """Put a verdict into the words and passages that visitors see."""
        answered = verdict.status is State.ANSWER
        shown = self._shown(verdict.hits) if answered else ()
        offered = () if answered else self._offered(verdict.hits)
        return Reply(
            status=verdict.status,
            notice=self._wording.text("notice.text"),
            version=self._version,
            passages=shown,
            choices=offered,
            unmatched=verdict.unmatched if verdict.status is State.NOT_FOUND else (),
            corrections=verdict.query.corrections if verdict.query else (),
            message=self._message(verdict),
            personal=asks_for_advice(question),
            context=shown[0].id if shown else offered[0].id if verdict.status is State.DID_YOU_MEAN else context,
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
        article, section = self._place(hit)
        today = self._options.today()
        key = self.keys.key(article, section, hit.passage.blocks, hit.query)
        return show(article, section, hit.passage.blocks, self._wording, today, hit.passage.part, hit.matched, key)

    def _offered(self, hits: Sequence[Hit]) -> tuple[Choice, ...]:
        return tuple(offered_section(self._place(hit)[1]) for hit in hits[:CHOICES])

    def _place(self, hit: Hit) -> tuple[Article, Section]:
        """Return the article and section of a hit; raises KeyError for a passage of another library."""
        slug, _, anchor = hit.passage.id.partition("#")
        article = self._articles[slug]
        return article, {section.anchor: section for section in article.sections}[anchor]
