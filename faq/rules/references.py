"""References that a reader cannot follow."""

import re

from faq.article import Article, Reference
from faq.library import Library
from faq.problem import Findings, Problem
from faq.rules.walk import over_articles

_DOI_ADDRESS = re.compile(r"https?://(?:dx\.)?doi\.org/(.*)", re.IGNORECASE)
_DOI = re.compile(r"10\.\d{4,9}/\S+")
"""What a DOI looks like (https://www.doi.org/doi-handbook, Crossref's pattern)."""
_WRITTEN = re.compile(r"\bdoi:?\s*(\S+)", re.IGNORECASE)


def reference_addresses(library: Library) -> list[Problem]:
    """Note references without an address and those with a DOI that cannot be one."""
    return over_articles(library.articles, _judge_references)


def _judge_references(article: Article, findings: Findings) -> None:
    for reference in article.references:
        doi = broken_doi(reference)
        if doi:
            remedy = "A DOI looks like 10.1038/s41591-024-03037-z."
            findings.warn(reference.line, f'the DOI "{doi}" of [^{reference.label}] cannot be right.', remedy)
    by_line = sorted(article.references, key=lambda reference: reference.line)
    silent = [reference for reference in by_line if reference.url is None]
    if silent:
        marks = ", ".join(f"[^{reference.label}]" for reference in silent)
        remedy = "Add the https:// address, or the DOI, where there is one."
        findings.warn(silent[0].line, f"readers cannot follow {marks}: there is no address.", remedy)


def broken_doi(reference: Reference) -> str | None:
    """Return the DOI of a reference when it cannot be one, None when all is well or there is none."""
    in_address = _DOI_ADDRESS.fullmatch(reference.url or "")
    written = None if "doi.org" in reference.text else _WRITTEN.search(reference.text)
    for match in (in_address, written):
        if match and not _DOI.fullmatch(match[1]):
            return match[1] or match[0]
    return None
