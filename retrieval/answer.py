"""From a question to a reply: what is shown, what is asked back, and what is said when we say no."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import zip_longest

from faq.article import Article, Block, Section
from faq.library import Library
from faq.wording import Wording
from retrieval.decision.contrasts import Difference
from retrieval.decision.decide import Decider
from retrieval.decision.followup import Context, FollowUps
from retrieval.decision.personal import asks_for_advice, asks_for_decision, asks_for_prognosis
from retrieval.decision.verdict import Reason, Verdict
from retrieval.options import AnswerOptions
from retrieval.reply import Choice, Kind, Reply, ShownPassage, State
from retrieval.search.index import Hit, Index, Query
from retrieval.search.key import Keys
from retrieval.search.passages import Passage, passages_of
from retrieval.search.semantic import embedder_of
from retrieval.showing import offered_section, shown_passage
from retrieval.text.frequency import general_frequency
from retrieval.text.tokens import LANGUAGES

CHOICES = 3
ALSO = 0.2
"""A further passage is shown when its score is at least this share of the first one's."""

_OFFERED: Mapping[Reason | None, str] = {Reason.TWIN: "did_you_mean.twin", Reason.PERSONAL: "did_you_mean.personal"}
"""The sentences that say why sections are offered, by reason."""

NEVER, WORD_FOR_WORD = 2.0, 0.5
"""How exactly a heading must be what was asked about one person: a prognosis never is, a dose may be."""


