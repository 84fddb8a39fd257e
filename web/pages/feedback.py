"""Say whether an answer was the right one: Yes or No, then one of four reasons. No words of the visitor's."""

from functools import partial

from flask import Blueprint, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from web.server.metrics import FEEDBACK
from web.services import Services
from web.tokens import ForgedError, SpentError

REASONS = ("not-my-question", "out-of-date", "hard-to-understand", "something-is-wrong")
YES, NO = "yes", "no"


def add_feedback(pages: Blueprint, services: Services) -> None:
    """Add the page that takes a verdict on an answer."""
    pages.add_url_rule("/feedback", "give", partial(_take, services), methods=["POST"])

    @pages.get("/feedback")
    def nothing_to_see() -> ResponseReturnValue:
        return redirect(url_for("chat.home"))


def _take(services: Services) -> ResponseReturnValue:
    """Count a verdict that comes for the first time; thank for one that was counted or is too old."""
    token, verdict, link = request.form.get("token", ""), request.form.get("verdict", ""), ""
    try:
        if verdict not in (YES, NO, *REASONS):
            raise ForgedError
        judged = services.tokens.read_feedback(token)
        given, reason = (NO, verdict) if verdict in REASONS else (verdict, "")
        if services.spent.first(f"{judged.once}:{'reason' if reason else 'verdict'}"):
            FEEDBACK.labels(verdict).inc()
            if services.journal:
                services.journal.judge(judged.once, judged.section, judged.version, given, reason)
        link = "/a/" + judged.section.replace("#", "/")
    except ForgedError:
        return render_template("error.html", status="bad_token"), 400
    except SpentError:
        pass  # whoever judges an old page is thanked all the same
    reasons = REASONS if verdict == NO and link else ()
    return render_template("feedback.html", verdict=verdict, token=token, link=link, reasons=reasons)
