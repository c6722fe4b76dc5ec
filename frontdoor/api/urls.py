"""The addresses of the machines' door. Each says who may open it."""

from __future__ import annotations

from django.urls import URLPattern, path, re_path

from frontdoor.api.door import at_the_door
from frontdoor.api.views import api, describe, nowhere

NEEDS_KEY = "A machine opens it with its key, which the operation asks for before it understands anything"


def _guarded(pattern: URLPattern) -> URLPattern:
    return path(f"v1/{pattern.pattern}", at_the_door(pattern.callback, why=NEEDS_KEY), name=pattern.name)


app_name = "api"
urlpatterns = [
    *(_guarded(each) for each in api.urls[0] if isinstance(each, URLPattern) and each.name != "api-root"),
    path("v1/openapi.json", at_the_door(describe, why="It describes the door and holds nothing from the record")),
    re_path(r"^(?P<rest>.*)$", at_the_door(nowhere, why="It only says that there is nothing here"), name="nowhere"),
]
