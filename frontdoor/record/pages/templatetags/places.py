"""Template filter for the addresses of pages."""

from __future__ import annotations

from functools import cache

from django import template
from django.conf import settings
from django.urls import NoReverseMatch, get_urlconf, reverse

register = template.Library()

KEY = "REFERENCE"


@register.filter
def page_about(name: str, key: str) -> str:
    """This function will give the address of a page about one thing, or nothing where there is no such page.

    It is worked out once for each page, not for each thing: a list of suggestions asks it at every keystroke.
    """
    return _address(get_urlconf() or settings.ROOT_URLCONF, name).replace(KEY, key)


@cache
def _address(addresses: str, name: str) -> str:
    try:
        return reverse(name, urlconf=addresses, args=[KEY])
    except NoReverseMatch:
        return ""
