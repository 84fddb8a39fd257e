"""Replies given before: a question that is asked again, word for word, is not searched for again.

Most visitors choose one of the questions on the page. Nothing anybody typed is kept: a reply is found by a keyed
hash of the question, and a reply that quotes the visitor's own words is not kept at all.
"""

import hashlib
import secrets
from collections.abc import Callable

from retrieval.reply import Reply

ROOM = 256
"""Replies kept at most, about 20 KB each."""


class KeptReplies:
    """The latest replies of one edition; a new edition begins with none."""

    def __init__(self, room: int = ROOM) -> None:
        self._key = secrets.token_bytes(32)
        self._room = room
        self._replies: dict[bytes, Reply] = {}

    def reply(self, asked: tuple[str, ...], find: Callable[[], Reply]) -> Reply:
        """Give the reply to what was asked: the kept one, or the one that `find` gives."""
        key = hashlib.blake2b(repr(asked).encode("utf-8", "backslashreplace"), key=self._key).digest()
        kept = self._replies.get(key)
        if kept is not None:
            return kept
        found = find()
        if not quotes_the_visitor(found):
            self._keep(key, found)
        return found

    def _keep(self, key: bytes, reply: Reply) -> None:
        """Keep a reply; when the room is full all go, which needs no lock and no order."""
        if len(self._replies) >= self._room:
            self._replies = {}
        self._replies[key] = reply

    def __len__(self) -> int:
        return len(self._replies)


def quotes_the_visitor(reply: Reply) -> bool:
    """Say whether a reply repeats words that were typed and that are in no article."""
    return bool(reply.unmatched or reply.corrections)
