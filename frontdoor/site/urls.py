"""Every address of the house."""

from __future__ import annotations

from importlib.util import find_spec

from django.urls import URLPattern, URLResolver, include, path

from frontdoor.record.access import views as access

ROOMS = (
    ("", "frontdoor.oversight.worklist.urls"),
    ("", "frontdoor.journey.intake.urls"),
    ("", "frontdoor.journey.triage.urls"),
    ("", "frontdoor.journey.decision.urls"),
    ("", "frontdoor.record.access.urls"),
    ("portal/", "frontdoor.portal.urls"),
    ("api/", "frontdoor.api.urls"),
)

urlpatterns: list[URLPattern | URLResolver] = [
    *[path(prefix, include(room)) for prefix, room in ROOMS if find_spec(room)],
]
if find_spec("frontdoor.journey.decision.views"):
    from frontdoor.journey.decision import views as decision

    if hasattr(decision, "contact"):
        urlpatterns.append(path("contacts/<str:receipt>/", decision.contact, name="contact"))
if find_spec("frontdoor.site.views"):
    from frontdoor.site import views as site

    urlpatterns.append(path("settings/", site.settings, name="settings"))
handler403 = access.refused
