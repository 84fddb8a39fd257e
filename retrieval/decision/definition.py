"""Questions that ask what something is: a passage that only mentions the thing in passing does not answer them.

"What is temozolomide?" must not be answered by a section on something else that names the drug once.
"""

import re

from retrieval.decision.subjects import SubjectCheck
from retrieval.search.index import Hit, Query
from retrieval.text.tokens import clean_text, split

_ASKING = frozenset(
    "what whats what's wat wot is are a an the does do did mean means meaning how work works explain define definition"
    " tell me about of stand stands for exactly simply please qué que es son significa cómo como funciona".split()
)


_DEFINING = re.compile(
    r"^(?:what|explain|define|tell me)\b|\b(?:meaning|definition|stands? for|means?|work|works)$", re.IGNORECASE
)


def asks_for_definition(query: Query, guard: SubjectCheck) -> bool:
    """Say whether a question only asks what its subject is: "What does HER2 mean?", "MSI-high meaning", "satri-cel"."""
    said = [word.casefold() for word in split(query.text)]
    subjects = [word for word in query.words if guard.demands(word)]
    rest = [word for word in said if word not in _ASKING and not guard.demands(word)]
    asking = any(word in _ASKING for word in said)
    return bool(subjects) and not rest and (asking or len(said) == 1)


def explains(hit: Hit, query: Query, guard: SubjectCheck) -> bool:
    """Say whether a passage is about the subject words of the question, in its heading or by saying what they are."""
    passage = hit.passage
    defining = (wording for wording in passage.also_asked if _DEFINING.search(wording))
    head = " ".join((passage.title, passage.heading, *defining))
    about = frozenset(term for word in split(head) for term in guard.terms(word))
    named = {word for term in query.terms if term.text in about for word in term.word.split()}
    subjects = (word for word in query.words if guard.demands(word))
    return all(word in named or _says_what(word, passage.text) for word in subjects)


def _says_what(word: str, text: str) -> bool:
    """Say whether a text tells what a word is: "T cells are ...", "... called apheresis", "... (CRS)".

    A name in brackets that is no abbreviation is an example: "tablets (temozolomide)".
    """
    name = re.escape(word)
    told = (
        rf"\b{name}(?: \w+)?s? (?:is|are|means?|stands? for)\b|\b(?:called|named|known as|short for) (?:\w+ )?{name}\b"
    )
    text = clean_text(text)
    return bool(re.search(told, text, re.IGNORECASE) or re.search(rf"\({name.upper()}s?\)", text))
