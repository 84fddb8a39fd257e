"""The file that a new article begins as."""

import json
from datetime import date

from faq.reading.texts import FILL_IN


def skeleton(title: str, today: date) -> str:
    """Return an article file with every part in its place and a place to fill in for each text."""
    return f"""\
---
title: {json.dumps(" ".join(title.split()), ensure_ascii=False)}
summary: {FILL_IN} one or two plain sentences that say what the article answers
evidence: {FILL_IN} how strong the evidence is, one of the names under [evidence] in wording.toml
published: {today}
status: draft # change it to published when the text is ready
topics: []
related: []
also_asked:
  {FILL_IN.lower().replace(" ", "-")}-a-question-that-the-article-answers:
    - {FILL_IN} the same question in the words of a patient
---
{FILL_IN} 2 or 3 sentences: what this is about, and who it is for.

## {FILL_IN} a question that the article answers?

{FILL_IN} the answer. Begin with the answer itself, then explain. Cite what you state.[^1]

## Common questions

### {FILL_IN} a question that patients ask?

{FILL_IN} the answer.

## Key takeaway

{FILL_IN} what the reader should keep in mind, in 2 or 3 sentences.

[^1]: {FILL_IN} Author, Author. Title. *Journal*. Year. https://doi.org/...
"""
