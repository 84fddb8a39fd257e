"""The guide for staff is right: its example is an article, its pictures are there, its commands exist."""

import re

import pytest
import yaml
from click import Group

from app import create_app
from faq.reading.article_file import read_article
from tests.conftest import BARE, ROOT

GUIDE = (ROOT / "faq" / "README.md").read_text(encoding="utf-8")
RECIPES = re.split(r"\n(?=## \d\. )", GUIDE)[1:]


def test_there_are_five_recipes_and_each_says_what_patients_will_see_and_when() -> None:
    assert [recipe.split("\n")[0][:5] for recipe in RECIPES] == [f"## {number}." for number in range(1, 6)]
    for recipe in RECIPES:
        assert "**What patients will see, and when:**" in recipe


def test_the_example_is_an_article() -> None:
    example = re.search(r"```markdown\n(.*?)```", GUIDE, re.S)
    assert example
    reading = read_article("example.md", "example", example[1].encode())
    assert reading.article, reading.problems
    assert [problem for problem in reading.problems if problem.level == "error"] == []


def test_its_pictures_are_there_and_have_words_for_those_who_cannot_see_them() -> None:
    pictures = re.findall(r"!\[(.*?)\]\((.*?)\)", GUIDE)
    assert len(pictures) >= 5
    for words, path in pictures:
        assert len(words) > 20
        assert (ROOT / "faq" / path).stat().st_size < 200_000


@pytest.mark.parametrize("name", ["check-content.yml", "gitlab-ci.yml"])
def test_the_ready_workflows_can_be_read_and_their_commands_exist(name: str) -> None:
    text = (ROOT / "docs" / "examples" / name).read_text(encoding="utf-8")
    assert yaml.safe_load(text)
    faq = create_app(BARE | {"FLASK_RUN_FROM_CLI": "true"}).cli.commands["faq"]
    assert isinstance(faq, Group)
    found = re.findall(r"flask faq (\w+)", text)
    assert {"check", "diff"} <= set(found) <= faq.commands.keys()


def test_a_branch_name_is_never_run_as_a_command() -> None:
    """What others may choose, such as the name of a branch, reaches the shell only as a variable."""
    workflow = yaml.safe_load((ROOT / "docs" / "examples" / "check-content.yml").read_text(encoding="utf-8"))
    for step in workflow["jobs"]["content"]["steps"]:
        assert "${{" not in step.get("run", "")
