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


def _read_request(request: bytes) -> dict[str, object]:
    """Return the draft of the document in `request`, or why it is refused."""
    from faq.importing.convert import import_document  # under the limits: this loads the parsers

    head, _, content = request.partition(b"\n")
    name, title, today = json.loads(head)
    try:
        return dataclasses.asdict(import_document(name, content, title=title, today=date.fromisoformat(today)))
    except UnreadableError as refusal:
        return {"refused": str(refusal)}
    except MemoryError:
        return {"refused": TOO_LARGE}


def main() -> None:
    """Read one document."""
    limit()
    sys.stdout.write(json.dumps(_read_request(sys.stdin.buffer.read())))


if __name__ == "__main__":
    main()
