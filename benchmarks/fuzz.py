"""Random files and questions, led by coverage (atheris): whatever makes one of three entrances raise is a defect.

    python -m benchmarks.fuzz --seconds 600        all three, a third of the time each
    python -m benchmarks.fuzz --target reader --seconds 60 [FILE to try again]

What is found is written to build/fuzz/ and belongs, with its mending, into a test beside the module.
"""

import argparse
import subprocess
import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path

FOUND = Path(__file__).parent.parent / "build" / "fuzz"
ARTICLES = Path(__file__).parent.parent / "faq" / "articles"
DOCUMENTS = ("a.md", "a.txt", "a.html", "a.docx")


def read_an_article(data: bytes) -> None:
    """Read bytes as an article file; every problem must be collected, none raised."""
    from faq.reading.article_file import read_article

    read_article("faq/articles/fuzzed.md", "fuzzed", data)


def import_a_document(data: bytes) -> None:
    """Import bytes as a document; refusing it is the only thing that may be raised."""
    import contextlib

    from faq.importing.convert import import_document
    from faq.importing.report import UnreadableError

    kind = DOCUMENTS[data[0] % len(DOCUMENTS)] if data else DOCUMENTS[0]
    with contextlib.suppress(UnreadableError):
        import_document(kind, data[1:], today=date(2026, 1, 1))


def ask_a_question() -> Callable[[bytes], None]:
    """Make the site and give a function that sends it bytes, as a form, as JSON and as a question."""
    from app import create_app

    visitor = create_app({"RATE_LIMIT": "off"}).test_client()

    def ask(data: bytes) -> None:
        text = "".join(map(chr, memoryview(data[: len(data) // 2 * 2]).cast("H")))
        replies = (
            visitor.post("/api/ask", data=data, content_type="application/json"),
            visitor.post("/ask", data=data, content_type="application/x-www-form-urlencoded"),
            visitor.post("/api/ask", json={"question": text}),
        )
        worst = max(reply.status_code for reply in replies)
        if worst >= 500:
            raise AssertionError(f"status {worst}")

    return ask


TARGETS = ("reader", "importer", "question")


def fuzz(target: str, seconds: int, again: list[str]) -> None:
    """Run one target in this process; atheris ends the process."""
    import atheris

    with atheris.instrument_imports(include=["faq", "retrieval", "web"]):
        import app  # noqa: F401
        import faq.importing.convert
        import faq.reading.article_file  # noqa: F401
    one = {"reader": lambda: read_an_article, "importer": lambda: import_a_document, "question": ask_a_question}[
        target
    ]()
    corpus = FOUND / target
    corpus.mkdir(parents=True, exist_ok=True)
    if target == "reader":
        for article in ARTICLES.glob("*.md"):
            (corpus / article.name).write_bytes(article.read_bytes())
    options = [f"-max_total_time={seconds}", f"-artifact_prefix={FOUND}/{target}-", "-max_len=4096", "-timeout=10"]
    atheris.Setup([sys.argv[0], *options, *(again or [str(corpus)])], one)
    atheris.Fuzz()


def main() -> int:
    """Run one target, or all of them one after the other."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--seconds", type=int, default=600)
    parser.add_argument("--target", choices=TARGETS)
    parser.add_argument("again", nargs="*", help="files to try again")
    arguments = parser.parse_args()
    if arguments.target:
        fuzz(arguments.target, arguments.seconds, arguments.again)
        return 0
    share = str(arguments.seconds // len(TARGETS))
    run = [sys.executable, "-m", "benchmarks.fuzz", "--seconds", share, "--target"]
    codes = {target: subprocess.run([*run, target], check=False).returncode for target in TARGETS}
    for target, code in codes.items():
        print(f"{target}: {'nothing found' if code == 0 else f'a defect, see build/fuzz/{target}-*'}")
    return 1 if any(codes.values()) else 0


if __name__ == "__main__":
    sys.exit(main())
