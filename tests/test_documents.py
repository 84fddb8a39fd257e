"""What the documents name is there: commands, pages, tests and benchmarks."""

import ast
import importlib
import re
from pathlib import Path

import pytest

from tests.conftest import ROOT


def make_targets() -> set[str]:
    return set(re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.M))


def documents() -> list[Path]:
    return [*sorted(ROOT.glob("*.md")), *sorted((ROOT / "docs").rglob("*.md"))]


@pytest.mark.parametrize("path", documents(), ids=lambda path: str(path.relative_to(ROOT)))
def test_every_command_in_the_documents_exists(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert set(re.findall(r"\bmake ([a-z]+)\b(?=[`\n ]|$)", _code(text))) <= make_targets()
    for module in re.findall(r"python -m (benchmarks\.\w+)", text):
        assert (ROOT / f"{module.replace('.', '/')}.py").exists(), module
    for script in re.findall(r"(?<![\w./])bin/[a-z-]+", _code(text)):
        assert (ROOT / script).exists(), script


def _code(text: str) -> str:
    """What stands in code blocks and between back ticks."""
    return "\n".join(block or inline for block, inline in re.findall(r"```[a-z]*\n(.*?)```|`([^`\n]+)`", text, re.S))


@pytest.mark.parametrize("path", documents(), ids=lambda path: str(path.relative_to(ROOT)))
def test_links_between_documents_lead_somewhere(path: Path) -> None:
    for target in re.findall(r"\]\(([^)#\s]+)(?:#[^)]*)?\)", path.read_text(encoding="utf-8")):
        if not re.match(r"[a-z]+:", target):
            assert (path.parent / target).exists(), target


@pytest.mark.parametrize("path", documents(), ids=lambda path: str(path.relative_to(ROOT)))
def test_every_test_and_benchmark_that_a_document_names_exists(path: Path) -> None:
    for named in re.findall(r"\b(?:tests|benchmarks)/[\w/]+\.(?:py|lua)", path.read_text(encoding="utf-8")):
        assert (ROOT / named).exists(), named


@pytest.mark.parametrize("path", documents(), ids=lambda path: str(path.relative_to(ROOT)))
def test_what_an_example_in_python_imports_is_there(path: Path) -> None:
    for block in re.findall(r"```python\n(.*?)```", path.read_text(encoding="utf-8"), re.S):
        for node in ast.walk(ast.parse(block)):
            if isinstance(node, ast.ImportFrom):
                module = importlib.import_module(str(node.module))
                assert all(hasattr(module, name.name) for name in node.names), ast.unparse(node)
