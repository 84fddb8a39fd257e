"""The laws of the house: who may import whom, how big a piece may be, what must be written down."""

import ast
import re
import statistics
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.conftest import ROOT

ROOMS = {
    "faq": {"faq"},
    "retrieval": {"faq", "retrieval"},
    "journal": {"journal"},
    "web": {"faq", "retrieval", "journal", "web"},
    "commands": {"faq", "retrieval", "journal", "commands"},
    "settings_kinds": {"settings_kinds"},
    "settings": {"settings", "settings_kinds"},
}
LAYERS = {
    "retrieval.options": set(),
    "retrieval.reply": set(),
    "retrieval.text": {"retrieval.options", "retrieval.reply"},
    "retrieval.search": {"retrieval.options", "retrieval.reply", "retrieval.text"},
    "retrieval.decision": {"retrieval.options", "retrieval.reply", "retrieval.text", "retrieval.search"},
    "retrieval.triage": {"retrieval.options", "retrieval.reply", "retrieval.text"},
    "retrieval.showing": {"retrieval.options", "retrieval.reply"},
    "retrieval.answer": {"retrieval.*", "-retrieval.engine", "-retrieval.reload", "-retrieval.review"},
    "retrieval.engine": {"retrieval.*", "-retrieval.reload", "-retrieval.review"},
    "retrieval.reload": {"retrieval.*", "-retrieval.review"},
    "retrieval.review": {"retrieval.*", "-retrieval.reload"},
}
"""What each part of retrieval may import of the others: text <- search <- decision <- answer <- engine <- reload."""

MOST_LINES = 250
"""Lines in one module, of the product or of its tests: as many as are read in one sitting."""

MOST_MODULES = 14
"""Modules in one folder: as many as a reader takes in at a glance."""

EVERYWHERE = {"flask", "click", "numpy", "werkzeug", "jinja2", "markupsafe"}
"""Libraries any room may use: the web framework with its own parts, and arrays."""

HEAVY = {"sqlalchemy", "psycopg", "redis", "mammoth", "pdfminer", "pyphen", "tomlkit", "onnxruntime"}
"""Libraries that are loaded only where they are switched on, never when a module is imported."""


BORDERS = {
    "retrieval/reload.py": "whatever keeps a new version from being built, patients keep the one before; it is named",
    "web/server/middleware.py": "a server has errors of its own for a body it cannot read; the sender gets 400",
}
"""Modules that may catch every error, each with its reason."""


def modules() -> list[Path]:
    """Every module that is served or run, tests and benchmarks apart."""
    rooms = [path for room in ROOMS for path in sorted((ROOT / room).rglob("*.py"))]
    return [*rooms, *sorted(ROOT.glob("*.py"))]


def room(path: Path) -> str:
    return path.relative_to(ROOT).parts[0].removesuffix(".py")


def imported(tree: ast.AST) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name.partition(".")[0] for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, "imports are written out in full"
            yield (node.module or "").partition(".")[0]


def read(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


def test_there_is_a_house() -> None:
    assert len(modules()) > 30
    assert {"app", "settings", "gunicorn.conf"} <= {path.stem for path in ROOT.glob("*.py")}


@pytest.mark.parametrize("path", modules(), ids=lambda path: str(path.relative_to(ROOT)))
def test_imports_go_one_way(path: Path) -> None:
    allowed = ROOMS.get(room(path), set(ROOMS) | {"app"})
    ours = {name for name in imported(read(path)) if name in {*ROOMS, "app"}}
    assert ours <= allowed, f"{path.name} may not import {ours - allowed}"


def test_each_library_has_one_importer() -> None:
    importers: dict[str, set[str]] = defaultdict(set)
    for path in modules():
        for name in imported(read(path)):
            if name not in sys.stdlib_module_names and name not in {*ROOMS, *EVERYWHERE, "app", "_typeshed"}:
                importers[name].add(str(path.relative_to(ROOT)))
    assert {name: found for name, found in importers.items() if len(found) > 1} == {}


def test_what_an_idle_site_does_not_load() -> None:
    """A site with neither journal nor Redis carries no database or Redis library in memory."""
    import subprocess

    code = "import sys, app; app.create_app(); print(*sorted(m for m in sys.modules if '.' not in m))"
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, timeout=60)
    assert done.returncode == 0, done.stderr
    assert not HEAVY & set(done.stdout.split())


def functions(tree: ast.Module) -> Iterator[ast.FunctionDef]:
    return (node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef))


def length(function: ast.FunctionDef) -> int:
    return (function.end_lineno or function.lineno) - function.lineno + 1


def too_long(paths: list[Path]) -> dict[str, int]:
    sizes = {str(path.relative_to(ROOT)): len(path.read_text(encoding="utf-8").splitlines()) for path in paths}
    return {name: size for name, size in sizes.items() if size > MOST_LINES}


def test_a_module_is_one_whole_idea() -> None:
    assert too_long(modules()) == {}


