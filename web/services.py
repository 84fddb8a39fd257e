"""What every page is given: the live engine, the site, the signing of tokens, and whom to tell what happened."""

from collections.abc import Callable
from dataclasses import dataclass

from faq.library import Library
from faq.wording import Wording
from retrieval.engine import Engine
from retrieval.reload import Reloader
from retrieval.reply import Reply
from web.languages import language
from web.site import Site
from web.tokens import Judged, Tokens


def _tell_nobody(*_: object) -> None:
    """Do nothing."""


@dataclass(frozen=True, slots=True)
class Services:
    """Handed to every page. `answered` is told of each question, `judged` of each verdict that counts.

    `spend` says whether a token gives a verdict for the first time, on any machine that shares the memory of it.
    """

    reloader: Reloader
    site: Site
    tokens: Tokens
    spend: Callable[[Judged, str], bool]
    answered: Callable[[str, Reply], None] = _tell_nobody
    judged: Callable[[str, Judged], None] = _tell_nobody

    @property
    def engine(self) -> Engine:
        """Everything that answers questions at this moment."""
        return self.reloader.engine()

    @property
    def library(self) -> Library:
        """The articles at this moment."""
        return self.engine.library

    @property
    def wording(self) -> Wording:
        """The sentences in the language of the page that is being made."""
        return self.engine.wording(language())
