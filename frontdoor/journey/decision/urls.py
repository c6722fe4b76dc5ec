"""Addresses of deciding. The contact's own page is `contact`, in the site's table."""

from __future__ import annotations

from django.urls import path

from frontdoor.journey.decision import views

app_name = "decision"
urlpatterns = [
    path("contacts/<str:receipt>/history/", views.history, name="history"),
    path("contacts/<str:receipt>/findings/", views.finding, name="finding"),
    path("contacts/<str:receipt>/findings/<int:finding_id>/end/", views.end_finding, name="end_finding"),
    path("contacts/<str:receipt>/children/<int:position>/day/", views.day, name="day"),
    path("contacts/<str:receipt>/recommendation/", views.recommend, name="recommend"),
    path("contacts/<str:receipt>/told/", views.tell, name="tell"),
    path("contacts/<str:receipt>/looks/", views.look, name="look"),
    path("contacts/<str:receipt>/looks/<int:look_id>/done/", views.follow, name="follow"),
    path("oversight/gaps/", views.gaps, name="gaps"),
    path("oversight/<int:recommendation_id>/in-hand/", views.pick_up, name="pick_up"),
    path("oversight/<int:recommendation_id>/let-go/", views.let_go, name="let_go"),
    path("oversight/", views.oversight_queue, name="oversight_queue"),
    path("oversight/<int:recommendation_id>/", views.oversight, name="oversight"),
]
