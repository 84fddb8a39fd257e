"""More questions than a worker can answer at once."""

import threading

import pytest
from flask import Flask

from web.server.limits import install_overload


def test_a_question_too_many_is_told_when_to_come_back() -> None:
    app, shed = Flask(__name__), []
    begun, go_on = threading.Event(), threading.Event()

    @app.post("/ask")
    def ask() -> str:
        begun.set()
        go_on.wait(10)
        return "answer"

    @app.get("/page")
    def page() -> str:
        return "page"

    install_overload(app, threads=2, endpoints=["ask"], shed=lambda: shed.append(1))
    answers: list[int] = []
    first = threading.Thread(target=lambda: answers.append(app.test_client().post("/ask").status_code))
    first.start()
    assert begun.wait(10)

    refused = app.test_client().post("/ask")
    assert refused.status_code == 503
    assert refused.headers["Retry-After"] == "2"
    assert app.test_client().get("/page").status_code == 200
    go_on.set()
    first.join(10)
    assert answers == [200]
    assert shed == [1]
    assert app.test_client().post("/ask").status_code == 200, "the place is free again"


def test_an_error_gives_its_place_back() -> None:
    app = Flask(__name__)

    @app.post("/ask")
    def ask() -> str:
        raise KeyError("missing")

    install_overload(app, threads=2, endpoints=["ask"])
    assert [app.test_client().post("/ask").status_code for _ in range(3)] == [500, 500, 500]


@pytest.mark.parametrize(("threads", "places"), [(2, 1), (8, 2), (32, 8)])
def test_most_threads_stay_free_for_pages(threads: int, places: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("web.server.limits.PATIENCE", 0.01)
    app, inside = Flask(__name__), []

    @app.post("/ask")
    def ask() -> str:
        inside.append(1)
        return str(app.test_client().post("/ask").status_code)

    install_overload(app, threads=threads, endpoints=["ask"])
    assert app.test_client().post("/ask").status_code == 200
    assert len(inside) == places
