"""Reading articles, and finding them without asking."""

import re
import shutil
from pathlib import Path
from urllib.parse import unquote

import pytest
from flask.testing import FlaskClient

from app import create_app
from faq.library import Library
from tests.conftest import CLINIC, CONTENT
from tests.web.page import read_page

TRIAL = "/articles/claudin18-2-car-t-trial"


@pytest.fixture
def book(tmp_path: Path) -> Path:
    """A copy of the book that a test may edit."""
    return Path(shutil.copytree(CONTENT, tmp_path / "faq"))


def edited(book: Path, slug: str, old: str, new: str) -> FlaskClient:
    """Change an article of the copy and open the site on it."""
    file = book / "articles" / f"{slug}.md"
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new, 1), encoding="utf-8")
    return create_app(CLINIC | {"FAQ_DIR": str(book)}).test_client()


def test_every_section_of_every_article_has_its_anchor_and_its_own_page(client: FlaskClient, library: Library) -> None:
    for article in library.published():
        page = read_page(client.get(article.url).text)
        ids = {element.attributes.get("id") for element in page.walk()}
        links = {unquote(link.attributes["href"]) for link in page.all("a", class_="anchor")}
        for section in article.sections:
            assert section.anchor in ids, section.id
            assert client.get(section.permalink).status_code == 200
            assert section.permalink in links or section.anchor == "lead"


def test_an_article_says_how_sure_it_is_and_who_checked_it(client: FlaskClient) -> None:
    page = read_page(client.get(TRIAL).text)
    standing = page.one("div", class_="standing").words
    assert "Early research" in standing
    assert "No clinician has reviewed this sample article yet." in standing
    assert "First published on 25 November 2026." in standing
    assert page.one("nav", class_="contents").all("a")
    assert len(page.one("section", class_="references").all("li")) >= 8


def test_a_reviewed_article_names_the_reviewer_and_the_next_check(book: Path) -> None:
    review = "reviewed: 2026-10-05\nreviewed_by: Ann Lee, oncologist\nreview_by: 2027-10-05\n"
    site = edited(book, "til-therapy-melanoma", "topics:", review + "topics:")
    page = site.get("/articles/til-therapy-melanoma").text
    assert "Checked by Ann Lee, oncologist on 5 October 2026." in page
    assert "The next check is due by 5 October 2027." in page
    assert '"lastReviewed": "2026-10-05"' in page


def test_an_overdue_review_is_told_with_every_answer(book: Path) -> None:
    review = "reviewed: 2020-10-05\nreviewed_by: Ann Lee, oncologist\nreview_by: 2021-10-05\n"
    site = edited(book, "til-therapy-melanoma", "topics:", review + "topics:")
    assert "It is late, so parts may be out of date." in site.get("/articles/til-therapy-melanoma").text
    assert "It is late, so parts may be out of date." in site.get("/a/til-therapy-melanoma/lead").text


def test_a_draft_is_never_served(book: Path) -> None:
    text = (book / "articles" / "til-therapy-melanoma.md").read_text(encoding="utf-8")
    draft = text.replace("title: TIL", "title: New words on TIL").replace("published:", "status: draft\npublished:", 1)
    (book / "articles" / "new-words.md").write_text(draft, encoding="utf-8")
    site = create_app(CLINIC | {"FAQ_DIR": str(book)}).test_client()
    for path in ("/articles/new-words", "/a/new-words/lead"):
        assert site.get(path).status_code == 404
    for path in ("/articles/", "/questions/", "/sitemap.xml"):
        assert "new-words" not in site.get(path).text


def test_a_withdrawn_article_says_so_with_its_date(book: Path) -> None:
    site = edited(book, "til-therapy-melanoma", "published:", "status: withdrawn\nwithdrawn: 2026-11-20\npublished:")
    for path in ("/articles/til-therapy-melanoma", "/a/til-therapy-melanoma/lead"):
        answer = site.get(path)
        assert answer.status_code == 410
        assert "20 November 2026" in answer.text
    assert "til-therapy-melanoma" not in site.get("/sitemap.xml").text


