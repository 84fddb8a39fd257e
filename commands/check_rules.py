"""Every rule of `flask faq check`: those of the book, and those that need the answerer."""

from datetime import date
from pathlib import Path

from faq.rules.catalogue import Rule, content_rules
from retrieval.review.checks import emergency_patterns, golden_questions, idle_synonyms, wordings_lost


def rules(today: date, folder: Path) -> tuple[Rule, ...]:
    """Return the rules in the order in which they are run."""
    return (
        *content_rules(today, folder),
        Rule("emergency patterns", emergency_patterns),
        Rule("the clinic's own test questions", golden_questions, whole=True),
        Rule("other wordings", wordings_lost, whole=True),
        Rule("synonyms", idle_synonyms, whole=True),
    )
