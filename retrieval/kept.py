"""Replies given before: a question that is asked again, word for word, is not searched for again.

Most visitors choose one of the questions on the page. Nothing anybody typed is kept: a reply is found by a keyed
hash of the question, and where it repeats a word of the question only the place of that word is kept.
"""

import hashlib
import re
import secrets
from collections.abc import Callable, Sequence
from dataclasses import replace

from retrieval.reply import Reply
from retrieval.text.tokens import fold, split

ROOM = 256
"""Replies kept at most, about 20 KB each."""

_PLACE = re.compile("\0([0-9]+)\0")


class KeptReplies:
    """The latest replies of one engine; a new engine begins with none."""

    def __init__(self, room: int = ROOM) -> None:
        self._key = secrets.token_bytes(32)
        self._room = room
        self._replies: dict[bytes, Reply] = {}

    def reply(self, asked: tuple[str, ...], find: Callable[[], Reply]) -> Reply:
        """Return the reply to what was asked, the question first: the kept one, or the one that `find` gives."""
        key = hashlib.blake2b(repr(asked).encode("utf-8", "backslashreplace"), key=self._key).digest()
        kept = self._replies.get(key)
        if kept is not None:
            return with_words(kept, _typed(asked[0])) if quotes_the_visitor(kept) else kept
        found = find()
        kept = without_words(found, _typed(asked[0])) if quotes_the_visitor(found) else found
        if kept is not None:
            self._keep(key, kept)
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


def without_words(reply: Reply, typed: Sequence[str]) -> Reply | None:
    """Put the place of each word in the question where a reply repeats it; None where that cannot be undone."""
    places = {word: f"\0{place}\0" for place, word in enumerate(typed)}
    quoted = [*reply.unmatched, *(each.typed for each in reply.corrections)]
    if not places.keys() >= set(quoted):
        return None
    message = reply.message
    for word in sorted(quoted, key=len, reverse=True) if message else ():
        message = (message or "").replace(word, places[word])
    corrections = tuple(replace(each, typed=places[each.typed]) for each in reply.corrections)
    hidden = replace(
        reply, unmatched=tuple(places[word] for word in reply.unmatched), corrections=corrections, message=message
    )
    return hidden if with_words(hidden, typed) == reply else None


def with_words(reply: Reply, typed: Sequence[str]) -> Reply:
    """Put the words of the question back in their places."""

    def written(text: str) -> str:
        return _PLACE.sub(lambda place: typed[int(place[1])], text)

    return replace(
        reply,
        unmatched=tuple(map(written, reply.unmatched)),
        corrections=tuple(replace(each, typed=written(each.typed)) for each in reply.corrections),
        message=reply.message and written(reply.message),
    )


def _typed(question: str) -> list[str]:
    """Return the words of a question as a reply may repeat them: as typed, in lower case, without accents."""
    words = split(question)
    return [*words, *(word.lower() for word in words), *map(fold, words)]
