"""The settings page: who there is, who may do what, and whether the machinery is well."""

from __future__ import annotations

from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from frontdoor.record.access import queries as access
from frontdoor.record.access.guard import Asked, needs, open_to_all
from frontdoor.record.access.models import Worker
from frontdoor.record.access.roles import Permission
from frontdoor.site import state
from frontdoor.site.frame import first_door
from frontdoor.site.places import VAR


@open_to_all("It shows nothing: it sends each worker to the first page of their role, and anybody else to sign in")
def start(request: HttpRequest) -> HttpResponse:
    """Go to the first page that the worker may open."""
    if not isinstance(request.user, Worker):
        return redirect_to_login("/")
    return redirect(first_door(request.user))


@needs(Permission.SETTINGS_SEE)
def settings(request: Asked) -> HttpResponse:
    """Show the settings of the worker's authority."""
    told = {
        "people": access.people(request.user.authority_id, with_closed=request.GET.get("show") == "all"),
        "roles": access.roles(),
        "permissions": access.who_may_what(),
        "machinery": state.of_machinery(request.user, var=VAR, at=timezone.now()),
    }
    return render(request, "site/settings.html", told)
