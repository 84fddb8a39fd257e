"""The door to the staff pages: one password, a short session in a signed cookie, no request from another site.

The password is kept only as a scrypt hash (RFC 7914) in memory. A session is checked, never stored: it ends after
30 minutes without a request, after 8 hours, at sign-out on this browser, or when the password changes.
"""

import hashlib
import hmac
import secrets
import time
from collections.abc import Callable
from ctypes import c_char
from multiprocessing import Array
from threading import BoundedSemaphore
from typing import Any
from urllib.parse import urlsplit

from flask import Blueprint, abort, redirect, request, url_for
from flask.typing import ResponseReturnValue
from werkzeug.exceptions import TooManyRequests
from werkzeug.wrappers import Response

from web.tokens import STAFF_IDLE, StaffSession, Tokens

COOKIE = "staff"
COOKIE_ATTRIBUTES: dict[str, Any] = {"path": "/staff", "httponly": True, "samesite": "Strict"}
AT_ONCE = 2
"""How many passwords a worker compares at the same time: each takes 16 MB of memory and a core."""

RETRY_AFTER = 2
"""Seconds after which somebody should try again who found others before them."""

ID_BYTES = 16
"""Characters of the random id of a session."""


class EndedSessions:
    """The sessions that were signed out last, in memory that all workers forked from this process share."""

    def __init__(self, most: int = 1000) -> None:
        self._ids = Array(c_char, ID_BYTES * most)

    def add(self, session: str) -> None:
        """Remember a session by its id before the others; the oldest one makes room."""
        with self._ids.get_lock():
            self._ids.raw = (session.encode() + self._ids.raw)[: len(self._ids)]

    def __contains__(self, session: str) -> bool:
        return session.encode() in bytes(self._ids.get_obj())


class StaffAuth:
    """Let in whoever knows the password; `clock` gives seconds since 1970."""

    def __init__(self, password: str, tokens: Tokens, clock: Callable[[], float] = time.time) -> None:
        self._hash = _hashed(password)
        self._proof = hashlib.sha256(b"session" + self._hash).hexdigest()[:16]
        self._tokens = tokens
        self._clock = clock
        self._places = BoundedSemaphore(AT_ONCE)
        self._ended = EndedSessions()

    def fits(self, password: str) -> bool:
        """Compare a password in a time that says nothing about it; raise TooManyRequests while others are compared."""
        if not self._places.acquire(blocking=False):
            raise TooManyRequests(retry_after=RETRY_AFTER)
        try:
            return hmac.compare_digest(_hashed(password), self._hash)
        finally:
            self._places.release()

    def begin(self, response: Response) -> None:
        """Give the browser a new session."""
        self._set(response, StaffSession(int(self._clock()), secrets.token_hex(ID_BYTES // 2)))

    def end(self, response: Response) -> None:
        """End the session of this request: its cookie opens nothing more, whoever has a copy of it."""
        session = self.session()
        if session:
            self._ended.add(session.id)
        response.delete_cookie(COOKIE, secure=request.is_secure, **COOKIE_ATTRIBUTES)

    def session(self) -> StaffSession | None:
        """Return the session of this request, None when there is none."""
        session = self._tokens.read_staff(request.cookies.get(COOKIE, ""), self._proof, int(self._clock()))
        return session if session and session.id not in self._ended else None

    def guard(self, pages: Blueprint) -> None:
        """Stand before every page of a blueprint: turn away other sites, ask strangers to sign in."""

        @pages.before_request
        def stop() -> ResponseReturnValue | None:
            if request.method not in ("GET", "HEAD") and not _from_this_site():
                abort(403)
            if request.endpoint == "staff.sign_in" or self.session():
                return None
            return redirect(url_for("staff.sign_in"), 303)

        @pages.after_request
        def prolong(response: Response) -> Response:
            response.headers["X-Robots-Tag"] = "noindex, nofollow"
            session = self.session()
            if session and request.endpoint != "staff.sign_out":
                self._set(response, session)
            return response

    def _set(self, response: Response, session: StaffSession) -> None:
        signed = self._tokens.sign_staff(self._proof, session)
        response.set_cookie(COOKIE, signed, max_age=STAFF_IDLE, secure=request.is_secure, **COOKIE_ATTRIBUTES)


def _from_this_site() -> bool:
    """Say whether a form was sent from a page of ours, by what the browser tells (Fetch Metadata, RFC 6454).

    A browser that keeps its origin to itself ("null") must say where the form came from; whoever sends neither
    header is no browser that could be trusted with a session.
    """
    site, origin = request.headers.get("Sec-Fetch-Site"), request.headers.get("Origin", "null")
    if origin != "null" and urlsplit(origin).netloc != request.host:
        return False
    return site == "same-origin" or (site is None and origin != "null")


def _hashed(password: str) -> bytes:
    """Hash a password; the salt is fixed because the hash never leaves memory and all workers must agree."""
    return hashlib.scrypt(password.encode(), salt=b"patient-faq staff", n=2**14, r=8, p=1)
