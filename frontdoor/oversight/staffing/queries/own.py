"""The front door as the records show it: what came of late, and who is there. What is not known is assumed."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import Final

from django.db.models import Count, OuterRef, QuerySet, Subquery
from django.db.models.functions import ExtractHour, ExtractIsoWeekDay

from frontdoor.journey.intake.models import Contact
from frontdoor.journey.triage.models import Classification, Rating
from frontdoor.library import staffing
from frontdoor.library.clocks import LONDON, Calendar, Weekday
from frontdoor.library.demand import NET_CODES
from frontdoor.library.staffing import Arrivals, Away, ContactClass, Person, Scenario, Stretch
from frontdoor.library.staffing.what_if import EverythingOverseen, SampleOverseen
from frontdoor.oversight.staffing.handled import Measured, is_any_measured, unmeasured, with_measured
from frontdoor.oversight.staffing.queries import handled
from frontdoor.oversight.staffing.queries.starters import new_among, times_of
from frontdoor.record.access.models import Worker
from frontdoor.record.access.roles import Role
from frontdoor.record.capacity.models import Absence
from frontdoor.record.capacity.queries import Time
from frontdoor.record.organisations.models import TeamKind
from frontdoor.record.policy import queries as policy
from frontdoor.record.policy.editions.facts import Oversight

WEEKS = 12
DAYS = 7 * WEEKS
ENOUGH = 200
"""From so many contacts on, the hours and the mix of our own are used; below, those of the example."""

KEPT_FOR: Final = timedelta(minutes=1)
MONTH = 365.25 / 12
AT_THE_DOOR = (Role.SOCIAL_WORKER, Role.CONTACT_OFFICER, Role.TEAM_MANAGER)


@dataclass(frozen=True, kw_only=True)
class Own:
    """A scenario of one's own, and what it was measured from."""

    scenario: Scenario
    first_on: date
    last_on: date
    contacts: int
    is_assumed: bool


_lately: dict[int, tuple[datetime, Own]] = {}


def own_scenario(authority_id: int, *, at: datetime, measured: Measured | None = None) -> Own:
    """Make the scenario of a front door as it is now. Raises `policy.NoEdition` where no policy is in force.

    Pass what was `measured` where that is not the latest that is kept.
    """
    own = _read(authority_id, at=at, measured=measured)
    _lately[authority_id] = (at, own)
    return own


def own_lately(authority_id: int, *, at: datetime) -> Own:
    """Give the scenario as it was read for the page, for a minute: while a slider moves, one thing changes, not all."""
    read_at, own = _lately.get(authority_id, (None, None))
    if own is None or read_at is None or not timedelta(0) <= at - read_at < KEPT_FOR:
        return own_scenario(authority_id, at=at)
    return own


def forget() -> None:
    """Read again when asked next, as tests need it."""
    _lately.clear()


def _read(authority_id: int, *, at: datetime, measured: Measured | None) -> Own:
    today = at.astimezone(LONDON).date()
    first_on, last_on = today - timedelta(days=DAYS), today - timedelta(days=1)
    rules = policy.in_force(authority_id, at=at).rules
    base = staffing.read(staffing.example(), staffing.Rules(calendar=rules.calendar, limits=rules.limits))
    contacts = _contacts(authority_id, first_on, today)
    count = sum(contacts.values())
    people, assumed = _people(authority_id, today, rules.calendar, rules.caseloads.full_time)
    scenario = replace(base, name="As it is", begins_on=today, people=(*people, *_out_of_hours(base)))
    scenario = _overseen(scenario, rules.oversight, on=today)
    scenario = with_measured(scenario, handled.reading(authority_id).measured if measured is None else measured)
    if count >= ENOUGH:
        scenario = replace(
            scenario,
            arrivals=_arrivals(base.arrivals, _hours(authority_id, first_on, today), count),
            classes=_classes(base.classes, contacts),
        )
    return Own(
        scenario=replace(scenario, assumptions=tuple(_assumptions(scenario, count=count, unrecorded=assumed))),
        first_on=first_on,
        last_on=last_on,
        contacts=count,
        is_assumed=count < ENOUGH,
    )


def _overseen(scenario: Scenario, oversight: Oversight, *, on: date) -> Scenario:
    """Have overseen what the edition says: everything, or of closures a sample."""
    if oversight.closures == "sample" and oversight.since is not None and oversight.since <= on:
        return SampleOverseen(share=oversight.percent / 100).applied(scenario)
    return EverythingOverseen().applied(scenario)


def is_everything_overseen(scenario: Scenario) -> bool:
    """Say whether a second person sees everything, as the scenario stands."""
    return all(not step.share for step in scenario.steps if step.code == EverythingOverseen().step)


def _assumptions(scenario: Scenario, *, count: int, unrecorded: int) -> Iterable[str]:
    if count < ENOUGH:
        yield f"Only {count} contacts came in {WEEKS} weeks: how many come, when and of which class is the example's."
    still = unmeasured(scenario)
    if still:
        yield f"Minutes of some or all classes are the example's until enough are measured, for: {', '.join(still)}."
    if is_any_measured(scenario):
        yield "Measured minutes are a lower bound: a quarter of an hour or more without an act is not in them."
    yield "How often partners are asked and how long they take are the example's until measured."
    yield "Seasons are the example's."
    if not is_everything_overseen(scenario):
        yield "The sample of closures is taken from contacts that are not net demand; all others are overseen."
    if unrecorded:
        yield f"{unrecorded} at the front door without recorded hours count as full-time."


