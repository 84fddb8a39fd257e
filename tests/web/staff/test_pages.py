"""The staff pages: who gets in, what staff see, and that nothing goes live from here."""

import io
import multiprocessing
import re
import shutil
import socket
import threading
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from app import create_app
from journal.rows import Judgement, Noted, hour_of
from tests.conftest import CLINIC, CONTENT
from tests.faq.importing.pdf_files import block, pdf_file
from tests.faq.importing.word_files import paragraph, word_file
from tests.web.page import read_page
from web.staff import auth
from web.staff.auth import EndedSessions, StaffAuth
from web.staff.preview import has_left
from web.tokens import STAFF_DAY, STAFF_IDLE, StaffSession, Tokens

PASSWORD = "a password for the nurses"
HERE = {"Origin": "http://localhost", "Sec-Fetch-Site": "same-origin"}
ARTICLE = """---
title: Eating at home
summary: What to eat.
evidence: early
published: 2026-01-01
---
You may eat most things.

## May I eat raw oysters?

No. Wait for 3 months after your transplant.

## Key takeaway

Cook it well.
"""
Post = Callable[..., TestResponse]


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Flask:
    """A clinic's site with staff pages, on a copy of the content."""
    folder = tmp_path_factory.mktemp("staff") / "faq"
    shutil.copytree(CONTENT, folder)
    return create_app(CLINIC | {"STAFF_PASSWORD": PASSWORD, "FAQ_DIR": str(folder)})


@pytest.fixture
def stranger(site: Flask) -> FlaskClient:
    return site.test_client()


@pytest.fixture
def nurse(site: Flask) -> FlaskClient:
    """Somebody who has signed in, from an address of their own so that tries of other tests do not count."""
    client = site.test_client()
    response = sign_in(client, PASSWORD, address=f"198.51.100.{next(ADDRESSES)}")
    assert response.status_code == 303
    return client


ADDRESSES = iter(range(1, 255))


def sign_in(client: FlaskClient, password: str, address: str = "203.0.113.9", **headers: str) -> TestResponse:
    return client.post(
        "/staff/sign-in",
        data={"password": password},
        headers=HERE | headers,
        environ_base={"REMOTE_ADDR": address},
    )


def post(client: FlaskClient, path: str, **fields: object) -> TestResponse:
    return client.post(path, data=fields, headers=HERE, content_type="multipart/form-data")


def test_without_a_password_in_the_settings_there_are_no_staff_pages(client: FlaskClient) -> None:
    for path in ("/staff/", "/staff/sign-in", "/staff/try", "/staff/preview"):
        assert client.get(path).status_code == 404


@pytest.mark.parametrize("path", ["/staff/", "/staff/try", "/staff/preview"])
def test_a_stranger_is_asked_to_sign_in(stranger: FlaskClient, path: str) -> None:
    response = stranger.get(path)
    assert (response.status_code, response.headers["Location"]) == (303, "/staff/sign-in")


def test_a_strangers_form_does_nothing(stranger: FlaskClient) -> None:
    for path in ("/staff/try", "/staff/preview", "/staff/preview/download"):
        assert post(stranger, path, question="What is CAR-T?", text=ARTICLE).headers["Location"] == "/staff/sign-in"


def test_the_password_opens_a_short_session_that_only_staff_pages_see(stranger: FlaskClient) -> None:
    cookie = sign_in(stranger, PASSWORD, address="198.51.100.254").headers["Set-Cookie"]
    assert "HttpOnly" in cookie
    assert "Path=/staff" in cookie
    assert "SameSite=Strict" in cookie
    assert f"Max-Age={STAFF_IDLE}" in cookie
    assert "Secure" not in cookie
    assert PASSWORD not in cookie


def test_behind_tls_the_cookie_is_secure(site: Flask) -> None:
    response = site.test_client().post(
        "/staff/sign-in",
        data={"password": PASSWORD},
        headers={"Origin": "https://localhost"},
        base_url="https://localhost",
        environ_base={"REMOTE_ADDR": "198.51.100.253"},
    )
    assert "Secure" in response.headers["Set-Cookie"]


def test_a_wrong_password_opens_nothing_and_is_not_repeated(stranger: FlaskClient) -> None:
    response = sign_in(stranger, "not the password", address="198.51.100.252")
    assert response.status_code == 422
    assert "Set-Cookie" not in response.headers
    assert "not the password" not in response.text.replace("That is not the password.", "")


