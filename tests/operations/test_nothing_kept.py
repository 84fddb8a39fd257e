"""With the journal off, nothing typed is anywhere: not on disk, in logs, numbers, Redis or PostgreSQL (P1)."""

from pathlib import Path

from benchmarks.visitors import Visitor
from tests.operations.conftest import Serve
from tests.operations.servers import redis
from tests.services import Postgres
from tests.services import postgres as postgres

CANARY = "kanarienvogel"
KEY, TOKEN = "a-key-of-thirty-two-characters!!", "a-token-for-the-metrics"
FORM = {"Content-Type": "application/x-www-form-urlencoded"}


def test_nothing_typed_is_kept_anywhere(serve: Serve, tmp_path: Path, postgres: Postgres) -> None:
    """Both servers are set and within reach, and a file could be written: with the journal off none of them is."""
    home = tmp_path / "home"
    home.mkdir()
    url = postgres.database()
    with redis(home) as shared:
        site = serve(
            REDIS_URL=shared.url, DATABASE_URL=url, SECRET_KEY=KEY, METRICS_TOKEN=TOKEN, RATE_LIMIT="50/minute",
            TMPDIR=str(home), HOME=str(home), LOG_LEVEL="debug",
        )  # fmt: skip
        visitor = Visitor(site.url)
        for words in (f"does {CANARY} cure cancer", f"my name is {CANARY}", f"CAR-T and {CANARY}"):
            context = visitor.ask(words)[1]["context"]
            visitor.send("POST", "/ask", f"question={words.replace(' ', '+')}&context={context}", FORM)
        visitor.send("POST", "/feedback", f"token={CANARY}&verdict=yes", FORM)
        numbers = visitor.send("GET", "/metrics", headers={"Authorization": f"Bearer {TOKEN}"})[1]
        assert "patientfaq_questions_total" in numbers
        assert "LIMITS" in shared.say("KEYS *"), "Redis is in use"
        shared.say("CONFIG SET rdbcompression no")
        assert shared.say("SAVE") == "+OK\r\n"
        assert (home / "dump.rdb").exists()
    assert CANARY not in numbers
    assert CANARY not in "".join(site.lines())
    assert [path for path in tmp_path.rglob("*") if path.is_file() and CANARY.encode() in path.read_bytes()] == []
    count = "SELECT count(*) FROM pg_tables WHERE schemaname = 'public'"
    assert postgres.run("psql", "-tAc", count, url.rpartition("/")[2]).strip() == "0"
