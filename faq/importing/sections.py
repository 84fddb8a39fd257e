"""The sections that every article may have, by the names that documents give them."""

import re

from faq.importing.inline import words

COMMON_QUESTIONS, KEY_TAKEAWAY, REFERENCES = "Common questions", "Key takeaway", "References"
NAMES = {
    COMMON_QUESTIONS: re.compile(
        r"(your |our |some |the )?((most )?(common|frequent|frequently asked|popular|patients?'?’?|other) )?"
        r"(questions?|faqs?|q ?& ?a|q ?and ?a|questions?( and|,| &) answers?)"
        r"( (and|&) answers?)?"
        r"( (we are|people|patients|you|families)( often| may| might)? (ask(ed)?|have)| from patients| answered)?[:.]?",
        re.I,
    ),
    KEY_TAKEAWAY: re.compile(r"(the )?key[ -]take[ -]?aways?[:.]?", re.I),
    REFERENCES: re.compile(
        r"(our |selected |key |the |list of )?"
        r"(references?|(evidence )?sources?|bibliography|literature|citations?|(foot|end)? ?notes?|works cited)"
        r"( list| cited)?( (and|&) (notes|references|sources|further reading))?[:.]?",
        re.I,
    ),
}


def known_section(heading: str) -> str:
    """Return which of these sections a heading names, "" for one of this document alone."""
    return next((name for name, names in NAMES.items() if names.fullmatch(words(heading))), "")
