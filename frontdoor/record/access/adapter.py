"""The sign-in library, held to the house: administrators make accounts, and the ledger sees who comes and goes."""

from __future__ import annotations

from allauth.account.adapter import DefaultAccountAdapter
from allauth.core import context as allauth
from allauth.mfa.utils import is_mfa_enabled
from django.http import HttpRequest
from django.utils import timezone

from frontdoor.record.access import actions, context, sessions
from frontdoor.record.access.models import Worker

NOISE = frozenset({"account/messages/logged_in.txt", "account/messages/logged_out.txt"})


class ClosedSignUp(DefaultAccountAdapter):  # type: ignore[misc]  # allauth carries no types
    """Sign-in and sign-out, and no other way in."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:  # noqa: ARG002  (allauth's signature)
        return False

    def login(self, request: HttpRequest, user: Worker) -> None:
        """Sign in, with its ledger entry: without the entry there is no sign-in."""
        at = timezone.now()
        with context.working_for(authority_id=user.authority_id, worker_id=user.pk):
            actions.note_sign_in(by=user, at=at)
        super().login(request, user)
        sessions.begin(request.session, at=at)

    def logout(self, request: HttpRequest) -> None:
        worker = request.user
        if isinstance(worker, Worker):
            actions.note_sign_out(how="asked", by=worker, at=timezone.now())
        super().logout(request)

    def is_reauthentication_required(self, *, app: str) -> bool:
        """Ask for the password again, except of somebody who has just given it and has no second step to protect."""
        request = allauth.request
        is_new = sessions.is_fresh(request.session, at=timezone.now()) and not is_mfa_enabled(request.user)
        return not is_new and bool(super().is_reauthentication_required(app=app))

    def add_message(
        self, request: HttpRequest, level: int, message_template: str | None = None, *rest: object, **named: object
    ) -> None:
        """Say what needs saying: that somebody signed in, they can see."""
        if message_template not in NOISE:
            super().add_message(request, level, message_template, *rest, **named)
