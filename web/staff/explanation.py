"""Why a question gets the reply it gets, for staff who want to mend it."""

import json
from collections.abc import Iterator
from dataclasses import dataclass

from retrieval.decision.confidence import SURE
from retrieval.decision.decide import Verdict
from retrieval.decision.intents import kind_of
from retrieval.engine import Edition
from retrieval.reply import Reply, State
from retrieval.search.index import Hit

SHOWN = 3
NEXT = 10


@dataclass(frozen=True, slots=True)
class Why:
    """The facts that decided a reply: `facts` as name and value, the passages that scored best, tests to paste."""

    facts: tuple[tuple[str, str], ...]
    best: tuple[Hit, ...]
    following: tuple[Hit, ...]
    test: str


def why(edition: Edition, question: str, reply: Reply, lang: str) -> Why:
    """Explain a reply."""
    finder = edition.finders.get(lang, edition.finders["en"])
    verdict = finder.judge(question)
    hits = verdict.hits or tuple(finder.index.search(question, SHOWN + NEXT))
    known = {hit.passage.id for hit in hits}
    more = (hit for hit in finder.index.search(question, SHOWN + NEXT) if hit.passage.id not in known)
    ranked = (*hits, *more)
    return Why(
        facts=tuple(_facts(edition, question, verdict, lang)),
        best=ranked[:SHOWN],
        following=ranked[SHOWN : SHOWN + NEXT],
        test=test_lines(question, reply),
    )


def _facts(edition: Edition, question: str, verdict: Verdict, lang: str) -> Iterator[tuple[str, str]]:
    yield from (("Emergency pattern", str(finding)) for finding in edition.emergencies.why(question))
    talk = kind_of(question, lang)
    if talk:
        yield "Small talk", talk
    if verdict.query:
        yield "Words that count", ", ".join(verdict.query.words) or "none"
        yield from (("Correction", f"{c.typed} was read as {c.read_as}") for c in verdict.query.corrections)
        yield from (("Synonym", f"{wording} means {meaning}") for wording, meaning in verdict.query.synonyms)
    if verdict.unmatched:
        yield "Guard", f"the articles, or the best passage, do not have: {', '.join(verdict.unmatched)}"
    caution = edition.options.caution
    yield "Chance of being right", f"{verdict.confidence:.2f}"
    yield "Threshold", f"{SURE[caution]:.2f} (caution: {caution.value})"
    yield "Decision", verdict.status.value.replace("_", " ")


def test_lines(question: str, reply: Reply) -> str:
    """Give the lines that make the question a test of `questions.toml`: what came now is what must come.

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
