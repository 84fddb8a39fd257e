"""Send input that should never hurt to a site started for it: 0 replies of class 5xx, none late, all as expected.

    python -m benchmarks.hostile --data DIR [--json]

DIR holds naughty.jsonl and xss.jsonl (`{"text"}`), unicode.jsonl (`{"name", "text", "same_as"?}`) and
json_bodies.jsonl (`{"name", "body_base64", "expect"}`). Each text is typed on the page and sent to /api/ask; the
page must hold it only escaped.
"""

import argparse
import base64
import html
import http.client
import json
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import urlencode, urlsplit

from benchmarks.serving import serving

SLOW = 1.0
"""Seconds after which a reply counts as late."""

STUBBORN = (
    "a" * 500,
    "aA1" * 166,
    "a " * 250,
    "1" * 500,
    "1." * 250,
    "38,5 " * 100,
    "-" * 500,
    "CAR-T-" * 83,
    "IL-6" * 125,
    "((" * 250,
    "no not " * 70,
    "i do not have " * 35,
    "chest " * 80 + "pain",
    "0 " * 249 + "x",
    "+44 20 " * 70,
    "a@" * 250,
    "a." * 249 + "@",
    "my name is " * 45,
    "é" * 500,
    "'" * 500,
)
"""Repetitions that patterns for words, numbers, names, negations, telephones and addresses might stumble over."""

FORM = {"Content-Type": "application/x-www-form-urlencoded"}
JSON = {"Content-Type": "application/json"}


@dataclass(slots=True)
class Outcome:
    """What one set of inputs did: statuses, what went wrong, the slowest reply in seconds."""

    sent: int = 0
    statuses: Counter[int] = field(default_factory=Counter)
    wrong: list[str] = field(default_factory=list)
    slowest: float = 0.0


class Sender:
    """One connection to the site, opened again when the site closes it."""

    def __init__(self, url: str) -> None:
        self._address = urlsplit(url)

    def post(self, path: str, body: bytes, headers: dict[str, str]) -> tuple[int, str, float]:
        """Send a body and give status, text and seconds."""
        begun = time.monotonic()
        connection = http.client.HTTPConnection(self._address.hostname or "", self._address.port, timeout=10)
        try:
            connection.request("POST", path, body, headers)
            response = connection.getresponse()
            return response.status, response.read().decode("utf-8"), time.monotonic() - begun
        finally:
            connection.close()


def rows(path: Path) -> Iterator[dict[str, Any]]:
    """Read a file of one JSON object a line."""
    with path.open(encoding="utf-8") as lines:
        yield from map(json.loads, lines)


def texts(sender: Sender, path: Path) -> Outcome:
    """Type every text on the page and send it to the API."""
    outcome = Outcome()
    for row in rows(path):
        text = str(row["text"])
        body = json.dumps({"question": text}).encode()
        _note(outcome, row, sender.post("/api/ask", body, JSON))
        typed = urlencode({"question": text.encode("utf-8", "replace")}).encode()
        status, page, seconds = sender.post("/ask", typed, FORM)
        _note(outcome, row, (status, page, seconds))
        if unescaped(text, page):
            outcome.wrong.append(f"echoed as it is: {text[:60]!r}")
    return outcome


def unescaped(text: str, page: str) -> bool:
    """Say whether a page holds typed markup as it was typed."""
    return "<" in text and len(text) > 3 and text in page and html.escape(text) != text


def stubborn(sender: Sender) -> Outcome:
    """Send texts that send a careless pattern into endless tries; one reply may take no longer than another."""
    outcome = Outcome()
    for text in STUBBORN:
        answer = sender.post("/api/ask", json.dumps({"question": text[:500]}).encode(), JSON)
        _note(outcome, {"text": text}, answer)
        if answer[2] > 0.1:
            outcome.wrong.append(f"{text[:30]!r}: {answer[2]:.2f} s")
    return outcome


def bodies(sender: Sender, path: Path) -> Outcome:
    """Send every body and compare the class of the answer with what is expected."""
    outcome = Outcome()
    for row in rows(path):
        answer = sender.post("/api/ask", base64.b64decode(row["body_base64"]), JSON)
        _note(outcome, row, answer)
        if f"{answer[0]}" not in row["expect"] and f"{answer[0] // 100}xx" not in row["expect"]:
            outcome.wrong.append(f"{row['name']}: {answer[0]}, expected {row['expect']}")
    return outcome


def same(sender: Sender, path: Path) -> Outcome:
    """Compare the passages found for texts that mean the same once they are read."""
    outcome = Outcome()
    for row in rows(path):
        if "same_as" in row:
            found = [_found(sender, str(text)) for text in (row["text"], row["same_as"])]
            outcome.sent += 1
            if found[0] != found[1]:
                outcome.wrong.append(f"{row['name']}: {found[0]} but {found[1]}")
    return outcome


def _found(sender: Sender, text: str) -> list[str]:
    status, reply, _ = sender.post("/api/ask", json.dumps({"question": text}).encode(), JSON)
    return [passage["id"] for passage in json.loads(reply)["passages"]] if status == 200 else [str(status)]


def _note(outcome: Outcome, row: dict[str, Any], answer: tuple[int, str, float]) -> None:
    status, _, seconds = answer
    outcome.sent += 1
    outcome.statuses[status] += 1
    outcome.slowest = max(outcome.slowest, seconds)
    if status >= 500 or seconds > SLOW:
        outcome.wrong.append(f"{row.get('name', str(row.get('text'))[:60])!r}: {status} after {seconds:.2f} s")


def everything(url: str, data: Path) -> dict[str, Outcome]:
    """Send all the sets that the folder holds."""
    sender = Sender(url)
    found = {name: texts(sender, data / f"{name}.jsonl") for name in ("naughty", "xss", "unicode")}
    return found | {
        "same once read": same(sender, data / "unicode.jsonl"),
        "stubborn": stubborn(sender),
        "json bodies": bodies(sender, data / "json_bodies.jsonl"),
    }


def main() -> int:
    """Print a row for each set and every case that went wrong."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--json", action="store_true", help="print one JSON object")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder, serving(Path(folder) / "log", RATE_LIMIT="off") as site:
        results = everything(site.url, arguments.data)
    if arguments.json:
        print(json.dumps({name: {"sent": each.sent, "wrong": each.wrong} for name, each in results.items()}))
    else:
        for name, each in results.items():
            counts = " ".join(f"{status}: {number}" for status, number in sorted(each.statuses.items()))
            print(f"{name:15} {each.sent:5} sent, {len(each.wrong)} wrong, slowest {each.slowest:.2f} s  {counts}")
            print("".join(f"    {line}\n" for line in each.wrong), end="")
    return 1 if any(each.wrong for each in results.values()) else 0


if __name__ == "__main__":
    sys.exit(main())
