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
    path("children/<str:reference>/compare/", views.compare, name="compare"),
    path("children/<str:reference>/warnings/", views.warnings, name="warnings"),
    path("children/<str:reference>/warnings/add/", views.warn, name="warn"),
    path("warnings/<int:caution_id>/end/", views.end_warning, name="end_warning"),
    path("duplicates/", views.pairs, name="pairs"),
    path("duplicates/find/", views.find, name="find_pairs"),
    path("duplicates/apart/", views.keep_apart, name="keep_apart"),
    path("duplicates/<str:one>/<str:other>/", views.pair, name="pair"),
    path("duplicates/<str:one>/<str:other>/same/", views.same, name="same"),
    path("duplicates/<str:one>/<str:other>/not-the-same/", views.not_same, name="not_same"),
    path("duplicates/<str:one>/<str:other>/ask/", views.ask, name="ask"),
    path("verdicts/<int:verdict_id>/withdraw/", views.withdraw, name="withdraw"),
    path("links/<int:link_id>/", views.link, name="link"),
    path("links/<int:link_id>/confirm/", views.confirm, name="confirm"),
    path("links/<int:link_id>/end/", views.end, name="end"),
    path("questions/<int:question_id>/", views.answer, name="answer"),
]
