"""Addresses of staffing."""

from __future__ import annotations

from django.urls import path

from frontdoor.oversight.staffing import views

app_name = "staffing"
urlpatterns = [
    path("", views.workload, name="workload"),
    path("forecast/", views.forecast, name="forecast"),
    path("forecast.csv", views.forecast_csv, name="forecast_csv"),
    path("handling/", views.handling, name="handling"),
    path("handling.csv", views.handling_csv, name="handling_csv"),
    path("what-if/", views.what_if, name="what_if"),
    path("needed/", views.needed, name="needed"),
    path("answers/", views.kept, name="kept"),
    path("answers/<int:answer_id>/", views.kept_answer, name="kept_answer"),
    path("answers/<int:answer_id>/board/", views.put_before_board, name="put_before_board"),
    path("work.csv", views.workload_csv, name="workload_csv"),
    path("people/<int:worker_id>/", views.person, name="person"),
    path("people/<int:worker_id>/<str:what>/<int:plan_id>/withdraw/", views.withdraw, name="withdraw_plan"),
]
