"""A sentence model under gunicorn: the start waits for nothing, each worker opens its own, the master none."""

import json
import subprocess
import urllib.request
from pathlib import Path

from benchmarks.serving import ROOT, Site, command, environment, free_port, until
from benchmarks.visitors import Visitor
from tests.operations.conftest import PLAIN, Serve
from tests.sentence_model import write_model

ALIKE = ("tired tiredness fatigue", "cost price money bill", "hair bald")


def readiness(site: Site) -> str:
    with urllib.request.urlopen(f"{site.url}/readyz", timeout=5) as page:
        return str(json.load(page)["semantic"])


def loaded(pid: int) -> bool:
    return "onnxruntime" in Path(f"/proc/{pid}/maps").read_text(encoding="utf-8")


def test_workers_that_know_meanings_replace_those_that_do_not_yet(serve: Serve, tmp_path: Path) -> None:
    model = write_model(tmp_path / "model", ALIKE)
    site = serve(WEB_CONCURRENCY="2", SEMANTIC_MODEL=str(model))
    first = set(site.workers())
    assert Visitor(site.url).ask("what is CAR-T")[0] == 200
    until(lambda: first.isdisjoint(site.workers()) and {readiness(site) for _ in range(8)} == {"ready"})
    for _ in range(8):
        assert Visitor(site.url).ask("is there a bill for CAR-T")[0] == 200
    until(lambda: any(map(loaded, site.workers())))
    assert not loaded(site.pid), "a session survives no fork"
    assert "Traceback" not in site.log.read_text(encoding="utf-8")


def test_a_model_that_is_not_what_was_handed_over_stops_the_start(tmp_path: Path) -> None:
    model = write_model(tmp_path / "model", ALIKE)
    (model / "vocab.txt").write_text("other\n", encoding="utf-8")
    settings = PLAIN | {"PORT": str(free_port()), "SEMANTIC_MODEL": str(model)}
    done = subprocess.run(
        command(), cwd=ROOT, env=environment(**settings), capture_output=True, text=True, timeout=60, check=False
    )
    assert done.returncode != 0
    told = done.stdout + done.stderr
    assert "vocab.txt does not have its sum in SHA256SUMS. Copy the folder again" in told
    assert "Traceback" not in told
