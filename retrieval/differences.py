"""Say in words what differs between two replies, for staff who compare two versions of the content."""

from collections.abc import Iterator
from difflib import SequenceMatcher

from retrieval.reply import Reply, State


def told(reply: Reply) -> str:
    """Give a reply in one line: where its first passage stands and what it says, or what is said instead."""
    card = f"[card: {reply.emergency.heading}] " if reply.emergency else ""
    if reply.status is State.ANSWER:
        first = reply.passages[0]
        return f"{card}{first.id}: {' '.join(first.text.split())}"
    offered = "; ".join(choice.question for choice in reply.choices)
    return f"{card}{reply.message or 'Nothing found.'}" + (f" Offered: {offered}" if offered else "")


def word_changes(before: str, after: str) -> Iterator[tuple[str, str]]:
    """Give runs of words that are the "same", "gone" or "come", in reading order.

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
