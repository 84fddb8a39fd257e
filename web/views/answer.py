"""One question and its reply as the page shows them, or one passage by its own link."""

import re
import secrets
from dataclasses import dataclass

from retrieval.engine import Engine
from retrieval.reply import Choice, Kind, Reply, ShownPassage, State
from web.languages import language
from web.tokens import Tokens
from web.views.excerpt import SHOWN, SHOWN_BESIDE, WHOLE, Excerpt, excerpt

_WORD = re.compile(r"[^\W_]+(?:['’.&+-][^\W_]+)*")


@dataclass(frozen=True, slots=True)
class AnswerView:
    """What one answer card is made of; `question` is None on the page of a single passage.

    `key` begins the ids of the card, to tell them apart from those of the other answers on the page. `main` is the
    passage that answers, `others` may help as well; `context` and `feedback` are tokens.
    """

    reply: Reply
    key: str
    context: str
    question: str | None
    main: Excerpt | None
    others: tuple[Excerpt, ...]
    related: tuple[Choice, ...]
    feedback: str

    @property
    def help_only(self) -> bool:
        """Say whether the card says whom to turn to and nothing else: an emergency, or distress."""
        return self.reply.kind in (Kind.EMERGENCY, Kind.SUPPORT)

    @property
    def as_typed(self) -> str:
        """The question with the words that were read as others in quotation marks, which keep them as they are."""
        misread = {correction.typed.casefold() for correction in self.reply.corrections}
        return _WORD.sub(lambda word: f'"{word[0]}"' if word[0].casefold() in misread else word[0], self.question or "")


def answer_view(engine: Engine, tokens: Tokens, question: str | None, reply: Reply) -> AnswerView:
    """Prepare the reply to a question, with what leads on from it: related questions, the tokens that come back."""
    library, shown = engine.library, WHOLE if question is None else SHOWN
    main = excerpt(reply.passages[0], library, shown) if reply.passages else None
    return AnswerView(
        reply=reply,
        key=f"a{secrets.token_hex(3)}-",
        context=tokens.sign_context(reply.context),
        question=question,
        main=main,
        others=tuple(excerpt(passage, library, SHOWN_BESIDE) for passage in reply.passages[1:]),
        related=engine.related(main.section.id) if main else (),
        feedback=tokens.sign_feedback(main.section.id, reply.version) if main else "",
    )


def passage_view(engine: Engine, tokens: Tokens, passage: ShownPassage) -> AnswerView:
    """Prepare the page of one passage, which was not asked for in words."""
    notice = engine.wording(language()).text("notice.text")
    reply = Reply(State.ANSWER, notice, engine.library.version, (passage,), kind=Kind.ANSWER, context=passage.id)
    return answer_view(engine, tokens, None, reply)
