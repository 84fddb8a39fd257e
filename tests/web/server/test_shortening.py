"""What is served of static/: shortened without harm, or as it is."""

from pathlib import Path

from web.server.static import read_static_files

LOGO = bytes(range(256))


def test_a_binary_logo_is_served_as_it_is(tmp_path: Path) -> None:
    (tmp_path / "logo.png").write_bytes(LOGO)
    assert read_static_files(tmp_path) == {"logo.png": LOGO}


def test_a_script_with_a_string_over_several_lines_stays_as_it_is(tmp_path: Path) -> None:
    script = "const words = `one\n    two\n// three\n`;\n"
    (tmp_path / "own.js").write_text(script, encoding="utf-8")
    assert read_static_files(tmp_path)["own.js"] == script.encode()


def test_indentation_and_comments_go(tmp_path: Path) -> None:
    (tmp_path / "own.js").write_text("// why\nif (a) {\n  b();\n}\n/* x */ c();\n", encoding="utf-8")
    assert read_static_files(tmp_path)["own.js"] == b"if (a) {\nb();\n}\n/* x */ c();\n"
