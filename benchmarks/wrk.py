"""Load from wrk, a load generator in C: the question script, and its figures read back."""

import os
import re
import subprocess
from dataclasses import dataclass
from pathlib import Path

SCRIPT = Path(__file__).with_name("ask.lua")


@dataclass(frozen=True, slots=True)
class Load:
    """What wrk measured: answers a second, milliseconds, failed connections, answers that were no 2xx or 3xx."""

    rate: float
    p50: float
    p99: float
    broken: int
    refused: int
    answers: int


def load(url: str, clients: int, seconds: float, different: bool = False, path: str = "/ask") -> Load:
    """Ask with so many clients at once for so many seconds, 8 questions in turn or every one worded differently.

    `path` is the page that browsers post to, or `/api/ask`.
    """
    done = subprocess.run(
        ["wrk", "-t1", f"-c{clients}", f"-d{seconds:.0f}s", "--timeout", "10s", "-s", str(SCRIPT), url],
        env=os.environ | {"ASK_DIFFERENT": "1" if different else "", "ASK_PATH": path},
        capture_output=True,
        text=True,
        check=True,
    )
    found = {name: float(value) for name, value in re.findall(r"(\w+)=([\d.]+)", done.stdout.partition("RESULT")[2])}
    broken = int(sum(found[kind] for kind in ("connect", "read", "write", "timeout")))
    answers = int(found["requests"])
    rate = answers / found["seconds"]
    return Load(rate, found["p50"], found["p99"], broken, int(found["status"]), answers)
