"""Measure what the journal keeps of texts: `python -m benchmarks.redaction --data DIR [--misses]`.

DIR is the evaluation folder. `redaction/dev.jsonl` holds `text`, `personal` (spans that must be gone) and `keep` (spans
that must still be there, letter for letter). Permitted are the words of this project's articles, as on the served site.
"""

import argparse
import re
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from benchmarks.sets import rows
from faq.library import read_library
from journal.permission import Permission
from web.journal import permission

ARTICLES = Path(__file__).parents[1] / "faq"
_WORD = re.compile(r"\w{2,}")


@dataclass(frozen=True, slots=True)
class Kept:
    """A text, what is kept of it, what should have gone and did not, what should have stayed and did not.

    `traces` are personal spans of which some word is kept, such as "June" of a date of birth.
    """

    text: str
    out: str
    personal: int
    keep: int
    left: tuple[str, ...]
    traces: tuple[str, ...]
    eaten: tuple[str, ...]


def judge(row: dict[str, Any], permitted: Permission) -> Kept:
    """Keep what may be kept of one row and compare."""
    out = permitted.kept(row["text"])
    left = tuple(span for span in row["personal"] if span in out)
    elsewhere = row["text"]
    for span in row["personal"]:
        elsewhere = elsewhere.replace(span, "")
    words = set(_WORD.findall(out)) - set(_WORD.findall(elsewhere))
    traces = tuple(span for span in row["personal"] if not words.isdisjoint(_WORD.findall(span)))
    eaten = tuple(span for span in row["keep"] if span not in out)
    return Kept(row["text"], out, len(row["personal"]), len(row["keep"]), left, traces, eaten)


def measure(judged: Sequence[Kept]) -> dict[str, list[int]]:
    """Return spans gone, spans kept and rows right, each as [count, of]."""
    personal, keep = sum(one.personal for one in judged), sum(one.keep for one in judged)
    return {
        "personal spans gone": [personal - sum(len(one.left) for one in judged), personal],
        "personal spans gone to the last word": [personal - sum(len(one.traces) for one in judged), personal],
        "medical spans kept": [keep - sum(len(one.eaten) for one in judged), keep],
        "rows with all personal gone": [sum(not one.left for one in judged), len(judged)],
        "rows with all medical kept": [sum(not one.eaten for one in judged), len(judged)],
    }


def main() -> None:
    """Run from the command line."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--data", type=Path, required=True, metavar="DIR", help="the evaluation folder")
    parser.add_argument("--misses", action="store_true", help="print each row with a span left or eaten")
    chosen = parser.parse_args()
    given, permitted = list(rows(chosen.data / "redaction/dev.jsonl")), permission(read_library(ARTICLES), "en")
    start = time.process_time()
    judged = [judge(row, permitted) for row in given]
    took = 1000 * (time.process_time() - start) / len(given)
    for name, (number, of) in measure(judged).items():
        print(f"{name:38}{number:4} of {of:4}   {number / of:.3f}")
    print(f"\n{took:.3f} ms per text")
    for one in judged if chosen.misses else ():
        if one.left or one.traces or one.eaten:
            print(f"\n{one.text}\n  {one.out}")
            print(f"  left: {', '.join(one.left)}   traces: {', '.join(one.traces)}   eaten: {', '.join(one.eaten)}")


if __name__ == "__main__":
    main()
