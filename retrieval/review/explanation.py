"""Why a question gets the reply it gets, for whoever wants to mend it."""

import json
import shlex
from collections.abc import Iterator
from dataclasses import dataclass

from retrieval.decision.confidence import SURE
from retrieval.decision.intents import small_talk_kind
from retrieval.decision.verdict import Verdict
from retrieval.engine import Engine
from retrieval.reply import Reply, State
from retrieval.search.index import Hit

MOST_HITS = 13


@dataclass(frozen=True, slots=True)
class Explanation:
    """The facts that decided a reply by name, the passages that scored best, and lines to paste.

    `features` are what the chance of being right was computed from. `test` makes the question a test of
    `questions.toml`: what came now is what must come. `teach` is the command that gives the question to the section
    that fits best, "" where it is answered.
    """

    facts: tuple[tuple[str, str], ...]
    hits: tuple[Hit, ...]
    features: str
    test: str
    teach: str


def explain(engine: Engine, question: str, reply: Reply, lang: str, context: str = "") -> Explanation:
    """Explain the reply to a question, by the verdict that it came from."""
    answerer, verdict = engine.judge(question, context, lang=lang)
    further = answerer.index.search(question, MOST_HITS)
    decided = {hit.passage.id for hit in verdict.hits}
    hits = (*verdict.hits, *(hit for hit in further if hit.passage.id not in decided))[:MOST_HITS]
    to_teach = hits and reply.status is not State.ANSWER and not reply.emergency
    teach = f"flask faq teach {shlex.quote(question)} {hits[0].passage.id}" if to_teach else ""
    facts = tuple(_facts(engine, question, verdict, lang))
    return Explanation(facts, hits, str(verdict.features or ""), _test_lines(question, reply), teach)


def _facts(engine: Engine, question: str, verdict: Verdict, lang: str) -> Iterator[tuple[str, str]]:
    yield from (("Emergency pattern", str(finding)) for finding in engine.emergencies.why(question))
    talk = small_talk_kind(question, lang)
    if talk:
        yield "Small talk", talk
    query = verdict.question.query
    yield "Words that count", ", ".join(query.words) or "none"
    yield from (("Correction", f"{c.typed} was read as {c.read_as}") for c in query.corrections)
    yield from (("Synonym", f"{wording} means {meaning}") for wording, meaning in query.synonyms)
    if verdict.unmatched:
        yield "In no article", ", ".join(verdict.unmatched)
    if verdict.reason:
        yield "Held back", verdict.reason.value.replace("_", " ")
    if verdict.within:
        yield "Looked first in", verdict.within
    caution = engine.options.caution
    yield "Chance of being right", f"{verdict.confidence:.2f}"
    yield "Threshold", f"{SURE[caution]:.2f} (caution: {caution.value})"
    yield "Decision", verdict.status.value.replace("_", " ")


def _test_lines(question: str, reply: Reply) -> str:
    asked = f"question = {json.dumps(question, ensure_ascii=False)}"
    if reply.emergency:
        return f'[[emergency]]\n{asked}\nkind = "{reply.emergency.kind}"\n'
    if reply.status is State.ANSWER:
        return f'[[must_answer]]\n{asked}\nsection = "{reply.passages[0].id}"\n'
    return f"[[must_refuse]]\n{asked}\n"
