"""The search engines that are compared, each as most people use it, in this process and with one thread."""

import re
import sqlite3
from collections.abc import Callable, Sequence
from functools import partial

import numpy as np

from benchmarks.measures import DEPTH
from retrieval.search.index import Index
from retrieval.search.passages import Passage
from retrieval.text.frequency import general_frequency

Search = Callable[[str], list[str]]
"""Gives the ids of the best ten passages for a question, best first."""


def _whole(passage: Passage) -> str:
    """Return the text of a passage as the other engines see it: title, heading, text."""
    return f"{passage.title} {passage.heading} {passage.text}"


def _ours(passages: Sequence[Passage]) -> Search:
    """Build the answerer of this project."""
    index = Index(passages, english=general_frequency())
    return lambda question: [hit.passage.id for hit in index.search(question, DEPTH)]


def _rank_bm25(passages: Sequence[Passage]) -> Search:
    """Build rank_bm25's BM25Okapi with its defaults, on lower-case words; equal scores keep their order."""
    from rank_bm25 import BM25Okapi

    ids = [passage.id for passage in passages]
    okapi = BM25Okapi([_lower_words(_whole(passage)) for passage in passages])

    def search(question: str) -> list[str]:
        scores = okapi.get_scores(_lower_words(question))
        return [ids[i] for i in np.argsort(-scores, kind="stable")[:DEPTH]]

    return search


def _bm25s(passages: Sequence[Passage]) -> Search:
    """Build bm25s with its English stop words and a Snowball stemmer, as its README shows."""
    import bm25s
    import Stemmer

    ids = [passage.id for passage in passages]
    tokenize = partial(bm25s.tokenize, stopwords="en", stemmer=Stemmer.Stemmer("english"), show_progress=False)
    retriever = bm25s.BM25()
    retriever.index(tokenize([_whole(passage) for passage in passages]), show_progress=False)

    def search(question: str) -> list[str]:
        found, scores = retriever.retrieve(tokenize(question), k=min(DEPTH, len(ids)), show_progress=False)
        return [ids[i] for i, score in zip(found[0], scores[0], strict=True) if score > 0]

    return search


def _sqlite_fts5(passages: Sequence[Passage]) -> Search:
    """Build SQLite's FTS5 with its Porter stemmer, in memory, any word of the question."""
    ids = [passage.id for passage in passages]
    database = sqlite3.connect(":memory:")
    database.execute("CREATE VIRTUAL TABLE passage USING fts5(text, tokenize='porter unicode61')")
    database.executemany("INSERT INTO passage(rowid, text) VALUES (?, ?)", enumerate(map(_whole, passages), start=1))
    database.execute("INSERT INTO passage(passage) VALUES ('optimize')")

    def search(question: str) -> list[str]:
        wanted = " OR ".join(f'"{word}"' for word in _lower_words(question))
        if not wanted:
            return []
        rows = database.execute(
            "SELECT rowid FROM passage WHERE passage MATCH ? ORDER BY bm25(passage) LIMIT ?", (wanted, DEPTH)
        )
        return [ids[number - 1] for (number,) in rows]

    return search


def _tantivy(passages: Sequence[Passage]) -> Search:
    """Build tantivy with its English stemmer, one segment in memory, one thread."""
    import tantivy

    schema = tantivy.SchemaBuilder()
    schema.add_text_field("text", tokenizer_name="en_stem")
    schema.add_integer_field("number", stored=True, fast=True)
    index = tantivy.Index(schema.build())
    writer = index.writer(heap_size=500_000_000, num_threads=1)
    for number, passage in enumerate(passages):
        writer.add_document(tantivy.Document(text=_whole(passage), number=number))
    writer.commit()
    writer.wait_merging_threads()
    index.reload()
    searcher, ids = index.searcher(), [passage.id for passage in passages]

    def search(question: str) -> list[str]:
        words = " ".join(_lower_words(question))
        if not words:
            return []
        found = searcher.search(index.parse_query(words, ["text"]), DEPTH, count=False)
        return [ids[searcher.doc(address)["number"][0]] for _, address in found.hits]

    return search


def _lower_words(text: str) -> list[str]:
    return re.findall(r"\w+", text.lower())


SYSTEMS: dict[str, Callable[[Sequence[Passage]], Search]] = {
    "ours": _ours,
    "rank_bm25": _rank_bm25,
    "bm25s": _bm25s,
    "sqlite-fts5": _sqlite_fts5,
    "tantivy": _tantivy,
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
