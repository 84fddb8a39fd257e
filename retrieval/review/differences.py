"""Say in words what differs between two replies, for staff who compare two versions of the content."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher

from retrieval.reply import Reply, State
from retrieval.review.changes import Change, ChangeKind, KnownQuestion

AROUND = 7
"""Words shown on each side of a change."""


@dataclass(frozen=True, slots=True)
class ReplyDifference:
    """One change of what is said, with every question that it concerns."""

    kind: ChangeKind
    before: str
    after: str
    askings: tuple[KnownQuestion, ...]

    @property
    def gone(self) -> tuple[tuple[str, str], ...]:
        """Return the words before, each run "same" or "gone", shortened where they are the same."""
        return self._without("come") if self._is_edit() else (("same", self.before),)

    @property
    def come(self) -> tuple[tuple[str, str], ...]:
        """Return the words after, each run "same" or "come", shortened where they are the same."""
        return self._without("gone") if self._is_edit() else (("same", self.after),)

    def _is_edit(self) -> bool:
        """Say whether the same section answers with other words; else there is nothing to compare word by word."""
        return self.kind is ChangeKind.CHANGED and self.before.partition(": ")[0] == self.after.partition(": ")[0]

    def _without(self, other: str) -> tuple[tuple[str, str], ...]:
        return tuple(_shortened(piece for piece in word_changes(self.before, self.after) if piece[0] != other))


def differences(changes: Iterable[Change]) -> list[ReplyDifference]:
    """Gather changes in which the same words replace the same words: many questions have one answer."""
    gathered: dict[tuple[ChangeKind, str, str], list[KnownQuestion]] = {}
    for change in changes:
        gathered.setdefault((change.kind, _told(change.before), _told(change.after)), []).append(change.asking)
    return [ReplyDifference(*what, tuple(askings)) for what, askings in gathered.items()]


def _shortened(pieces: Iterable[tuple[str, str]]) -> Iterator[tuple[str, str]]:
    """Keep of long runs of unchanged words only those next to a change; the place that comes first stays."""
    for number, (how, text) in enumerate(pieces):
        words = text.split()
        if how == "same" and len(words) > 2 * AROUND + 1:
            start = words[: AROUND if number else 1]
            words = [*start, "…", *words[-AROUND:]]
        yield how, " ".join(words)


def _told(reply: Reply) -> str:
    """Return a reply in one line: where its first passage stands and what it says, or what is said instead."""
    card = f"[card: {reply.emergency.heading}] " if reply.emergency else ""
    if reply.status is State.ANSWER:
        first = reply.passages[0]
        return f"{card}{first.id}: {' '.join(first.text.split())}"
    offered = "; ".join(choice.question for choice in reply.choices)
    return f"{card}{reply.message or 'Nothing found.'}" + (f" Offered: {offered}" if offered else "")


def word_changes(before: str, after: str) -> Iterator[tuple[str, str]]:
    """Yield runs of words that are the "same", "gone" or "come", in reading order.

    >>> list(word_changes("call us today", "call us at once"))
    [('same', 'call us'), ('gone', 'today'), ('come', 'at once')]
    """
    old, new = before.split(), after.split()
    for _, old_start, old_end, new_start, new_end in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        gone, come = old[old_start:old_end], new[new_start:new_end]
        if gone == come:
            yield "same", " ".join(gone)
        else:
            yield from ((name, " ".join(words)) for name, words in (("gone", gone), ("come", come)) if words)
