"""Read what a visitor typed: from the form or from JSON, cleaned of what no reader or database can take."""

import json
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass

from werkzeug.exceptions import HTTPException


class BadQuestionError(HTTPException):
    """Something that is no question; `wrong` names the sentence for it, `code` is the HTTP status."""

    def __init__(self, wrong: str, code: int = 422) -> None:
        self.wrong = wrong
        self.code = code
        super().__init__(wrong)


@dataclass(frozen=True, slots=True)
class PatientQuestion:
    """A question as it was read, with the tokens that came along."""

    question: str
    context: str = ""
    within: str = ""


def tidy_question(text: str) -> str:
    r"""Turn control characters into spaces and broken surrogates into a replacement mark; trim the ends.

    >>> tidy_question(" is\x00it\tsafe\ud800? ")
    'is it safe�?'
    """
    whole = text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    return "".join(" " if unicodedata.category(letter) == "Cc" else letter for letter in whole).strip()


def checked(question: str, limit: int) -> str:
    """Return the tidied question, or raise BadQuestionError: nothing in it can be seen, or over `limit` characters."""
    question = tidy_question(question)
    if all(unicodedata.category(letter)[0] in "ZC" for letter in question):
        raise BadQuestionError("empty_question")
    if len(question) > limit:
        raise BadQuestionError("too_long")
    return question


def from_form(form: Mapping[str, str], limit: int) -> PatientQuestion:
    """Read a question from the fields of a form; fields we do not know are left alone."""
    return PatientQuestion(checked(form.get("question", ""), limit), form.get("context", ""), form.get("within", ""))


def from_json(body: bytes, limit: int) -> PatientQuestion:
    """Read `{"question": "...", "context": "..."}`, or raise BadQuestionError that says what is wrong with it.

    A body of thousands of nested brackets ends in a RecursionError, which no ValueError handler sees. Bytes are
    decoded strictly: `json.loads` itself would let half of a surrogate pair through.
    """
    try:
        sent = json.loads(body.decode(json.detect_encoding(body)))
    except (ValueError, RecursionError) as error:
        raise BadQuestionError("bad_json", 400) from error
    if not isinstance(sent, dict):
        raise BadQuestionError("not_an_object")
    if not sent.keys() <= {"question", "context"}:
        raise BadQuestionError("unknown_field")
    given = {field: value for field, value in sent.items() if value is not None}
    if not all(isinstance(value, str) for value in given.values()):
        raise BadQuestionError("wrong_type")
    return from_form(given, limit)
