"""Rules of `flask faq check` that ask questions of the library: test questions, other wordings, synonyms.

Each rule looks at a library that reads without errors and returns what it finds.
"""

from collections.abc import Callable
from pathlib import Path

from faq.article import Article, Section
from faq.library import Library
from faq.problem import Level, Problem
from faq.rules.checking import Rule, content_rules
from faq.staff_lists import GoldenQuestion
from retrieval.decision.intents import small_talk_kind
from retrieval.engine import Engine, compile_emergencies
from retrieval.options import AnswerOptions
from retrieval.reply import Reply, State
from retrieval.text.synonyms import idle
from retrieval.text.tokens import split

SHIPPED = "# ---- Shipped"
"""The line of synonyms.toml under which entries stand that came with the program: nobody is told of idle ones."""

MOST_WORDINGS = 4000
"""Other wordings asked in one check; of a larger library every second or third one, so that it stays quick."""


def publishing_rules(folder: Path, options: AnswerOptions) -> tuple[Rule, ...]:
    """Return every rule of `flask faq check` in the order in which they run; `options` are those of the site."""
    built: list[tuple[Library, Engine | None]] = []

    def engine_of(library: Library) -> Engine | None:
        """Build an engine once for all rules; there is none while the emergency patterns or the wording are broken."""
        if not built or built[0][0] is not library:
            broken = library.unusable or _emergency_patterns(library)
            built[:] = [(library, None if broken else Engine(library, options))]
        return built[0][1]

    def asking(look: Callable[[Engine], list[Problem]]) -> Callable[[Library], list[Problem]]:
        return lambda library: look(engine) if (engine := engine_of(library)) else []

    return (
        *content_rules(options.today(), folder),
        Rule("sentences that pages need", lambda library: library.unusable),
        Rule("emergency patterns", _emergency_patterns),
        Rule("the clinic's own test questions", asking(golden_questions), whole=True),
        Rule("other wordings", asking(wordings_lost), whole=True),
        Rule("synonyms", asking(idle_synonyms), whole=True),
    )


def _emergency_patterns(library: Library) -> list[Problem]:
    """Find mistakes in the emergency patterns."""
    return compile_emergencies(library).problems


def golden_questions(engine: Engine) -> list[Problem]:
    """Ask the clinic's own test questions and name each that came out otherwise, with what came instead."""
    library, wrong = engine.library, list[tuple[GoldenQuestion, str, str]]()
    for test in library.golden:
        kind = engine.emergencies.spot(test.question) if test.kind else ""
        reply = engine.answer(test.question)
        answered = reply.passages[0].id if reply.status is State.ANSWER else ""
        if kind != test.kind:
            remedy = f"Add its words to a pattern in {library.shown('emergencies.toml')}."
            wrong.append((test, f'must show the card "{test.kind}", but shows {kind or "none"}', remedy))
        elif test.sections and answered not in test.sections:
            what = f"must be answered by {' or '.join(test.sections)}, but {_came(reply)}"
            wrong.append((test, what, "Use its words in that section or add them to also_asked there."))
        elif answered and not test.sections and not test.kind:
            remedy = "Look for words in that section that invite it, or ask a programmer."
            wrong.append((test, f"must not be answered, but {_came(reply)}", remedy))
    file = library.shown("questions.toml")
    return [Problem(file, asked.line, f'"{asked.question}" {what}.', remedy) for asked, what, remedy in wrong]


def _came(reply: Reply) -> str:
    """Say what a reply was, to follow "but"."""
    if reply.status is State.ANSWER:
        return f"{reply.passages[0].id} came"
    if reply.status is State.DID_YOU_MEAN:
        return "these were offered: " + ", ".join(choice.id for choice in reply.choices)
    return "nothing was found" + (f" for want of {', '.join(reply.unmatched)}" if reply.unmatched else "")


def wordings_lost(engine: Engine) -> list[Problem]:
    """Find also_asked wordings that another section wins, or that are taken for something else."""
    asked = [
        (article, section, wording)
        for article in engine.library.published()
        for section in article.sections
        for wording in section.also_asked
    ]
    step = 1 + len(asked) // MOST_WORDINGS
    remedy = "Word it as only this section would be asked."
    return [
        Problem(article.file, section.line, f'asking "{wording}" {trouble}.', remedy, Level.WARNING)
        for article, section, wording in asked[::step]
        if (trouble := _trouble(engine, article, section, wording))
    ]


def _trouble(engine: Engine, article: Article, section: Section, wording: str) -> str:
    """Say what goes wrong when a wording is asked, or nothing.

    One that names no subject ("is it safe") is for follow-up questions, which are looked up in one article.
    """
    if kind := engine.emergencies.spot(wording):
        return f'shows the card "{kind}"' if kind != "team" else ""
    if talk := small_talk_kind(wording, article.lang):
        return f"is taken for small talk ({talk})"
    answerer = engine.answerers[article.lang]
    if not any(answerer.subjects.names(word.casefold()) for word in split(wording)):
        return ""
    hits = answerer.index.search(wording, 1)
    best = hits[0].passage.id if hits else "nothing"
    return f"finds {best} first, not {section.anchor}" if best != section.id else ""


def idle_synonyms(engine: Engine) -> list[Problem]:
    """Find the clinic's own synonyms that can never help, because no article has the words they lead to."""
    library = engine.library
    file = library.shown("synonyms.toml")
    lines = library.sources.get(file, "").splitlines()
    shipped = next((number for number, line in enumerate(lines, 1) if line.startswith(SHIPPED)), len(lines) + 1)
    index = engine.answerers["en"].index
    remedy = "Correct a word or delete the entry."
    found = []
    for entry in idle(library.synonyms, index.says):
        line = next((number for number, line in enumerate(lines, 1) if f'"{entry[0]}"' in line), 1)
        if line < shipped:
            what = ", ".join(f'"{word}"' for word in entry) + ": no article has the words these lead to."
            found.append(Problem(file, line, what, remedy, Level.WARNING))
    return found
