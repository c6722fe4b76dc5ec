"""Addresses of families."""

from __future__ import annotations

from django.urls import path

from frontdoor.journey.children import views

app_name = "children"
urlpatterns = [
    path("children/<str:reference>/family/", views.family, name="family"),
    path("children/<str:reference>/family/relation/", views.relate, name="relate"),
    path("children/<str:reference>/family/home/", views.lives, name="lives"),
    path("children/<str:reference>/family/responsibility/", views.responsible, name="responsible"),
    path("children/<str:reference>/family/death/", views.died, name="died"),
    path("children/<str:reference>/family/death/withdrawn/", views.not_died, name="not_died"),
    path("children/<str:reference>/family/<slug:kind>/<int:number>/", views.fact, name="fact"),
]
