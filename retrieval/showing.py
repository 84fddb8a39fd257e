"""Turn a section into what visitors see: its words, where they stand, what they cite, how old they are."""

from collections.abc import Sequence
from datetime import date

from faq.article import Article, Block, Section
from faq.wording import Wording
from retrieval.reply import Choice, Citation, Evidence, ShownPassage, Source


def shown_passage(
    article: Article, section: Section, blocks: Sequence[Block], key: str, wording: Wording, today: date
) -> ShownPassage:
    """Return a passage of a section; `blocks` are the whole section's or those of one of its parts."""
    numbers = dict.fromkeys(number for block in blocks for number in block.citations)
    evidence = wording.evidence(article.evidence)
    return ShownPassage(
        id=section.id,
        part=0,
        heading=section.heading,
        text="\n\n".join(block.text for block in blocks),
        html="\n".join(block.html for block in blocks),
        url=section.url,
        article=Source(article.slug, article.title, article.url),
        citations=tuple(_citation(article, number) for number in numbers),
        evidence=Evidence(*evidence) if evidence else None,
        reviewed=article.review.reviewed if article.review else None,
        overdue=bool(article.review and article.review.overdue(today)),
        matched=(),
        key=key,
    )


def offered_section(section: Section, article: str = "", text: str = "", difference: str = "") -> Choice:
    """Offer a section by the question it answers."""
    return Choice(section.id, section.heading, section.permalink, article, text, difference)


def _citation(article: Article, number: int) -> Citation:
    reference = article.reference(number)
    return Citation(reference.number, reference.text, reference.url)
