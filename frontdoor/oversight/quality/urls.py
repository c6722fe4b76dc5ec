"""Addresses of samples: look-back and consistency."""

from __future__ import annotations

from django.urls import path

from frontdoor.oversight.quality import views

app_name = "quality"
urlpatterns = [
    path("", views.samples, name="samples"),
    path("look-back/draw/", views.draw_look_back, name="draw_look_back"),
    path("consistency/draw/", views.draw_consistency, name="draw_consistency"),
    path("samples/<int:sample_id>/", views.sample, name="sample"),
    path("samples/<int:sample_id>/found.csv", views.sample_csv, name="sample_csv"),
    path("cases/<int:case_id>/", views.case, name="case"),
    path("cases/<int:case_id>/open-again/", views.open_again, name="open_again"),
]
