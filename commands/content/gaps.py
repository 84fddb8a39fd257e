"""`flask faq gaps` and `flask faq draft`: what patients asked in vain, and a section to begin an answer with."""

from functools import partial
from pathlib import Path

import click

from commands.ask import open_engine
from commands.content import faq
from commands.journal import opened_store
from commands.terminal import count, write_new
from faq.naming import anchor
from faq.reading.texts import FILL_IN
from journal.report import Gap, gaps
from retrieval.review.gaps import is_unanswered, names_subject

AT_LEAST = click.option(
    "--least", type=click.IntRange(2), default=2, show_default=True, help="Leave out words asked about less often."
)


@faq.command("gaps")
@AT_LEAST
def gaps_command(least: int) -> None:
    """List topics that patients asked about and got no answer to, the commonest first.

    Reads the journal, and asks the articles as they are now: what they answer by now is left out. Prints single
    words, never anyone's question.
    """
    found = _find_gaps(least)
    for gap in found:
        click.echo(f"{gap.count:6}  {gap.topic}" + (f"  (with: {', '.join(gap.beside)})" if gap.beside else ""))
    if not found:
        click.echo(f"No topic was asked about in vain {least} times or more.")


@faq.command("draft")
@click.argument("topic", default="")
@click.option("--out", type=click.Path(path_type=Path), help="A new file to write it to, in place of printing it.")
@AT_LEAST
def draft(topic: str, out: Path | None, least: int) -> None:
    """Begin a section about TOPIC, or about the commonest topic that was asked in vain.

    You fill in the answer and paste it into the article it belongs to.
    """
    wanted = [gap for gap in _find_gaps(least) if topic.casefold() in ("", gap.topic)]
    if not wanted:
        about = f' about "{topic}"' if topic else ""
        raise click.ClickException(f"Nothing was asked in vain{about}. See: flask faq gaps")
    gap = wanted[0]
    heading = f"What should I know about {gap.topic}?"
    text = f"### {heading}\n\n{FILL_IN} the answer. Cite what you state. Asked {count(gap.count, 'time')}.\n"
    if out is None:
        click.echo(text, nl=False)
    else:
        write_new(out, text)
        click.echo(f"{out} is written.")
    if gap.beside:
        others = ", ".join(f"{gap.topic} {word}" for word in gap.beside)
        click.echo(f"\nPut at the top of the article, under also_asked:\n  {anchor(heading)}: [{others}]", err=True)


def _find_gaps(least: int) -> list[Gap]:
    """Return the topics of the journal that the articles as they are now do not answer."""
    engine = open_engine()
    with opened_store() as store:
        return gaps(store.unanswered(), partial(names_subject, engine), partial(is_unanswered, engine), least)
