"""`flask faq start`, `new`, `import`, `remove`: a folder to begin with, articles that come, one that goes."""

import difflib
import shutil
from datetime import date
from pathlib import Path

import click
from flask import current_app

from commands.content import faq
from commands.terminal import STANDARD_OUTPUT, count, write_new
from faq.editing import skeleton, without_article
from faq.importing.isolation import import_isolated
from faq.importing.report import LARGEST_FILE, Draft, UnreadableError
from faq.languages import LANGUAGES
from faq.naming import slug as slug_for

SHIPPED = Path(__file__).parents[2] / "faq"
STARTER = SHIPPED / "starter"
COPIED = ("wording*.toml", "emergencies.toml", "distress.toml")
"""Files of the shipped content that hold for any clinic."""

DRAFTS = Path("drafts")


def today() -> date:
    """Return the day to judge dates by, from the clock that the app was given."""
    day: date = current_app.config["ANSWER_OPTIONS"].today()
    return day


@faq.command("start")
@click.argument("folder", type=click.Path(path_type=Path))
@click.option("--clinic", required=True, help="The clinic's name, as patients know it.")
@click.option("--lang", type=click.Choice(sorted(LANGUAGES)), default="en", show_default=True)
def start(folder: Path, clinic: str, lang: str) -> None:
    """Make FOLDER: a first article to fill in, sentences, emergencies, synonyms, an empty list of test questions.

    FOLDER must be new or empty. It can be served at once: FAQ_DIR=FOLDER
    """
    name = " ".join(clinic.split())
    if not name:
        raise click.UsageError("The clinic's name is empty.")
    try:
        if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
            raise click.ClickException(f"{folder} is not empty, and is left as it is. Name a new folder.")
        (folder / "articles").mkdir(parents=True, exist_ok=True)
        for path in (STARTER / lang).rglob("*.*"):
            shutil.copyfile(path, folder / path.relative_to(STARTER / lang))
        for path in (STARTER / "synonyms.toml", *(path for pattern in COPIED for path in SHIPPED.glob(pattern))):
            shutil.copyfile(path, folder / path.name)
        for path in folder.rglob("*.md"):
            text = path.read_text("utf-8").replace("{clinic}", name).replace("{today}", str(today()))
            path.write_text(text, encoding="utf-8", newline="\n")
    except OSError as error:
        raise click.ClickException(f"{folder} cannot be written: {error.strerror}.") from None
    click.echo(f'{folder} is ready. Fill in every "FILL IN" in {folder}/articles/about-our-clinic.md, then run:')
    click.echo(f"  FAQ_DIR={folder} flask faq check")
    click.echo(f'Serve it with: FAQ_DIR={folder} CLINIC_NAME="{name}" make run')


@faq.command("new")
@click.argument("title")
@click.option("--out", type=click.Path(path_type=Path), help="Where to write it.  [default: articles/<title>.md]")
def new(title: str, out: Path | None) -> None:
    """Begin an article called TITLE: a file with every part in its place, for you to fill in."""
    folder: Path = current_app.config["FAQ_DIR"]
    slug = slug_for(title)
    if not slug:
        raise click.UsageError("The title has no letters.")
    path = out or folder / "articles" / f"{slug}.md"
    write_new(path, skeleton(title, today()), "Choose another title.")
    click.echo(f'{path} is written. Fill in every "FILL IN", then run: flask faq check {path}')


@faq.command("import")
@click.argument("files", nargs=-1, required=True, type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--title", default="", help="The title of the article, in place of the document's own.")
@click.option("--out", type=click.Path(path_type=Path), help='Where to write it; "-" prints it.  [default: drafts/]')
def import_(files: tuple[Path, ...], title: str, out: Path | None) -> None:
    """Turn each of FILES into a draft article, and say what was found, what to check and what was left out.

    The words stay as they are. Nothing is published: a draft is never served, and no file is ever overwritten.
    """
    if len(files) > 1 and (title or (out and out != STANDARD_OUTPUT)):
        raise click.UsageError("--title and --out go with one document at a time.")
    refused = 0
    for file in files:
        try:
            with file.open("rb") as document:
                content = document.read(LARGEST_FILE + 1)
            _keep(import_isolated(file.name, content, title=title, today=today()), out)
        except (UnreadableError, OSError, click.ClickException) as error:
            refused += 1
            click.echo(f"{file}: {getattr(error, 'strerror', None) or error} Nothing was written.", err=True)
    raise click.exceptions.Exit(1 if refused else 0)


def _keep(draft: Draft, out: Path | None) -> None:
    """Write a draft to a new file, or print it; the report goes where it does not mix with the text."""
    if out == STANDARD_OUTPUT:
        click.echo(draft.markdown, nl=False)
        click.echo(str(draft.report), err=True)
        return
    path = out or DRAFTS / f"{draft.slug}.md"
    path.parent.mkdir(parents=True, exist_ok=True)
    write_new(path, draft.markdown, remedy="")
    click.echo(str(draft.report))
    click.echo(f'{path} is written. Read it beside the document, fill in every "FILL IN", then: flask faq check {path}')


@faq.command("remove")
@click.argument("slug")
@click.option("--fix", is_flag=True, help="Do it; without this it is only said what would be done.")
def remove(slug: str, fix: bool) -> None:
    """Remove the article SLUG: its file, its utterances, its test questions, and the links that lead to it.

    It may have been deleted before: what still points at it is cleaned all the same. Patients who have a link then
    read "not found"; an article that patients know is better withdrawn (status: withdrawn).
    """
    folder: Path = current_app.config["FAQ_DIR"]
    found = without_article(folder, slug.removesuffix(".md"))
    if not found:
        raise click.ClickException(f'Nothing in {folder} is called "{slug}" or points at it.')
    for path, text in found.items():
        if text is None:
            click.echo(f"{path}: deleted")
            if fix:
                path.unlink()
            continue
        lines = difflib.ndiff(path.read_text("utf-8").splitlines(), text.splitlines())
        click.echo(f"{path}: {count(sum(line.startswith('- ') for line in lines), 'line')} changed")
        if fix:
            path.write_text(text, encoding="utf-8", newline="\n")
    todo = f"Nothing is done yet. To do it: flask faq remove {slug} --fix"
    click.echo("Done. Now run: flask faq check" if fix else todo)
