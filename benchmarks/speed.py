"""Measure speed: `python -m benchmarks.speed PASSAGES QUERIES [--json] [--sizes 1000 20000 ...] [--systems ...]`.

Prints one line a size and system: CPU milliseconds a question (median and 99th percentile; reading the question is
counted, in every system), seconds to build, megabytes kept and at the peak of building. The systems take turns, 50
questions at a time, in one process and one thread. `ours` is the whole recipe.

A size above the number of passages is made by repeating them: in each copy about one word in ten is replaced by a
random word of the collection. Such lines say `"repeated": true`.
"""

import argparse
import gc
import json
import multiprocessing
import random
import resource
import time
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import cycle, islice
from multiprocessing.queues import Queue
from pathlib import Path
from typing import Any

import numpy as np

from benchmarks.retrieval import as_line
from benchmarks.sets import Question, read_passages, read_questions
from benchmarks.systems import SYSTEMS, Search, chosen
from retrieval.search.passages import Passage

TURN = 50
SLOW = {"rank_bm25", "sqlite-fts5"}
"""Left out above `SLOW_LIMIT` passages unless they are named: a run would take hours."""
SLOW_LIMIT = 20_000


def grown(passages: Sequence[Passage], size: int, seed: int = 7) -> list[Passage]:
    """Return `size` passages: an even sample of them, or all and then copies with every tenth word replaced."""
    if size <= len(passages):
        return [passages[i * len(passages) // size] for i in range(size)]
    chance = random.Random(seed)
    words = [word for passage in passages[:: max(1, len(passages) // 2000)] for word in passage.text.split()]
    copies = (
        replace(passage, id=f"{passage.id}-{number}", text=_noisy(passage.text, words, chance))
        for number, passage in enumerate(islice(cycle(passages), size - len(passages)))
    )
    return [*passages, *copies]


def _noisy(text: str, words: Sequence[str], chance: random.Random) -> str:
    return " ".join(chance.choice(words) if chance.random() < 0.1 else word for word in text.split())


def memory(name: str, passages: Sequence[Passage]) -> tuple[float, float]:
    """Return the megabytes a system keeps and needs at its peak, built in a process of its own."""
    context = multiprocessing.get_context("fork")
    answer = context.Queue()
    process = context.Process(target=_build_and_tell, args=(name, passages, answer))
    process.start()
    kept, peak = answer.get()
    process.join()
    return kept, peak


def _build_and_tell(name: str, passages: Sequence[Passage], answer: "Queue[tuple[float, float]]") -> None:
    gc.collect()
    before = _resident()
    system = SYSTEMS[name](passages)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024 - before
    gc.collect()
    answer.put((round(_resident() - before, 1), round(peak, 1)))
    del system


def _resident() -> float:
    """Return the megabytes this process holds in memory."""
    pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
    return pages * resource.getpagesize() / 2**20


def measure(passages: list[Passage], questions: Sequence[Question], names: Sequence[str]) -> Iterator[dict[str, Any]]:
    """Build every system on the same passages, let them take turns, give one row a system."""
    kept = {name: memory(name, passages) for name in names}
    built: dict[str, tuple[Search, float]] = {}
    for name in names:
        started = time.process_time()
        search = SYSTEMS[name](passages)
        built[name] = search, time.process_time() - started
    spent: dict[str, list[int]] = {name: [] for name in names}
    for start in range(0, len(questions), TURN):
        for name, (search, _) in built.items():
            spent[name] += [_time(search, question.text) for question in questions[start : start + TURN]]
    for name, (_, seconds) in built.items():
        ms = np.array(spent[name]) / 1e6
        yield {
            "size": len(passages),
            "system": name,
            "median_ms": round(float(np.median(ms)), 4),
            "p99_ms": round(float(np.percentile(ms, 99)), 4),
            "build_s": round(seconds, 2),
            "kept_mb": kept[name][0],
            "peak_mb": kept[name][1],
        }


def _time(search: Search, question: str) -> int:
    """Return the CPU nanoseconds of one question."""
    started = time.process_time_ns()
    search(question)
    return time.process_time_ns() - started


def with_ratios(rows: Sequence[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    """Add to each row how many times the median of tantivy and bm25s it takes, where those ran."""
    medians = {row["system"]: row["median_ms"] for row in rows}
    for row in rows:
        ratios = {
            f"to_{name}": round(row["median_ms"] / medians[name], 2) for name in ("tantivy", "bm25s") if name in medians
        }
        yield {**row, **ratios}


def main() -> None:
    """Read the command line, measure each size, print."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.speed", description=__doc__)
    parser.add_argument("passages", type=Path, metavar="PASSAGES", help="passages.jsonl or passages.jsonl.gz")
    parser.add_argument("queries", type=Path, metavar="QUERIES", help="queries.jsonl")
    parser.add_argument("--json", action="store_true", help="one JSON object a line")
    parser.add_argument("--sizes", type=int, nargs="+", default=[1_000, 20_000], metavar="N")
    parser.add_argument("--systems", default="", help=f"some of {','.join(SYSTEMS)} (all of them)")
    arguments = parser.parse_args()
    try:
        names = chosen(arguments.systems)
        passages, questions = read_passages(arguments.passages), read_questions(arguments.queries)[:500]
    except (OSError, ValueError, KeyError) as problem:
        parser.error(str(problem))
    for size in arguments.sizes:
        asked = [name for name in names if size <= SLOW_LIMIT or arguments.systems or name not in SLOW]
        for row in with_ratios(list(measure(grown(passages, size), questions, asked))):
            row["repeated"] = size > len(passages)
            print(json.dumps(row) if arguments.json else as_line(row), flush=True)


if __name__ == "__main__":
    main()
