"""Pages of the guard itself."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from frontdoor.record.access.guard import open_to_all


@open_to_all("It is shown when a form cannot be trusted, to whoever sent it")
def hold(request: HttpRequest, reason: str = "") -> HttpResponse:  # noqa: ARG001  (Django's signature)
    return render(request, "403_csrf.html", status=403)
