"""`flask faq teach`: give a section the words that patients use for it, and see at once what that changes."""

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import NamedTuple, TextIO

import click
from flask import current_app

from commands.ask import open_engine
from commands.content import faq
from commands.terminal import count
from faq.editing import with_utterance
from faq.files import UTTERANCES, ContentFile
from faq.library import load
from retrieval.engine import Engine
from retrieval.reply import State
from retrieval.review.changes import Comparison, compare


class _Lesson(NamedTuple):
    """An utterance for a section, by the section's id, in the language of its article."""

    utterance: str
    section: str
    lang: str


@faq.command("teach")
@click.argument("question", default="")
@click.argument("section", default="")
@click.option(
    "--file",
    "listed",
    type=click.File(encoding="utf-8"),
    help="Lines of: question, a tab, article#section; - to type them.",
)
def teach(question: str, section: str, listed: TextIO | None) -> None:
    """Add QUESTION to what patients say for SECTION (article#section), if that section then answers it.

    Says what answers now, how many other answers changed, and why a wording was not taken. Exits with 1 when one
    was not.
    """
    lines = [line.rstrip("\n").split("\t") for line in listed if line.strip()] if listed else [[question, section]]
    before = open_engine()
    taken, refused, after = _tried([_lesson(line, before) for line in lines], before)
    for lesson in taken:
        click.echo(f'"{lesson.utterance}" is now answered by {lesson.section}.')
    if taken:
        for path, text in _texts(taken).items():
            path.parent.mkdir(exist_ok=True)
            path.write_text(text, encoding="utf-8", newline="\n")
        click.echo(_effect(compare(before, after), taken))
    for lesson, why in refused.items():
        click.echo(f'"{lesson.utterance}" was not added to {lesson.section}: {why}', err=True)
    raise click.exceptions.Exit(1 if refused else 0)


def _lesson(line: list[str], engine: Engine) -> _Lesson:
    if len(line) != 2 or not all(part.strip() for part in line):
        example = 'flask faq teach "when may I drive" going-home#can-i-drive'
        raise click.UsageError(f"Give a question and a section, such as: {example}")
    utterance, section = " ".join(line[0].split()), line[1].strip()
    found = engine.library.section(section)
    if found is None:
        remedy = "Copy it from the address of its page: article#section."
        raise click.UsageError(f'There is no section "{section}". {remedy}')
    article = engine.library.article(section.partition("#")[0])
    return _Lesson(utterance, found.id, article.lang if article else "en")


def _tried(lessons: list[_Lesson], before: Engine) -> tuple[list[_Lesson], Mapping[_Lesson, str], Engine]:
    """Return the lessons that work together, the others with the reason, and the engine that was taught."""
    refused: dict[_Lesson, str] = {}
    while True:
        taken = [lesson for lesson in lessons if lesson not in refused]
        after = _engine_with(taken, before)
        whys = {lesson: why for lesson in taken if (why := _why_not(lesson, before, after))}
        if not whys:
            return taken, refused, after
        refused |= whys


def _why_not(lesson: _Lesson, before: Engine, after: Engine) -> str:
    """Say why a section must not be taught an utterance, nothing when it now answers it."""
    section = before.library.section(lesson.section)
    if section and lesson.utterance.casefold() in map(str.casefold, (*section.heard, *section.also_asked)):
        return "it stands there already."
    reply = after.answer(lesson.utterance, lang=lesson.lang)
    if reply.emergency:
        return f'it shows the card "{reply.emergency.kind}".'
    if reply.status is State.ANSWER:
        first = reply.passages[0]
        return "" if first.id == lesson.section else f"{first.id} answers it even so ({first.heading})."
    said = f" The page says: {reply.message}" if reply.message else ""
    return f"the section is not about what it asks.{said}"


def _engine_with(lessons: Iterable[_Lesson], before: Engine) -> Engine:
    """Build the engine of the content as it would be with the lessons."""
    folder: Path = current_app.config["FAQ_DIR"]
    beside = [
        ContentFile(f"{UTTERANCES}/{path.name}", f"{folder.name}/{UTTERANCES}/{path.name}", text.encode())
        for path, text in _texts(lessons).items()
    ]
    library, _ = load(folder, beside)
    return Engine(library, before.options)


def _texts(lessons: Iterable[_Lesson]) -> dict[Path, str]:
    """Return the files of utterances as they would be with the lessons."""
    texts: dict[Path, str] = {}
    for lesson in lessons:
        slug, _, anchor = lesson.section.partition("#")
        path: Path = current_app.config["FAQ_DIR"] / UTTERANCES / f"{slug}.toml"
        before = texts[path] if path in texts else path.read_text("utf-8") if path.exists() else ""
        texts[path] = with_utterance(before, anchor, lesson.utterance)
    return texts


def _effect(found: Comparison, lessons: Iterable[_Lesson]) -> str:
    """Say how many answers changed: those of the sections that were taught, and all others."""
    taught = {lesson.section for lesson in lessons}
    changed = [change for change in found.changes if change.kind != "further"]
    own = sum(any(p.id in taught for p in (*c.before.passages[:1], *c.after.passages[:1])) for c in changed)
    others = len(changed) - own
    return f"Of {count(found.asked, 'known question')}, {own} changed to or from what was taught, {others} elsewhere."
