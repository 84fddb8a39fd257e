"""Text is cut into the pieces of a vocabulary as uncased BERT models read it."""

import pytest

from retrieval.text.wordpiece import MOST_TOKENS, WordPiece

PIECES = [
    "[PAD]",
    "[UNK]",
    "[CLS]",
    "[SEP]",
    "fa",
    "##tig",
    "##ue",
    "fat",
    "car",
    "-",
    "t",
    "?",
    "naive",
    "$",
    "中",
    "[",
    "]",
]
WORDS = WordPiece(PIECES)


def pieces(text: str) -> list[str]:
    return [PIECES[number] for number in WORDS.tokens(text)[1:-1]]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("fatigue", ["[UNK]"]),
        ("fa fatue", ["fa", "fat", "##ue"]),
        ("fat", ["fat"]),
        ("CAR-T?", ["car", "-", "t", "?"]),
        ("naïve NAÏVE", ["naive", "naive"]),
        ("car\u00a0t\u200b\u0000t", ["car", "[UNK]"]),
        ("$中中", ["$", "中", "中"]),
        ("[CLS]", ["[", "[UNK]", "]"]),
        ("\u0378", ["[UNK]"]),
        ("t" * 101, ["[UNK]"]),
        ("", []),
    ],
)
def test_a_word_is_the_longest_pieces_from_its_start_or_unknown(text: str, expected: list[str]) -> None:
    """The piece "fat" is longer than "fa", and "##gue" is none: so is fatigue none, though "fa ##tig ##ue" would be."""
    assert pieces(text) == expected


def test_a_long_text_ends_at_what_the_model_reads() -> None:
    assert len(WORDS.tokens("car " * 1000)) == MOST_TOKENS
    assert WORDS.tokens("car " * 1000)[-1] == PIECES.index("[SEP]")


def test_a_vocabulary_without_marks_is_none() -> None:
    with pytest.raises(KeyError, match="UNK"):
        WordPiece(["car"])
