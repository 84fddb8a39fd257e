"""Check a content folder, or some files of it, with the house rules: what no reader of files needs, but patients do.

A rule looks at a library and yields the problems it finds. The reader's own problems come from `faq.library.load`.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import partial
from pathlib import Path
from typing import NamedTuple

from faq.files import ARTICLES, PLACES, ContentFile
from faq.library import Library, load
from faq.problem import Level, Problem
from faq.rules.body import empty_headings, empty_items, hard_to_read, long_sections, reference_addresses
from faq.rules.duplicates import near_duplicates
from faq.rules.front_matter import future_dates, nothing_published, reviews_due, unreviewed_changes
from faq.versions import NoHistoryError


class Rule(NamedTuple):
    """A named look at the library; a `whole` one waits until nothing is broken, since it needs every article."""

    name: str
    look: Callable[[Library], Iterable[Problem]]
    whole: bool = False


def content_rules(today: date, folder: Path) -> tuple[Rule, ...]:
    """Return the rules that need nothing but the content; `today` is the day to judge dates by."""
    return (
        Rule("nothing published yet", nothing_published),
        Rule("dates in the future", partial(future_dates, today=today)),
        Rule("reviews due soon", partial(reviews_due, today=today)),
        Rule("references", reference_addresses),
        Rule("long sections", long_sections),
        Rule("headings that answer nothing", empty_headings),
        Rule("list items without words", empty_items),
        Rule("hard to read", hard_to_read),
        Rule("questions that are nearly the same", near_duplicates, whole=True),
        Rule("changed without a review", partial(unreviewed_changes, folder=folder)),
    )


@dataclass(frozen=True, slots=True)
class Checked:
    """What a check found: sorted problems, how much it looked at, and what it had to leave out."""

    problems: tuple[Problem, ...]
    articles: int
    sections: int
    notes: tuple[str, ...]

    @property
    def errors(self) -> tuple[Problem, ...]:
        """The problems that keep the content from being published."""
        return tuple(problem for problem in self.problems if problem.level is Level.ERROR)

    @property
    def warnings(self) -> tuple[Problem, ...]:
        """The problems that ask for a second look."""
        return tuple(problem for problem in self.problems if problem.level is Level.WARNING)


def check_folder(folder: Path, rules: Iterable[Rule], files: Sequence[Path] = ()) -> Checked:
    """Read everything and run every rule.

    With `files`, tell only what concerns them, and judge drafts among them as strictly as the rest.
    """
    given = [_as_content(folder, file) for file in files]
    wanted = {file.shown for file in given}
    library, problems = load(folder, given)
    found, notes = run_rules(library, problems, rules)
    if files:
        found = [problem for problem in found if problem.file in wanted]
    read = [name for name in library.sources if name.endswith(".md") and (name in wanted or not files)]
    sections = sum(len(article.sections) for article in library.articles if article.file in read)
    return Checked(tuple(sorted(found)), len(read), sections, tuple(notes))


def _as_content(folder: Path, file: Path) -> ContentFile:
    """Read a file that is given by name; one that lies elsewhere is an article or list under its own name."""
    prefix = {(folder / prefix).resolve(): prefix for prefix in PLACES}.get(file.resolve().parent)
    elsewhere = "" if file.suffix == ".toml" else f"{ARTICLES}/"
    if prefix is None or (not prefix and elsewhere):
        return ContentFile(elsewhere + file.name, str(file), file.read_bytes())
    return ContentFile(prefix + file.name, f"{folder.name}/{prefix}{file.name}", file.read_bytes())


def run_rules(library: Library, problems: Iterable[Problem], rules: Iterable[Rule]) -> tuple[list[Problem], list[str]]:
    """Return the problems of reading and of every rule that can run, with a note for each that cannot."""
    found = list(problems)
    broken = any(problem.level is Level.ERROR for problem in found)
    notes = []
    waiting = [rule.name for rule in rules if broken and rule.whole]
    for rule in (rule for rule in rules if rule.name not in waiting):
        try:
            found += (replace(problem, kind=rule.name) for problem in rule.look(library))
        except NoHistoryError:
            notes.append(f'Skipped "{rule.name}": there is no earlier version under git to compare with.')
    found = list({(problem.file, problem.line, problem.message): problem for problem in found}.values())
    if waiting:
        notes.append(f"Mend the errors first; these checks wait until then: {', '.join(waiting)}.")
    return found, notes
