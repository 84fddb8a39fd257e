"""Prove that every passage shown stands in its file: `python -m benchmarks.verbatim --data DIR [--json]`.

Asks every heading, every other wording and every test question of the articles, and every development question of
DIR, and compares each passage with its file: white space folded, Markdown marks removed, `[^1]` read as `[1]`.
"""

import argparse
import json
import re
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from benchmarks.questions import project_edition
from benchmarks.sets import rows
from retrieval.engine import Engine
from retrieval.reply import Reply, ShownPassage

_LINK = re.compile(r"\[([^\]^][^\]]*)\]\([^)\s]*\)")
_MARK = re.compile(r"\[\^([^\]]+)\]")
_SIGNS = re.compile(r"^\s*(?:[-*+]|\d+[.)])\s+|[*_`]|^\s*>\s?|^#+\s+|\\(?=[^\w\s])", re.MULTILINE)


def main(arguments: Sequence[str] | None = None) -> None:
    """Ask everything and print how many passages were compared and what is wrong with any."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--json", action="store_true")
    given = parser.parse_args(arguments)
    engine = project_edition()
    asked = [*own_questions(engine), *development_questions(given.data)]
    replies = [engine.answer(question) for question in asked]
    wrong = [fault for reply in replies for fault in faults(engine, reply)]
    shown = sum(len(reply.passages) for reply in replies)
    if given.json:
        print(json.dumps({"questions": len(asked), "passages": shown, "faults": len(wrong)}))
    else:
        print(f"{len(asked)} questions, {shown} passages shown, {len(wrong)} faults")
        print("\n".join(wrong))
    if wrong:
        raise SystemExit(1)


def own_questions(engine: Engine) -> Iterator[str]:
    """Yield every heading, other wording and test question of a library."""
    for article in engine.library.published():
        for section in article.sections:
            yield from (section.heading, *section.also_asked)
    golden = engine.library.golden
    yield from (asked.question for asked in golden.must_answer)
    yield from (asked.question for asked in golden.must_refuse)
    yield from (asked.question for asked in golden.emergency)


def development_questions(data: Path) -> Iterator[str]:
    """Yield every question of the evaluation folder that is about the articles or pretends to be."""
    yield from (row["question"] for row in rows(data / "questions" / "dev.jsonl"))
    for kind in ("chatter", "medical", "near"):
        yield from (row["text"] for row in rows(data / "outofscope" / f"{kind}.jsonl"))


def faults(engine: Engine, reply: Reply) -> Iterable[str]:
    """Say what is wrong with the passages of a reply: words not in the file, a mark or an anchor that leads nowhere."""
    for passage in reply.passages:
        yield from passage_faults(engine, passage)


def passage_faults(engine: Engine, passage: ShownPassage) -> Iterator[str]:
    """Say what is wrong with one passage."""
    article = engine.library.article(passage.article.slug)
    if article is None or engine.library.section(passage.id) is None:
        yield f"{passage.id}: no such section"
        return
    numbers = {reference.label: reference.number for reference in article.references}
    for part in passage.text.split("\n\n"):
        if folded(part) not in plain(engine.library.sources[article.file], numbers):
            yield f"{passage.id}: not in the file: {part[:80]}"
    resolved = {citation.number for citation in passage.citations}
    for mark in re.findall(r"\[(\d+)\]", passage.text):
        if int(mark) not in resolved:
            yield f"{passage.id}: [{mark}] leads nowhere"


def plain(markdown: str, numbers: dict[str, int]) -> str:
    """Return the words of a Markdown text: marks removed, `[^label]` as `[number]`, white space folded."""
    text = _MARK.sub(lambda mark: f"[{numbers.get(mark[1], mark[1])}]", _LINK.sub(r"\1", markdown))
    return folded(_SIGNS.sub("", text).replace("|", " "))


def folded(text: str) -> str:
    """Fold white space."""
    return " ".join(text.split())


if __name__ == "__main__":
    main()
