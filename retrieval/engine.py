"""Everything that answers questions at one moment: the book as it was read, and the answerers built on it."""

from collections.abc import Mapping
from dataclasses import replace

from faq.article import Article
from faq.library import Library
from faq.problem import ContentError
from faq.wording import Wording
from retrieval.answer import Answerer
from retrieval.decision.intents import ABOUT_THE_CLINIC, small_talk_kind
from retrieval.decision.personal import asks_for_advice
from retrieval.decision.verdict import Verdict
from retrieval.options import AnswerOptions
from retrieval.reply import Choice, Emergency, Kind, Reply, ShownPassage, State
from retrieval.search.semantic import SemanticIndex
from retrieval.showing import offered_section
from retrieval.triage.card import card
from retrieval.triage.detect import Emergencies

RELATED = 4
"""Questions offered after an answer."""


class Engine:
    """The library of one content version with an answerer for each language that has articles."""

    def __init__(self, library: Library, options: AnswerOptions) -> None:
        """Build every index, or raise ContentError when the emergency patterns or the wording cannot be used."""
        self.library = library
        self.options = options
        self.emergencies = compile_emergencies(library)
        if self.emergencies.problems or library.unusable:
            raise ContentError([*self.emergencies.problems, *library.unusable])
        languages = {article.lang for article in library.published()}
        self.answerers: Mapping[str, Answerer] = {
            lang: Answerer(library, self.wording(lang), options, lang) for lang in sorted(languages | {"en"})
        }

    @property
    def semantic(self) -> SemanticIndex | None:
        """Return what compares meanings, where a sentence model is used: it knows English."""
        return self.answerers["en"].index.semantic

    def wording(self, lang: str = "en") -> Wording:
        """Return the sentences of a language, or the English ones where it has none."""
        return self.library.wording.get(lang, self.library.wording["en"])

    def answer(self, question: str, context: str = "", within: str | None = None, lang: str = "en") -> Reply:
        """Answer a question: emergencies first, then small talk, then the articles.

        `context` is the id of the section the visitor was shown before, `within` the slug of an article to look in
        first; an alarm takes nothing from the context. A visitor whose language has no article that answers is
        answered from the English ones.
        """
        kinds = self.emergencies.kinds(question)
        urgent = card(kinds[0], self.wording(lang), self.options.phones) if kinds else None
        if urgent and kinds != ["team"]:
            only = Kind.SUPPORT if urgent.kind == Kind.SUPPORT else Kind.EMERGENCY
            return self._only(question, lang, only, urgent)
        talk = small_talk_kind(question, lang)
        if talk and talk not in ABOUT_THE_CLINIC:
            return self._only(question, lang, Kind.SMALLTALK, urgent, f"smalltalk.{talk}")
        context = "" if urgent else context
        answerer, verdict = self.judge(question, context, within, lang)
        if talk and verdict.status is not State.ANSWER:
            return self._only(question, lang, Kind.SMALLTALK, urgent, f"smalltalk.{talk}")
        reply = answerer.compose(question, verdict, context)
        return replace(reply, emergency=urgent, notice=self.wording(lang).text("notice.text"))

    def judge(
        self, question: str, context: str = "", within: str | None = None, lang: str = "en"
    ) -> tuple[Answerer, Verdict]:
        """Decide on a question; return the verdict that counts with the answerer that gave it.

        A language whose articles have nothing gives way to the English ones where they answer.
        """
        own, english = self.answerers.get(lang, self.answerers["en"]), self.answerers["en"]
        verdict = own.judge(question, context, within)
        if verdict.status is State.NOT_FOUND and own is not english:
            in_english = english.judge(question, context, within)
            if in_english.status is State.ANSWER:
                return english, in_english
        return own, verdict

    def _only(self, question: str, lang: str, kind: Kind, urgent: Emergency | None, key: str = "") -> Reply:
        """Reply without any passage or offered section, which could read as reassurance, hurt or read as a joke."""
        wording = self.wording(lang)
        return Reply(
            status=State.NOT_FOUND,
            notice=wording.text("notice.text"),
            version=self.library.version,
            message=wording.text(key) if key else None,
            emergency=urgent,
            kind=kind,
            personal=asks_for_advice(question),
        )

    def show(self, section_id: str) -> ShownPassage | None:
        """Return one whole section by its id, following renamed headings; None when no published article has it."""
        article, anchor = self._place(section_id)
        section = article.section(anchor) if article else None
        if article is None or section is None:
            return None
        answerer = self.answerers[article.lang]
        return answerer.show(article, section, section.blocks, answerer.index.read(section.heading))

    def related(self, section_id: str) -> tuple[Choice, ...]:
        """Return the sections that stand next to a section in its article, nearest first."""
        article, anchor = self._place(section_id)
        if article is None:
            return ()
        places = [section.anchor for section in article.sections]
        here = places.index(anchor) if anchor in places else 0
        others = [section for section in article.sections if section.anchor not in (anchor, "lead")]
        others.sort(key=lambda section: abs(places.index(section.anchor) - here))
        return tuple(map(offered_section, others[:RELATED]))

    def _place(self, section_id: str) -> tuple[Article | None, str]:
        slug, _, anchor = section_id.partition("#")
        return next((article for article in self.library.published() if article.slug == slug), None), anchor


def compile_emergencies(library: Library) -> Emergencies:
    """Compile the library's patterns of emergencies and distress, with what is wrong in them."""
    return Emergencies(library.emergencies)
