"""Begin and change content files as a careful person would: a new article, a line more, nothing left of an old one."""

import json
import re
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

from faq.files import ARTICLES, UTTERANCES

HEADER = """\
# What patients say when they mean a section. Clinic staff may edit this file.
#
# Under the last part of a section's address stands one utterance a line, in quote marks, with a comma after it. They
# are never shown. Name no illness, drug or part of the body that the article is not about.

"""


def skeleton(title: str, today: date) -> str:
    """Return an article file with every part in its place and a place to fill in for each text."""
    text = (Path(__file__).parent / "starter" / "article.md").read_text("utf-8").replace("{today}", str(today))
    return text.replace("{title}", json.dumps(" ".join(title.split()), ensure_ascii=False))


def with_utterance(text: str, anchor: str, utterance: str) -> str:
    """Return the text of a file of `utterances/` with one utterance more for a section; comments stay.

    >>> print(with_utterance('lead = ["who is it for"]', "lead", "what is it"), end="")
    lead = ["who is it for",
      "what is it",
    ]
    """
    import tomlkit

    document: Any = tomlkit.parse(text or HEADER)
    if anchor not in document:
        document.add(anchor, tomlkit.array())
    said: Any = document[anchor]
    said.add_line(utterance, indent="  ")
    written = tomlkit.dumps(document)
    return re.sub(r'(?m)^(  ".*",?)\]$', lambda line: f"{line[1].removesuffix(',')},\n]", written)


def without_article(folder: Path, slug: str) -> Mapping[Path, str | None]:
    """Return the new text of every file that is about an article or points at it, None for a file that goes.

    Utterances and test questions go; a link becomes its words; the name leaves `related` and `translation_of`.
    """
    own = (folder / ARTICLES / f"{slug}.md", folder / UTTERANCES / f"{slug}.toml")
    found: dict[Path, str | None] = {path: None for path in own if path.exists()}
    others = [path for path in sorted((folder / ARTICLES).glob("*.md")) if path not in found]
    for path, edit in ((folder / "questions.toml", _without_tests), *((path, _without_links) for path in others)):
        before = path.read_text("utf-8") if path.exists() else ""
        after = edit(before, slug)
        if after != before:
            found[path] = after
    return found


def _without_tests(text: str, slug: str) -> str:
    """Take out the test questions that only sections of the article may answer, and its sections from the others."""
    import tomlkit

    document: Any = tomlkit.parse(text)
    tests = document.get("must_answer", [])
    for place in reversed(range(len(tests))):
        written = tests[place].get("section", [])
        named = [written] if isinstance(written, str) else list(written)
        kept = [section for section in named if section.partition("#")[0] != slug]
        if not kept and named:
            del tests[place]
        elif kept != named:
            tests[place]["section"] = kept[0] if len(kept) == 1 else kept
    return tomlkit.dumps(document)


def _without_links(text: str, slug: str) -> str:
    name = re.escape(slug)
    text = re.sub(rf"\[([^\]\[]+)\]\((?:\./|/articles/)?{name}(?:\.md)?(?:#[^)\s]*)?\)", r"\1", text)
    text = re.sub(rf"(?m)^translation_of: *{name} *\n", "", text)
    text = re.sub(rf"(?m)^(related: *\[[^\]\n]*?)(?:, *{name}(?=[,\]])|(?<=\[){name}(?:, *|(?=\])))", r"\1", text)
    return re.sub(rf"(?m)^(related:\n(?: *- .*\n)*?) *- *{name} *\n", r"\1", text)
