"""Measure spelling: `python -m benchmarks.spelling TYPOS`.

TYPOS is a folder with `dev.jsonl` (typo, right) and `keep.jsonl` (word); the library is faq/. Prints how many slips
are repaired whose right form the library has, how many others become another word than the right one, how many words
to keep are changed, and what a question with one slip costs.
"""

import argparse
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from benchmarks.sets import rows
from faq.library import read_library
from retrieval.search.index import Index
from retrieval.search.passages import passages_of
from retrieval.text.frequency import general_frequency


def library() -> Index:
    """Return the index of the English articles of this project, with its synonyms."""
    read = read_library(Path(__file__).parent.parent / "faq")
    return Index(passages_of(read.published("en")), read.synonyms, english=general_frequency())


def measure(index: Index, slips: Sequence[dict[str, str]], kept: Sequence[str]) -> dict[str, Any]:
    """Read every word alone, as a question, and count what becomes of it."""
    started = time.process_time()
    read_as = {slip["typo"]: " ".join(index.read(slip["typo"]).words) for slip in slips}
    spent = time.process_time() - started
    known = [slip for slip in slips if slip["right"].casefold() in index.vocabulary]
    others = [slip for slip in slips if slip["right"].casefold() not in index.vocabulary]
    repaired = sum(read_as[slip["typo"]] == slip["right"].casefold() for slip in known)
    misled = sum(read_as[slip["typo"]] not in (slip["typo"].casefold(), slip["right"].casefold()) for slip in others)
    return {
        "known": len(known),
        "repaired": repaired,
        "share": round(repaired / max(len(known), 1), 4),
        "others": len(others),
        "misled": misled,
        "kept": len(kept),
        "changed": sum(bool(index.read(word).corrections) for word in kept),
        "ms": round(1000 * spent / max(len(slips), 1), 3),
    }


def main() -> None:
    """Read the command line, measure, print."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.spelling", description=__doc__)
    parser.add_argument("typos", type=Path, metavar="TYPOS")
    arguments = parser.parse_args()
    kept = [row["word"] for row in rows(arguments.typos / "keep.jsonl")]
    row = measure(library(), list(rows(arguments.typos / "dev.jsonl")), kept)
    print("  ".join(f"{name} {value}" for name, value in row.items()))


if __name__ == "__main__":
    main()
