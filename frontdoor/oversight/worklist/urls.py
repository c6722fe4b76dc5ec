"""The pages for looking across journeys."""

from __future__ import annotations

from django.urls import path

from frontdoor.oversight.worklist import views

app_name = "worklist"
urlpatterns = [
    path("board/", views.board, name="board"),
    path("board/rows/", views.board_rows, name="board_rows"),
    path("my-work/", views.my_work, name="my_work"),
    path("search/", views.search, name="search"),
    path("children/<str:reference>/", views.child, name="child"),
    path("children/<str:reference>/address/", views.unseal, name="unseal"),
]