def test_a_link_to_a_renamed_section_still_leads_there(book: Path) -> None:
    moved = "moved: {what-it-does: what-are-the-risks}\n"
    site = edited(book, "til-therapy-melanoma", "topics:", moved + "topics:")
    answer = site.get("/a/til-therapy-melanoma/what-it-does")
    assert (answer.status_code, answer.location) == (301, "/a/til-therapy-melanoma/what-are-the-risks")
    assert 'id="what-it-does"' in site.get("/articles/til-therapy-melanoma").text


@pytest.mark.parametrize("path", ["/articles/none", "/a/none/lead", "/a/til-therapy-melanoma/none", "/topics/none"])
def test_what_is_not_there_is_not_found(client: FlaskClient, path: str) -> None:
    answer = client.get(path)
    assert answer.status_code == 404
    assert "We cannot find that page" in answer.text


def test_the_page_of_a_passage_is_a_letter_of_its_own(client: FlaskClient) -> None:
    page = read_page(client.get("/a/claudin18-2-car-t-trial/what-did-the-trial-find").text)
    assert page.one("title").words.startswith("Answer: What did the trial find? Can CAR-T Finally Treat")
    assert not page.one("div", class_="inside").all("details")
    assert page.one("h2", class_="focus").words.startswith("What did the trial find? Can CAR-T Finally Treat")
    assert page.one("form", id="ask").one("input", name="context").attributes["value"]


def test_a_reader_who_never_types_reaches_every_passage_in_three_clicks(client: FlaskClient, library: Library) -> None:
    def links(path: str) -> set[str]:
        return set(re.findall(r'href="(/[^"#?]*)', client.get(path).text))

    first = links("/")
    second = first.union(*(links(path) for path in first if not path.startswith("/static")))
    wanted = {section.permalink for article in library.published("en") for section in article.sections}
    articles = [path for path in second if path.startswith("/articles/")]
    third = second.union(*(links(path) for path in articles))
    assert {path for path in wanted if not path.endswith("/lead")} <= {unquote(path) for path in third}


def test_the_questions_stand_by_subject_under_their_articles(client: FlaskClient, library: Library) -> None:
    page = read_page(client.get("/questions/").text)
    articles = [link.words for heading in page.one("main").all("h2") for link in heading.all("a")]
    firsts = [next(article.topics[0] for article in library.published() if article.title == name) for name in articles]
    assert firsts == sorted(firsts, key=str.casefold)
    listed = [link.attributes["href"] for part in page.all("ul", class_="links") for link in part.all("a")]
    assert len(listed) == len(set(listed)) >= 30


def test_each_subject_has_a_page_with_its_questions(client: FlaskClient) -> None:
    for link in read_page(client.get("/questions/").text).one("ul", class_="tags").all("a"):
        page = read_page(client.get(link.attributes["href"]).text)
        assert page.one("h1").words == f"Questions about {link.words}"
        assert page.one("ul", class_="links").all("a")
    assert client.get("/questions/none").status_code == 404


def test_a_large_library_shows_its_subjects_first(client: FlaskClient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("web.pages.articles.ONE_PAGE", 2)
    page = read_page(client.get("/questions/").text)
    assert page.one("ul", class_="tags").all("a")
    assert not page.one("main").all("ul", class_="links")


def test_a_reader_of_an_article_finds_the_question_box_at_its_beginning(client: FlaskClient) -> None:
    main = read_page(client.get("/articles/til-therapy-melanoma").text).one("main")
    assert main.all("a")[0].attributes["href"] == "#question"


def test_topics_lead_to_their_articles(client: FlaskClient) -> None:
    assert "/articles/til-therapy-melanoma" in client.get("/topics/melanoma").text
    assert "/topics/melanoma" in client.get("/articles/").text


def test_pages_are_asked_about_again_but_not_sent_again(client: FlaskClient) -> None:
    first = client.get(TRIAL)
    assert first.headers["Cache-Control"] == "no-cache"
    again = client.get(TRIAL, headers={"If-None-Match": first.headers["ETag"]})
    assert (again.status_code, again.data) == (304, b"")