def test_the_sixth_try_in_a_minute_is_refused_even_with_the_right_password(stranger: FlaskClient) -> None:
    tries = [sign_in(stranger, "wrong", address="203.0.113.66").status_code for _ in range(5)]
    assert tries == [422] * 5
    refused = sign_in(stranger, PASSWORD, address="203.0.113.66")
    assert refused.status_code == 429
    assert int(refused.headers["Retry-After"]) <= 60


@pytest.mark.parametrize(
    "headers",
    [
        {},
        {"Origin": "https://evil.example"},
        {"Origin": "https://evil.example", "Sec-Fetch-Site": "same-origin"},
        {"Origin": "null"},
        {"Sec-Fetch-Site": "cross-site"},
        {"Origin": "http://localhost", "Sec-Fetch-Site": "cross-site"},
        {"Origin": "http://localhost", "Sec-Fetch-Site": "same-site"},
    ],
)
def test_forms_of_other_sites_are_turned_away(nurse: FlaskClient, headers: dict[str, str]) -> None:
    for path in ("/staff/try", "/staff/preview", "/staff/preview/download", "/staff/sign-out", "/staff/sign-in"):
        assert nurse.post(path, data={"question": "x"}, headers=headers).status_code == 403


@pytest.mark.parametrize(
    "headers", [HERE, {"Origin": "http://localhost"}, {"Sec-Fetch-Site": "same-origin", "Origin": "null"}]
)
def test_forms_of_this_site_are_taken(nurse: FlaskClient, headers: dict[str, str]) -> None:
    assert nurse.post("/staff/try", data={"question": "What is CAR-T?"}, headers=headers).status_code == 200


