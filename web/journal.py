"""Between the pages and the journal: what is noted of a question, and which verdicts count."""

import hashlib
from collections.abc import Callable, Container

from faq.library import Library
from journal.daybook import Journal
from journal.vocabulary import written_words
from retrieval.reload import Reloader
from retrieval.reply import Reply
from web.languages import language
from web.pages.feedback import NO, REASONS
from web.server.metrics import count_reply
from web.tokens import Judged


class ArticleWords:
    """The words of the articles that are served, gathered once for each content version."""

    def __init__(self, reloader: Reloader) -> None:
        self._reloader = reloader
        self._version, self._words = "", frozenset[str]()

    def __call__(self) -> Container[str]:
        """Return the words in lower case."""
        library = self._reloader.engine().library
        if library.version != self._version:
            self._words, self._version = article_words(library), library.version
        return self._words


def article_words(library: Library) -> frozenset[str]:
    """Return the words of the published articles; of references only those with a digit, since the rest are names."""
    articles = library.published()
    sections = [section for article in articles for section in article.sections]
    heads = [text for article in articles for text in (article.title, article.summary, *article.topics)]
    words = written_words([*heads, *(text for s in sections for text in (s.heading, s.text, *s.also_asked))])
    cited = written_words(reference.text for article in articles for reference in article.references)
    return words | {word for word in cited if any(letter.isdigit() for letter in word)}


def noting(journal: Journal) -> Callable[[str, Reply], None]:
    """Count each answered question and note it in the journal."""

    def answered(question: str, reply: Reply) -> None:
        count_reply(reply)
        journal.note(question, reply, language())

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