class Answerer:
    """Answer questions from the articles of one language."""

    def __init__(self, library: Library, wording: Wording, options: AnswerOptions, lang: str) -> None:
        """Take the library, the sentences of the language; synonyms and sentence model are those of English."""
        language, english, articles = LANGUAGES[lang], lang == "en", library.published(lang)
        self._articles: Mapping[str, Article] = {article.slug: article for article in articles}
        self._wording = wording
        self._options = options
        self._version = library.version
        synonyms = library.synonyms if english else None
        embedder = embedder_of(options.semantic_model) if options.semantic_model and english else None
        self.index = Index(passages_of(articles), synonyms, language, general_frequency(lang), embedder)
        self.keys = Keys(language, self.index.rarity)
        self._judge = Decider(self.index, options.caution, self._recent)
        self.subjects = self._judge.subjects
        self._followups = FollowUps(articles, self.subjects)

    def judge(self, question: str, context: str = "", within: str | None = None) -> Verdict:
        """Decide on a question, looking first in the article it leans on, then everywhere.

        `context` is the id of the section shown before, `within` an article to look in first.
        """
        query = self.index.read(question)
        demand = _demand(question)
        before = self._followups.context(query, context)
        if within is not None and within in self._articles:
            before = Context(within, understood=self._followups.understood(within, query))
        if before.hint:
            query = self.index.read(f"{question} {before.hint}")
        if before.within is None:
            return self._judge.judge(query, demand=demand)
        here, anywhere = self._judge.judge(query, before, demand), self._judge.judge(query, demand=demand)
        if not before.pointing and anywhere.status is State.ANSWER:
            return anywhere
        return here if here.status is not State.NOT_FOUND else anywhere

    def _recent(self, passage: Passage) -> bool:
        """Say whether a passage may be answered from: no review is overdue by more than the setting allows."""
        review = self._articles[passage.slug].review
        limit = self._options.stale_after_days
        return not (limit and review and (self._options.today() - review.review_by).days > limit)

    def compose(self, question: str, verdict: Verdict, context: str = "") -> Reply:
        """Put a verdict into the words and passages that visitors see."""
        answered = verdict.status is State.ANSWER
        shown = self._shown(verdict) if answered else ()
        offered = () if answered else self._offered(verdict)
        return Reply(
            status=verdict.status,
            notice=self._wording.text("notice.text"),
            version=self._version,
            passages=shown,
            choices=offered,
            unmatched=verdict.unmatched,
            mentions=tuple(self._choice(hit) for hit in verdict.mentions[:CHOICES]),
            corrections=verdict.question.query.corrections,
            message=self._message(verdict),
            kind=Kind(verdict.status),
            personal=asks_for_advice(question),
            context=self._context(verdict, context),
        )

    def _context(self, verdict: Verdict, before: str) -> str:
        """Return the section that the next question may go on about: none after an offer of something else."""
        if verdict.status is State.NOT_FOUND:
            return before
        return "" if verdict.reason in (Reason.TWIN, Reason.OTHER_SUBJECT) else verdict.hits[0].passage.id

    def _message(self, verdict: Verdict) -> str | None:
        if verdict.status is State.ANSWER:
            return None
        if verdict.status is State.DID_YOU_MEAN:
            return self._wording.text(_OFFERED.get(verdict.reason, "did_you_mean.message"))
        if verdict.mentions:
            return self._wording.text("not_found.mentioned", words=" ".join(verdict.subject))
        if verdict.unmatched:
            return self._wording.text("not_found.unmatched", words=", ".join(verdict.unmatched))
        return self._wording.text("not_found.message")

    def _shown(self, verdict: Verdict) -> tuple[ShownPassage, ...]:
        """Show the best passage, and further ones that are about the same and differ in nothing from what was asked."""
        best = verdict.hits[0]
        others = [
            hit
            for hit, differs in zip(verdict.hits, verdict.differences, strict=False)
            if hit is not best and not differs
        ]
        near = [hit for hit in others if hit.score >= ALSO * best.score and self._shares_subject(best, hit)]
        return tuple(self._show(hit) for hit in (best, *near)[: self._options.max_passages])

    def _shares_subject(self, best: Hit, other: Hit) -> bool:
        """Say whether a further passage is about every subject that the question names and the best one is about."""
        named = {term.text for term in best.query.terms if term.own and self.subjects.names(term.word)}
        shared = named & self.subjects.about(best.passage.id)
        same_article = other.passage.slug == best.passage.slug
        return shared <= self.subjects.about(other.passage.id) if shared else same_article

    def _show(self, hit: Hit) -> ShownPassage:
        shown = self.show(*self._place(hit), hit.passage.blocks, hit.query)
        return replace(shown, part=hit.passage.part, matched=hit.matched)

    def show(self, article: Article, section: Section, blocks: Sequence[Block], query: Query) -> ShownPassage:
        """Return some blocks of a section as visitors see them, with the sentence that answers a question best."""
        key = self.keys.key(article, section, blocks, query)
        return shown_passage(article, section, blocks, key, self._wording, self._options.today())

    def _offered(self, verdict: Verdict) -> tuple[Choice, ...]:
        """Offer the best sections, with their best sentence only where reading it cannot mislead.

        It has the most telling word of the question, of those that the articles know: a section on one vaccine has
        nothing to say on the vaccine against a disease that it does not name.
        """
        question, unsure = verdict.question, verdict.reason is Reason.UNSURE
        telling = question.telling(word for word in question.naming if word not in question.unknown)
        laid_beside = zip_longest(verdict.hits[:CHOICES], verdict.differences[:CHOICES])
        return tuple(
            self._choice(hit, differs, unsure and telling not in question.lacking(self.subjects.said(hit.passage.id)))
            for hit, differs in laid_beside
        )

    def _choice(self, hit: Hit, differs: Difference | None = None, readable: bool = False) -> Choice:
        article, section = self._place(hit)
        text = difference = ""
        if differs:
            about = differs.instead
            difference = self._wording.text("did_you_mean.difference", subject=about) if about else ""
        elif readable:
            text = self.keys.nearest(article, section, hit.passage.blocks, hit.query)
        return offered_section(section, article.title, text, difference)

    def _place(self, hit: Hit) -> tuple[Article, Section]:
        """Return the article and section of a hit; raises KeyError for a passage of another library."""
        slug, _, anchor = hit.passage.id.partition("#")
        article = self._articles[slug]
        return article, {section.anchor: section for section in article.sections}[anchor]


def _demand(question: str) -> float:
    """Return how exactly a heading must be what was asked, 0 for a question that is not about one person."""
    if asks_for_prognosis(question):
        return NEVER
    return WORD_FOR_WORD if asks_for_decision(question) else 0.0
