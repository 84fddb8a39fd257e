"""Which answers change between two versions of the content: every known question is asked of both."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum

from faq.library import Library
from retrieval.engine import Engine
from retrieval.reply import Reply, ShownPassage, State
from retrieval.review.affected import telling_words, terms_of

PATIENTS, TEST = "asked by patients", "test question"


class ChangeKind(StrEnum):
    """What a change means for a patient, in the order in which staff should look; FURTHER: not the answer itself."""

    LOST = "lost"
    CHANGED = "changed"
    NEW = "new"
    FURTHER = "further"


HEADINGS = {
    ChangeKind.LOST: "No longer answered",
    ChangeKind.CHANGED: "Answered differently",
    ChangeKind.NEW: "Answered now, not before",
}


@dataclass(frozen=True, slots=True)
class KnownQuestion:
    """A question to ask of both versions, in which language, and where it comes from; `slug` is its article."""

    question: str
    source: str
    lang: str = "en"
    slug: str = ""

    @property
    def shown(self) -> str:
        """The question, unless a patient typed it: nobody's words go into a report."""
        return "a question that patients asked" if self.source == PATIENTS else self.question


@dataclass(frozen=True, slots=True)
class Change:
    """One question whose reply is not the same in both versions."""

    kind: ChangeKind
    asking: KnownQuestion
    before: Reply
    after: Reply


@dataclass(frozen=True, slots=True)
class Comparison:
    """The changes, most serious first, of so many questions asked of all that are known."""

    asked: int
    known: int
    changes: tuple[Change, ...]

    def of(self, kind: ChangeKind) -> tuple[Change, ...]:
        """Return the changes of one kind."""
        return tuple(change for change in self.changes if change.kind is kind)


def compare(
    before: Engine,
    after: Engine,
    further: Iterable[str] = (),
    most: int | None = None,
    about: str = "",
    whole: bool = False,
) -> Comparison:
    """Ask both versions the test questions, headings and other wordings that either has, and `further` questions.

    Only those are asked that the change can touch, unless the `whole` of them is wanted. With `most` no more are asked,
    those of the article `about` and the test questions first.
    """
    recent = (KnownQuestion(question, PATIENTS) for question in further)
    askings = (*recent, *_known(before.library), *_known(after.library))
    known = list({(asking.question.casefold(), asking.lang): asking for asking in askings}.values())
    if about:
        known.sort(key=lambda asking: (asking.slug != about, asking.source != TEST))
    words = None if whole else telling_words(before.library, after.library)
    every = [one for one in known if words is None or one.source == TEST or words & terms_of(one.lang, one.question)]
    found = [change for asking in every[:most] if (change := _changed(asking, before, after))]
    found.sort(key=lambda change: list(ChangeKind).index(change.kind))
    return Comparison(len(every[:most]), len(known), tuple(found))


def _known(library: Library) -> Iterator[KnownQuestion]:
    for article in library.published():
        for section in article.sections:
            yield from (
                KnownQuestion(wording, "other wording", article.lang, article.slug) for wording in section.also_asked
            )
            yield KnownQuestion(section.heading, "heading", article.lang, article.slug)
    yield from (KnownQuestion(test.question, TEST) for test in library.golden)


def _changed(asking: KnownQuestion, before: Engine, after: Engine) -> Change | None:
    old, new = (engine.answer(asking.question, lang=asking.lang) for engine in (before, after))
    kind = kind_of_change(old, new)
    return Change(kind, asking, old, new) if kind else None


def kind_of_change(before: Reply, after: Reply) -> ChangeKind | None:
    """Say what changed for the patient; None when both replies show the same answer."""
    if before.status is State.ANSWER and after.status is not State.ANSWER:
        return ChangeKind.LOST
    if before.status is not State.ANSWER and after.status is State.ANSWER:
        return ChangeKind.NEW
    if _first(before) != _first(after):
        return ChangeKind.CHANGED
    return ChangeKind.FURTHER if _further(before) != _further(after) else None


def _first(reply: Reply) -> tuple[object, ...]:
    """Return what stands out in a reply: the card, the first passage, or else what is said in its place."""
    said = () if reply.passages else (reply.message,)
    return (reply.status, reply.emergency, *map(_said, reply.passages[:1]), *said)


def _further(reply: Reply) -> tuple[object, ...]:
    """Return what comes after that: the other passages, the questions that are offered."""
    return (*map(_said, reply.passages), *(choice.id for choice in reply.choices))


def _said(passage: ShownPassage) -> tuple[object, ...]:
    """Return what a patient reads of a passage; a new review date is no other answer."""
    return (passage.id, passage.part, passage.heading, passage.text, passage.citations, passage.evidence)
