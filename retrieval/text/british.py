"""Read British and American spelling alike, by the few rules in which they differ."""

import re

RULES = (
    (re.compile(r"^oe(?=[sd])|(?<=rh)oe|(?<=pn)oe|(?<=f)oe(?=[tm])|(?<=c)oe(?=l)|(?<=am)oe(?=b)"), "e"),
    (re.compile(r"ae(?=[mdcs])"), "e"),
    (re.compile(r"(?<=[a-z]{2})our(?=s?$|ed$|ing$|al|able|ful|less|ite)"), "or"),
    (re.compile(r"(?<=[a-z]{3})is(?=(?:e|es|ed|er|ing|ation|ations)$)"), "iz"),
    (re.compile(r"(?<=[a-z]l)ys(?=(?:e|es|ed|er|ing)$)"), "yz"),
    (re.compile(r"(?<=[a-z]{2}[tb])re(?=s?$)"), "er"),
    (re.compile(r"(?<=program)me(?=s?$)"), ""),
    (re.compile(r"(?<=licen|defen|offen)ce(?=s?$)"), "se"),
)
"""Oesophagus and diarrhoea, haemoglobin and paediatric, tumour, randomised, analyse, centre, programme, licence."""

MAYBE = re.compile(r"[ao]e|our|is|ys|re|mme|ce")
"""What a word must have for any rule to fit."""


def american(word: str) -> str:
    """Return the American spelling of a word in lower case; a word that has none may change, but always alike.

    >>> [american(word) for word in "oesophagus diarrhoea leukaemia tumours randomised centre exercise".split()]
    ['esophagus', 'diarrhea', 'leukemia', 'tumors', 'randomized', 'center', 'exercize']
    """
    if MAYBE.search(word):
        for rule, instead in RULES:
            word = rule.sub(instead, word)
    return word
