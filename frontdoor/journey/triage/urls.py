"""Addresses of looking."""

from __future__ import annotations

from django.urls import path

from frontdoor.journey.triage import views

app_name = "triage"
urlpatterns = [
    path("contacts/<str:receipt>/children/<int:position>/class/", views.classify, name="classify"),
    path("contacts/<str:receipt>/concerns/", views.code, name="code"),
    path("contacts/<str:receipt>/rating/", views.rate, name="rate"),
    path("contacts/<str:receipt>/allocation/", views.allocate, name="allocate"),
    path("contacts/<str:receipt>/questions/", views.ask, name="ask"),
    path("contacts/<str:receipt>/return-for-consent/", views.return_for_consent, name="return_for_consent"),
    path("contacts/<str:receipt>/questions/<int:question_id>/answer/", views.answer, name="answer"),
    path("contacts/<str:receipt>/questions/<int:question_id>/chase/", views.chase, name="chase"),
    path("contacts/<str:receipt>/questions/<int:question_id>/back/", views.take_back, name="take_back"),
    path("contacts/<str:receipt>/not-asked/", views.say_not_asked, name="say_not_asked"),
    path("contacts/<str:receipt>/not-asked/approval/", views.approve_not_asking, name="approve_not_asking"),
    path("contacts/<str:receipt>/danger/", views.act_on_danger, name="act_on_danger"),
    path("news/<int:news_id>/acknowledge/", views.acknowledge, name="acknowledge"),
]
