"""`/staff`: what staff need who do not use a terminal. Nothing is published here: files in git are the truth."""

from datetime import date
from functools import lru_cache, partial
from typing import TYPE_CHECKING

from flask import Blueprint, Response, make_response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from faq.importing.report import LARGEST_FILE, LONGEST_TEXT, UnreadableError
from faq.rules.checking import Checked, check_folder, content_rules
from retrieval.review.changes import HEADINGS
from retrieval.review.checks import publishing_rules
from retrieval.review.differences import differences
from retrieval.review.explanation import explain
from web.pages.question_form import BadQuestionError, checked
from web.server.metrics import workers
from web.services import Services
from web.staff.auth import StaffAuth
from web.staff.gaps import DAYS, journal_report, journal_table
from web.staff.overview import overview
from web.staff.preview import has_left, preview, submitted
from web.views.answer import answer_view

if TYPE_CHECKING:
    from journal.store import Store


def staff_pages(services: Services) -> Blueprint:
    """Make the staff pages behind their sign-in."""
    pages = Blueprint("staff", __name__, url_prefix="/staff")
    pages.context_processor(lambda: {"has_journal": services.journal is not None})
    auth = StaffAuth(services.serving.staff_password, services.tokens)
    auth.guard(pages)
    _add_sign_in(pages, auth)
    if services.journal:
        _add_journal(pages, services, services.journal.store)

    @lru_cache(maxsize=1)
    def check(_stamp: object, _today: date) -> Checked:
        """Run the whole check, once for each content version and day: it takes a second or two."""
        return check_folder(services.folder, publishing_rules(services.folder, services.engine.options))

    @pages.get("/")
    def start() -> str:
        return render_template("staff/overview.html", seen=overview(services, check, workers()))

    @pages.route("/try", methods=["GET", "POST"])
    def ask() -> ResponseReturnValue:
        return _try(services) if request.method == "POST" else render_template("staff/try.html", typed="")

    @pages.route("/preview", methods=["GET", "POST"])
    def draft() -> ResponseReturnValue:
        if request.method == "GET":
            return render_template("staff/preview.html", limit=LARGEST_FILE // 1024 // 1024)
        return _previewed(services)

    @pages.post("/preview/download")
    def download() -> Response:
        _allow_documents()
        sent = submitted(
            "", request.form.get("text", "").encode(), request.form.get("name", ""), services.engine.options.today()
        )
        response = Response(sent.markdown, mimetype="text/markdown")
        response.headers["Content-Disposition"] = f'attachment; filename="{sent.slug}.md"'
        return response

    return pages


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


def _add_journal(pages: Blueprint, services: Services, journal: "Store") -> None:
    @pages.get("/gaps")
    def gaps() -> ResponseReturnValue:
        days, page = request.args.get("days", DAYS[0], int), request.args.get("page", 1, int)
        try:
            report = journal_report(services.engine, journal, min(max(days, 1), DAYS[-1]), min(max(page, 1), 1000))
        except OSError:
            return render_template("staff/gaps.html", report=None), 503
        return render_template("staff/gaps.html", report=report, windows=DAYS)

    @pages.get("/gaps/<any(questions, feedback):what>.csv")
    def table_of(what: str) -> Response:
        response = Response(journal_table(journal, what), mimetype="text/csv")
        response.headers["Content-Disposition"] = f'attachment; filename="{what}.csv"'
        return response


def _try(services: Services) -> ResponseReturnValue:
    """Answer a question as a patient would be answered, and say why; it is not counted."""
    typed, lang = request.form.get("question", ""), request.form.get("lang", "en")
    try:
        question = checked(typed, services.site.question_limit)
    except BadQuestionError as error:
        return render_template("staff/try.html", typed=typed, problem=f"error.{error.code}.text"), error.status
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


def _previewed(services: Services) -> ResponseReturnValue:
    """Show what would come of the uploaded document, or else of the pasted text."""
    _allow_documents()
    upload, today = request.files.get("document"), services.engine.options.today()
    left = partial(has_left, request.environ.get("gunicorn.socket"))
    file, content = "", request.form.get("text", "").encode("utf-8", "replace")
    if upload and upload.filename:
        file, content = upload.filename, upload.read(LARGEST_FILE + 1)
    try:
        draft = submitted(file, content, request.form.get("name", ""), today, left)
    except UnreadableError as refusal:
        page = render_template("staff/preview.html", limit=LARGEST_FILE // 1024 // 1024, refused=str(refusal))
        return page, 422
    seen = preview(services, content_rules(today, services.folder), draft)
    shown = {"article": seen["article"], "reading": seen["reading"], "headings": HEADINGS, "differences": differences}
    return render_template("staff/previewed.html", seen=seen, **shown)
