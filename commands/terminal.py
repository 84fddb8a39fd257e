"""What several commands do at the terminal: count in words, and write a file that was not there before."""

from collections.abc import Iterable
from pathlib import Path

import click

STANDARD_OUTPUT = Path("-")


def count(number: int, name: str) -> str:
    """Return a number with its noun: `1 error`, `2 errors`."""
    return f"{number} {name}" + ("" if number == 1 else "s")


def write_new(path: Path, text: Iterable[str], remedy: str = "Choose another name.", private: bool = False) -> None:
    """Write a new file, one that only its owner reads when `private`; raise ClickException when it cannot be made."""
    try:
        path.touch(mode=0o600 if private else 0o666, exist_ok=False)
        with path.open("w", encoding="utf-8", newline="\n") as file:
            file.writelines(text)
    except FileExistsError:
        raise click.ClickException(f"{path} exists already, and is left as it is. {remedy}".rstrip()) from None
    except OSError as error:
        raise click.ClickException(f"{path} cannot be written: {error.strerror}.") from None
