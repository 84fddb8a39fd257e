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
from retrieval.decision.readings import Readings, lacking
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
        readings = self.subjects.readings(query)
        if self.subjects.absent_names(query, readings):  # that decides: no model need be asked
            query = query.by_words()
        within = context.within
        hits, askers = self._best_sections(query, within)
        verdict = Verdict(State.NOT_FOUND, hits, query=query, within=within, reason=Reason.NOTHING)
        if not hits:
            return self._refused(verdict, readings)
        differences = self._contrasts.differences(query, hits[:LAID_BESIDE])
        meant = None if askers else self._contrasts.meant(hits, differences)
        if meant:
            hits = (meant, *(hit for hit in hits if hit is not meant))
            differences = self._contrasts.differences(query, hits[:LAID_BESIDE])
        exact = askers == 1
        measured = features(self.subjects, readings, hits, exact, context.understood)
        right, inside = chances(measured, query.similar is not None)
        verdict = replace(verdict, hits=hits, confidence=right, features=measured, differences=differences)
        held = self._held_back(verdict, readings, context, inside, exact)
        if held:
            asked_back = held.status is State.DID_YOU_MEAN and held.reason is not Reason.TWIN
            personal = asked_back and measured.exact < demand
            return replace(held, reason=Reason.PERSONAL) if personal else held
        if measured.exact < demand:
            return self._personal(verdict, readings, inside)
        sure = CONTINUED * self._sure if within and context.pointing else self._sure
        wanted = max(sure, self._demand(query, readings, hits, context), ELSEWHERE if meant else 0.0)
        if exact or (right >= wanted and askers == 0):
            return replace(verdict, status=State.ANSWER, reason=None)
        return self._offered(verdict, Reason.UNSURE, readings, 1.0 if askers else inside)

    def _names_subject(self, readings: Readings, section: str) -> bool:
        """Say whether a question has a word that can name a subject and that the section is about."""
        off = lacking(readings, self.subjects.about(section))
        return any(self.subjects.names(word) for word in readings if word not in off)

    def _demand(self, query: Query, readings: Readings, hits: Sequence[Hit], context: Context) -> float:
        """Return how sure a section must be when a question names nothing it is about, or something it never says."""
        section = hits[0].passage.id
        off = lacking(readings, self.subjects.said(section))
        naming = [word for word in readings if self.subjects.names(word)]
        telling = max(naming, key=self.subjects.weight, default="")
        if telling in off and self.subjects.names(telling, RARE) and telling not in self.subjects.unknown(readings):
            return ELSEWHERE
        if self._other_sort(query, readings, section):
            return OTHER_SORT
        if telling in off:
            return UNSAID
        if context.within is not None or self._names_subject(readings, section):
            return 0.0
        others = (hit.score for hit in hits if hit.passage.slug != hits[0].passage.slug)
        bare = not naming and max(others, default=0.0) > RIVAL * hits[0].score
        return UNSAID if bare else UNNAMED

    def _other_sort(self, query: Query, readings: Readings, section: str) -> bool:
        """Say whether a word that no article has says which one is asked for: breast in breast cancer."""
        unknown = {word for word in self.subjects.unknown(readings) if self.subjects.names(word, PLAIN)}
        said, grammar = self.subjects.said(section), closed_classes(self.index.language).grammar
        stems = [(word.casefold(), self.subjects.stem(noun)) for word, noun in pairwise(split(query.text))]
        return any(word in unknown and noun in said and noun not in grammar for word, noun in stems)

    def _held_back(
        self, verdict: Verdict, readings: Readings, context: Context, inside: float, exact: bool
    ) -> Verdict | None:
        """Return why the best section must not answer: what was asked is absent, another subject, or its twin."""
        absent = self._absent_subject(verdict, readings)
        if absent or exact:
            return absent or self._mistaught(verdict, readings, inside)
        leaning = context.within is not None and not context.hint
        return (
            self._other_subject(verdict, readings, leaning)
            or self._twin(verdict, readings, inside)
            or self._other_matter(verdict, readings, inside)
        )

    def _mistaught(self, verdict: Verdict, readings: Readings, inside: float) -> Verdict | None:
        """Hold back a section whose wording is about another article's subject, or another letter or number.

        Otherwise who wrote a wording for one section alone means that section.
        """
        best, twin = verdict.hits[0].passage, verdict.differences[0]
        elsewhere = self.subjects.elsewhere(best.slug)
        unsaid = lacking(readings, self.subjects.written(best.id))
        foreign = any(way & elsewhere for word in unsaid for way in readings[word])
        if foreign and not any(self.subjects.names(word) for word in readings if word not in unsaid):
            return replace(verdict, status=State.DID_YOU_MEAN, reason=Reason.OTHER_SUBJECT)
        return self._twin(verdict, readings, inside) if twin and twin.of_identifiers else None

    def _other_matter(self, verdict: Verdict, readings: Readings, inside: float) -> Verdict | None:
        """Hold back a section that says nothing of what is asked of its subject."""
        section, query = verdict.hits[0].passage.id, verdict.query
        lacks = query and any(lacks(query, self.subjects, readings, section) for lacks in (lacks_effect, lacks_matter))
        return self._offered(verdict, Reason.UNSURE, readings, inside) if lacks else None

    def _absent_subject(self, verdict: Verdict, readings: Readings) -> Verdict | None:
        """Refuse when a rare word, such as the name of a drug, is much of the question and in no article."""
        absent = self.subjects.absent_names(verdict.query, readings) if verdict.query else ()
        return replace(verdict, reason=Reason.ABSENT, unmatched=absent) if absent else None

    def _other_subject(self, verdict: Verdict, readings: Readings, leaning: bool) -> Verdict | None:
        """Hold back a section that is not about the subject that a question asks about as a whole.

        A question `leaning` on the section before has its subject from there, unless it names another itself.
        """
        query = verdict.query
        frame = frame_of(query, self.subjects) if query else None
        missing = frame.missing(self.subjects, readings, verdict.hits[0].passage.id) if frame else ()
        if not frame or not missing or (leaning and not any(map(self.subjects.names, missing))):
            return None
        unknown = tuple(word for word in self.subjects.unknown(readings) if word in missing)
        if unknown:
            return replace(verdict, reason=Reason.ABSENT, unmatched=unknown)
        if frame.defines:
            return replace(verdict, status=State.DID_YOU_MEAN, reason=Reason.UNSURE)
        about = [hit for hit in verdict.hits if not frame.missing(self.subjects, readings, hit.passage.id)]
        if about and query:
            hits = (*about, *(hit for hit in verdict.hits if hit not in about))
            found = replace(verdict, hits=hits, differences=self._contrasts.differences(query, hits[:LAID_BESIDE]))
            return replace(found, status=State.DID_YOU_MEAN, reason=Reason.OTHER_SUBJECT)
        if not frame.aspect:
            return replace(verdict, status=State.DID_YOU_MEAN, reason=Reason.OTHER_SUBJECT)
        mentions = self._mentions(readings, missing)
        return replace(verdict, reason=Reason.OTHER_SUBJECT, mentions=mentions, subject=frame.subject)

    def _personal(self, verdict: Verdict, readings: Readings, inside: float) -> Verdict:
        """Offer what is general of the subject that a question about one person names."""
        about = [hit for hit in verdict.hits if self._names_subject(readings, hit.passage.id)]
        if not about:
            return self._offered(verdict, Reason.PERSONAL, readings, inside)
        hits = (*about, *(hit for hit in verdict.hits if hit not in about))
        return replace(verdict, status=State.DID_YOU_MEAN, reason=Reason.PERSONAL, hits=hits, differences=())

    def _mentions(self, readings: Readings, words: Sequence[str]) -> tuple[Hit, ...]:
        """Return the passages that mention some words, best first."""
        found, _ = self._best_sections(self.index.read(" ".join(words)).by_words(), None)
        said = self.subjects.said
        return tuple(
            hit for hit in found if all(any(way <= said(hit.passage.id) for way in readings[word]) for word in words)
        )

    def _twin(self, verdict: Verdict, readings: Readings, inside: float) -> Verdict | None:
        """Hold back a section about something that excludes what was asked: another type, side, stage or age."""
        if verdict.differences[0] is None:
            return None
        return self._offered(verdict, Reason.TWIN, readings, inside)

    def _offered(self, verdict: Verdict, reason: Reason, readings: Readings, inside: float) -> Verdict:
        """Offer the best sections for a reason, or refuse when the articles hardly answer the question at all."""
        heard = len(verdict.hits[0].passage.heard)
        if inside < WORTH_OFFERING + FAMILIAR * heard / (heard + TRUSTED_FROM):
            return self._refused(verdict, readings)
        return replace(verdict, status=State.DID_YOU_MEAN, reason=reason)

    def _refused(self, verdict: Verdict, readings: Readings) -> Verdict:
        """Refuse, and name the words that stand in no article when they are what was asked for."""
        unmatched = self.subjects.absent(readings)
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
