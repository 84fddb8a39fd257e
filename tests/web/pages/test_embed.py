"""The question page in a frame on the clinic's own site."""

from flask.testing import FlaskClient

from app import create_app
from tests.conftest import BARE
from tests.web.page import read_page

ORIGIN = "https://northside.example"


def test_without_an_allowed_site_there_is_no_frame() -> None:
    site = create_app(BARE).test_client()
    for path in ("/embed", "/embed.js", "/embed/ask"):
        assert site.get(path).status_code == 404
    assert site.post("/embed/ask", data={"question": "x"}).status_code == 404


def test_only_allowed_sites_may_frame_it(client: FlaskClient) -> None:
    for answer in (client.get("/embed"), client.post("/embed/ask", data={"question": "hello"})):
        assert answer.headers["Content-Security-Policy"].endswith(f"frame-ancestors {ORIGIN}")
        assert "X-Frame-Options" not in answer.headers
        assert "Set-Cookie" not in answer.headers


def test_the_script_may_be_loaded_by_the_clinics_site(client: FlaskClient) -> None:
    script = client.get("/embed.js")
    assert script.mimetype == "text/javascript"
    assert script.headers["Cross-Origin-Resource-Policy"] == "cross-origin"


def test_notice_and_emergency_line_stay_in_view(client: FlaskClient) -> None:
    page = read_page(client.get("/embed").text).one("main")
    assert "This is not medical advice." in page.words
    assert "In an emergency, call 999." in page.words


def test_an_answer_keeps_theme_and_place_and_opens_links_outside(client: FlaskClient) -> None:
    page = read_page(client.get("/embed?theme=dark&parent=" + ORIGIN).text)
    assert page.one("html").attributes["data-theme"] == "dark"
    action = page.one("form", id="ask").attributes["action"]
    answer = read_page(client.post(action, data={"question": "Does this cure stomach cancer?"}).text)
    assert answer.one("html").attributes["data-theme"] == "dark"
    assert answer.one("main").attributes["data-parent"] == ORIGIN
    assert answer.one("base").attributes["target"] == "_blank"
    assert answer.one("blockquote")


def test_a_theme_or_origin_of_somebody_elses_is_left_out(client: FlaskClient) -> None:
    page = read_page(client.get("/embed?theme=pink&parent=https://evil.example").text)
    assert "data-theme" not in page.one("html").attributes
    assert page.one("main").attributes["data-parent"] == ""
    assert "evil" not in client.get("/embed?parent=https://evil.example").text


def test_the_script_is_small_and_checks_who_speaks(client: FlaskClient) -> None:
    script = client.get("/embed.js").text
    assert len(script) < 1000
    assert "origin === page.origin" in script
