"""The site with one page more: a bare one, with one query and no sign-in, to hold the others against."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.template import engines
from django.urls import path

from frontdoor.record.organisations.models import Authority
from frontdoor.site import urls as site

PAGE = engines["django"].from_string("<!doctype html><title>Bare</title><p>{{ authority }}</p>")


def bare(_: HttpRequest) -> HttpResponse:
    return HttpResponse(PAGE.render({"authority": Authority.objects.order_by("pk").last()}))


urlpatterns = [path("bare/", bare), *site.urlpatterns]
handler403 = site.handler403
