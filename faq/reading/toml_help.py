"""Say in plain words what is wrong with a line of a TOML file."""

_PATTERN = 'Write name = "words in double quotes"; a list is ["one", "another"].'

_SIGNS = [
    ("Illegal character", "a quotation mark on this line is not closed.", 'Add a " at the end of the words.'),
    ("Unterminated string", "a quotation mark is opened and never closed.", 'Add a " at the end of the words.'),
    ("Expected \"'''\"", "a quotation mark is opened and never closed.", 'Add a " at the end of the words.'),
    ("Unescaped '\\'", "a \\ stands in the words.", "Write \\\\ for it, or leave it out."),
    ("Expected '=' after a key", "the line has no = after its name.", _PATTERN),
    (
        "Expected newline or end",
        "something follows after the closing quotation mark.",
        'Write \\" for a " inside the words.',
    ),
    (
        "Unclosed array",
        "a list is not closed, or a comma is missing in it.",
        "Put a comma between the entries and a ] at the end.",
    ),
    ("Invalid value", "the value is not in double quotes.", _PATTERN),
    ("Cannot overwrite", "this name stands here a second time.", "Delete one of them."),
    ("twice", "this heading in brackets stands here a second time.", "Put its lines under the first one."),
    ("Expected ']", "a heading in brackets is not closed.", "Write [name], or [[name]] for an entry of a list."),
]


def explain_toml_error(problem: str) -> tuple[str, str]:
    """Return what is wrong and what to do, for a parser's own words.

    >>> explain_toml_error("Invalid value (at line 3, column 9)")[0]
    'the value is not in double quotes.'
    """
    found = ((message, remedy) for sign, message, remedy in _SIGNS if sign in problem)
    return next(found, ("the line cannot be read.", _PATTERN))
