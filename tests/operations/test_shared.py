"""What machines that share a Redis know of each other."""

from pathlib import Path

from tests.operations.servers import redis
from web.server.redis import SpentTokens, open_pool


def test_a_token_counts_once_on_all_machines_and_still_does_when_redis_goes(tmp_path: Path) -> None:
    with redis(tmp_path) as server:
        pools = [open_pool(server.url), open_pool(server.url)]
        here, there = map(SpentTokens, pools)
        assert here.first("token")
        assert not there.first("token")
        assert not here.first("token")
        server.kill()
        assert here.first("another")
        assert not here.first("another"), "each counts for itself meanwhile"
        server.start()
        assert not here.first("another")
        assert there.first("third")
        assert "patientfaq:spent:third" in server.say("KEYS *")
        for pool in pools:
            pool.close()