def test_a_crowd_that_tries_passwords_locks_out_nobody_with_a_session(
    stranger: FlaskClient, nurse: FlaskClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Comparing one password takes 16 MB, so a worker compares two at a time; each try here has its own address."""
    go_on, compared, hashed = threading.Event(), threading.Semaphore(0), auth._hashed

    def slowly(password: str) -> bytes:
        compared.release()
        go_on.wait(20)
        return hashed(password)

    monkeypatch.setattr(auth, "_hashed", slowly)
    app = stranger.application
    crowd = [threading.Thread(target=sign_in, args=(app.test_client(), "wrong", f"192.0.2.{n}")) for n in range(2)]
    for visitor in crowd:
        visitor.start()
        compared.acquire(timeout=20)
    refused = sign_in(app.test_client(), PASSWORD, address="192.0.2.9")
    assert refused.status_code == 429
    assert int(refused.headers["Retry-After"]) >= 1
    assert nurse.get("/staff/").status_code == 200
    go_on.set()
    for visitor in crowd:
        visitor.join()
    assert sign_in(app.test_client(), PASSWORD, address="192.0.2.10").status_code == 303


def test_signing_out_ends_the_session(nurse: FlaskClient) -> None:
    nurse.post("/staff/sign-out", headers=HERE)
    assert nurse.get("/staff/").status_code == 303


def test_pages_are_never_indexed_kept_or_framed(nurse: FlaskClient) -> None:
    for path in ("/staff/", "/staff/sign-in", "/staff/try", "/staff/preview"):
        headers = nurse.get(path).headers
        assert headers["X-Robots-Tag"] == "noindex, nofollow"
        assert headers["Cache-Control"] == "no-store"
        assert headers["X-Frame-Options"] == "DENY"


class Clock:
    now = 1_800_000_000.0

    def __call__(self) -> float:
        return self.now


def session(door: StaffAuth, cookie: str) -> StaffSession | None:
    with Flask(__name__).test_request_context("/staff/", headers={"Cookie": f"staff={cookie}"}):
        return door.session()


def test_a_session_ends_after_a_working_day_and_with_another_password() -> None:
    tokens, clock = Tokens("a key"), Clock()
    door = StaffAuth(PASSWORD, tokens, clock)
    began = StaffSession(int(clock.now), "an id")
    cookie = tokens.sign_staff(door._proof, began)
    assert session(door, cookie) == began
    clock.now += STAFF_DAY + 1
    assert session(door, cookie) is None
    clock.now -= STAFF_DAY
    assert session(StaffAuth("another password", tokens, clock), cookie) is None
    assert session(StaffAuth(PASSWORD, Tokens("another key", old="a key"), clock), cookie) is None
    assert session(door, cookie + "x") is None
    assert session(door, "") is None


def test_a_copy_of_the_cookie_opens_nothing_after_signing_out(site: Flask, nurse: FlaskClient) -> None:
    copied = nurse.get_cookie("staff", path="/staff")
    assert copied
    nurse.post("/staff/sign-out", headers=HERE)
    thief = site.test_client()
    thief.set_cookie("staff", copied.value, path="/staff")
    assert thief.get("/staff/").headers["Location"].endswith("/staff/sign-in")


def test_another_worker_knows_that_a_session_was_ended() -> None:
    ended = EndedSessions(most=2)
    fork = multiprocessing.get_context("fork")
    for session_id in ("a" * 16, "b" * 16, "c" * 16):
        worker = fork.Process(target=ended.add, args=(session_id,))
        worker.start()
        worker.join(20)
    assert ["a" * 16 in ended, "b" * 16 in ended, "c" * 16 in ended] == [False, True, True]


def test_the_overview_names_articles_reviews_versions_and_warnings(nurse: FlaskClient) -> None:
    page = read_page(nurse.get("/staff/").text)
    rows = page.one("tbody").all("tr")
    assert any("TIL therapy for melanoma" in row.words and "not reviewed" in row.words for row in rows)
    assert "Content version" in page.one("main").words
    assert "Worker" in page.one("main").words
    assert page.one(id="check")


def test_the_overview_names_each_number_that_a_card_lacks(nurse: FlaskClient) -> None:
    assert not read_page(nurse.get("/staff/").text).all(id="numbers")
    bare = create_app(CLINIC | {"STAFF_PASSWORD": PASSWORD, "CRISIS_NUMBER": "", "TEAM_PHONE": ""}).test_client()
    sign_in(bare, PASSWORD, address="198.51.100.254")
    lacking = read_page(bare.get("/staff/").text).one("section", class_="problem").words
    assert "without a number to call: crisis, team." in lacking


def test_broken_content_is_named_with_its_line(site: Flask, nurse: FlaskClient) -> None:
    folder: Path = site.config["FAQ_DIR"]
    broken = folder / "articles" / "broken.md"
    broken.write_text("no front matter\n", encoding="utf-8")
    try:
        assert "broken.md, line 1" in read_page(nurse.get("/staff/").text).one(id="main").words
    finally:
        broken.unlink()


def test_a_question_shows_the_reply_and_why(nurse: FlaskClient) -> None:
    page = read_page(post(nurse, "/staff/try", question="What is TIL therapy?").text)
    assert "til-therapy-melanoma#what-is-til-therapy" in page.one(class_="hits").words
    assert page.one("blockquote")
    facts = page.one(class_="facts").words
    assert "Threshold" in facts
    assert "Decisionanswer" in facts
    assert len(page.all(class_="hits")[1].all("li")) >= 5
    assert 'section = "til-therapy-melanoma#what-is-til-therapy"' in page.one("pre").text


@pytest.mark.parametrize(
    ("question", "expected"),
    [("how do I bake sourdough", "[[must_refuse]]"), ("I have crushing chest pain right now", "[[emergency]]")],
)
def test_the_test_question_fits_the_reply(nurse: FlaskClient, question: str, expected: str) -> None:
    assert expected in read_page(post(nurse, "/staff/try", question=question).text).one("pre").text


def test_an_empty_question_is_explained(nurse: FlaskClient) -> None:
    response = post(nurse, "/staff/try", question=" ")
    assert response.status_code == 422
    assert read_page(response.text).one(class_="problem")


def test_an_article_is_shown_with_its_check_and_the_answers_that_change(nurse: FlaskClient) -> None:
    page = read_page(post(nurse, "/staff/preview", text=ARTICLE).text)
    assert page.one("h1").words == "Preview of eating-at-home.md"
    assert "It would be a new article." in page.one("main").words
    shown = page.one(class_="previewed")
    assert "No. Wait for 3 months after your transplant." in shown.words
    changes = page.one(class_="changes").words
    assert "May I eat raw oysters?" in changes
    assert "Answered now, not before" in changes


def test_a_changed_article_is_compared_with_the_one_it_replaces(nurse: FlaskClient, site: Flask) -> None:
    folder: Path = site.config["FAQ_DIR"]
    text = (folder / "articles" / "til-therapy-melanoma.md").read_text(encoding="utf-8")
    page = read_page(
        post(nurse, "/staff/preview", text=text.replace("lifileucel", "lifileucelix"), name="til-therapy-melanoma").text
    )
    assert "It would take the place of" in page.one("main").words
    assert page.one(class_="changes").all("ins")


def test_problems_come_with_their_lines(nurse: FlaskClient) -> None:
    page = read_page(post(nurse, "/staff/preview", text=ARTICLE.replace("3 months", "3 months[^7]")).text)
    assert "eating-at-home.md, line 11 footnote [^7] is used but not defined." in page.one(class_="problems").words


def test_a_kind_of_evidence_that_nobody_knows_is_named(nurse: FlaskClient) -> None:
    page = read_page(post(nurse, "/staff/preview", text=ARTICLE.replace("early", "erly")).text)
    assert 'eating-at-home.md, line 4 wording.toml has no evidence "erly".' in page.one(class_="problems").words
    assert "No. Wait for 3 months" in page.one(class_="previewed").words


def test_a_clinic_without_kinds_of_evidence_sees_its_drafts_too(tmp_path: Path) -> None:
    folder = tmp_path / "faq"
    shutil.copytree(CONTENT, folder)
    for file in (*folder.glob("wording*.toml"), *folder.glob("articles/*.md")):
        text = re.sub(r"\[evidence\.[^[]*|^evidence: .*\n", "", file.read_text(encoding="utf-8"), flags=re.M)
        file.write_text(text, encoding="utf-8")
    client = create_app(CLINIC | {"STAFF_PASSWORD": PASSWORD, "FAQ_DIR": str(folder)}).test_client()
    sign_in(client, PASSWORD)
    page = read_page(post(client, "/staff/preview", text="Eating at home\n\nWhat may I eat?\n\nMost things.").text)
    assert "Some places are not filled in yet." in page.one("main").words


def test_a_word_document_is_imported_shown_and_can_be_downloaded(nurse: FlaskClient) -> None:
    document = word_file(
        paragraph("Eating", style="Title"),
        paragraph("You may eat most things."),
        paragraph("May I eat oysters?", style="heading 1"),
        paragraph("No."),
    )
    page = read_page(post(nurse, "/staff/preview", document=(io.BytesIO(document), "eating.docx")).text)
    assert "Headings (1)" in page.one("pre").text
    assert "Some places are not filled in yet." in page.one("main").words
    assert "May I eat oysters?" in page.one(class_="previewed").words
    markdown = page.one("textarea").text
    response = post(nurse, "/staff/preview/download", text=markdown, name="eating")
    assert response.headers["Content-Disposition"] == 'attachment; filename="eating.md"'
    assert response.text == markdown


def test_a_refused_document_says_what_to_do(nurse: FlaskClient) -> None:
    response = post(nurse, "/staff/preview", document=(io.BytesIO(b"Dear all"), "letter.docx"))
    assert response.status_code == 422
    assert "save it as .docx" in read_page(response.text).one(class_="problem").words


def test_a_refused_text_is_not_downloaded(nurse: FlaskClient) -> None:
    response = post(nurse, "/staff/preview/download", text=" ")
    assert response.status_code == 422
    assert "This file is empty." in read_page(response.text).one(class_="problem").words


def test_a_document_over_the_limit_is_refused_before_it_is_read(nurse: FlaskClient) -> None:
    response = nurse.post(
        "/staff/preview",
        headers=HERE,
        content_type="multipart/form-data; boundary=x",
        environ_overrides={"CONTENT_LENGTH": str(12 * 1024 * 1024)},
    )
    assert response.status_code == 413


def test_a_draft_with_script_in_it_shows_only_words(nurse: FlaskClient) -> None:
    text = ARTICLE.replace("Cook it well.", r"Cook \<script>alert(1)\</script> it.") + "\n<script>alert(2)</script>\n"
    response = post(nurse, "/staff/preview", text=text)
    assert "<script" not in response.text


def test_nothing_is_kept_on_the_server(nurse: FlaskClient, site: Flask) -> None:
    folder: Path = site.config["FAQ_DIR"]
    before = {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}
    post(nurse, "/staff/preview", text=ARTICLE, name="til-therapy-melanoma")
    post(nurse, "/staff/preview/download", text=ARTICLE)
    assert {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()} == before
    assert nurse.get("/articles/eating-at-home").status_code == 404


@pytest.fixture
def diary(site: Flask, tmp_path: Path) -> Iterator[FlaskClient]:
    """A nurse at a clinic that keeps a journal, with some questions and verdicts in it."""
    settings = {
        "STAFF_PASSWORD": PASSWORD,
        "FAQ_DIR": str(site.config["FAQ_DIR"]),
        "JOURNAL": "on",
        "DATABASE_URL": f"sqlite:///{tmp_path}/journal.sqlite3",
    }
    app = create_app(CLINIC | settings)
    journal = app.extensions["journal"]
    journal.store.prepare()
    hour = hour_of(datetime.now(UTC))
    asked = [("can I eat oysters", "not_found"), ("are oysters safe", "not_found"), ("=HYPERLINK(1)", "not_found")]
    journal.store.add(
        [
            Noted(str(n), hour_of(datetime.now(UTC)), text, status, "", "v1", "en", "")
            for n, (text, status) in enumerate(asked)
        ]
    )
    journal.store.add([Judgement("t", hour, "til-therapy-melanoma#lead", "v1", "no", "out-of-date")])
    client = app.test_client()
    assert sign_in(client, PASSWORD).status_code == 303
    yield client
    journal.close()
    journal.store.close()


def test_gaps_and_feedback_are_told_in_counts(diary: FlaskClient) -> None:
    page = read_page(diary.get("/staff/gaps").text)
    words = page.one(id="main").words
    assert any(row.words.startswith("oyster") and "2" in row.words for row in page.one("tbody").all("tr"))
    assert "til-therapy-melanoma#lead" in words
    assert "out of date 1" in words
    assert "can I eat oysters" not in words


def test_tables_are_safe_to_open_in_a_spreadsheet(diary: FlaskClient) -> None:
    response = diary.get("/staff/gaps/questions.csv")
    assert response.mimetype == "text/csv"
    assert 'filename="questions.csv"' in response.headers["Content-Disposition"]
    assert '"\'=HYPERLINK(1)"' in response.text
    assert "out-of-date" in diary.get("/staff/gaps/feedback.csv").text
    assert diary.get("/staff/gaps/anything.csv").status_code == 404


def test_a_journal_out_of_reach_breaks_nothing(diary: FlaskClient, monkeypatch: pytest.MonkeyPatch) -> None:
    def gone(*_: object) -> None:
        raise OSError("gone")

    monkeypatch.setattr(type(diary.application.extensions["journal"].store), "counts", gone)
    response = diary.get("/staff/gaps")
    assert response.status_code == 503
    assert "out of reach" in read_page(response.text).one(class_="problem").words


def test_without_a_journal_there_is_no_such_page(nurse: FlaskClient) -> None:
    assert nurse.get("/staff/gaps").status_code == 404
    assert "Gaps" not in nurse.get("/staff/").text


def test_a_spanish_page_answered_from_english_explains_the_english_verdict(nurse: FlaskClient) -> None:
    """What is explained must be the verdict that the patient's reply came from."""
    asked = {"question": "What did the CAR-T trial find in stomach cancer?", "lang": "es"}
    page = read_page(post(nurse, "/staff/try", **asked).text)
    facts = dict(zip((e.words for e in page.all("dt")), (e.words for e in page.all("dd")), strict=True))
    assert page.all("blockquote")
    assert facts["Decision"] == "answer"
    assert float(facts["Chance of being right"]) > 0


def test_a_question_that_is_not_answered_comes_with_the_line_that_teaches_it(nurse: FlaskClient) -> None:
    page = post(nurse, "/staff/try", question="remission numbers for claudin cells and stomach tumours, roughly")
    shown = read_page(page.text)
    facts = dict(zip((e.words for e in shown.all("dt")), (e.words for e in shown.all("dd")), strict=True))
    assert ("flask faq teach" in page.text) == (facts["Decision"] != "answer")


def test_it_is_noticed_when_whoever_sent_a_document_has_gone() -> None:
    ours, theirs = socket.socketpair()
    with ours:
        assert not has_left(ours)
        theirs.send(b"the next request")
        assert not has_left(ours)
        ours.recv(100)
        theirs.close()
        assert has_left(ours)
    assert has_left(ours)
    assert not has_left(None)


def test_a_pdf_is_previewed_as_an_article(nurse: FlaskClient) -> None:
    leaflet = pdf_file([*block(["Eating at home"], size=20), *block(["Small meals are easier."], top=720)])
    page = read_page(post(nurse, "/staff/preview", document=(io.BytesIO(leaflet), "eating.pdf")).text)
    assert "Small meals are easier." in page.one(class_="previewed").words
