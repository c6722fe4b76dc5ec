"""Every address of the house."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, include, path

from frontdoor.journey.decision import views as decision
from frontdoor.record.access import views as access
from frontdoor.site import views as site

urlpatterns: list[URLPattern | URLResolver] = [
    path("", site.start, name="start"),
    path("", include("frontdoor.journey.intake.urls")),  # first, because suggestions are asked for at every key press
    path("", include("frontdoor.oversight.worklist.urls")),
    path("staffing/", include("frontdoor.oversight.staffing.urls")),
    path("quality/", include("frontdoor.oversight.quality.urls")),
    path("policy/", include("frontdoor.oversight.arrangements.urls")),
    path("insight/", include("frontdoor.oversight.insight.urls")),
    path("", include("frontdoor.journey.children.urls")),
    path("", include("frontdoor.journey.triage.urls")),
    path("", include("frontdoor.journey.decision.urls")),
    path("", include("frontdoor.record.access.urls")),
    path("contacts/<str:receipt>/", decision.contact, name="contact"),
    path("portal/", include("frontdoor.portal.urls")),
    path("api/", include("frontdoor.api.urls")),
    path("settings/", site.settings, name="settings"),
]
handler403 = access.refused
