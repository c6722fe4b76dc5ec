"""The pages of figures."""

from __future__ import annotations

from django.urls import path

from frontdoor.oversight.insight import views

app_name = "insight"
urlpatterns = [
    path("", views.demand, name="demand"),
    path("tables/<str:table>.csv", views.demand_csv, name="demand_csv"),
    path("repeats/", views.repeats, name="repeats"),
    path("repeats/tables/<str:table>.csv", views.repeats_csv, name="repeats_csv"),
    path("contacts/", views.records, name="records"),
    path("changes/", views.changes, name="changes"),
    path("changes/<int:change_id>/withdraw/", views.withdraw, name="withdraw_change"),
]
