"""Addresses of staffing."""

from __future__ import annotations

from django.urls import path

from frontdoor.oversight.staffing import views

app_name = "staffing"
urlpatterns = [
    path("", views.workload, name="workload"),
    path("work.csv", views.workload_csv, name="workload_csv"),
    path("people/<int:worker_id>/", views.person, name="person"),
    path("people/<int:worker_id>/<str:what>/<int:plan_id>/withdraw/", views.withdraw, name="withdraw_plan"),
]
