"""How often the key of an answer holds the fact asked for: python -m benchmarks.keys FILE [--wrong].

FILE has one JSON object a line: question, section, sentence. `benchmarks/asked/keys.jsonl` holds questions on the
sample articles that were written before the first key was chosen.
"""

import argparse
from dataclasses import dataclass
from pathlib import Path

from benchmarks.sets import rows
from faq.library import read_library
from retrieval.engine import Engine
from retrieval.options import AnswerOptions

ROOT = Path(__file__).parent.parent
LONG = 60
"""Words of a passage for which a key is expected."""


@dataclass(frozen=True, slots=True)
class KeyFigures:
    """Questions, those answered from the section named; of these keys shown, right ones, passages over 60 words."""

    questions: int
    answered: int
    shown: int
    right: int
    long: int
    long_shown: int
    wrong: tuple[tuple[str, str, str], ...] = ()

    @property
    def right_share(self) -> float:
        """The share of keys shown that hold the fact."""
        return self.right / self.shown if self.shown else 0.0

    @property
    def shown_share(self) -> float:
        """The share of passages over 60 words that have a key."""
        return self.long_shown / self.long if self.long else 0.0


def measure(file: Path, folder: Path = ROOT / "faq") -> KeyFigures:
    """Ask every question of a file and compare the key of the answer with the sentence."""
    engine = Engine(read_library(folder), AnswerOptions())
    answered = shown = right = long = long_shown = 0
    wrong = []
    asked = list(rows(file))
    for row in asked:
        passages = engine.answer(row["question"]).passages
        if not passages or passages[0].id != row["section"]:
            continue
        answered += 1
        key, is_long = passages[0].key, len(passages[0].text.split()) > LONG
        long += is_long
        long_shown += is_long and bool(key)
        shown += bool(key)
        right += bool(key) and holds(key, row["sentence"])
        if key and not holds(key, row["sentence"]):
            wrong.append((row["question"], row["sentence"], key))
    return KeyFigures(len(asked), answered, shown, right, long, long_shown, tuple(wrong))


def holds(key: str, sentence: str) -> bool:
    r"""Say whether a key holds a sentence, or is one of its parts.

    >>> holds("These are the shares:\n3 in 4 of 75", "3 in 4 of 75")
    True
    """
    said = key.rpartition("\n")[2]
    return sentence in said or (said in sentence and bool(said))


def main() -> None:
    """Print the figures for one file."""
    parser = argparse.ArgumentParser(description="How often the key of an answer holds the fact asked for.")
    parser.add_argument("file", type=Path)
    parser.add_argument("--wrong", action="store_true", help="show the keys that do not hold the fact")
    arguments = parser.parse_args()
    figures = measure(arguments.file)
    print(f"{figures.questions} questions, {figures.answered} answered from the section")
    print(f"keys shown {figures.shown}, right {figures.right} ({figures.right_share:.3f})")
    print(f"passages over {LONG} words {figures.long}, with a key {figures.long_shown} ({figures.shown_share:.3f})")
    for question, sentence, key in figures.wrong if arguments.wrong else ():
        print(f"\n? {question}\n  wanted {sentence}\n  shown  {key}")


if __name__ == "__main__":
    main()
