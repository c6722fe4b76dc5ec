"""The demonstration's sign-ins: one worker of each role answers to the role's own name; the others cannot sign in."""

from __future__ import annotations

from collections import Counter

from django.contrib.auth.hashers import make_password

from frontdoor.record.access.roles import Role
from frontdoor.site.authority import shapes
from frontdoor.site.authority.times import LONDON

UNUSABLE = make_password(None)


def hashed(password: str) -> str:
    """Hash the demonstration's one password once, for the workers who may sign in with it."""
    return make_password(password)


def chosen(invented: shapes.Authority) -> dict[int, str]:
    """Choose a worker of each role who is at work today: worker's number → sign-in name."""
    holders = {role: holder(invented, role) for role in Role}
    return {one.id: role.value.replace("_", "-") for role, one in holders.items() if one is not None}


def holder(invented: shapes.Authority, role: Role) -> shapes.Worker | None:
    """Find who signs in for a role: the front door first, there whoever has most in hand."""
    at_hand = in_hand(invented)
    at_work = [one for one in invented.workers if one.role == role and one.ended_on is None]
    today = invented.until.astimezone(LONDON).date()
    away = {one.id for one in at_work if not invented.rota.is_in(one.id, today)}
    return min(at_work, key=lambda one: (one.team_id or 99, one.id in away, -at_hand[one.id], one.id), default=None)


def in_hand(invented: shapes.Authority) -> Counter[int]:
    """Count the contacts in the door that each worker was given."""
    return Counter(one.allocated_to for one in invented.handlings if one.allocated_to and one.decided_at is None)
