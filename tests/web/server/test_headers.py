"""The headers every response carries."""

import pytest
from flask import Flask, abort
from flask.testing import FlaskClient

from web.server.headers import BODY_LIMIT, headers_for, install_security
from web.server.middleware import install_middleware


@pytest.fixture
def services() -> FlaskClient:
    app = Flask(__name__)
    install_security(app)
    app.add_url_rule("/", view_func=lambda: "<p>hello</p>", endpoint="home")
    app.add_url_rule("/ask", view_func=lambda: "answer", methods=["POST"], endpoint="ask")
    app.add_url_rule("/embed", view_func=lambda: "framed", endpoint="embed")
    app.add_url_rule("/embed.js", view_func=lambda: "script", endpoint="script")
    app.add_url_rule("/staff/", view_func=lambda: "staff", endpoint="staff")
    app.add_url_rule("/gone", view_func=lambda: abort(410), endpoint="gone")
    app.add_url_rule("/old", view_func=lambda: ("x", 200, {"Cache-Control": "max-age=60"}), endpoint="old")
    install_middleware(app, (), 0, embed_origins=("https://clinic.example",))
    return app.test_client()


@pytest.mark.parametrize("path", ["/", "/nothing-here", "/gone", "/embed", "/embed.js", "/staff/"])
def test_every_response_is_protected(services: FlaskClient, path: str) -> None:
    headers = services.get(path).headers
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"] == "no-referrer"
    assert headers["Strict-Transport-Security"].startswith("max-age=63072000")
    assert headers["Content-Security-Policy"].startswith("default-src 'none'; script-src 'self'; style-src 'self'")
    assert "unsafe-inline" not in headers["Content-Security-Policy"]


def test_only_the_embedded_page_may_be_framed_and_only_by_the_clinic(services: FlaskClient) -> None:
    framed, page = services.get("/embed").headers, services.get("/").headers
    assert framed["Content-Security-Policy"].endswith("frame-ancestors https://clinic.example")
    assert "X-Frame-Options" not in framed
    assert page["Content-Security-Policy"].endswith("frame-ancestors 'none'")
    assert page["X-Frame-Options"] == "DENY"


def test_without_origins_nothing_may_be_framed() -> None:
    assert headers_for("/embed")["X-Frame-Options"] == "DENY"
    assert headers_for("/embed")["Content-Security-Policy"].endswith("frame-ancestors 'none'")


def test_only_the_script_for_other_sites_may_be_fetched_by_them(services: FlaskClient) -> None:
    assert services.get("/embed.js").headers["Cross-Origin-Resource-Policy"] == "cross-origin"
    assert services.get("/").headers["Cross-Origin-Resource-Policy"] == "same-origin"


def test_what_somebody_typed_or_staff_see_is_never_kept(services: FlaskClient) -> None:
    for response in (
        services.post("/ask"),
        services.get("/staff/"),
        services.get("/nothing-here"),
        services.get("/gone"),
    ):
        assert response.headers["Cache-Control"] == "no-store"


def test_pages_are_asked_about_again_and_sent_only_when_changed(services: FlaskClient) -> None:
    first = services.get("/")
    assert first.headers["Cache-Control"] == "no-cache"
    again = services.get("/", headers={"If-None-Match": first.headers["ETag"]})
    assert (again.status_code, again.data) == (304, b"")
    assert services.get("/old").headers["Cache-Control"] == "max-age=60"


def test_a_body_over_the_limit_is_refused(services: FlaskClient) -> None:
    app = services.application

    @app.post("/read")
    def read() -> str:
        from flask import request

        return str(len(request.get_data()))

    assert services.post("/read", data=b"x" * BODY_LIMIT).status_code == 200
    assert services.post("/read", data=b"x" * (BODY_LIMIT + 1)).status_code == 413
