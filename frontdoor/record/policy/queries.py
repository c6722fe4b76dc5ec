"""Which edition is in force, and what it says."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache
from typing import Final

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef, QuerySet
from django.db.models.functions import JSONObject

from frontdoor.library.clocks import LONDON
from frontdoor.record.organisations.asking import Question, ask
from frontdoor.record.policy import national
from frontdoor.record.policy.calendars import Declared, with_days_off
from frontdoor.record.policy.editions import Rules, understand
from frontdoor.record.policy.models import DayOff, Edition
from frontdoor.record.policy.national import National

IN_FORCE: Final = """
    SELECT id FROM policy_edition WHERE authority_id = %s AND in_force_from <= %s ORDER BY in_force_from DESC LIMIT 1
"""


@dataclass(frozen=True, kw_only=True)
class InForce:
    """An edition and what it says, pinned by whatever is decided under it."""

    edition_id: int
    rules: Rules


class NoEdition(LookupError):
    """No policy edition is in force: adopt one before taking contacts."""


def in_force(authority_id: int, *, at: datetime) -> InForce:
    """Find the edition in force at a moment, and the days off declared by then. Raises NoEdition if there is none."""
    return in_force_on(authority_id, at.astimezone(LONDON).date(), at=at)


def in_force_on(authority_id: int, day: date, *, at: datetime) -> InForce:
    """Find the edition in force on a day, with what is known of days off at a moment. Raises NoEdition."""
    editions = Edition.objects.filter(authority_id=authority_id, in_force_from__lte=day).order_by("-in_force_from")
    edition = _with_days_off(editions, at=at).first()
    if edition is None:
        raise NoEdition(
            f"No policy edition is in force on {day:%d %B %Y}: adopt one with `frontdoor policy adopt FILE`"
        )
    return _read(edition)


def adopted_and_in_force(authority_id: int, *, at: datetime) -> InForce | None:
    """Find the edition that was in force at a moment and had been adopted by then: none says more than it did."""
    day = at.astimezone(LONDON).date()
    known = Edition.objects.filter(authority_id=authority_id, in_force_from__lte=day, adopted_at__lte=at)
    found = _with_days_off(known.order_by("-in_force_from"), at=at).first()
    return _read(found) if found else None


def edition(authority_id: int, edition_id: int, *, at: datetime) -> InForce | None:
    """Find one edition, such as the one that a decision was made under, with the days off declared by a moment."""
    found = _with_days_off(Edition.objects.filter(authority_id=authority_id, pk=edition_id), at=at).first()
    return _read(found) if found else None


def editions(authority_id: int) -> QuerySet[Edition]:
    """Find every edition of an authority, the latest first."""
    return Edition.objects.filter(authority_id=authority_id).defer("content").order_by("-in_force_from")


def next_after(authority_id: int, *, on: date, at: datetime) -> InForce | None:
    """Find the edition that follows the one in force on a day, if one is adopted."""
    later = Edition.objects.filter(authority_id=authority_id, in_force_from__gt=on).order_by("in_force_from")
    found = _with_days_off(later, at=at).first()
    return _read(found) if found else None


def national_on(day: date, rules: Rules) -> National:
    """Find what law and statutory guidance ask on a day, with the duties that this edition says are in force here."""
    return national.on(day, commencement=rules.commencement)


def rules_on(authority_id: int, day: date) -> Rules:
    """Find what the edition in force on a day says, without days off: asked at every keystroke. Raises NoEdition."""
    return rules_of(ask(*edition_on(authority_id, day)), on=day)


def edition_on(authority_id: int, day: date) -> Question[int]:
    """Ask which edition is in force on a day, for `rules_of`."""
    return Question(IN_FORCE, [authority_id, day], int)


def rules_of(editions: Sequence[int], *, on: date) -> Rules:
    """Read what an edition says, without days off, by its number. Raises NoEdition where there is none."""
    if not editions:
        raise NoEdition(f"No policy edition is in force on {on:%d %B %Y}: adopt one with `frontdoor policy adopt FILE`")
    return _rules(editions[0], ())


def editions_adopted(authority_id: int) -> dict[date, str]:
    """List the names of an authority's editions by the date from which each is in force."""
    return dict(Edition.objects.filter(authority_id=authority_id).values_list("in_force_from", "name"))


def days_off(authority_id: int) -> QuerySet[DayOff]:
    """Find the days off that are declared and stand, the first first."""
    standing = DayOff.objects.filter(authority_id=authority_id, withdrawn_at__isnull=True)
    return standing.select_related("declared_by").order_by("falls_on")


def _with_days_off(found: QuerySet[Edition], *, at: datetime) -> QuerySet[Edition]:
    """Bring the days off along in the same query: this is asked on every page."""
    declared = DayOff.objects.filter(authority_id=OuterRef("authority_id"), declared_at__lte=at)
    standing = declared.exclude(withdrawn_at__lte=at).order_by("declared_at", "pk")
    told = JSONObject(falls_on="falls_on", kind="kind", name="name")
    return found.only("id").annotate(days_off=ArraySubquery(standing.values(told=told)))


def _read(found: Edition) -> InForce:
    told: Iterable[Mapping[str, str]] = vars(found)["days_off"]
    days = tuple((date.fromisoformat(one["falls_on"]), one["kind"], one["name"]) for one in told)
    return InForce(edition_id=found.pk, rules=_rules(found.pk, days))


@lru_cache(maxsize=64)
def _rules(edition_id: int, days: tuple[tuple[date, str, str], ...]) -> Rules:
    """Read an edition once for the days off that stand beside it: it is never edited."""
    if not days:
        return understand(Edition.objects.only("content").get(pk=edition_id).content)
    declared = (Declared(falls_on=on, kind=kind, name=name) for on, kind, name in days)
    return with_days_off(_rules(edition_id, ()), declared)
