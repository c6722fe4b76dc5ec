"""What the pages of the policy show, laid out for their templates."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import groupby

from django.urls import reverse

from frontdoor.library.clocks import LONDON, Limit
from frontdoor.oversight.arrangements.forms import TrialForm
from frontdoor.record.policy import document, queries, trying
from frontdoor.record.policy.document import Difference, Part, Said
from frontdoor.record.policy.editions import Rules
from frontdoor.record.policy.editions.vocabulary import NEEDS
from frontdoor.record.policy.models import Edition
from frontdoor.record.policy.national import National
from frontdoor.record.policy.queries import InForce
from frontdoor.record.policy.trying import Tried

GUIDANCE = "working_together"
DAYS_AHEAD = 400
"""A little over a year."""

TABS = {
    "policy": "In force",
    "changes": "What changes",
    "trial": "Try a case",
    "days_off": "Days off",
}


@dataclass(frozen=True, kw_only=True)
class Tab:
    name: str
    url: str
    is_current: bool
    count: int | None = None


@dataclass(frozen=True, kw_only=True)
class Group:
    """Lines of a part under one heading, which may be empty."""

    under: str
    lines: Sequence[Said]


@dataclass(frozen=True, kw_only=True)
class Shown:
    """One part as the page draws it: a grid for what may be seen at each level, else groups of lines."""

    part: Part
    groups: Sequence[Group]
    needs: Sequence[str]
    grid: Sequence[tuple[str, Sequence[str]]]

    @property
    def is_grouped(self) -> bool:
        return any(group.under for group in self.groups)


@dataclass(frozen=True, kw_only=True)
class Reading:
    """One edition, read as the document that it is, with what the country asked on a day."""

    edition: Edition
    rules: Rules
    parts: Sequence[Shown]
    national: National
    national_limits: Sequence[tuple[Limit, str]]
    stood: str
    is_in_force: bool
    following: Edition | None


@dataclass(frozen=True, kw_only=True)
class Compared:
    """Two editions beside each other."""

    before: Edition
    after: Edition
    differences: Sequence[Difference]
    is_to_come: bool


def tabs(current: str) -> list[Tab]:
    """Name the pages of the policy."""
    return [
        Tab(name=name, url=reverse(f"arrangements:{code}"), is_current=code == current) for code, name in TABS.items()
    ]


def reading(authority_id: int, found: InForce, *, today: date) -> Reading:
    """Lay one edition out, against the law and guidance of the last day on which it counts, or of today."""
    editions = list(queries.editions(authority_id))
    edition = next(one for one in editions if one.pk == found.edition_id)
    following = min(
        (one for one in editions if one.in_force_from > edition.in_force_from),
        key=lambda one: one.in_force_from,
        default=None,
    )
    is_past = following is not None and following.in_force_from <= today
    last = following.in_force_from - timedelta(days=1) if following and is_past else today
    country = queries.national_on(max(last, edition.in_force_from), found.rules)
    return Reading(
        edition=edition,
        rules=found.rules,
        parts=[_shown(part, found.rules) for part in document.parts(found.rules) if part.lines],
        national=country,
        national_limits=[(limit, document.limit_words(limit)) for limit in country.limits.values()],
        stood=_stood(edition, last if is_past else None, today=today),
        is_in_force=edition.in_force_from <= today and not is_past,
        following=following,
    )


def compared(authority_id: int, *, before: str, after: str, at: datetime, today: date) -> Compared | None:
    """Read two editions beside each other: those asked for, or the one in force with the next, or with the last."""
    editions = {str(one.pk): one for one in reversed(queries.editions(authority_id))}
    if before not in editions or after not in editions:
        before, after = _usual_pair(list(editions.values()), today)
    if not before:
        return None
    was = queries.edition(authority_id, int(before), at=at)
    now = queries.edition(authority_id, int(after), at=at)
    if was is None or now is None:
        return None
    return Compared(
        before=editions[before],
        after=editions[after],
        differences=document.differences(was.rules, now.rules),
        is_to_come=editions[after].in_force_from > today,
    )


def _usual_pair(editions: list[Edition], today: date) -> tuple[str, str]:
    """Find which two editions somebody most likely wants to compare, the earliest first."""
    if not editions[1:]:
        return "", ""
    place = max((place for place, one in enumerate(editions) if one.in_force_from <= today), default=0)
    first = place if editions[place + 1 :] else place - 1
    return str(editions[first].pk), str(editions[first + 1].pk)


def _stood(edition: Edition, last: date | None, *, today: date) -> str:
    begins = document.in_words(edition.in_force_from)
    if last:
        return f"In force from {begins} to {document.in_words(last)}"
    return f"In force since {begins}" if edition.in_force_from <= today else f"In force from {begins}: not yet"


def _shown(part: Part, rules: Rules) -> Shown:
    if part.code == "indicators":
        return Shown(part=part, groups=(), needs=list(NEEDS.values()), grid=_grid(rules))
    groups = [
        Group(under=under, lines=list(lines)) for under, lines in groupby(part.lines, key=lambda line: line.under)
    ]
    return Shown(part=part, groups=groups, needs=(), grid=())


def _grid(rules: Rules) -> list[tuple[str, Sequence[str]]]:
    """Lay out what may be seen: a row for each level, a column for each part of a child's life."""
    found: dict[tuple[str, str], str] = {}
    for one in rules.indicators:
        found[(one.level, one.need)] = "; ".join(filter(None, (found.get((one.level, one.need), ""), one.words)))
    return [(level.name, [found.get((level.code, need), "") for need in NEEDS]) for level in rules.levels]


@dataclass(frozen=True, kw_only=True)
class Trial:
    """What the policy makes of a case, or why it makes nothing of it."""

    edition: Edition | None
    tried: Tried | None
    national: National | None
    seen_by: str = ""
    guidance: str = ""


@dataclass(frozen=True, kw_only=True)
class Coming:
    """One day on which the hub is shut that it would else be open."""

    day: date
    name: str
    why: str


def tried(form: TrialForm, authority_id: int, *, at: datetime) -> Trial:
    """Try a case against the edition, the law and the guidance of the day on which it would have been received."""
    case = form.case()
    day = case.received_at.date()
    try:
        found = queries.in_force_on(authority_id, day, at=at)
    except queries.NoEdition:
        return Trial(edition=None, tried=None, national=None)
    country = queries.national_on(day, found.rules)
    edition = queries.editions(authority_id).get(pk=found.edition_id)
    made = trying.tried(case, found.rules, country)
    seen_by = document.roles_words(made.overseen.seen_by) if made.overseen else ""
    guidance = " and ".join(one.title for one in country.documents if one.series == GUIDANCE)
    return Trial(edition=edition, tried=made, national=country, seen_by=seen_by, guidance=guidance)


def coming(authority_id: int, *, at: datetime) -> list[Coming]:
    """List the days off of the months to come, whoever said so."""
    calendar = queries.in_force(authority_id, at=at).rules.calendar
    today = at.astimezone(LONDON).date()
    days = (today + timedelta(days=place) for place in range(DAYS_AHEAD))
    found = []
    for day in days:
        named = calendar.closures.get(day) or calendar.bank_holidays(day.year).get(day)
        if named and day.weekday() in calendar.hub_hours:
            why = "Local closure day" if day in calendar.closures else "Bank holiday"
            found.append(Coming(day=day, name=named, why=why))
    return found
