"""Decide between an answer, an offer and a refusal: knows passages, not articles or sentences for visitors."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from itertools import pairwise

from retrieval.decision.closed_classes import closed_classes
from retrieval.decision.confidence import (
    ELSEWHERE,
    FAMILIAR,
    OTHER_SORT,
    RIVAL,
    SURE,
    UNNAMED,
    UNSAID,
    WORTH_OFFERING,
    chances,
    features,
)
from retrieval.decision.contrasts import Contrasts
from retrieval.decision.followup import NO_CONTEXT, Context
from retrieval.decision.frames import frame_of
from retrieval.decision.intents import fold_question
from retrieval.decision.matters import lacks_effect, lacks_matter
from retrieval.decision.question import Question
from retrieval.decision.subjects import PLAIN, RARE, Subjects
from retrieval.decision.verdict import Reason, Verdict
from retrieval.options import Caution
from retrieval.reply import State
from retrieval.search.index import Hit, Index, Query
from retrieval.search.passages import Passage
from retrieval.search.query_likelihood import TRUSTED_FROM
from retrieval.text.tokens import split

LAID_BESIDE = 5
"""Sections that are laid beside the question before they are offered or shown as further passages."""

CONTINUED = 0.5
"""The share of the usual chance that is asked for where a question goes on about the article before."""

LOOKED_AT = 20
"""Passages that are weighed against each other before one is shown."""


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
        self.subjects = Subjects(index)
        self._contrasts = Contrasts(self.subjects)
        self._wordings = _by_wording(index.passages)
        self._sure = SURE[caution]
        self._may_answer = may_answer

    def judge(self, query: Query, context: Context = NO_CONTEXT, demand: float = 0.0) -> Verdict:
        """Decide on a question.

        `context` is what it takes from the section before. `demand` is how exactly the heading must be what was asked
        when a question is about one person; otherwise what is general is offered by its heading.
        """
        question = Question(query, self.subjects)
        if question.absent_names:  # that decides: no model need be asked
            question = Question(query.by_words(), self.subjects)
        hits, askers = self._best_sections(question.query, context.within)
        verdict = Verdict(question, hits, within=context.within)
        if not hits:
            return self._refused(verdict)
        verdict = self._with_first(verdict, ())
        meant = None if askers else self._contrasts.meant(hits, verdict.differences)
        if meant:
            verdict = self._with_first(verdict, (meant,))
        exact = askers == 1
        measured = features(question, verdict.hits, exact, context.understood)
        right, inside = chances(measured, question.query.similar is not None)
        verdict = replace(verdict, confidence=right, in_scope=inside, features=measured)
        held = self._held_back(verdict, context, exact)
        if held:
            asked_back = held.status is State.DID_YOU_MEAN and held.reason is not Reason.TWIN
            return replace(held, reason=Reason.PERSONAL) if asked_back and measured.exact < demand else held
        if measured.exact < demand:
            return self._personal(verdict)
        sure = CONTINUED * self._sure if context.within and context.pointing else self._sure
        wanted = max(sure, self._demand(verdict, context), ELSEWHERE if meant else 0.0)
        if exact or (right >= wanted and not askers):
            return replace(verdict, reason=None)
        return replace(verdict, reason=Reason.UNSURE) if askers else self._offered(verdict, Reason.UNSURE)

    def _with_first(self, verdict: Verdict, first: Sequence[Hit]) -> Verdict:
        """Put some sections before the others, and lay the best beside the question."""
        hits = (*first, *(hit for hit in verdict.hits if hit not in first))
        differences = self._contrasts.differences(verdict.question, hits[:LAID_BESIDE])
        return replace(verdict, hits=hits, differences=differences)

    def _demand(self, verdict: Verdict, context: Context) -> float:
        """Return how sure a section must be when a question names nothing it is about, or something it never says."""
        question, section = verdict.question, verdict.hits[0].passage.id
        telling = question.telling(question.naming)
        unsaid = telling in question.lacking(self.subjects.said(section))
        if unsaid and self.subjects.names(telling, RARE) and telling not in question.unknown:
            return ELSEWHERE
        if self._other_sort(question, section):
            return OTHER_SORT
        if unsaid:
            return UNSAID
        if context.within is not None or question.names_any(self.subjects.about(section)):
            return 0.0
        others = (hit.score for hit in verdict.hits if hit.passage.slug != verdict.hits[0].passage.slug)
        bare = not question.naming and max(others, default=0.0) > RIVAL * verdict.hits[0].score
        return UNSAID if bare else UNNAMED

    def _other_sort(self, question: Question, section: str) -> bool:
        """Say whether a word that no article has says which one is asked for: breast in breast cancer."""
        unknown = question.absent(PLAIN)
        said, grammar = self.subjects.said(section), closed_classes(self.index.language).grammar
        stems = [(word.casefold(), self.subjects.stem(noun)) for word, noun in pairwise(split(question.query.text))]
        return any(word in unknown and noun in said and noun not in grammar for word, noun in stems)

    def _held_back(self, verdict: Verdict, context: Context, exact: bool) -> Verdict | None:
        """Return why the best section must not answer: what was asked is absent, another subject, or its twin."""
        absent = self._absent_subject(verdict)
        if absent or exact:
            return absent or self._mistaught(verdict)
        leaning = context.within is not None and not context.hint
        return self._other_subject(verdict, leaning) or self._twin(verdict) or self._other_matter(verdict)

    def _mistaught(self, verdict: Verdict) -> Verdict | None:
        """Hold back a section whose wording is about another article's subject, or another letter or number.

        Otherwise who wrote a wording for one section alone means that section.
        """
        question, best, twin = verdict.question, verdict.hits[0].passage, verdict.differences[0]
        elsewhere, written = self.subjects.elsewhere(best.slug), self.subjects.written(best.id)
        foreign = any(way & elsewhere for word in question.lacking(written) for way in question.ways[word])
        if foreign and not question.names_any(written):
            return replace(verdict, reason=Reason.OTHER_SUBJECT)
        return self._twin(verdict) if twin and twin.of_identifiers else None

    def _other_matter(self, verdict: Verdict) -> Verdict | None:
        """Hold back a section that says nothing of what is asked of its subject."""
        question, section = verdict.question, verdict.hits[0].passage.id
        lacks = lacks_effect(question, section) or lacks_matter(question, section)
        return self._offered(verdict, Reason.UNSURE) if lacks else None

    def _absent_subject(self, verdict: Verdict) -> Verdict | None:
        """Refuse when a rare word, such as the name of a drug, is much of the question and in no article."""
        absent = verdict.question.absent_names
        return replace(verdict, reason=Reason.ABSENT, unmatched=absent) if absent else None

    def _other_subject(self, verdict: Verdict, leaning: bool) -> Verdict | None:
        """Hold back a section that is not about the subject that a question asks about as a whole.

        A question `leaning` on the section before has its subject from there, unless it names another itself.
        """
        frame = frame_of(verdict.question)
        missing = frame.missing(verdict.hits[0].passage.id) if frame else ()
        if not frame or not missing or (leaning and not any(map(self.subjects.names, missing))):
            return None
        unknown = tuple(word for word in verdict.question.unknown if word in missing)
        if unknown:
            return replace(verdict, reason=Reason.ABSENT, unmatched=unknown)
        if frame.defines:
            return replace(verdict, reason=Reason.UNSURE)
        about = [hit for hit in verdict.hits if not frame.missing(hit.passage.id)]
        if about or not frame.aspect:
            return replace(self._with_first(verdict, about), reason=Reason.OTHER_SUBJECT)
        mentions = self._mentions(verdict.question, missing)
        return replace(verdict, reason=Reason.MENTIONED, mentions=mentions, subject=frame.subject)

    def _personal(self, verdict: Verdict) -> Verdict:
        """Offer what is general of the subject that a question about one person names."""
        question, about_of = verdict.question, self.subjects.about
        about = [hit for hit in verdict.hits if question.names_any(about_of(hit.passage.id))]
        if not about:
            return self._offered(verdict, Reason.PERSONAL)
        return replace(self._with_first(verdict, about), reason=Reason.PERSONAL, differences=())

    def _mentions(self, question: Question, words: Sequence[str]) -> tuple[Hit, ...]:
        """Return the passages that mention some words, best first."""
        found, _ = self._best_sections(self.index.read(" ".join(words)).by_words(), None)
        return tuple(hit for hit in found if not question.lacking(self.subjects.said(hit.passage.id), words))

    def _twin(self, verdict: Verdict) -> Verdict | None:
        """Hold back a section about something that excludes what was asked: another type, side, stage or age."""
        return self._offered(verdict, Reason.TWIN) if verdict.differences[0] else None

    def _offered(self, verdict: Verdict, reason: Reason) -> Verdict:
        """Offer the best sections for a reason, or refuse when the articles hardly answer the question at all."""
        heard = len(verdict.hits[0].passage.heard)
        if verdict.in_scope < WORTH_OFFERING + FAMILIAR * heard / (heard + TRUSTED_FROM):
            return self._refused(verdict)
        return replace(verdict, reason=reason)

    def _refused(self, verdict: Verdict) -> Verdict:
        """Refuse, and name the words that stand in no article when they are what was asked for."""
        unmatched = verdict.question.absent()
        return replace(verdict, unmatched=unmatched, reason=Reason.ABSENT if unmatched else Reason.NOTHING)

    def _best_sections(self, query: Query, within: str | None) -> tuple[tuple[Hit, ...], int]:
        """Return the best hit of each section, and of how many sections the question is a wording; those come first."""
        best: dict[str, Hit] = {}
        for hit in self.index.search(query, LOOKED_AT, within):
            if self._may_answer(hit.passage):
                best.setdefault(hit.passage.id, hit)
        wordings = self._wordings.get(fold_question(query.text), ())
        asked = {passage.id for passage in wordings if within in (None, passage.slug)}
        ranked = sorted(best.values(), key=lambda hit: hit.passage.id not in asked)
        return tuple(ranked), len(asked) if asked & set(best) else 0


def _by_wording(passages: Iterable[Passage]) -> dict[str, list[Passage]]:
    """Return the sections by each wording of theirs: heading, `also_asked`, utterance."""
    asked: dict[str, list[Passage]] = defaultdict(list)
    for passage in passages:
        if passage.part == 0:
            for wording in {
                fold_question(passage.heading),
                *map(fold_question, (*passage.also_asked, *passage.heard)),
            } - {""}:
                asked[wording].append(passage)
    return dict(asked)
