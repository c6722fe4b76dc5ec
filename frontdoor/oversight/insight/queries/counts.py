"""How much came, by day and by whatever it came from: one query each, however many contacts stand behind it."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, F, FilteredRelation, Min, Q, QuerySet, Value
from django.db.models.expressions import Combinable
from django.db.models.functions import MD5, Concat, ExtractHour, ExtractIsoWeekDay, Lower, Trim, TruncDate

from frontdoor.journey.intake.models import Channel, Contact, NamedPerson
from frontdoor.library import demand
from frontdoor.library.clocks import LONDON
from frontdoor.oversight.insight.periods import Period
from frontdoor.record.organisations.sources import SOURCES

CODES = tuple(each.code for each in demand.CLASSES)
NOTHING = demand.counts_of(gross_contacts=0, net_contacts=0, children_of_class={})


@dataclass(frozen=True, kw_only=True)
class Split:
    """One way to part the contacts: by what, found where, and shown how."""

    code: str
    name: str
    key: str | Combinable
    label: str | Combinable
    words: Mapping[str, str]
    absent: str


@dataclass(frozen=True, kw_only=True)
class Part:
    """What came from one of them. `key` is what an address carries; it is never a name."""

    key: str
    name: str
    counts: demand.DemandCounts


SPLITS: Mapping[str, Split] = {
    each.code: each
    for each in (
        Split(
            code="source",
            name="Source",
            key="contact__source_code",
            label="contact__source_code",
            words=SOURCES,
            absent="Not known",
        ),
        Split(
            code="agency",
            name="Agency",
            key="contact__agency_id",
            label="contact__agency__name",
            words={},
            absent="No agency: a member of the public, or not said",
        ),
        Split(
            code="team",
            name="Our team",
            key="held__worker__team_id",
            label="held__worker__team__name",
            words={},
            absent="Not with a team",
        ),
        Split(
            code="school",
            name="Child's school",
            key=MD5(Lower(Trim("school"))),
            label=Trim("school"),
            words={},
            absent="Not said",
        ),
        Split(
            code="referrer",
            name="Referrer",
            key="contact__professional_id",
            label=Concat("contact__professional__name", Value(", "), "contact__professional__agency__name"),
            words={},
            absent="No professional: a member of the public, or not said",
        ),
        Split(
            code="channel",
            name="Channel",
            key="contact__channel",
            label="contact__channel",
            words=dict(Channel.choices),
            absent="Not known",
        ),
    )
}


def children_told_of(authority_id: int, *, period: Period) -> QuerySet[NamedPerson]:
    """Find every child on every contact received in a period, with the class that stands."""
    return NamedPerson.objects.filter(
        is_child=True,
        contact__authority_id=authority_id,
        contact__received_at__gte=period.starts_at,
        contact__received_at__lt=period.ends_at,
    ).annotate(
        current=FilteredRelation("classifications", condition=Q(classifications__ended_at__isnull=True)),
        held=FilteredRelation("contact__allocations", condition=Q(contact__allocations__ended_at__isnull=True)),
    )


def by_day(authority_id: int, *, period: Period, agency_id: int | None = None) -> dict[date, demand.DemandCounts]:
    """Count what was received on each day on which something was, from everybody or from one agency."""
    days = children_told_of(authority_id, period=period)
    if agency_id is not None:
        days = days.filter(contact__agency_id=agency_id)
    rows = _counted(days, TruncDate("contact__received_at", tzinfo=LONDON))
    return {_day(row["key"]): _counts(row) for row in rows}


def by_split(authority_id: int, split: Split, *, period: Period) -> list[Part]:
    """Count what came from each, the most first."""
    parts = children_told_of(authority_id, period=period)
    found = [_part(split, row) for row in _counted(parts, _of(split.key), label=Min(_of(split.label)))]
    return sorted(found, key=lambda part: (-part.counts.gross_contacts, part.name))


def by_hour(authority_id: int, *, period: Period) -> dict[tuple[int, int], int]:
    """Count contacts by the day of the week (1 is Monday) and the hour at which they came."""
    rows = (
        Contact.objects.filter(
            authority_id=authority_id, received_at__gte=period.starts_at, received_at__lt=period.ends_at
        )
        .values_list(ExtractIsoWeekDay("received_at", tzinfo=LONDON), ExtractHour("received_at", tzinfo=LONDON))
        .annotate(count=Count("pk"))
        .order_by()
    )
    return {(weekday, hour): count for weekday, hour, count in rows}


def first_day(authority_id: int) -> date | None:
    """Find the day of the first contact on record."""
    first = Contact.objects.filter(authority_id=authority_id).aggregate(first=Min("received_at"))["first"]
    return first.astimezone(LONDON).date() if first else None


def total(counts: Iterable[demand.DemandCounts]) -> demand.DemandCounts:
    """Add up counts of days: a contact is received on one day, so that nothing is counted twice."""
    every = list(counts)
    of_class: dict[str | None, int] = {code: sum(each.by_class[code] for each in every) for code in CODES}
    of_class[None] = sum(each.unclassed for each in every)
    return demand.counts_of(
        gross_contacts=sum(each.gross_contacts for each in every),
        net_contacts=sum(each.net_contacts for each in every),
        children_of_class=of_class,
    )


def by_period(days: Mapping[date, demand.DemandCounts], periods: Sequence[Period]) -> list[demand.DemandCounts]:
    """Put the counts of days into periods, which follow one another."""
    firsts = [each.first_on for each in periods]
    held: dict[int, list[demand.DemandCounts]] = defaultdict(list)
    for day, counts in days.items():
        place = bisect_right(firsts, day) - 1
        if place >= 0 and day <= periods[place].last_on:
            held[place].append(counts)
    return [total(held[place]) if held[place] else NOTHING for place in range(len(periods))]


def _counted(children: QuerySet[NamedPerson], key: Combinable, **more: Min) -> Iterable[Mapping[str, object]]:
    """Count contacts in all and net, and the children of each class, for each `key`."""
    net = Q(current__demand_class__in=sorted(demand.NET_CODES))
    rows = (
        children.values(key=key)
        .annotate(
            gross=Count("contact_id", distinct=True),
            net=Count("contact_id", distinct=True, filter=net),
            children=Count("pk"),
            **{f"of_{code}": Count("pk", filter=Q(current__demand_class=code)) for code in CODES},
            **more,
        )
        .order_by()
    )
    return list(rows)


def _counts(row: Mapping[str, object]) -> demand.DemandCounts:
    of_class: dict[str | None, int] = {code: _int(row[f"of_{code}"]) for code in CODES}
    of_class[None] = _int(row["children"]) - sum(of_class.values())
    return demand.counts_of(
        gross_contacts=_int(row["gross"]), net_contacts=_int(row["net"]), children_of_class=of_class
    )


def _part(split: Split, row: Mapping[str, object]) -> Part:
    label = str(row["label"] or "")
    name = split.words.get(label, label) or split.absent
    return Part(key=str(row["key"] or "none") if label else "none", name=name, counts=_counts(row))


def _of(told: str | Combinable) -> Combinable:
    return F(told) if isinstance(told, str) else told


def _int(value: object) -> int:
    return value if isinstance(value, int) else 0


def _day(value: object) -> date:
    if not isinstance(value, date):
        raise TypeError(f"{value!r} is no day")
    return value
