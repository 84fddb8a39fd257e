"""Measure what the journal takes out of texts: `python -m benchmarks.redaction --data DIR [--json] [--misses]`.

DIR is the evaluation folder. `redaction/dev.jsonl` holds `text`, `personal` (spans that must be gone) and `keep` (spans
that must still be there, letter for letter). The words of this project's articles are known, as on the served site.
"""

import argparse
import json
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from benchmarks.sets import rows
from faq.library import read_library
from journal.redact import redact
from web.journal import article_words

ARTICLES = Path(__file__).parents[1] / "faq"


@dataclass(frozen=True, slots=True)
class Redacted:
    """A text, what became of it, what should have gone and did not, what should have stayed and did not."""

    text: str
    out: str
    personal: int
    keep: int
    left: tuple[str, ...]
    eaten: tuple[str, ...]


def judge(row: dict[str, Any], known: frozenset[str]) -> Redacted:
    """Redact one row and compare."""
    out = redact(row["text"], known)
    left = tuple(span for span in row["personal"] if span in out)
    eaten = tuple(span for span in row["keep"] if span not in out)
    return Redacted(row["text"], out, len(row["personal"]), len(row["keep"]), left, eaten)


def measure(judged: Sequence[Redacted]) -> dict[str, list[int]]:
    """Return spans removed, spans kept and rows right, each as [count, of]."""
    personal, keep = sum(one.personal for one in judged), sum(one.keep for one in judged)
    return {
        "personal spans removed": [personal - sum(len(one.left) for one in judged), personal],
        "medical spans kept": [keep - sum(len(one.eaten) for one in judged), keep],
        "rows with all personal removed": [sum(not one.left for one in judged), len(judged)],
        "rows with all medical kept": [sum(not one.eaten for one in judged), len(judged)],
    }


def main() -> None:
    """Run from the command line."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--data", type=Path, required=True, metavar="DIR", help="the evaluation folder")
    parser.add_argument("--json", action="store_true", help="print JSON for programs")
    parser.add_argument("--misses", action="store_true", help="print each row with a span left or eaten")
    chosen = parser.parse_args()
    given, known = list(rows(chosen.data / "redaction/dev.jsonl")), article_words(read_library(ARTICLES))
    start = time.process_time()
    judged = [judge(row, known) for row in given]
    took = 1000 * (time.process_time() - start) / len(given)
    measured = measure(judged)
    if chosen.json:
        print(json.dumps(measured | {"milliseconds per text": round(took, 3)}, indent=2))
        return
    for name, (count, of) in measured.items():
        print(f"{name:32}{count:4} of {of:4}   {count / of:.3f}")
    print(f"\n{took:.3f} ms per text")
    for one in judged if chosen.misses else ():
        if one.left or one.eaten:
            print(f"\n{one.text}\n  {one.out}\n  left: {', '.join(one.left)}   eaten: {', '.join(one.eaten)}")


if __name__ == "__main__":
    main()
