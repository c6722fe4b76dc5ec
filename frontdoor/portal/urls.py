"""The partners' addresses."""

from __future__ import annotations

from django.urls import path

from frontdoor.portal import views

app_name = "portal"
urlpatterns = [
    path("", views.replies, name="replies"),
    path("<str:receipt>/", views.reply, name="reply"),
    path("<str:receipt>/questions/<int:question_id>/", views.answer, name="answer"),
]
