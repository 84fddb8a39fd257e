"""The preview of an article: its check, what would change, and that nothing is kept."""

import io
import re
import shutil
import socket
from pathlib import Path

from flask import Flask
from flask.testing import FlaskClient

from app import create_app
from tests.conftest import CLINIC, CONTENT
from tests.faq.importing.pdf_files import block, pdf_file
from tests.faq.importing.word_files import paragraph, word_file
from tests.web.page import read_page
from tests.web.staff.conftest import ARTICLE, HERE, PASSWORD, post, sign_in
from web.staff.preview import has_left


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
