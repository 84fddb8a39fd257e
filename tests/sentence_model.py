"""A sentence model of a few hundred bytes: each word has a vector, and words of one line have the same.

The file is a real ONNX model with one node, a Gather, written byte by byte as protocol buffers are.
"""

import struct
from collections.abc import Sequence
from hashlib import sha256
from pathlib import Path

MARKS = ("[PAD]", "[UNK]", "[CLS]", "[SEP]", "?", ".")
FLOAT, INT64 = 1, 7
"""Kinds of element, as ONNX numbers them."""


def write_model(folder: Path, alike: Sequence[str]) -> Path:
    """Write a model folder in which the words of each line of `alike` mean the same, and all other words nothing."""
    folder.mkdir(parents=True, exist_ok=True)
    pieces = [*MARKS, *(word for line in alike for word in line.split())]
    size = len(alike) + 1
    rows = [vector(0, size)] * len(MARKS)
    rows += [vector(place, size) for place, line in enumerate(alike, 1) for _ in line.split()]
    (folder / "vocab.txt").write_text("".join(f"{piece}\n" for piece in pieces), "utf-8")
    (folder / "model.onnx").write_bytes(gather(rows, "input_ids"))
    write_sums(folder)
    return folder


def write_sums(folder: Path) -> None:
    """Write the sums of the files of a model as `sha256sum` does."""
    names = ("model.onnx", "vocab.txt")
    sums = (f"{sha256((folder / name).read_bytes()).hexdigest()}  {name}\n" for name in names)
    (folder / "SHA256SUMS").write_text("".join(sums), "utf-8")


def vector(place: int, size: int) -> list[float]:
    """Return a vector along one axis; marks and unknown words have the first one, and little of it."""
    return [(0.1 if place == 0 else 1.0) if axis == place else 0.0 for axis in range(size)]


def gather(rows: Sequence[Sequence[float]], asked: str) -> bytes:
    """Return an ONNX model that looks up a row for each number it is given."""
    values = struct.pack(f"<{len(rows) * len(rows[0])}f", *(value for row in rows for value in row))
    dims = whole(1, len(rows)) + whole(1, len(rows[0]))
    table = dims + whole(2, FLOAT) + text(8, "table") + block(9, values)
    node = text(1, "table") + text(1, asked) + text(2, "states") + text(4, "Gather")
    graph = block(1, node) + text(2, "tiny") + block(5, table)
    graph += block(11, tensor(asked, INT64, "text", "word")) + block(
        12, tensor("states", FLOAT, "text", "word", "axis")
    )
    return whole(1, 8) + block(7, graph) + block(8, whole(2, 13))


def tensor(name: str, kind: int, *axes: str) -> bytes:
    """Return what an input or output is called, its kind of element and its axes, each of any length."""
    shape = b"".join(block(1, text(2, axis)) for axis in axes)
    return text(1, name) + block(2, block(1, whole(1, kind) + block(2, shape)))


def text(field: int, value: str) -> bytes:
    """Return a field of a protocol buffer that holds text."""
    return block(field, value.encode())


def block(field: int, value: bytes) -> bytes:
    """Return a field of a protocol buffer that holds bytes or another message."""
    return varint(field << 3 | 2) + varint(len(value)) + value


def whole(field: int, value: int) -> bytes:
    """Return a field of a protocol buffer that holds a whole number."""
    return varint(field << 3) + varint(value)


def varint(value: int) -> bytes:
    """Return a whole number in groups of seven bits, the lowest first."""
    low = value & 0x7F
    return bytes([low | 0x80]) + varint(value >> 7) if value >> 7 else bytes([low])
