"""Lay and mistyped questions reach the section of their plain form."""

import tomllib
from pathlib import Path

from retrieval.engine import Engine
from retrieval.reply import Reply, State

VARIANTS = tomllib.loads((Path(__file__).parent / "variants.toml").read_text("utf-8"))["variant"]
ENOUGH = 0.88
"""The share of variants that must reach their section, shown first or offered; of a library with few utterances."""


def reaches(reply: Reply, section: str) -> bool:
    if reply.status is State.ANSWER:
        return reply.passages[0].id == section
    return reply.status is State.DID_YOU_MEAN and section in [choice.id for choice in reply.choices]


def test_there_are_enough_of_them_for_every_article(engine: Engine) -> None:
    assert len(VARIANTS) >= 70
    asked = {variant["section"].partition("#")[0] for variant in VARIANTS}
    assert asked == {article.slug for article in engine.library.published("en")}


def test_nearly_all_reach_the_section_of_their_plain_form(engine: Engine) -> None:
    lost = [v["typed"] for v in VARIANTS if not reaches(engine.answer(v["typed"]), v["section"])]
    assert len(lost) <= (1 - ENOUGH) * len(VARIANTS), lost


def test_hardly_any_is_answered_by_another_article(engine: Engine) -> None:
    wrong = [
        variant["typed"]
        for variant in VARIANTS
        if (reply := engine.answer(variant["typed"])).passages
        and reply.passages[0].article.slug != variant["section"].partition("#")[0]
    ]
    assert len(wrong) <= 0.02 * len(VARIANTS), wrong
