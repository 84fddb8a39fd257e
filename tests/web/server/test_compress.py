"""Text goes out gzipped to browsers that can read it."""

import gzip

import pytest
from flask import Flask, Response
from flask.testing import FlaskClient

from web.server.headers import WORTH_IT, install_security

LONG = "a passage of an article " * 100


@pytest.fixture
def services() -> FlaskClient:
    app = Flask(__name__)
    install_security(app)
    app.add_url_rule("/", view_func=lambda: LONG, endpoint="long")
    app.add_url_rule("/short", view_func=lambda: "x" * (WORTH_IT - 1), endpoint="short")
    app.add_url_rule("/picture", view_func=lambda: Response(LONG, mimetype="image/png"), endpoint="picture")
    app.add_url_rule("/static/x.css", view_func=lambda: Response(LONG, mimetype="text/css"), endpoint="css")
    app.add_url_rule("/gone", view_func=lambda: (LONG, 410), endpoint="gone")
    return app.test_client()


@pytest.mark.parametrize("path", ["/", "/static/x.css"])
def test_text_is_gzipped_for_a_browser_that_asks(services: FlaskClient, path: str) -> None:
    response = services.get(path, headers={"Accept-Encoding": "br, gzip"})
    assert response.headers["Content-Encoding"] == "gzip"
    assert gzip.decompress(response.data).decode() == LONG
    assert int(response.headers["Content-Length"]) == len(response.data) < len(LONG) / 5


@pytest.mark.parametrize("accepted", ["", "br", "gzip;q=0", "identity"])
def test_other_browsers_get_plain_text_and_caches_are_told(services: FlaskClient, accepted: str) -> None:
    response = services.get("/", headers={"Accept-Encoding": accepted})
    assert "Content-Encoding" not in response.headers
    assert response.get_data(as_text=True) == LONG
    assert response.headers["Vary"] == "Accept-Encoding"


@pytest.mark.parametrize("path", ["/short", "/picture", "/gone"])
def test_what_is_not_worth_it_is_left_alone(services: FlaskClient, path: str) -> None:
    assert "Content-Encoding" not in services.get(path, headers={"Accept-Encoding": "gzip"}).headers


def test_a_head_request_has_no_body_to_compress(services: FlaskClient) -> None:
    assert "Content-Encoding" not in services.head("/", headers={"Accept-Encoding": "gzip"}).headers
