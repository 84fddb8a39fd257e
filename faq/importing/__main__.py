"""The process that reads one document: `faq.importing.isolation` starts it and writes the document to its input.

Standard input is a line of JSON (name, title, date) and the bytes of the document; standard output is a line of JSON.
"""

import dataclasses
import json
import logging
import resource
import signal
import sys
from datetime import date

from faq.importing.isolation import MEMORY, SECONDS, TOO_LARGE
from faq.importing.report import UnreadableError


def limit() -> None:
    """Take away what reading a document does not need: time, memory, files to write; outlive no parent by much."""
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS + 1))
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    signal.alarm(SECONDS + 5)
    logging.disable()  # pdfminer warns of every oddity, and nobody reads it


def main() -> None:
    """Read one document: write its draft, or why it is refused."""
    limit()
    from faq.importing.convert import import_document  # under the limits: this loads the parsers

    head, _, content = sys.stdin.buffer.read().partition(b"\n")
    name, title, today = json.loads(head)
    answer: dict[str, object]
    try:
        answer = dataclasses.asdict(import_document(name, content, title=title, today=date.fromisoformat(today)))
    except UnreadableError as refusal:
        answer = {"refused": str(refusal)}
    except MemoryError:
        answer = {"refused": TOO_LARGE}
    sys.stdout.write(json.dumps(answer))


if __name__ == "__main__":
    main()
