"""Where sign-ins are kept: Django's own table and store. Every request looks one up, so that is written out."""

from __future__ import annotations

from typing import Final

from django.contrib.sessions.backends import db

from frontdoor.record.organisations.asking import ask

KEPT: Final = "SELECT session_data FROM django_session WHERE session_key = %s AND expire_date > now()"


class SessionStore(db.SessionStore):
    """Django's store in the database. SESSION_ENGINE names this file."""

    def load(self) -> dict[str, object]:
        """Read the session; one that is unknown or over is forgotten, as Django does."""
        found = ask(KEPT, [self.session_key], str)
        if not found:
            self._session_key = None
            return {}
        kept: dict[str, object] = self.decode(found[0])
        return kept
