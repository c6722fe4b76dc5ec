"""Where sign-ins are kept: Django's own table and store. Every request looks one up, so that is written out."""

from __future__ import annotations

from django.contrib.sessions.backends import db

from frontdoor.record.access import knowing


class SessionStore(db.SessionStore):
    """Django's store in the database. SESSION_ENGINE names this file."""

    found: knowing.SignIn | None = None

    def load(self) -> dict[str, object]:
        """Read the session; one that is unknown or over is forgotten, as Django does."""
        self.found = knowing.sign_in(self.session_key)
        if self.found is None:
            self._session_key = None
            return {}
        kept: dict[str, object] = self.decode(self.found.told)
        return kept
