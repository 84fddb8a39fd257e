"""One question and its reply as the page shows them, or one passage by its own link."""

import re
import secrets
from dataclasses import dataclass

from retrieval.engine import Engine
from retrieval.reply import Choice, Kind, Reply, ShownPassage, State
from web.languages import language
from web.tokens import Tokens
from web.views.excerpt import Excerpt, Extent, excerpt

_WORD = re.compile(r"[^\W_]+(?:['’.&+-][^\W_]+)*")


@dataclass(frozen=True, slots=True)
class AnswerView:
    """What one answer card is made of; `question` is None on the page of a single passage.

    `key` tells the ids of the card apart from those of the other answers on the page.
    """

    reply: Reply
    key: str
    context: str
    question: str | None = None
    quotes: tuple[Excerpt, ...] = ()
    related: tuple[Choice, ...] = ()
    feedback: str = ""

    @property
    def help_only(self) -> bool:
        """Say whether the card says whom to turn to and nothing else: an emergency, or distress."""
        return self.reply.kind in (Kind.EMERGENCY, Kind.SUPPORT)

    @property
    def main(self) -> Excerpt | None:
        """The passage that answers."""
        return self.quotes[0] if self.quotes else None

    @property
    def others(self) -> tuple[Excerpt, ...]:
        """Further passages that may help."""
        return self.quotes[1:]

    @property
    def link(self) -> str:
        """The permanent page of the answer, without the language, or nothing where there is no answer."""
        return self.quotes[0].section.permalink if self.quotes else ""

    @property
    def refused(self) -> bool:
        """Whether a question got no answer and may be asked again in other words."""
        return not self.quotes and self.question is not None and self.reply.kind in (Kind.NOT_FOUND, Kind.DID_YOU_MEAN)

    @property
    def kept(self) -> bool:
        """Whether the card is worth printing: everything but a card that only says where to get help."""
        return bool(self.quotes) or not self.reply.emergency

    @property
    def as_typed(self) -> str:
        """The question with the words that were read as others in quotation marks, which keep them as they are."""
        misread = {correction.typed.casefold() for correction in self.reply.corrections}
        return _WORD.sub(lambda word: f'"{word[0]}"' if word[0].casefold() in misread else word[0], self.question or "")

    @property
    def level(self) -> int:
        """The level of the card's heading: below the question, where there is one."""
        return 2 if self.question is None else 3


def answer_view(engine: Engine, tokens: Tokens, question: str, reply: Reply) -> AnswerView:
    """Prepare the reply to a question."""
    return _view(engine, tokens, reply, question, Extent.FOLDED)


def passage_view(engine: Engine, tokens: Tokens, passage: ShownPassage) -> AnswerView:
    """Prepare the page of one passage, which was not asked for in words."""
    notice = engine.wording(language()).text("notice.text")
    reply = Reply(State.ANSWER, notice, engine.library.version, (passage,), kind=Kind.ANSWER, context=passage.id)
    return _view(engine, tokens, reply, None, Extent.WHOLE)


def _view(engine: Engine, tokens: Tokens, reply: Reply, question: str | None, first: Extent) -> AnswerView:
    """Add what leads on from an answer: related questions, the tokens for feedback and follow-ups."""
    key = f"a{secrets.token_hex(3)}"
    quotes = tuple(
        _quote(engine, passage, f"{key}{place or ''}", Extent.PART if place else first)
        for place, passage in enumerate(reply.passages)
    )
    section = quotes[0].section.id if quotes else ""
    return AnswerView(
        reply=reply,
        key=key,
        context=tokens.sign_context(reply.context),
        question=question,
        quotes=quotes,
        related=engine.related(section) if section else (),
        feedback=tokens.sign_feedback(section, reply.version) if section else "",
    )


def _quote(engine: Engine, passage: ShownPassage, key: str, extent: Extent) -> Excerpt:
    article = engine.library.article(passage.article.slug)
    if article is None:
        raise LookupError(f"{passage.article.slug} is no article")
    return excerpt(passage, article, key, extent)
