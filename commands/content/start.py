"""`flask faq start`: a content folder that a clinic begins with, ready to be served and to be filled in."""

from datetime import date
from pathlib import Path

import click

from commands.content import faq
from commands.content.articles import today
from faq.languages import LANGUAGES

SHIPPED = Path(__file__).parents[2] / "faq"
STARTER = SHIPPED / "starter"
COPIED = ("wording*.toml", "emergencies.toml", "distress.toml")
"""Files of the shipped content that hold for any clinic."""


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
        for path, text in _files(name, lang, today()).items():
            (folder / path).parent.mkdir(parents=True, exist_ok=True)
            (folder / path).write_text(text, encoding="utf-8", newline="\n")
    except OSError as error:
        raise click.ClickException(f"{folder} cannot be written: {error.strerror}.") from None
    click.echo(f'{folder} is ready. Fill in every "FILL IN" in {folder}/articles/about-our-clinic.md, then run:')
    click.echo(f"  FAQ_DIR={folder} flask faq check")
    click.echo(f'Serve it with: FAQ_DIR={folder} CLINIC_NAME="{name}" make run')


def _files(clinic: str, lang: str, day: date) -> dict[str, str]:
    """Return the text of every file by its path in the folder."""
    own = STARTER / lang
    files = {
        "articles/about-our-clinic.md": (own / "about-our-clinic.md").read_text("utf-8"),
        "README.md": (own / "README.md").read_text("utf-8"),
    }
    files = {name: text.replace("{clinic}", clinic).replace("{today}", str(day)) for name, text in files.items()}
    copied = [path for pattern in COPIED for path in sorted(SHIPPED.glob(pattern))]
    for path in (own / "questions.toml", STARTER / "synonyms.toml", *copied):
        files[path.name] = path.read_text("utf-8")
    return files
