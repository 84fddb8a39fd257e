"""Cards of emergencies and distress on a page: first, alone where they must be, with a number to call."""

from flask.testing import FlaskClient

from app import create_app
from tests.conftest import BARE
from tests.web.pages.conftest import ask


def test_an_emergency_comes_first_and_alone(client: FlaskClient) -> None:
    page = ask(client, "I have chest pain and cannot breathe")
    first = page.one("ol", id="thread").one("section")
    assert first.one("h2").words == "Emergency: Call 999 now"
    assert first.one("a").attributes["href"] == "tel:999"
    assert not page.all("blockquote")
    assert not page.one("article").all("a")


def test_a_crisis_has_its_own_words_and_number(client: FlaskClient) -> None:
    card = ask(client, "I want to kill myself").one("section", class_="crisis")
    assert "You do not have to face it alone." in card.words
    assert card.one("a").attributes["href"] == "tel:116123"


def test_what_the_team_must_know_comes_before_the_answer(client: FlaskClient) -> None:
    page = ask(client, "I have a fever of 38.5. What are the main side effects of CAR-T?")
    turn = page.one("li", class_="turn")
    headings = [element for element in turn.walk() if element.tag in ("h2", "h3")]
    assert headings[0].words == "Urgent: Call your treatment team now"
    assert turn.one("section", class_="team").one("a").attributes["href"] == "tel:+442055500100"
    assert turn.all("blockquote")


def test_distress_gets_a_person_to_turn_to_and_no_passage(client: FlaskClient) -> None:
    page = ask(client, "i am 13 and my mum is dying of cancer")
    card = page.one("section", class_="support")
    assert card.one("h2").words == "Help: You do not have to carry this alone"
    assert card.one("a").attributes["href"] == "tel:+442055500199"
    assert not page.all("blockquote")
    assert not page.one("article").all("a")


def test_no_number_is_invented_where_the_clinic_has_set_none() -> None:
    bare = create_app(BARE).test_client()
    page = ask(bare, "I have chest pain and cannot breathe")
    assert "Call your local emergency number now" in page.one("section", class_="emergency").words
    assert not [link for link in page.all("a") if link.attributes.get("href", "").startswith("tel:")]
    assert "the 24-hour number on your card" in page.words


def test_a_crisis_without_a_number_names_what_anybody_can_do() -> None:
    card = ask(create_app({"RATE_LIMIT": "off"}).test_client(), "I want to kill myself").one("section", class_="crisis")
    assert "Go to somebody near you, or ask them to come." in card.words
    assert "your local emergency number" in card.words


def test_only_cards_for_those_in_distress_have_a_quick_way_to_leave(client: FlaskClient) -> None:
    crisis, chest = ask(client, "I want to kill myself"), ask(client, "I have chest pain and cannot breathe")
    link = crisis.one("a", **{"data-clear": "leave"})
    assert link.attributes["target"] == "_top"
    assert link.attributes["rel"] == "noreferrer"
    assert not chest.all("a", **{"data-clear": "leave"})
