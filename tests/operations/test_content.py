"""Content that changes while people ask (A7)."""

import os
import signal
import time
from contextlib import suppress
from http.client import HTTPException
from pathlib import Path

import pytest

from benchmarks.serving import Site, until
from benchmarks.visitors import Visitor, crowd, meanwhile
from tests.operations.conftest import Serve

TOKEN = "a-token-for-the-metrics"
NAME = "til-therapy-melanoma"
PUBLISHED = 5
"""How many articles of tests/content/ are served."""


def ready(site: Site) -> dict[str, object]:
    status, page = Visitor(site.url).get("/readyz")
    assert status == 200
    assert isinstance(page, dict)
    return page


@pytest.fixture
def live(serve: Serve, book: Path) -> Site:
    return serve(FAQ_DIR=str(book), METRICS_TOKEN=TOKEN)


def versions(site: Site) -> set[str]:
    """The content versions that the workers serve at this moment, by their own numbers; there is always one."""
    text = Visitor(site.url).send("GET", "/metrics", headers={"Authorization": f"Bearer {TOKEN}"})[1]
    lines = [line for line in text.splitlines() if line.startswith("patientfaq_content{") and line.endswith(" 1.0")]
    assert lines
    return {line.partition('version="')[2].partition('"')[0] for line in lines}


def test_an_edit_reaches_every_worker_and_nobody_notices(live: Site, book: Path) -> None:
    before = ready(live)["version"]
    article = book / "articles" / f"{NAME}.md"
    with meanwhile(lambda: crowd(live.url, 5, visitors=8)) as visitors:
        time.sleep(1)
        text = article.read_text(encoding="utf-8")
        article.write_text(text.replace("\nsummary: ", "\nsummary: Edited. ", 1), encoding="utf-8")
        until(lambda: all("Edited." in Visitor(live.url).get(f"/articles/{NAME}")[1] for _ in range(8)))
        until(lambda: before not in versions(live))
    assert visitors.result().failures == {}


def test_a_broken_file_changes_nothing_for_patients_and_is_named(live: Site, book: Path) -> None:
    before = ready(live)["version"]
    article = book / "articles" / f"{NAME}.md"
    good = article.read_text(encoding="utf-8")
    with meanwhile(lambda: crowd(live.url, 4, visitors=4)) as visitors:
        article.write_text(good + "\nA figure.[^nobody]\n", encoding="utf-8")
        until(lambda: bool(ready(live)["degraded"]))
    assert visitors.result().failures == {}
    page = ready(live)
    assert page["version"] == before
    assert any(f"{NAME}.md:" in line and "[^nobody]" in line for line in page["degraded"])  # type: ignore[attr-defined]
    said = [line for line in live.lines() if "newer content is not served" in line]
    assert len(said) == 1, "the master says it once"
    article.write_text(good, encoding="utf-8")
    until(lambda: not ready(live)["degraded"])


def test_a_file_that_is_being_written_is_never_served(live: Site, book: Path) -> None:
    article = book / "articles" / f"{NAME}.md"
    text = article.read_text(encoding="utf-8").replace("\nsummary: ", "\nsummary: Edited. ", 1)
    with article.open("w", encoding="utf-8") as file:
        for start in range(0, len(text), len(text) // 8):
            file.write(text[start : start + len(text) // 8])
            file.flush()
            time.sleep(0.2)
            page = ready(live)
            assert page["articles"] == PUBLISHED
            assert page["degraded"] == []
    until(lambda: "Edited." in Visitor(live.url).get(f"/articles/{NAME}")[1])


def test_a_deleted_article_is_gone(live: Site, book: Path) -> None:
    """A translation, which no other file links to: deleting what others link to is refused by the check."""
    translation = "clinical-trials-how-to-join-es"
    assert Visitor(live.url).get(f"/articles/{translation}")[0] == 200
    (book / "articles" / f"{translation}.md").unlink()
    until(lambda: all(Visitor(live.url).get(f"/articles/{translation}")[0] == 404 for _ in range(8)))
    assert ready(live)["degraded"] == []
    assert ready(live)["articles"] == PUBLISHED - 1


def statuses(site: Site, seconds: float) -> set[int]:
    """What visitors get for the article in so many seconds."""
    ends, seen = time.monotonic() + seconds, set()
    while time.monotonic() < ends:
        with suppress(OSError, HTTPException):  # a connection to a worker that was killed
            seen.add(Visitor(site.url).get(f"/articles/{NAME}")[0])
    return seen


def test_what_was_withdrawn_stays_withdrawn_through_restarts_and_crashes(live: Site, book: Path) -> None:
    """Also while another file is broken by then."""
    article, other = book / "articles" / f"{NAME}.md", book / "articles" / "car-t-therapy-explained.md"
    text = article.read_text(encoding="utf-8")
    article.write_text(text.replace("published: ", "status: withdrawn\nwithdrawn: 2026-11-20\npublished: ", 1), "utf-8")
    until(lambda: statuses(live, 0.1) == {410} and len(versions(live)) == 1)
    other.write_text("broken", encoding="utf-8")
    until(lambda: bool(ready(live)["degraded"]))
    live.signal(signal.SIGHUP)
    assert statuses(live, 4) == {410}
    os.kill(live.workers()[0], signal.SIGKILL)
    assert statuses(live, 4) == {410}


def test_a_withdrawal_takes_effect_beside_a_broken_file(live: Site, book: Path) -> None:
    article, other = book / "articles" / f"{NAME}.md", book / "articles" / "car-t-therapy-explained.md"
    other.write_text("broken", encoding="utf-8")
    until(lambda: bool(ready(live)["degraded"]))
    article.unlink()
    until(lambda: statuses(live, 0.1) == {404})
    assert Visitor(live.url).get("/articles/car-t-therapy-explained")[0] == 200


def test_an_edit_is_live_although_nobody_asked_meanwhile(live: Site, book: Path) -> None:
    article = book / "articles" / f"{NAME}.md"
    text = article.read_text(encoding="utf-8")
    article.write_text(text.replace("\nsummary: ", "\nsummary: Edited. ", 1), encoding="utf-8")
    time.sleep(6)
    assert "Edited." in Visitor(live.url).get(f"/articles/{NAME}")[1]
