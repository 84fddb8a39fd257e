"""`flask faq import`: a Word, PDF, web, Markdown or plain text document becomes a draft article."""

from pathlib import Path

import click

from commands.content import faq
from commands.content.articles import today
from commands.terminal import write_new
from faq.importing.isolation import import_isolated
from faq.importing.report import LARGEST_FILE, Draft, UnreadableError

DRAFTS = Path("drafts")
STANDARD_OUTPUT = Path("-")


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
