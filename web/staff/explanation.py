"""Why a question gets the reply it gets, for staff who want to mend it."""

import json
import shlex
from collections.abc import Iterator, Sequence

from retrieval.decision.confidence import SURE
from retrieval.decision.decide import Verdict
from retrieval.decision.intents import small_talk_kind
from retrieval.engine import Engine
from retrieval.reply import Reply, State
from retrieval.search.index import Hit

SHOWN = 3
NEXT = 10


def why(engine: Engine, question: str, reply: Reply, lang: str) -> dict[str, object]:
    """Explain a reply: the facts that decided it by name, the passages that scored best, lines to paste."""
    answerer, verdict = engine.judge(question, lang=lang)
    hits = verdict.hits or tuple(answerer.index.search(question, SHOWN + NEXT))
    known = {hit.passage.id for hit in hits}
    more = (hit for hit in answerer.index.search(question, SHOWN + NEXT) if hit.passage.id not in known)
    ranked = (*hits, *more)
    return {
        "facts": list(_facts(engine, question, verdict, lang)),
        "best": ranked[:SHOWN],
        "following": ranked[SHOWN : SHOWN + NEXT],
        "test": test_lines(question, reply),
        "teach": _teach_line(question, reply, ranked),
    }


def _teach_line(question: str, reply: Reply, ranked: Sequence[Hit]) -> str:
    """Return the command that gives the question to the section that fits best; nothing where it is answered."""
    if reply.status is State.ANSWER or reply.emergency or not ranked:
        return ""
    return f"flask faq teach {shlex.quote(question)} {ranked[0].passage.id}"


def _facts(engine: Engine, question: str, verdict: Verdict, lang: str) -> Iterator[tuple[str, str]]:
    yield from (("Emergency pattern", str(finding)) for finding in engine.emergencies.why(question))
    talk = small_talk_kind(question, lang)
    if talk:
        yield "Small talk", talk
    if verdict.query:
        yield "Words that count", ", ".join(verdict.query.words) or "none"
        yield from (("Correction", f"{c.typed} was read as {c.read_as}") for c in verdict.query.corrections)
        yield from (("Synonym", f"{wording} means {meaning}") for wording, meaning in verdict.query.synonyms)
    if verdict.unmatched:
        yield "In no article", ", ".join(verdict.unmatched)
    if verdict.reason:
        yield "Held back", verdict.reason.value.replace("_", " ")
    caution = engine.options.caution
    yield "Chance of being right", f"{verdict.confidence:.2f}"
    yield "Threshold", f"{SURE[caution]:.2f} (caution: {caution.value})"
    yield "Decision", verdict.status.value.replace("_", " ")


def test_lines(question: str, reply: Reply) -> str:
    """Return the lines that make the question a test of `questions.toml`: what came now is what must come.

    >>> print(test_lines("hello there", reply))  # doctest: +SKIP
    [[must_refuse]]
    question = "hello there"
    """
    asked = f"question = {json.dumps(question, ensure_ascii=False)}"
    if reply.emergency:
        return f'[[emergency]]\n{asked}\nkind = "{reply.emergency.kind}"\n'
    if reply.status is State.ANSWER:
        return f'[[must_answer]]\n{asked}\nsection = "{reply.passages[0].id}"\n'
    return f"[[must_refuse]]\n{asked}\n"