def _received(authority_id: int, first_on: date, until_on: date) -> QuerySet[Contact]:
    return Contact.objects.filter(
        authority_id=authority_id,
        received_at__gte=datetime.combine(first_on, time(), LONDON),
        received_at__lt=datetime.combine(until_on, time(), LONDON),
    )


def _contacts(authority_id: int, first_on: date, until_on: date) -> Counter[tuple[str, str, bool]]:
    """Count contacts by the class of their first child that is net, or else of any; by rating, and by danger."""
    standing = Classification.objects.filter(contact=OuterRef("pk"), ended_at__isnull=True)
    net = standing.filter(demand_class__in=NET_CODES).order_by("pk").values("demand_class")[:1]
    any_class = standing.order_by("pk").values("demand_class")[:1]
    colour = Rating.objects.filter(contact=OuterRef("pk"), ended_at__isnull=True).values("colour")[:1]
    rows = _received(authority_id, first_on, until_on).values_list(
        Subquery(net), Subquery(any_class), Subquery(colour), "is_in_danger_now"
    )
    return Counter((net_code or code or "new", colour or "", danger) for net_code, code, colour, danger in rows)


def _hours(authority_id: int, first_on: date, until_on: date) -> tuple[float, ...]:
    rows = _received(authority_id, first_on, until_on).values_list(
        ExtractIsoWeekDay("received_at", tzinfo=LONDON), ExtractHour("received_at", tzinfo=LONDON)
    )
    counted = {(day, hour): many for day, hour, many in rows.annotate(many=Count("pk")).order_by()}
    return tuple(float(counted.get((day, hour), 0)) for day in range(1, 8) for hour in range(24))


def _arrivals(base: Arrivals, hours: tuple[float, ...], count: int) -> Arrivals:
    return replace(base, contacts=count / DAYS * MONTH, hours=hours, batches=(), measured=f"{WEEKS} weeks")


def _classes(base: tuple[ContactClass, ...], contacts: Counter[tuple[str, str, bool]]) -> tuple[ContactClass, ...]:
    """Share the contacts out among the scenario's classes. Of new ones without a rating, as of those with one."""
    shares: defaultdict[str, float] = defaultdict(float)
    for (code, colour, is_danger), many in contacts.items():
        shares[_class_of(code, colour, is_danger=is_danger)] += many
    unrated = shares.pop("new", 0.0)
    rated: dict[str, float] = {code: shares[code] for code in ("new_red", "new_amber", "new_green")}
    known = sum(rated.values())
    for code, share in rated.items():
        shares[code] += unrated * share / known if known else unrated / len(rated)
    return tuple(replace(one, share=shares[one.code] / sum(shares.values())) for one in base)


def _class_of(code: str, colour: str, *, is_danger: bool) -> str:
    if is_danger:
        return "danger"
    return (f"new_{colour}" if colour else "new") if code == "new" else code


def _people(authority_id: int, today: date, calendar: Calendar, full_time: Decimal) -> tuple[list[Person], int]:
    """List who is at the front door or will start soon, and count those whose hours nobody recorded."""
    workers = Worker.objects.filter(
        authority_id=authority_id, is_active=True, team__kind=TeamKind.FRONT_DOOR, role__in=AT_THE_DOOR
    )
    times = times_of(workers.values_list("pk", flat=True), today, full_time=full_time)
    started = new_among(authority_id, times, on=today)
    away: dict[int, list[Away]] = defaultdict(list)
    still = Absence.objects.filter(worker__in=workers, withdrawn_at__isnull=True, until_on__gte=today)
    for one in still:
        away[one.worker_id].append(Away(first_on=one.from_on, last_on=one.until_on))
    alike: dict[tuple[str, tuple[Stretch, ...], tuple[Away, ...], date | None], int] = Counter()
    for worker in workers:
        shifts = _shifts(times[worker.pk], calendar)
        if shifts:
            alike[worker.role, shifts, tuple(away[worker.pk]), started.get(worker.pk)] += 1
    people = [
        Person(
            name=Role(role).words,
            role=role,
            shifts=shifts,
            leave=leave,
            count=count,
            other_work=_other(role),
            starts_on=starts_on,
        )
        for (role, shifts, leave, starts_on), count in sorted(alike.items(), key=lambda item: (-item[1], str(item[0])))
    ]
    return people, sum(time.is_assumed for time in times.values())


def _other(role: str) -> float:
    """Give the share of time at work for what no step counts; managers also supervise and hold strategy discussions."""
    return 0.35 if role == Role.TEAM_MANAGER else 0.12


def _shifts(worked: Time, calendar: Calendar) -> tuple[Stretch, ...]:
    """Lay the week's hours over the days that somebody works, from the hub's opening on."""
    days = [Weekday(day - 1) for day in worked.weekdays if Weekday(day - 1) in calendar.hub_hours]
    if not days or not worked.weekly:
        return ()
    minutes = 60 * float(worked.weekly) / len(days) + 30  # the break is not paid
    found = []
    for day in days:
        hub = calendar.hub_hours[day]
        opens = 60 * hub.opens.hour + hub.opens.minute
        ends = int(min(opens + minutes, 24 * 60 - 1))
        found.append(Stretch(day=day, starts=hub.opens, ends=time(ends // 60, ends % 60)))
    return tuple(found)


def _out_of_hours(base: Scenario) -> tuple[Person, ...]:
    return tuple(person for person in base.people if person.urgent_only)
