"""Signed text that travels through the visitor's browser and comes back: what was shown before, what is judged.

Nothing in a token is secret or about the visitor; the signature only keeps others from making one up.
"""

import secrets
from dataclasses import dataclass
from typing import NamedTuple

from itsdangerous import BadData, SignatureExpired, URLSafeTimedSerializer

CONTEXT_AGE = 12 * 3600
"""Seconds for which a follow-up question may lean on the answer before it."""

FEEDBACK_AGE = 24 * 3600
"""Seconds for which an answer may be judged."""

STAFF_IDLE = 30 * 60
"""Seconds without a request after which staff must sign in again."""

STAFF_DAY = 8 * 3600
"""Seconds after which staff must sign in again in any case."""


class ForgedError(ValueError):
    """A token that this site did not sign."""


class SpentError(ValueError):
    """A token that this site signed, too long ago to count."""


@dataclass(frozen=True, slots=True)
class Judged:
    """What a visitor's feedback is about: a section of one content version; `once` makes it count a single time."""

    section: str
    version: str
    once: str


class StaffSession(NamedTuple):
    """When somebody signed in, in seconds since 1970, and the random id by which the session can be ended."""

    since: int
    id: str


class Tokens:
    """Sign and read tokens with the site's key; every machine that has the key reads them alike.

    What visitors hold that was signed with the `old` key is still read; staff sessions are not, so that a new key ends
    them.
    """

    def __init__(self, key: str, old: str = "") -> None:
        keys = [old, key] if old else [key]
        self._context = URLSafeTimedSerializer(keys, salt="context")
        self._feedback = URLSafeTimedSerializer(keys, salt="feedback")
        self._staff = URLSafeTimedSerializer(key, salt="staff")

    def sign_context(self, section: str) -> str:
        """Sign the id of the section that was shown; no section gives no token."""
        return str(self._context.dumps(section)) if section else ""

    def read_context(self, token: str) -> str:
        """Return the section a token names; a forged or old token is ignored and gives ""."""
        try:
            return str(self._context.loads(token, max_age=CONTEXT_AGE))
        except BadData:
            return ""

    def sign_feedback(self, section: str, version: str) -> str:
        """Sign what feedback on an answer will be about."""
        return str(self._feedback.dumps([section, version, secrets.token_urlsafe(6)]))

    def read_feedback(self, token: str) -> Judged:
        """Return what a token is about; raise ForgedError, or SpentError when it is too old."""
        try:
            return Judged(*self._feedback.loads(token, max_age=FEEDBACK_AGE))
        except SignatureExpired as error:
            raise SpentError("the token is too old") from error
        except (BadData, TypeError) as error:
            raise ForgedError("this site did not make the token") from error

    def sign_staff(self, proof: str, session: StaffSession) -> str:
        """Sign a staff session; `proof` names the password it was opened with."""
        return str(self._staff.dumps([proof, *session]))

    def read_staff(self, token: str, proof: str, now: int) -> StaffSession | None:
        """Return a staff session; None when it is forged, over, or was opened with another password."""
        try:
            opened_with, *session = self._staff.loads(token, max_age=STAFF_IDLE)
            found = StaffSession(*session)
        except (BadData, TypeError, ValueError):
            return None
        return found if opened_with == proof and 0 <= now - found.since <= STAFF_DAY else None
