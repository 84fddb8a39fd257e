"""Asking by the form, for every test of pages that needs an answer."""

from flask.testing import FlaskClient

from tests.web.page import Element, read_page

CURE = "Does this cure stomach cancer?"


def ask(client: FlaskClient, question: str, **fields: str) -> Element:
    answer = client.post("/ask", data={"question": question} | fields)
    assert answer.status_code == 200
    return read_page(answer.text)
