"""What operators watch: whether the site can serve, and counters, added up over all workers; never a word typed.

With PROMETHEUS_MULTIPROC_DIR set (gunicorn.conf.py does) each worker writes its numbers to that folder.
"""

import hmac
import os
from pathlib import Path
from typing import Any

from flask import Blueprint, Response, abort, request
from prometheus_client import REGISTRY, CollectorRegistry, Counter, Gauge, Histogram, generate_latest
from prometheus_client.mmap_dict import MmapedDict
from prometheus_client.multiprocess import MultiProcessCollector, mark_process_dead

from retrieval.reply import Reply
from web.server.limits import limiter_state, limits_in_memory
from web.server.logs import LOG
from web.server.middleware import Handled
from web.services import Services

SECONDS = (0.002, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5)
REQUESTS = Counter("patientfaq_requests", "Requests answered.", ["route", "method", "status"])
REQUEST_SECONDS = Histogram("patientfaq_request_seconds", "Seconds to answer a request.", ["route"], buckets=SECONDS)
QUESTIONS = Counter("patientfaq_questions", "Questions by what became of them.", ["status"])
REFUSALS = Counter("patientfaq_refusals", "Questions not answered, by why: an unknown word or no match.", ["why"])
EMERGENCIES = Counter("patientfaq_emergencies", "Questions that sounded urgent.", ["kind"])
FEEDBACK = Counter("patientfaq_feedback", "What visitors said about answers.", ["verdict"])
SHED = Counter("patientfaq_shed", "Questions refused because too many were in flight.")
JOURNAL = Counter("patientfaq_journal", "Questions and verdicts for the journal, by what became of them.", ["outcome"])
CONTENT = Gauge(
    "patientfaq_content", "1 for the content version a worker serves.", ["version"], multiprocess_mode="liveall"
)
DEGRADED = Gauge("patientfaq_content_problems", "Problems that keep newer content out.", multiprocess_mode="livemax")
FALLBACK = Gauge("patientfaq_limiter_in_memory", "1 while Redis is out of reach.", multiprocess_mode="livemax")

_noted: tuple[str, bool] = ("", False)
"""What this worker noted last: the content version that it serves, and whether limits are counted in memory."""


def count_reply(reply: Reply) -> None:
    """Count one answered question."""
    QUESTIONS.labels(reply.status.value).inc()
    if reply.emergency:
        EMERGENCIES.labels(reply.emergency.kind).inc()
    elif reply.status == "not_found":
        REFUSALS.labels("unknown_word" if reply.unmatched else "no_match").inc()


def count_journal(outcome: str, number: int = 1) -> None:
    """Count what became of rows for the journal: "kept", or "lost_..." with the reason."""
    JOURNAL.labels(outcome).inc(number)


def count_handled(done: Handled) -> None:
    """Count one request by its route, never by its path."""
    REQUESTS.labels(done.route, done.method, str(done.status)).inc()
    REQUEST_SECONDS.labels(done.route).observe(done.seconds)


def note_state(version: str, problems: int, in_memory: bool) -> None:
    """Note what this worker serves, what keeps newer content out, and whether Redis is out of reach."""
    global _noted
    if _noted[0] not in ("", version):
        CONTENT.labels(_noted[0]).set(0)
    CONTENT.labels(version).set(1)
    DEGRADED.set(problems)
    FALLBACK.set(int(in_memory))
    _noted = (version, in_memory)


def workers() -> dict[str, str]:
    """Return the content version that each worker serves, by process id."""
    samples = (sample for family in _registry().collect() for sample in family.samples)
    served = (sample.labels for sample in samples if sample.name == "patientfaq_content" and sample.value)
    return {labels.get("pid", str(os.getpid())): labels["version"] for labels in served}


def forget_worker(pid: int) -> None:
    """Take a worker that has ended out of the numbers of living ones; add what it counted to the files of all ended."""
    mark_process_dead(pid)  # type: ignore[no-untyped-call]
    folder = Path(os.environ["PROMETHEUS_MULTIPROC_DIR"])
    for kind in ("counter", "histogram"):
        own = folder / f"{kind}_{pid}.db"
        if own.exists():
            ended: Any = MmapedDict(str(folder / f"{kind}_ended.db"))  # type: ignore[no-untyped-call]
            for key, value, when, _ in MmapedDict.read_all_values_from_file(str(own)):  # type: ignore[no-untyped-call]
                ended.write_value(key, ended.read_value(key)[0] + value, when)
            ended.close()
            own.unlink()


def _registry() -> CollectorRegistry:
    """Return the numbers of all workers, or of this process when there is only one."""
    if "PROMETHEUS_MULTIPROC_DIR" not in os.environ:
        return REGISTRY
    registry = CollectorRegistry()
    MultiProcessCollector(registry)  # type: ignore[no-untyped-call]
    return registry


def add_watched(pages: Blueprint, services: Services) -> None:
    """Add `/readyz` and `/metrics`, and note the worker's state after each request.

    The log says when limits begin or end to be counted in memory, and why.
    `/readyz` is 200 with what is served, also while newer content is broken and kept out. `/metrics` is for whoever
    sends the bearer token; without a token in the settings there is no such page.
    """
    token = services.serving.metrics_token

    @pages.after_app_request
    def note(response: Response) -> Response:
        reloader, in_memory = services.reloader, limits_in_memory()
        is_news = in_memory != _noted[1]
        note_state(reloader.engine().library.version, len(reloader.problems), in_memory)
        if is_news:
            LOG.warning("limits are counted in %s", limiter_state(services.pool))
        return response

    @pages.get("/metrics")
    def metrics() -> Response:
        given = request.headers.get("Authorization", "").removeprefix("Bearer ")
        if not token:
            abort(404)
        if not hmac.compare_digest(given.encode(), token.encode()):
            abort(401)
        return Response(generate_latest(_registry()), mimetype="text/plain")

    @pages.get("/readyz")
    def ready() -> dict[str, Any]:
        reloader = services.reloader
        engine = reloader.engine()
        indexes = {lang: answerer.index for lang, answerer in engine.answerers.items()}
        return {
            "status": "ok",
            "version": engine.library.version,
            "articles": len(engine.library.published()),
            "passages": sum(map(len, indexes.values())),
            **({"semantic": engine.semantic.state} if engine.semantic else {}),
            "words": {lang: len(index.vocabulary) for lang, index in indexes.items()},
            "degraded": [str(problem) for problem in reloader.problems],
            "limiter": limiter_state(services.pool),
        }
