"""Why a document is not imported, said so that its owner knows what to do."""

LARGEST_FILE = 10 * 1024 * 1024
LONGEST_TEXT = 1_000_000


class RefusedError(Exception):
    """The document cannot become a draft; the message says what is wrong with it and what to do."""


def refuse_large(size: int) -> None:
    """Raise `RefusedError` for a file of more than 10 MB; `size` is in bytes."""
    if size > LARGEST_FILE:
        raise RefusedError(
            f"This file is {size / 1024 / 1024:.1f} MB; the most we take is 10 MB. "
            "Take out the pictures (they are left out anyway) and save it again."
        )


def refuse_long(text: str) -> None:
    """Raise `RefusedError` for a text far longer than any article, before time is spent on reading it."""
    if len(text) > LONGEST_TEXT:
        raise RefusedError(
            f"This document has {len(text):,} characters; the most we take is {LONGEST_TEXT:,}. "
            "Split it into one file for each article."
        )
