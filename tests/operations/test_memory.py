"""A worker forgets what was typed: no cache holds a word of a visitor's (P1)."""

from pathlib import Path
from urllib.request import urlopen

import pytest

from benchmarks.serving import until
from benchmarks.visitors import Visitor
from tests.operations.conftest import Serve
from tests.sentence_model import write_model

CANARIES = [f"{start}{end}" for start in ("zibogar", "quelvost", "mondrak", "fenwisp") for end in ("um", "ine", "ax")]
LATER = (
    "are immunosuppressants or chemotherapies needed",
    "what is car-t",
    "how long does it take",
    "who pays for tils",
    "is there a cure",
)
WIPED = {
    "PYTHONMALLOC": "malloc",
    "MALLOC_PERTURB_": "165",
    "GLIBC_TUNABLES": "glibc.malloc.tcache_count=0",
}
"""Makes glibc overwrite what is freed at once, so that only what is still held shows."""

FORM = {"Content-Type": "application/x-www-form-urlencoded"}


def memory_of(pid: int) -> bytes:
    """Return all that a process has in memory of its own."""
    found = []
    with Path(f"/proc/{pid}/mem").open("rb", buffering=0) as memory:
        for line in Path(f"/proc/{pid}/maps").read_text(encoding="ascii").splitlines():
            span, rights, _, _, _, *name = line.split()
            if rights.startswith("rw") and (not name or name[0] in ("[heap]", "[stack]")):
                start, end = (int(border, 16) for border in span.split("-"))
                memory.seek(start)
                found.append(memory.read(end - start))
    return b"".join(found)


def ask(visitor: Visitor, words: str) -> None:
    assert visitor.ask(words)[0] == 200
    visitor.send("POST", "/ask", f"question={words.replace(' ', '+')}", FORM)


@pytest.mark.parametrize("semantic", [False, True], ids=["words", "and a sentence model"])
def test_a_worker_forgets_what_was_typed(serve: Serve, tmp_path: Path, semantic: bool) -> None:
    model = {"SEMANTIC_MODEL": str(write_model(tmp_path / "model", ["cure treatment"]))} if semantic else {}
    site = serve(WEB_CONCURRENCY="1", **WIPED, **model)
    if semantic:
        until(lambda: b'"ready"' in urlopen(f"{site.url}/readyz").read() and len(site.workers()) == 1)
    visitor = Visitor(site.url)
    for canary in CANARIES:
        ask(visitor, f"does {canary} cure cancer, or is {canary}ia {canary.upper()}?")
    for number in range(60):
        ask(visitor, f"{LATER[number % len(LATER)]} {'and again ' * (number % 9)}")
    (worker,) = site.workers()
    memory = memory_of(worker).lower()
    assert b"patientfaq" in memory, "it was read"
    assert [canary for canary in CANARIES if canary.encode() in memory] == []
