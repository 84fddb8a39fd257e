"""Whatever a file holds, reading it gives an article or reasons, never a crash."""

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from faq.article import Article
from faq.library import load
from faq.problem import ContentError
from faq.reading.article_file import read_article
from tests.faq.conftest import GOOD, WORDING

PIECES = st.sampled_from(
    "---|title: |\n|\n\n|# |## |### |#### |- |1. |> |    |"
    "\t|[^1]|[^1]: |[^|]: |[1]|![a](b)|[a](|javascript:x)|<b>|</div>|"
    "<!--|-->|`|```\n|~~~|**|__|~~|\\|&amp;|&#0;|| a | b |\n|--|\n|---|===\n|://|https://|www.|@|*x|&y|!z|%|{|}|[|]|:|,|'|\"|#|\x00|\x85|"
    "\u2028|é|👩‍⚕️|\ufeff|word |FILL IN|status: draft\n|also_asked:\n|<<<<<<< |key: [".split("|")
)
TEXTS = st.lists(PIECES | st.text(max_size=8), max_size=40).map("".join)
QUICK = settings(max_examples=400, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def must_say_something(content: bytes) -> None:
    reading = read_article("faq/articles/x.md", "x", content)
    assert isinstance(reading.article, Article) or reading.problems
    lines = content.count(b"\n") + content.count(b"\r") + 1
    assert all(1 <= problem.line <= lines for problem in reading.problems), reading.problems


@given(TEXTS)
@QUICK
def test_any_text(text: str) -> None:
    must_say_something(text.encode("utf-8", "surrogatepass"))


@given(TEXTS)
@QUICK
def test_any_text_in_an_article(text: str) -> None:
    must_say_something(GOOD.replace("It helped 3 of 10 people.", text).encode("utf-8", "surrogatepass"))


@given(TEXTS)
@QUICK
def test_any_front_matter(text: str) -> None:
    must_say_something(GOOD.replace("topics: [trials]", text).encode("utf-8", "surrogatepass"))


@given(st.binary(max_size=200))
@QUICK
def test_any_bytes(content: bytes) -> None:
    must_say_something(content)


@given(st.sampled_from(["wording", "wording.es", "synonyms", "emergencies", "questions"]), TEXTS)
@settings(QUICK, max_examples=200, suppress_health_check=list(HealthCheck))
def test_any_list(tmp_path_factory: pytest.TempPathFactory, name: str, text: str) -> None:
    folder = tmp_path_factory.mktemp("book") / "faq"
    (folder / "articles").mkdir(parents=True)
    (folder / "articles" / "x.md").write_text(GOOD, "utf-8")
    (folder / "wording.toml").write_text(WORDING, "utf-8")
    start = {"synonyms": "[[equal]]\n", "questions": "[[must_answer]]\n"}.get(name, "")
    (folder / f"{name}.toml").write_bytes((start + text).encode("utf-8", "surrogatepass"))
    load(folder)


@pytest.mark.parametrize(
    "text",
    [
        "> " * 5000 + "deep",
        "- " * 5000 + "deep",
        "[" * 20_000,
        "![" * 20_000,
        "*a " * 20_000,
        "[a](" * 10_000,
        "<" * 50_000,
        "`" * 20_001,
        "[^1]" * 20_000,
        "https://" + ")" * 100_000,
        "https://a" * 10_000,
        "| a " * 2000 + "|\n" + "|-" * 2000 + "|\n| b |",
        "[a](#b) " * 5000,
        "\n".join(f"[^{n}]: x" for n in range(5000)),
        "\n".join(f"## {n}" for n in range(5000)),
    ],
    ids=lambda text: text[:8],
)
def test_long_hostile_texts_come_to_an_end(text: str) -> None:
    must_say_something(GOOD.replace("It helped 3 of 10 people.", text).encode())


def test_a_bomb_of_aliases_is_refused() -> None:
    bomb = "a: &a [x]\n" + "".join(f"b{n}: &b{n} [*a, *a, *a, *a, *a, *a, *a, *a, *a]\n" for n in range(20))
    must_say_something(GOOD.replace("topics: [trials]", bomb).encode())
    with pytest.raises(ContentError):
        raise ContentError(list(read_article("x.md", "x", GOOD.replace("topics: [trials]", bomb).encode()).problems))


def test_objects_in_the_front_matter_are_never_built(tmp_path: Path) -> None:
    trap = tmp_path / "made"
    text = GOOD.replace(
        "topics: [trials]", f"topics: !!python/object/apply:pathlib.Path.touch [!!python/name:x {trap}]"
    )
    must_say_something(text.encode())
    assert not trap.exists()


@pytest.mark.parametrize("deep", ["[" * 900 + "]" * 900, "{a: " * 900 + "}" * 900])
def test_deep_front_matter_is_refused(deep: str) -> None:
    reading = read_article("x.md", "x", GOOD.replace("[trials]", deep).encode())
    assert [problem.message for problem in reading.problems] == ["the front matter is nested too deeply."]


def test_a_deep_list_is_refused(tmp_path: Path) -> None:
    (tmp_path / "questions.toml").write_text("a = " + "[" * 3000, "utf-8")
    assert "faq/questions.toml:1: the file is nested too deeply. Write each entry as the others." in [
        str(problem).replace(tmp_path.name, "faq") for problem in load(tmp_path)[1]
    ]
