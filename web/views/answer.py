"""One question and its reply as the page shows them, or one passage by its own link."""

import re
import secrets
from dataclasses import dataclass

from retrieval.engine import Edition
from retrieval.reply import Choice, Reply, ShownPassage, State
from web.languages import language
from web.tokens import Tokens
from web.views.excerpt import Extent, Quote, quote


@dataclass(frozen=True, slots=True)
class Turn:
    """What one answer card is made of; `question` is None on the page of a single passage.

    `kind` is "emergency", "answer", "did_you_mean", "smalltalk" or "not_found". `key` tells the ids of the card
    apart from those of the other answers on the page.
    """

    reply: Reply
    key: str
    kind: str
    context: str
    question: str | None = None
    quotes: tuple[Quote, ...] = ()
    related: tuple[Choice, ...] = ()
    feedback: str = ""

    @property
    def main(self) -> Quote | None:
        """The passage that answers."""
        return self.quotes[0] if self.quotes else None

    @property
    def others(self) -> tuple[Quote, ...]:
        """Further passages that may help."""
        return self.quotes[1:]

    @property
    def link(self) -> str:
        """The permanent page of the answer, without the language, or nothing where there is no answer."""
        return self.quotes[0].section.permalink if self.quotes else ""

    @property
    def as_typed(self) -> str:
        """The question with the words that were read as others in quotation marks, which keep them as they are."""
        question = self.question or ""
        for correction in self.reply.corrections:
            question = re.sub(rf"(?<!\w){re.escape(correction.typed)}(?!\w)", r'"\g<0>"', question, flags=re.IGNORECASE)
        return question

    @property
    def level(self) -> int:
        """The level of the card's heading: below the question, where there is one."""
        return 2 if self.question is None else 3


def asked(edition: Edition, tokens: Tokens, question: str, reply: Reply) -> Turn:
    """Prepare the reply to a question."""
    key = _key()
    quotes = tuple(
        _quote(edition, passage, f"{key}{place or ''}", Extent.PART if place else Extent.FOLDED)
        for place, passage in enumerate(reply.passages)
    )
    return _turn(edition, tokens, reply, key, question, quotes)


def shown(edition: Edition, tokens: Tokens, passage: ShownPassage) -> Turn:
    """Prepare the page of one passage, which was not asked for in words."""
    notice = edition.wording(language()).text("notice.text")
    reply = Reply(State.ANSWER, notice, edition.library.version, (passage,), context=passage.id)
    key = _key()
    return _turn(edition, tokens, reply, key, None, (_quote(edition, passage, key, Extent.WHOLE),))


def _turn(
    edition: Edition, tokens: Tokens, reply: Reply, key: str, question: str | None, quotes: tuple[Quote, ...]
) -> Turn:
    """Add what leads on from an answer: related questions, the tokens for feedback and follow-ups."""
    section = quotes[0].section.id if quotes else ""
    return Turn(
        reply=reply,
        key=key,
        kind=_kind(edition, reply),
        context=tokens.sign_context(reply.context),
        question=question,
        quotes=quotes,
        related=edition.related(section) if section else (),
        feedback=tokens.sign_feedback(section, reply.version) if section else "",
    )


def _key() -> str:
    return f"a{secrets.token_hex(3)}"


def _quote(edition: Edition, passage: ShownPassage, key: str, extent: Extent) -> Quote:
    article = edition.library.article(passage.article.slug)
    if article is None:
        raise LookupError(f"{passage.article.slug} is no article")
    return quote(passage, article, key, extent)


def _kind(edition: Edition, reply: Reply) -> str:
    """Name what the card is: an emergency before everything, small talk apart from a refusal."""
    if reply.emergency and reply.emergency.kind != "team":
        return "emergency"
    if reply.status is not State.NOT_FOUND:
        return reply.status.value
    wording = edition.wording(language())
    names = wording.keys()
    talk = {wording.text(key) for key in names if key.startswith("smalltalk.")}
    return "smalltalk" if reply.message in talk else "not_found"
