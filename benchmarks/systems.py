"""The search engines that are compared, each as most people use it, in this process and with one thread."""

import re
import sqlite3
from collections.abc import Callable, Sequence
from typing import Protocol

import numpy as np

from benchmarks.measures import DEPTH
from retrieval.search.index import Index
from retrieval.search.passages import Passage
from retrieval.text.frequency import general_frequency
from retrieval.text.tokens import reader, split


class System(Protocol):
    """A search engine: built from passages, then asked."""

    def __init__(self, passages: Sequence[Passage]) -> None: ...

    def search(self, question: str) -> list[str]:
        """Return the ids of the best ten passages, best first."""


def _whole(passage: Passage) -> str:
    """Return the text of a passage as the other engines see it: title, heading, text."""
    return f"{passage.title} {passage.heading} {passage.text}"


class Ours:
    """The answerer of this project."""

    def __init__(self, passages: Sequence[Passage]) -> None:
        self.index = Index(passages, english=general_frequency())

    def search(self, question: str) -> list[str]:
        """Return the ids of the best ten passages, best first."""
        return [hit.passage.id for hit in self.index.search(question, DEPTH)]


class RankBm25:
    """rank_bm25's BM25Okapi with its defaults, on lower-case words."""

    def __init__(self, passages: Sequence[Passage]) -> None:
        from rank_bm25 import BM25Okapi

        self._ids = [passage.id for passage in passages]
        self._okapi = BM25Okapi([_lower_words(_whole(passage)) for passage in passages])

    def search(self, question: str) -> list[str]:
        """Return the ids of the best ten passages, best first; equal scores keep their order."""
        scores = self._okapi.get_scores(_lower_words(question))
        return [self._ids[i] for i in np.argsort(-scores, kind="stable")[:DEPTH]]


class Bm25s:
    """bm25s with its English stop words and a Snowball stemmer, as its README shows."""

    def __init__(self, passages: Sequence[Passage]) -> None:
        import bm25s
        import Stemmer

        self._bm25s = bm25s
        self._stemmer = Stemmer.Stemmer("english")
        self._ids = [passage.id for passage in passages]
        tokens = bm25s.tokenize(
            [_whole(passage) for passage in passages], stopwords="en", stemmer=self._stemmer, show_progress=False
        )
        self._retriever = bm25s.BM25()
        self._retriever.index(tokens, show_progress=False)

    def search(self, question: str) -> list[str]:
        """Return the ids of the best ten passages, best first."""
        tokens = self._bm25s.tokenize(question, stopwords="en", stemmer=self._stemmer, show_progress=False)
        count = min(DEPTH, len(self._ids))
        found, scores = self._retriever.retrieve(tokens, k=count, show_progress=False)
        return [self._ids[i] for i, score in zip(found[0], scores[0], strict=True) if score > 0]


class SqliteFts5:
    """SQLite's FTS5 with its Porter stemmer, in memory, any word of the question."""

    def __init__(self, passages: Sequence[Passage]) -> None:
        self._ids = [passage.id for passage in passages]
        self._database = sqlite3.connect(":memory:")
        self._database.execute("CREATE VIRTUAL TABLE passage USING fts5(text, tokenize='porter unicode61')")
        self._database.executemany(
            "INSERT INTO passage(rowid, text) VALUES (?, ?)", enumerate(map(_whole, passages), start=1)
        )
        self._database.execute("INSERT INTO passage(passage) VALUES ('optimize')")

    def search(self, question: str) -> list[str]:
        """Return the ids of the best ten passages, best first."""
        wanted = " OR ".join(f'"{word}"' for word in _lower_words(question))
        if not wanted:
            return []
        rows = self._database.execute(
            "SELECT rowid FROM passage WHERE passage MATCH ? ORDER BY bm25(passage) LIMIT ?", (wanted, DEPTH)
        )
        return [self._ids[number - 1] for (number,) in rows]


class Tantivy:
    """tantivy with its English stemmer, one segment in memory, one thread."""

    def __init__(self, passages: Sequence[Passage]) -> None:
        import tantivy

        schema = tantivy.SchemaBuilder()
        schema.add_text_field("text", tokenizer_name="en_stem")
        schema.add_integer_field("number", stored=True, fast=True)
        self._ids = [passage.id for passage in passages]
        self._index = tantivy.Index(schema.build())
        writer = self._index.writer(heap_size=500_000_000, num_threads=1)
        for number, passage in enumerate(passages):
            writer.add_document(tantivy.Document(text=_whole(passage), number=number))
        writer.commit()
        writer.wait_merging_threads()
        self._index.reload()
        self._searcher = self._index.searcher()

    def search(self, question: str) -> list[str]:
        """Return the ids of the best ten passages, best first."""
        words = " ".join(_lower_words(question))
        if not words:
            return []
        query = self._index.parse_query(words, ["text"])
        found = self._searcher.search(query, DEPTH, count=False)
        return [self._ids[self._searcher.doc(address)["number"][0]] for _, address in found.hits]


def _stems(text: str) -> list[str]:
    stem = reader("english")
    return [stem(word)[0] for word in split(text)]


def _lower_words(text: str) -> list[str]:
    return re.findall(r"\w+", text.lower())


SYSTEMS: dict[str, Callable[[Sequence[Passage]], System]] = {
    "ours": Ours,
    "rank_bm25": RankBm25,
    "bm25s": Bm25s,
    "sqlite-fts5": SqliteFts5,
    "tantivy": Tantivy,
}


def chosen(names: str) -> list[str]:
    """Read a list of systems such as "ours,bm25s"; raise ValueError with the known names for another one.

    >>> chosen("ours,bm25s")
    ['ours', 'bm25s']
    """
    wanted = names.split(",") if names else list(SYSTEMS)
    unknown = [name for name in wanted if name not in SYSTEMS]
    if unknown:
        raise ValueError(f"no system is called {', '.join(unknown)}; choose from {', '.join(SYSTEMS)}")
    return wanted
