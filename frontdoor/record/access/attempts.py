"""Guessing of passwords: who is counted (the lock itself is axes')."""

from __future__ import annotations

from collections.abc import Mapping

from django.http import HttpRequest


def named(request: HttpRequest, credentials: Mapping[str, str] | None = None) -> str:
    """Name whose password is being tried, as sign-in reads it: another spelling is not another person."""
    told = (credentials or {}).get("username") or request.POST.get("login", "")
    return str(told).strip().lower()[:150]
