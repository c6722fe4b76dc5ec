"""What happens to every request before its page, and to every answer after it."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from typing import ClassVar, cast

from allauth.mfa.models import Authenticator
from allauth.mfa.utils import is_mfa_enabled
from csp.constants import HEADER
from csp.middleware import CheckableLazyObject, CSPMiddleware
from csp.utils import build_policy
from django.conf import settings
from django.contrib.auth import SESSION_KEY, logout
from django.contrib.auth.base_user import AbstractBaseUser
from django.contrib.auth.middleware import AuthenticationMiddleware, get_user
from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, resolve_url
from django.utils import timezone
from django.utils.functional import SimpleLazyObject

from frontdoor.record.access import actions, context, held, knowing, sessions, views
from frontdoor.record.access.models import Worker
from frontdoor.record.access.refusals import NotPermitted, Refused
from frontdoor.record.access.session_store import SessionStore

Next = Callable[[HttpRequest], HttpResponse]


class AnswerSafely:
    """Put on every answer that nobody may keep it or use what the page has no use for."""

    def __init__(self, get_response: Next) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if "no-store" not in response.headers.get("Cache-Control", ""):
            response.headers["Cache-Control"] = "no-store"
        response.headers["Cross-Origin-Resource-Policy"] = "same-origin"
        response.headers["Permissions-Policy"] = "camera=(), geolocation=(), microphone=()"
        return response


class SayWhatMayLoad(CSPMiddleware):
    """Put the content security policy on every answer; the words of one without a nonce are always the same."""

    def process_response(self, request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
        if getattr(request, "_csp_nonce", None) or any(name.startswith("_csp") for name in vars(response)):
            return super().process_response(request, response)
        if HEADER not in response.headers:
            response.headers[HEADER] = _policy()
        request.csp_nonce = CheckableLazyObject(self._csp_nonce_post_response)  # type: ignore[attr-defined]  # as django-csp
        return response


@cache
def _policy() -> str:
    return str(build_policy())


class KnowWorker(AuthenticationMiddleware):
    """Say who is signed in, when it is first asked: by what was read beside their sign-in, where that is them."""

    def process_request(self, request: HttpRequest) -> None:
        super().process_request(request)
        request.user = cast(Worker, SimpleLazyObject(lambda: _signed_in(request)))


def _signed_in(request: HttpRequest) -> AbstractBaseUser | AnonymousUser:
    session = cast(SessionStore, request.session)
    session.get(SESSION_KEY)  # reads it
    with knowing.reading(session.found):
        return get_user(request)


class EndSessions:
    """Sign out whoever has been idle for too long, or signed in for too long; note who is at work."""

    def __init__(self, get_response: Next) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        worker, at = request.user, timezone.now()
        if isinstance(worker, Worker):
            if sessions.is_over(request.session, at=at):
                with context.working_for(authority_id=worker.authority_id, worker_id=worker.pk):
                    actions.note_sign_out(how="time", by=worker, at=at)
                logout(request)
            elif is_use(request):
                sessions.note_use(request.session, at=at)
        return self.get_response(request)


def is_use(request: HttpRequest) -> bool:
    """Say whether a person is behind the request: what an open page fetches by itself is not use; what it saves is."""
    return request.method != "GET" or request.headers.get("Sec-Fetch-Dest", "document") != "empty"


class WorkFor:
    """Set the authority whose rows this request may see; none for somebody who is not signed in."""

    def __init__(self, get_response: Next) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        worker = request.user
        known = worker if isinstance(worker, Worker) else None
        context.enter(authority_id=known.authority_id if known else None, worker_id=known.pk if known else None)
        try:
            return self.get_response(request)
        finally:
            context.leave()


class AskSecondStep:
    """Open nothing but the set-up of the second step to a worker who has none, where one is required."""

    SETTING_UP: ClassVar[frozenset[str]] = frozenset(
        {"mfa_activate_totp", "account_reauthenticate", "account_logout", "account_login"}
    )

    def __init__(self, get_response: Next) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, *_: object) -> HttpResponse | None:
        if not settings.TOTP_IS_REQUIRED or not isinstance(request.user, Worker):
            return None
        asked = request.resolver_match.view_name if request.resolver_match else ""
        if asked in self.SETTING_UP or is_mfa_enabled(request.user, [Authenticator.Type.TOTP]):
            return None
        return redirect("mfa_activate_totp")


class HoldWhatWasTyped:
    """Answer a form that came after its sender was signed out with the form, not with an empty sign-in page."""

    def __init__(self, get_response: Next) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        is_sent_to_sign_in = response.status_code == 302 and response.headers.get("Location", "").startswith(
            resolve_url(settings.LOGIN_URL)
        )
        if is_sent_to_sign_in and held.is_held(request) and not isinstance(request.user, Worker):
            return held.page(request, status=401)
        return response


class AnswerRefusals:
    """Turn a refusal that a view did not show into a page with its reasons."""

    def __init__(self, get_response: Next) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        if isinstance(exception, NotPermitted):
            return views.refused(request, exception)
        return views.not_now(request, exception) if isinstance(exception, Refused) else None
