"""Say in plain words what is wrong with a line of a TOML file or of the front matter."""

_TOML_PATTERN = 'Write name = "words in double quotes"; a list is ["one", "another"].'

_TOML_SIGNS = [
    ("Illegal character", "a quotation mark on this line is not closed.", 'Add a " at the end of the words.'),
    ("Unterminated string", "a quotation mark is opened and never closed.", 'Add a " at the end of the words.'),
    ("Expected \"'''\"", "a quotation mark is opened and never closed.", 'Add a " at the end of the words.'),
    ("Unescaped '\\'", "a \\ stands in the words.", "Write \\\\ for it, or leave it out."),
    (
        "Expected '=' after a key",
        "the line has no = after its name.",
        f"{_TOML_PATTERN} A name with an accent or a space stands in quotes too.",
    ),
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
    ("Invalid value", "the value is not in double quotes.", _TOML_PATTERN),
    ("Cannot overwrite", "this name stands here a second time.", "Delete one of them."),
    ("twice", "this heading in brackets stands here a second time.", "Put its lines under the first one."),
    ("Expected ']", "a heading in brackets is not closed.", "Write [name], or [[name]] for an entry of a list."),
]


def explain_toml_error(problem: str) -> tuple[str, str]:
    """Return what is wrong and what to do, for a parser's own words.

    >>> explain_toml_error("Invalid value (at line 3, column 9)")[0]
    'the value is not in double quotes.'
    """
    found = ((message, remedy) for sign, message, remedy in _TOML_SIGNS if sign in problem)
    return next(found, ("the line cannot be read.", _TOML_PATTERN))


QUOTES = "Put the whole value in double quotes."
PLAIN = ("this line of the front matter cannot be read.", 'Write it as "key: value", as in the other articles.')

SPECIAL = ("the value begins with a sign that has a special meaning here (& ! or *).", QUOTES)

_YAML_SIGNS = [
    ("undefined alias", *SPECIAL),
    ("mapping values are not allowed", "a second colon stands in this value.", QUOTES),
    ("could not find expected ':'", "the line has no colon after its key.", 'Write it as "key: value".'),
    ("found unexpected end of stream", "a quotation mark is opened here and never closed.", 'Add a " at the end.'),
    ("found unknown escape character", "a \\ stands inside double quotes.", "Delete the \\ or use single quotes."),
    ("'\\t' that cannot start", "the line begins with a tab.", "Use spaces in place of the tab."),
    ("that cannot start any token", "the value begins with a sign that has a special meaning here.", QUOTES),
    ("expected <block end>, but found '<scalar>'", "something follows after a closing quotation mark.", QUOTES),
    (
        "expected <block end>",
        "the line does not line up with the keys above it.",
        "Give it as many spaces as they have.",
    ),
    (
        "expected ',' or ']'",
        "the list that begins here is not closed, or holds a colon or a ?.",
        "Write one entry a line, each after a dash, in double quotes.",
    ),
    ("expected ',' or '}'", "the brace that begins here is not closed.", "Add a } at the end."),
    ("expected alphabetic or numeric", "the value begins with a sign that has a special meaning here.", QUOTES),
    ("expected URI", "the value begins with a sign that has a special meaning here.", QUOTES),
]

INDENTED = ("the line begins with spaces that do not belong there.", "Delete the spaces.")

OPENING = ("could not find expected ':'", "found unexpected end of stream", "expected ',' or ")
"""Problems whose cause is the line where something was opened, not the line where the parser gave up."""


def explain_yaml_error(problem: str, line: str) -> tuple[str, str]:
    """Return what is wrong and what to do, for a parser's own words about a line.

    >>> explain_yaml_error("could not find expected ':'", "title")
    ('the line has no colon after its key.', 'Write it as "key: value".')
    """
    if "mapping values are not allowed" in problem and line.startswith(" ") and line.count(":") == 1:
        return INDENTED
    return next(((message, remedy) for sign, message, remedy in _YAML_SIGNS if sign in problem), PLAIN)
