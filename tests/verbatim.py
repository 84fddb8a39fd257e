"""Whether every passage shown stands in its file: white space folded, Markdown marks removed, `[^1]` read as `[1]`."""

import re
from collections.abc import Iterator

from retrieval.engine import Engine
from retrieval.reply import Reply, ShownPassage

_LINK = re.compile(r"\[([^\]^][^\]]*)\]\([^)\s]*\)")
_MARK = re.compile(r"\[\^([^\]]+)\]")
_SIGNS = re.compile(r"^\s*(?:[-*+]|\d+[.)])\s+|[*_`]|^\s*>\s?|^#+\s+|\\(?=[^\w\s])", re.MULTILINE)


def own_questions(engine: Engine) -> Iterator[str]:
    """Yield every heading, other wording and test question of a library."""
    for article in engine.library.published():
        for section in article.sections:
            yield from (section.heading, *section.also_asked)
    yield from (test.question for test in engine.library.golden)


def faults(engine: Engine, reply: Reply) -> Iterator[str]:
    """Say what is wrong with the passages of a reply: words not in the file, a mark or an anchor that leads nowhere."""
    for passage in reply.passages:
        yield from _passage_faults(engine, passage)


def _passage_faults(engine: Engine, passage: ShownPassage) -> Iterator[str]:
    article = engine.library.article(passage.article.slug)
    if article is None or engine.library.section(passage.id) is None:
        yield f"{passage.id}: no such section"
        return
    numbers = {reference.label: reference.number for reference in article.references}
    for part in passage.text.split("\n\n"):
        if _folded(part) not in _plain(engine.library.sources[article.file], numbers):
            yield f"{passage.id}: not in the file: {part[:80]}"
    resolved = {citation.number for citation in passage.citations}
    for mark in re.findall(r"\[(\d+)\]", passage.text):
        if int(mark) not in resolved:
            yield f"{passage.id}: [{mark}] leads nowhere"


def _plain(markdown: str, numbers: dict[str, int]) -> str:
    """Return the words of a Markdown text: marks removed, `[^label]` as `[number]`, white space folded."""
    text = _MARK.sub(lambda mark: f"[{numbers.get(mark[1], mark[1])}]", _LINK.sub(r"\1", markdown))
    return _folded(_SIGNS.sub("", text).replace("|", " "))


def _folded(text: str) -> str:
    return " ".join(text.split())
