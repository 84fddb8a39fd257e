"""What every page is given: the engine that is served, the site, the signing of tokens, the journal, the counters."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from faq.library import Library
from faq.wording import Wording
from journal.recorder import Journal
from retrieval.engine import Engine
from retrieval.options import Phones
from retrieval.reload import Reloader
from web.languages import language
from web.server.redis import SpentTokens
from web.tokens import Tokens

QUESTION_LIMIT = 500
"""The longest question in characters."""


@dataclass(frozen=True, slots=True)
class Site:
    """The clinic's name, numbers and choices; an empty value is named in words on the page, never invented.

    `languages` are those of the interface, the default first; `kept_days` is 0 while the journal is off; `semantic`
    says that a sentence model helps to find passages; `files` holds the version of each static file.
    """

    phones: Phones
    name: str
    clinic: str = ""
    clinic_url: str = ""
    languages: tuple[str, ...] = ("en",)
    kept_days: int = 0
    embed_origins: tuple[str, ...] = ()
    semantic: bool = False
    files: Mapping[str, str] = field(default_factory=dict)
    question_limit: int = QUESTION_LIMIT


@dataclass(frozen=True, slots=True)
class Serving:
    """How the site is served: threads of a worker, limits, proxies in front, and the secrets of staff and operators."""

    threads: int = 32
    rate_limit: str = ""
    staff_password: str = ""
    metrics_token: str = ""
    trusted_hosts: tuple[str, ...] = ()
    trusted_proxies: int = 0


@dataclass(frozen=True, slots=True)
class Services:
    """Handed to every page. `spent` are the feedback tokens that were used, `journal` is None while it is off.

    `pool` is the Redis that machines share, or None; `key` signs what has to be signed; `files` are the static files.
    """

    folder: Path
    reloader: Reloader
    site: Site
    key: str
    tokens: Tokens
    spent: SpentTokens
    files: Mapping[str, bytes] = field(default_factory=dict)
    journal: Journal | None = None
    pool: Any = None
    serving: Serving = field(default_factory=Serving)

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
