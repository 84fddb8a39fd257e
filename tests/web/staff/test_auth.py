"""Who gets in to the staff pages: the password, the session, and forms of other sites."""

import multiprocessing
import threading

import pytest
from flask import Flask
from flask.testing import FlaskClient

from tests.web.staff.conftest import HERE, PASSWORD, sign_in
from web.staff import auth
from web.staff.auth import EndedSessions, StaffAuth
from web.tokens import STAFF_DAY, STAFF_IDLE, StaffSession, Tokens


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
