"""Nothing typed is lost: a form that came too late goes back to whoever sent it, to be sent again."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import urlsplit

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from frontdoor.record.access.models import Worker

NEVER_HELD = ("/account/", "/api/")  # passwords and codes; and machines, which keep what they send
SECRET_WORDS = ("password", "passcode", "secret", "token")
TOKEN_FIELD = "csrfmiddlewaretoken"  # noqa: S105  (the name of a field, not a secret)


@dataclass(frozen=True, kw_only=True)
class Typed:
    """One field of the form as it was sent."""

    name: str
    value: str


def page(request: HttpRequest, *, status: int) -> HttpResponse:
    """Build the page that says the form was not taken, with what was typed in it where that is safe."""
    kept = typed(request) if may_give_back(request) else ()
    told = {
        "kept": kept,
        "shown": [one for one in kept if one.value.strip() and one.name != "version"],
        "lost_files": bool(request.FILES) if kept else False,
        "is_signed_in": isinstance(request.user, Worker),
        "again": request.get_full_path(),
    }
    return render(request, "access/held.html", told, status=status)


def is_held(request: HttpRequest) -> bool:
    """Say whether what was typed at this address is of the kind that is kept."""
    return request.method == "POST" and not request.path.startswith(NEVER_HELD)


def may_give_back(request: HttpRequest) -> bool:
    """Say whether the form came from a page of ours. Another site's words must not get our token."""
    if not is_held(request):
        return False
    sent_from = request.headers.get("Origin") or request.headers.get("Referer") or ""
    origin = urlsplit(sent_from)
    return (origin.scheme, origin.netloc) == (request.scheme, request.get_host())


def typed(request: HttpRequest) -> tuple[Typed, ...]:
    """List the fields that were sent, in order; no secret, no file."""
    return tuple(
        Typed(name=name, value=str(value))
        for name, values in request.POST.lists()
        if name != TOKEN_FIELD and not any(word in name.lower() for word in SECRET_WORDS)
        for value in values
    )
