"""A draft as it would be once published: what the check says, the article, the answers that change. Nothing is kept."""

import re
import socket
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from faq.article import Status
from faq.files import ARTICLES, ContentFile
from faq.importing.isolation import import_isolated
from faq.importing.report import Report, refuse_large, refuse_long
from faq.library import Library, load
from faq.naming import SLUG
from faq.naming import slug as slug_for
from faq.problem import ContentError, Problem
from faq.reading.texts import FILL_IN
from faq.rules.checking import Rule, run_rules
from retrieval.engine import Engine
from retrieval.review.changes import Comparison, compare
from web.services import Services
from web.views.article import article_parts

OURS = re.compile(r"\A\ufeff?---\s*\n(?:.*\n)*?evidence\s*:")
"""The beginning of an article file of ours; anything else is a document to be imported."""

MOST_ASKED = 300
"""Questions asked for one preview, so that patients' questions do not wait; the command line asks all of them."""


@dataclass(frozen=True, slots=True)
class Submitted:
    """A draft to look at: the name its file would have, its text, and the report when it was imported."""

    slug: str
    markdown: str
    report: Report | None = None


def submitted(name: str, content: bytes, slug: str, today: date, left: Callable[[], bool] = bool) -> Submitted:
    """Take an article file as it is and import every other document; raise UnreadableError for what is neither.

    `slug` is the file name that staff gave, or "" for one made from the title. `left` says whether they have gone.
    """
    refuse_large(len(content))
    text = content.decode("utf-8", "replace")
    if OURS.match(text[:5000]):
        refuse_long(text)
        written = re.search(r"^title\s*:\s*[\"']?(.*?)[\"']?\s*$", text, re.M)
        own = Path(name).stem if SLUG.fullmatch(Path(name).stem) and Path(name).suffix == ".md" else ""
        return Submitted(
            slug_for(slug or own) or slug_for(written[1] if written else "") or "draft", text.replace("\r\n", "\n")
        )
    draft = import_isolated(name, content, today=today, left=left)
    return Submitted(slug_for(slug) or draft.slug or "draft", draft.markdown, draft.report)


def has_left(connection: socket.socket | None) -> bool:
    """Return whether the visitor behind a connection has closed it; without a connection nobody knows."""
    if connection is None:
        return False
    try:
        return connection.recv(1, socket.MSG_PEEK | socket.MSG_DONTWAIT) == b""
    except BlockingIOError:
        return False
    except OSError:
        return True


def preview(services: Services, rules: tuple[Rule, ...], draft: Submitted) -> dict[str, object]:
    """Put a draft among the articles that are served, and look at what comes of it, as the page shows it.

    With `stand_in` some places of the article are not filled in yet; `article` is None when the text cannot be read at
    all, `comparison` when nothing can be compared.
    """
    engine, folder = services.engine, services.folder
    kinds = engine.wording().evidence_keys()
    library, problems = _with(folder, draft, draft.markdown)
    found, notes = run_rules(library, problems, rules)
    article = library.article(draft.slug)
    stand_in = article is None
    if stand_in:
        evidence = f"evidence: {kinds[0]}" if kinds else ""
        text = re.sub(rf"^evidence:.*{FILL_IN}.*$", evidence, draft.markdown, flags=re.M)
        library, _ = _with(folder, draft, text.replace(FILL_IN, FILL_IN.capitalize()))
        article = library.article(draft.slug)
    if article and article.evidence not in kinds:  # the check names it; the page has no sentence to show
        article = replace(article, evidence="")
    return {
        "draft": draft,
        "problems": sorted(p for p in found if p.file == f"{folder.name}/{ARTICLES}/{draft.slug}.md"),
        "notes": notes,
        "replaces": engine.library.article(draft.slug),
        "article": article,
        "parts": tuple(article_parts(article)) if article else (),
        "stand_in": stand_in,
        "comparison": _compared(engine, library, draft.slug) if article else None,
    }


def _with(folder: Path, draft: Submitted, markdown: str) -> tuple[Library, tuple[Problem, ...]]:
    """Read the content folder as if the draft stood in it and was published."""
    name = f"{ARTICLES}/{draft.slug}.md"
    library, problems = load(folder, [ContentFile(name, f"{folder.name}/{name}", markdown.encode())])
    articles = (replace(a, status=Status.PUBLISHED) if a.slug == draft.slug else a for a in library.articles)
    return replace(library, articles=tuple(articles)), problems


def _compared(engine: Engine, library: Library, slug: str) -> Comparison | None:
    try:
        return compare(engine, Engine(library, engine.options), most=MOST_ASKED, about=slug)
    except (ContentError, KeyError):
        return None
