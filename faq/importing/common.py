"""The headings that mean something to us: common questions, key takeaway, references, a closing disclaimer."""

import re

from faq.importing.runs import Runs, words

COMMON_QUESTIONS = "Common questions"
KEY_TAKEAWAY = "Key takeaway"

QUESTIONS = re.compile(
    r"(your |our |some |the )?((most )?(common|frequent|frequently asked|popular|patients?'?’?|other) )?"
    r"(questions?|faqs?|q ?& ?a|q ?and ?a|questions?( and|,| &) answers?)"
    r"( (and|&) answers?)?"
    r"( (we are|people|patients|you|families)( often| may| might)? (ask(ed)?|have)| from patients| answered)?[:.]?",
    re.I,
)
TAKEAWAY = re.compile(r"(the )?key[ -]take[ -]?aways?[:.]?", re.I)
REFERENCES = re.compile(
    r"(our |selected |key |the |list of )?"
    r"(references?|(evidence )?sources?|bibliography|literature|citations?|(foot|end)? ?notes?|works cited)"
    r"( list| cited)?( (and|&) (notes|references|sources|further reading))?[:.]?",
    re.I,
)
DISCLAIMER = re.compile(
    r"not (intended as |a substitute for |replace )?(professional )?medical advice|read our disclaimer|"
    r"does not replace (a |the )?(professional )?(medical )?(advice|visit)",
    re.I,
)
LONGEST_DISCLAIMER = 300


def is_common_questions(heading: Runs) -> bool:
    """Tell "FAQ", "Common questions" or "Your questions answered" from other headings."""
    return bool(QUESTIONS.fullmatch(words(heading)))


def is_takeaway(heading: Runs) -> bool:
    """Tell "Key takeaway" from other headings."""
    return bool(TAKEAWAY.fullmatch(words(heading)))


def is_references(heading: Runs) -> bool:
    """Tell "References", "Sources" or "Notes" from other headings."""
    return bool(REFERENCES.fullmatch(words(heading)))


def is_known(heading: Runs) -> bool:
    """Say whether a heading is one of these."""
    return is_common_questions(heading) or is_takeaway(heading) or is_references(heading)


def is_disclaimer(runs: Runs) -> bool:
    """Tell a closing "this is not medical advice" line, which every reply of ours carries anyway."""
    text = words(runs)
    return len(text) <= LONGEST_DISCLAIMER and bool(DISCLAIMER.search(text))
