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
    path("partners/", views.partners, name="partners"),
    path("partners/tables/<str:table>.csv", views.partners_csv, name="partners_csv"),
    path("partners/<int:agency_id>/", views.partner, name="partner"),
    path("partners/<int:agency_id>/tables/<str:table>.csv", views.partner_csv, name="partner_csv"),
    path("partners/told/<int:telling_id>/withdraw/", views.withdraw_telling, name="withdraw_telling"),
    path("timeliness/", views.timeliness, name="timeliness"),
    path("timeliness/tables/<str:table>.csv", views.timeliness_csv, name="timeliness_csv"),
    path("late/", views.late, name="late"),
    path("late/<str:receipt>/", views.explain, name="explain"),
    path("contacts/", views.records, name="records"),
    path("changes/", views.changes, name="changes"),
    path("changes/<int:change_id>/withdraw/", views.withdraw, name="withdraw_change"),
]