def test_a_module_of_tests_is_one_whole_idea_too() -> None:
    tests = sorted((ROOT / "tests").rglob("*.py"))
    assert Path(__file__) in tests
    assert too_long(tests) == {}


def test_a_folder_is_read_at_a_glance() -> None:
    counted = Counter(str(path.parent.relative_to(ROOT)) for path in modules() if path.name != "__init__.py")
    assert {folder: number for folder, number in counted.items() if number > MOST_MODULES} == {}


def part_of(dotted: str) -> str:
    return ".".join(dotted.split(".")[:2])


def dotted_imports(tree: ast.AST) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and node.module:
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


@pytest.mark.parametrize(
    "path", [p for p in modules() if room(p) == "retrieval"], ids=lambda path: str(path.relative_to(ROOT))
)
def test_imports_go_one_way_inside_retrieval_too(path: Path) -> None:
    own = part_of(str(path.relative_to(ROOT).with_suffix("")).replace("/", "."))
    if own == "retrieval.__init__":
        return
    allowed = LAYERS[own]
    others = {part_of(name) for name in dotted_imports(read(path)) if name.startswith("retrieval.")} - {own}
    permitted = {name for name in others if name in allowed or ("retrieval.*" in allowed and f"-{name}" not in allowed)}
    assert others == permitted, f"{path.name} may not import {others - permitted}"


def test_no_public_name_is_defined_twice() -> None:
    """One word for one thing: a class or a function that others may use has a name of its own."""
    defined: dict[str, list[str]] = defaultdict(list)
    for path in modules():
        for node in read(path).body:
            if isinstance(node, ast.ClassDef | ast.FunctionDef) and not node.name.startswith("_"):
                defined[node.name].append(str(path.relative_to(ROOT)))
    assert {name: places for name, places in defined.items() if len(places) > 1 and name != "init_app"} == {}


def test_the_front_door_is_short() -> None:
    [create_app] = [node for node in functions(read(ROOT / "app.py")) if node.name == "create_app"]
    assert length(create_app) <= 30


def test_functions_are_a_few_lines() -> None:
    lengths = sorted(length(function) for path in modules() for function in functions(read(path)))
    assert statistics.median(lengths) <= 11
    assert statistics.quantiles(lengths, n=10)[-1] <= 37


def public(tree: ast.Module) -> Iterator[ast.ClassDef | ast.FunctionDef]:
    """The classes and functions of a module, and the methods of its classes, that others may use."""
    for node in tree.body:
        if isinstance(node, ast.ClassDef | ast.FunctionDef) and not node.name.startswith("_"):
            yield node
            if isinstance(node, ast.ClassDef):
                inner = (item for item in node.body if isinstance(item, ast.FunctionDef))
                yield from (method for method in inner if not method.name.startswith("_"))


@pytest.mark.parametrize("path", modules(), ids=lambda path: str(path.relative_to(ROOT)))
def test_everything_public_says_what_it_does(path: Path) -> None:
    tree = read(path)
    if path.name != "__init__.py" or tree.body:
        assert ast.get_docstring(tree), "the module has no docstring"
    for node in public(tree):
        first = (ast.get_docstring(node) or "").partition("\n")[0]
        assert first.rstrip('"').endswith((".", "?", ":")), f"{node.name}: one plain sentence first"


@pytest.mark.parametrize("path", modules(), ids=lambda path: str(path.relative_to(ROOT)))
def test_no_error_is_swallowed_whole(path: Path) -> None:
    for node in ast.walk(read(path)):
        if isinstance(node, ast.ExceptHandler):
            assert node.type is not None, f"line {node.lineno}: bare except"
            too_broad = ast.unparse(node.type) in ("Exception", "BaseException")
            assert not too_broad or str(path.relative_to(ROOT)) in BORDERS, f"line {node.lineno}: too broad"


def test_the_image_holds_every_room() -> None:
    copied = (ROOT / "Dockerfile").read_text(encoding="utf-8")
    let_through = (ROOT / ".dockerignore").read_text(encoding="utf-8").splitlines()
    for name in [*sorted(ROOMS.keys() & {path.name for path in ROOT.iterdir()}), "templates", "static"]:
        assert f"COPY {name} ./{name}\n" in copied, name
        assert f"!{name}" in let_through, name
    for path in [*ROOT.glob("*.py"), ROOT / "openapi.yaml"]:
        assert path.name in copied, path.name
        assert f"!{path.name}" in let_through, path.name


PRIVATE = re.compile("|".join((r"/wo" r"rk/", r"bash_" r"jobs", r"localhost:\d+/simple", r"files\.python" r"hosted")))


def test_no_file_names_the_machine_it_was_made_on() -> None:
    kinds = ("*.py", "*.md", "*.toml", "*.txt", "*.html", "*.css", "*.js", "*.yaml", "*.yml", "*.conf", "Makefile")
    skipped = {".venv", ".git", "node_modules", "build"}
    for kind in kinds:
        for path in ROOT.rglob(kind):
            if not skipped & set(path.relative_to(ROOT).parts):
                assert not PRIVATE.search(path.read_text(encoding="utf-8", errors="replace")), path
