"""`flask ask "..."`: the reply that a patient would get, for people in a terminal."""

import json
import textwrap
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import click
from flask import current_app

from faq.library import read_library
from faq.problem import ContentError
from retrieval.engine import Engine
from retrieval.reply import Reply, ShownPassage
from retrieval.review.explanation import Explanation, explain
from retrieval.search.semantic import ModelError

WIDTH = 88


@click.command("ask")
@click.argument("question")
@click.option("--context", default="", help='The section shown before, as "slug#anchor", for a follow-up question.')
@click.option("--lang", default="en", show_default=True, help="The language the visitor reads.")
@click.option("--json", "as_json", is_flag=True, help="The reply as POST /api/ask gives it.")
@click.option("--why", is_flag=True, help="Say how each passage scored and what decided.")
def ask(question: str, context: str, lang: str, as_json: bool, why: bool) -> None:
    """Ask a question as a patient would and print the reply."""
    engine = open_engine(current_app.config["SEMANTIC_MODEL"])
    reply = engine.answer(question, context, lang=lang)
    if as_json:
        click.echo(json.dumps(reply.as_json(), ensure_ascii=False, indent=2))
        return
    click.echo("\n".join(_reply_lines(reply)))
    if why:
        click.echo("\n" + "\n".join(_why_lines(explain(engine, question, reply, lang, context))))


def open_engine(model: Path | None = None) -> Engine:
    """Read the library of the running configuration, and embed it where a sentence model is given.

    What is broken is printed line by line and ends with 1.
    """
    folder: Path = current_app.config["FAQ_DIR"]
    options = replace(current_app.config["ANSWER_OPTIONS"], semantic_model=model)
    try:
        engine = Engine(read_library(folder), options)
        if engine.semantic:
            engine.semantic.work(wait=True)
        return engine
    except (ContentError, ModelError) as error:
        click.echo(error, err=True)
        raise click.exceptions.Exit(1) from None


def _reply_lines(reply: Reply) -> Iterator[str]:
    """Yield a reply as lines of text, in the order of the page."""
    if reply.emergency:
        yield reply.emergency.heading.upper()
        yield from textwrap.wrap(reply.emergency.text, WIDTH)
        yield from (f"{phone.label}: {phone.number}" for phone in reply.emergency.phones)
        yield ""
    yield from (f'"{c.typed}" was read as "{c.read_as}".' for c in reply.corrections)
    if reply.message:
        yield from textwrap.wrap(reply.message, WIDTH)
    for passage in reply.passages:
        yield from _passage_lines(passage)
    yield from (f"  - {choice.question}  ({choice.url})" for choice in reply.choices)
    yield ""
    yield from textwrap.wrap(reply.notice, WIDTH)
    yield f"Content version {reply.version}."


def _passage_lines(passage: ShownPassage) -> Iterator[str]:
    """Yield one passage with where it stands, what it cites and how strong the evidence is."""
    yield f"\n{passage.heading}"
    for paragraph in passage.text.splitlines():
        yield from textwrap.wrap(paragraph, WIDTH, initial_indent="  | ", subsequent_indent="  | ") or ["  |"]
    yield f"  From: {passage.article.title}, {passage.url}"
    if passage.evidence:
        yield f"  {passage.evidence.label}: {passage.evidence.sentence}"
    for citation in passage.citations:
        yield from textwrap.wrap(f"[{citation.number}] {citation.text}", WIDTH, initial_indent="  ")


def _why_lines(explained: Explanation) -> Iterator[str]:
    yield from (f"{name}: {value}" for name, value in explained.facts)
    if explained.features:
        yield f"Features: {explained.features}"
    for hit in explained.hits:
        signals = ", ".join(f"{name} {value:.2f}" for name, value in hit.because.items() if value)
        yield f"{hit.score:8.2f}  {hit.passage.id}  ({signals})"
