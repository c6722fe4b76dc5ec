"""Addresses of taking a contact."""

from __future__ import annotations

from django.urls import path

from frontdoor.journey.intake import views

app_name = "intake"
urlpatterns = [
    path("take-a-contact/", views.take, name="take"),
    path("take-a-contact/tellers/", views.tellers, name="tellers"),
    path("take-a-contact/received/<str:receipt>/", views.received, name="received"),
    path("take-a-contact/<int:draft_id>/", views.draft, name="draft"),
    path("take-a-contact/<int:draft_id>/autosave/", views.autosave, name="autosave"),
    path("take-a-contact/<int:draft_id>/people/", views.suggestions, name="suggestions"),
    path("take-a-contact/<int:draft_id>/people/why/", views.reasons, name="reasons"),
    path("contacts/<str:receipt>/who/", views.identify, name="identify"),
]
