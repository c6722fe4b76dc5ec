"""Addresses of looking."""

from __future__ import annotations

from django.urls import path

from frontdoor.journey.triage import views

app_name = "triage"
urlpatterns = [
    path("contacts/<str:receipt>/children/<int:position>/class/", views.classify, name="classify"),
    path("contacts/<str:receipt>/rating/", views.rate, name="rate"),
    path("contacts/<str:receipt>/allocation/", views.allocate, name="allocate"),
    path("news/<int:news_id>/acknowledge/", views.acknowledge, name="acknowledge"),
]
