"""The policy, for those who work to it and those who agree it."""

from __future__ import annotations

from django.urls import path

from frontdoor.oversight.arrangements import views

app_name = "arrangements"
urlpatterns = [
    path("", views.policy, name="policy"),
    path("editions/<int:edition_id>/", views.edition, name="edition"),
    path("changes/", views.changes, name="changes"),
    path("trial/", views.trial, name="trial"),
    path("days-off/", views.days_off, name="days_off"),
    path("days-off/<int:day_id>/withdraw/", views.withdraw, name="withdraw_day_off"),
]
