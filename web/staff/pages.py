"""`/staff`: what staff need who do not use a terminal. Nothing is published here: files in git are the truth."""

from collections.abc import Callable, Hashable
from datetime import UTC, date, datetime
from functools import lru_cache, partial

from flask import Blueprint, Response, make_response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from faq.article import Article, Status
from faq.files import stamp
from faq.importing.report import LARGEST_FILE, LONGEST_TEXT, UnreadableError
from faq.problem import Problem
from faq.rules.checking import Checked, check_folder, content_rules
from retrieval.review.changes import HEADINGS
from retrieval.review.checks import publishing_rules
from retrieval.review.differences import differences
from retrieval.review.explanation import explain
from web.pages.question_form import BadQuestionError, checked
from web.server.metrics import workers
from web.services import Services
from web.staff.auth import StaffAuth
from web.staff.gaps import add_journal
from web.staff.preview import has_left, preview, submitted
from web.views.answer import answer_view

STATES = {Status.PUBLISHED: "published", Status.DRAFT: "draft, not served", Status.WITHDRAWN: "withdrawn"}


def add_staff(pages: Blueprint, services: Services) -> None:
    """Add the staff pages behind their sign-in; without a password in the settings there are none."""
    if not services.serving.staff_password:
        return
    pages.url_prefix = "/staff"
    pages.context_processor(lambda: {"has_journal": services.journal is not None})
    auth = StaffAuth(services.serving.staff_password, services.tokens)
    auth.guard(pages)
    _add_sign_in(pages, auth)
    if services.journal:
        add_journal(pages, services, services.journal.store)

    @lru_cache(maxsize=1)
    def check(_stamp: object, _today: date) -> Checked:
        """Run the whole check, once for each content version and day: it takes a second or two."""
        return check_folder(services.folder, publishing_rules(services.folder, services.engine.options))

    @pages.get("/")
    def start() -> str:
        return render_template("staff/overview.html", seen=_overview(services, check))

    pages.add_url_rule("/try", "ask", partial(_try, services), methods=["GET", "POST"])
    pages.add_url_rule("/preview", "draft", partial(_preview, services), methods=["GET", "POST"])

    @pages.post("/preview/download")
    def download() -> Response:
        _allow_documents()
        sent = submitted(
            "", request.form.get("text", "").encode(), request.form.get("name", ""), services.engine.options.today()
        )
        response = Response(sent.markdown, mimetype="text/markdown")
        response.headers["Content-Disposition"] = f'attachment; filename="{sent.slug}.md"'
        return response


def _add_sign_in(pages: Blueprint, auth: StaffAuth) -> None:
    @pages.get("/sign-in")
    def sign_in_page() -> ResponseReturnValue:
        return redirect(url_for("staff.start")) if auth.session() else render_template("staff/sign_in.html")

    @pages.post("/sign-in")
    def sign_in() -> ResponseReturnValue:
        if not auth.fits(request.form.get("password", "")):
            return render_template("staff/sign_in.html", wrong=True), 422
        response = make_response(redirect(url_for("staff.start"), 303))
        auth.begin(response)
        return response

    @pages.post("/sign-out")
    def sign_out() -> ResponseReturnValue:
        response = make_response(redirect(url_for("staff.sign_in_page"), 303))
        auth.end(response)
        return response


def _overview(services: Services, check: Callable[[Hashable, date], Checked]) -> dict[str, object]:
    """Gather the first page; `check` says what is wrong with the content, given its stamp and the day.

    A row is an article with its state and review in words and the number of its warnings; `changed` is when the content
    was last edited, `keeps_out` why newer content is not served.
    """
    today, files = services.engine.options.today(), stamp(services.folder)
    checked = check(tuple(files.items()), today)
    newest = max((time for time, *_ in files.values()), default=0)
    return {
        "rows": [_row(article, checked.warnings, today) for article in services.library.articles],
        "workers": workers(),
        "changed": datetime.fromtimestamp(newest / 1e9, UTC) if newest else None,
        "keeps_out": services.reloader.problems,
        "errors": checked.errors,
        "warnings": checked.warnings,
        "notes": checked.notes,
    }


def _row(article: Article, warnings: tuple[Problem, ...], today: date) -> dict[str, object]:
    count = sum(problem.file == article.file for problem in warnings)
    return {"article": article, "state": STATES[article.status], "review": _review(article, today), "warnings": count}


def _review(article: Article, today: date) -> str:
    review = article.review
    if review is None:
        return "not reviewed"
    overdue = "overdue since" if review.overdue(today) else "next by"
    return f"reviewed {review.reviewed} by {review.reviewed_by}, {overdue} {review.review_by}"


def _try(services: Services) -> ResponseReturnValue:
    """Answer a question as a patient would be answered, and say why; it is not counted."""
    if request.method != "POST":
        return render_template("staff/try.html", typed="")
    typed, lang = request.form.get("question", ""), request.form.get("lang", "en")
    try:
        question = checked(typed, services.site.question_limit)
    except BadQuestionError as error:
        return render_template("staff/try.html", typed=typed, problem=f"error.{error.wrong}.text"), 422
    engine = services.engine
    lang = lang if lang in engine.answerers else "en"
    reply = engine.answer(question, lang=lang)
    return render_template(
        "staff/try.html",
        typed=question,
        chosen=lang,
        turn=answer_view(engine, services.tokens, question, reply),
        why=explain(engine, question, reply, lang),
    )


def _allow_documents() -> None:
    """Let this request carry a document; every other page of the site takes far less."""
    request.max_content_length = LARGEST_FILE + 1024 * 1024
    request.max_form_memory_size = 4 * LONGEST_TEXT


def _preview(services: Services) -> ResponseReturnValue:
    """Show what would come of the uploaded document, or else of the pasted text."""
    limit = LARGEST_FILE // 1024 // 1024
    if request.method != "POST":
        return render_template("staff/preview.html", limit=limit)
    _allow_documents()
    upload, today = request.files.get("document"), services.engine.options.today()
    left = partial(has_left, request.environ.get("gunicorn.socket"))
    file, content = "", request.form.get("text", "").encode("utf-8", "replace")
    if upload and upload.filename:
        file, content = upload.filename, upload.read(LARGEST_FILE + 1)
    try:
        draft = submitted(file, content, request.form.get("name", ""), today, left)
    except UnreadableError as refusal:
        return render_template("staff/preview.html", limit=limit, refused=str(refusal)), 422
    seen = preview(services, content_rules(today, services.folder), draft)
    shown = {"article": seen["article"], "parts": seen["parts"], "headings": HEADINGS, "differences": differences}
    return render_template("staff/previewed.html", seen=seen, **shown)
