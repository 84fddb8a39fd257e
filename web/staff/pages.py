"""`/staff`: what staff need who do not use a terminal. Nothing is published here: files in git are the truth."""

from datetime import UTC, date, datetime
from functools import lru_cache, partial

from flask import Blueprint, Response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from faq.files import stamp
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
from web.staff.gaps import add_journal
from web.staff.preview import Submitted, has_left, preview, submitted
from web.views.answer import answer_view

LARGEST_MB = LARGEST_FILE // 1024 // 1024


def add_staff(pages: Blueprint, services: Services) -> None:
    """Add the staff pages behind their sign-in; without a password in the settings there are none."""
    if not services.serving.staff_password:
        return
    pages.url_prefix = "/staff"
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
        files = stamp(services.folder)
        newest = max((time for time, *_ in files.values()), default=0)
        return render_template(
            "staff/overview.html",
            articles=services.library.articles,
            checked=check(tuple(files.items()), services.engine.options.today()),
            workers=workers(),
            changed=datetime.fromtimestamp(newest / 1e9, UTC) if newest else None,
            keeps_out=services.reloader.problems,
        )

    pages.add_url_rule("/try", "ask", partial(_try, services), methods=["GET", "POST"])
    pages.add_url_rule("/preview", "draft", partial(_preview, services), methods=["GET", "POST"])

    @pages.errorhandler(UnreadableError)
    def refuse(refusal: UnreadableError) -> ResponseReturnValue:
        return render_template("staff/preview.html", limit=LARGEST_MB, refused=str(refusal)), 422

    @pages.post("/preview/download")
    def download() -> Response:
        sent = _sent(services)
        response = Response(sent.markdown, mimetype="text/markdown")
        response.headers["Content-Disposition"] = f'attachment; filename="{sent.slug}.md"'
        return response


def _add_sign_in(pages: Blueprint, auth: StaffAuth) -> None:
    @pages.route("/sign-in", methods=["GET", "POST"])
    def sign_in() -> ResponseReturnValue:
        entering = redirect(url_for("staff.start"), 303)
        if request.method != "POST":
            return entering if auth.session() else render_template("staff/sign_in.html")
        if not auth.fits(request.form.get("password", "")):
            return render_template("staff/sign_in.html", wrong=True), 422
        auth.begin(entering)
        return entering

    @pages.post("/sign-out")
    def sign_out() -> ResponseReturnValue:
        leaving = redirect(url_for("staff.sign_in"), 303)
        auth.end(leaving)
        return leaving


def _try(services: Services) -> ResponseReturnValue:
    """Answer a question as a patient would be answered, and say why; it is not counted."""
    if request.method != "POST":
        return render_template("staff/try.html")
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


def _sent(services: Services) -> Submitted:
    """Read the document that was uploaded, or else the pasted text; raise UnreadableError when it is refused.

    A document may be sent here; every other page of the site takes far less.
    """
    request.max_content_length = LARGEST_FILE + 1024 * 1024
    request.max_form_memory_size = 4 * LONGEST_TEXT
    upload, file, content = request.files.get("document"), "", request.form.get("text", "").encode("utf-8", "replace")
    if upload and upload.filename:
        file, content = upload.filename, upload.read(LARGEST_FILE + 1)
    left = partial(has_left, request.environ.get("gunicorn.socket"))
    return submitted(file, content, request.form.get("name", ""), services.engine.options.today(), left)


def _preview(services: Services) -> ResponseReturnValue:
    """Show what would come of the document that was sent."""
    if request.method != "POST":
        return render_template("staff/preview.html", limit=LARGEST_MB)
    rules = content_rules(services.engine.options.today(), services.folder)
    seen = preview(services, rules, _sent(services))
    return render_template("staff/previewed.html", headings=HEADINGS, differences=differences, **seen)
