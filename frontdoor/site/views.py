"""The settings page: who there is, who may do what, and whether the machinery is well."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone

from frontdoor.record.access import queries as access
from frontdoor.record.access.guard import Asked, needs
from frontdoor.record.access.roles import Permission
from frontdoor.site import state
from frontdoor.site.places import VAR


@needs(Permission.SETTINGS_SEE)
def settings(request: Asked) -> HttpResponse:
    """Show the settings of the worker's authority."""
    told = {
        "people": access.people(request.user.authority_id),
        "roles": access.roles(),
        "permissions": access.who_may_what(),
        "machinery": state.of_machinery(request.user, var=VAR, at=timezone.now()),
    }
    return render(request, "site/settings.html", told)
