"""Between the pages and the journal: which words it may keep, what is noted of a question, which verdicts count."""

import hashlib
from collections.abc import Callable
from functools import lru_cache

from faq.library import Library
from journal.permission import Permission
from journal.recorder import Journal
from retrieval.reply import Reply
from retrieval.text.frequency import general_frequency
from web.languages import language
from web.pages.feedback import NO, REASONS
from web.server.metrics import count_reply
from web.tokens import Judged

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


def noting(journal: Journal) -> Callable[[str, Reply], None]:
    """Count each answered question and note it in the journal."""

    def answered(question: str, reply: Reply) -> None:
        count_reply(reply)
        journal.note(
            question,
            language(),
            status=str(reply.status),
            sections=(shown.id for shown in reply.passages or reply.choices),
            version=reply.version,
            emergency=reply.emergency.kind if reply.emergency else "",
        )

    return answered


def spending(journal: Journal, here: Callable[[Judged, str], bool]) -> Callable[[Judged, str], bool]:
    """Let a verdict count once on all machines that write to the same journal."""

    def spend(judged: Judged, verdict: str) -> bool:
        if not here(judged, verdict):
            return False
        once = hashlib.sha256(judged.once.encode()).hexdigest()
        given, reason = (NO, verdict) if verdict in REASONS else (verdict, "")
        return journal.spend(once, judged.section, judged.version, given, reason)

    return spend
