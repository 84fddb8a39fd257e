"""Whether the site says truly how it is."""

from flask import Flask
from flask.testing import FlaskClient

from faq.library import Library
from faq.problem import Problem
from retrieval.engine import Engine
from retrieval.options import AnswerOptions
from retrieval.reload import Reloader
from tests.conftest import ROOT
from web.server.health import health_page


def test_ready_says_what_is_served(client: FlaskClient, library: Library) -> None:
    page = client.get("/readyz").get_json()
    assert page["status"] == "ok"
    assert page["version"] == library.version
    assert page["articles"] == len(library.published())
    assert page["passages"] >= 101
    assert page["words"]["en"] > 1000
    assert page["degraded"] == []


def test_ready_stays_200_and_names_what_keeps_newer_content_out() -> None:
    reloader = Reloader(ROOT / "faq", lambda found: Engine(found, AnswerOptions()))
    reloader.problems = (Problem("faq/articles/x.md", 41, "footnote [^3] is used but not defined.", "Add it."),)
    site = Flask(__name__)
    site.register_blueprint(health_page(reloader))
    page = site.test_client().get("/readyz")
    assert page.status_code == 200
    assert page.get_json()["degraded"] == ["faq/articles/x.md:41: footnote [^3] is used but not defined. Add it."]


def test_alive_needs_nothing(client: FlaskClient) -> None:
    assert client.get("/healthz").text == "ok\n"
