"""`make audit`: run every tool on the running site and write one table into docs/accessibility.md.

Exit code 1 when any tool finds anything.
"""

import sys
import tempfile
from datetime import date
from pathlib import Path

from audit import pages, spoken, tools
from benchmarks.serving import ROOT, serving

PAGE = ROOT / "docs" / "accessibility.md"
BEGIN, END = "<!-- audit begins -->", "<!-- audit ends -->"
LOOKED_AT = {
    "start page": "/",
    "answer": "/a/claudin18-2-car-t-trial/what-did-the-trial-find",
    "article": "/articles/claudin18-2-car-t-trial",
}
BAD = "<!DOCTYPE html><html><head><title></title></head><body><main><center>x</center><img src=x></main></body></html>"
ENOUGH = 99
"""A performance of 99 is noise of the machine; everything else must be 100."""

Row = tuple[str, str, str]


def main() -> int:
    """Run the tools, print what they find, write the table."""
    with tempfile.TemporaryDirectory() as name, serving(Path(name) / "log", **pages.CLINIC) as site:
        rows, found = checked(Path(name))
        rows += [lighthouse_row(page, site.url + path, found) for page, path in LOOKED_AT.items()]
        problems = [one for path in LOOKED_AT.values() for one in tools.pa11y(site.url + path)]
        rows.append(row("pa11y (axe and HTML CodeSniffer, WCAG 2 AAA)", f"{len(LOOKED_AT)} pages", problems, found))
        logs = spoken.logs(site.url)
        rows.append(row("spoken log of a virtual screen reader", f"{len(logs)} logs", spoken.changed(logs), found))
    write(rows)
    print("\n".join(found) or "Nothing found.")
    return 1 if found else 0


def checked(folder: Path) -> tuple[list[Row], list[str]]:
    """Run the checkers of files, each first on a page with planted defects."""
    found: list[str] = []
    files = pages.save(folder)
    bad = folder / "planted.html"
    bad.write_text(BAD, encoding="utf-8")
    style = ROOT / "static" / "style.css"
    for tool, planted in (("the Nu checker", tools.nu([bad], style)), ("html-validate", tools.html_validate([bad]))):
        if not planted:
            found.append(f"{tool} does not find a planted defect")
    kinds = f"{len(files)} kinds of page"
    nu = row("Nu Html Checker, warnings count", f"{kinds} and the style sheet", tools.nu(files, style), found)
    return [nu, row("html-validate, standard and a11y", kinds, tools.html_validate(files), found)], found


def row(tool: str, what: str, problems: list[str], found: list[str]) -> Row:
    """Make a row of the table and collect what was found."""
    found += problems
    return tool, what, f"{len(problems)} found"


def lighthouse_row(page: str, url: str, found: list[str]) -> Row:
    """Make the row of one page, on a phone and a desktop."""
    written = []
    for device, desktop in (("phone", False), ("desktop", True)):
        scores = tools.lighthouse(url, desktop)
        written.append(f"{device} {' / '.join(map(str, scores.values()))}")
        low = {name: score for name, score in scores.items() if score < (ENOUGH if name == "performance" else 100)}
        found += [f"lighthouse, {page}, {device}: {name} {score}" for name, score in low.items()]
    return "Lighthouse: performance / accessibility / best practices / SEO", page, "; ".join(written)


def write(rows: list[Row]) -> None:
    """Put the table between its two marks."""
    lines = ["", "| tool | looked at | result |", "|---|---|---|", *(f"| {' | '.join(one)} |" for one in rows), ""]
    lines += [f"Run on {date.today().isoformat()} with {', '.join(tools.versions())}.", ""]
    before, _, rest = PAGE.read_text(encoding="utf-8").partition(BEGIN)
    after = rest.partition(END)[2]
    PAGE.write_text(before + BEGIN + "\n".join(lines) + END + after, encoding="utf-8")


sys.exit(main())
