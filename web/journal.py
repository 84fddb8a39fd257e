"""Between the pages and the journal: which words it may keep, and what is noted of a question."""

from collections.abc import Callable
from functools import lru_cache

from faq.library import Library
from journal.permission import Permission
from retrieval.reply import Reply
from retrieval.text.frequency import general_frequency
from web.languages import language
from web.server.metrics import count_reply
from web.services import Services

COMMON = {"en": 3.0}
COMMON_ELSEWHERE = 4.0
"""The Zipf value from which a word is everyday language: names among those words are listed in `journal/names.txt`,
for English down to 3, for other languages down to 4."""


def permissions(library: Callable[[], Library]) -> Callable[[str], Permission]:
    """Return what tells what may be kept in a language, learned once from each content version."""

    @lru_cache(maxsize=4)
    def learned(_version: str, lang: str) -> Permission:
        return permission(library(), lang)

    return lambda lang: learned(library().version, lang)


def permission(library: Library, lang: str) -> Permission:
    """Permit the words of the published articles, whatever their language, and everyday words of one language."""
    common, least = general_frequency(lang), COMMON.get(lang, COMMON_ELSEWHERE)
    articles = library.published()
    sections = [section for article in articles for section in article.sections]
    heads = [text for article in articles for text in (article.title, article.summary, *article.topics)]
    texts = [*heads, *(text for section in sections for text in (section.heading, section.text, *section.also_asked))]
    return Permission(texts, lambda word: common.get(word, 0.0) >= least)


def note_answered(services: Services, question: str, reply: Reply) -> None:
    """Count a question that was answered, and note it in the journal where there is one."""
    count_reply(reply)
    if services.journal:
        services.journal.note(
            question,
            language(),
            status=str(reply.status),
            sections=(shown.id for shown in reply.passages or reply.choices),
            version=reply.version,
            emergency=reply.emergency.kind if reply.emergency else "",
        )
