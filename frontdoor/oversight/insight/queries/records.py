"""The contacts behind a figure, for those who may open them."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.core.paginator import Page, Paginator
from django.db.models import Exists, OuterRef, QuerySet
from django.db.models.functions import ExtractHour, ExtractIsoWeekDay

from frontdoor.journey.decision.models import Outcome, OutcomeKind
from frontdoor.journey.intake import queries as intake
from frontdoor.journey.intake.models import Contact, NamedPerson
from frontdoor.journey.triage.models import Classification, DemandClass
from frontdoor.library.clocks import LONDON
from frontdoor.library.demand import NET_CODES
from frontdoor.oversight.insight.periods import Period
from frontdoor.oversight.insight.queries import returns
from frontdoor.oversight.insight.queries.counts import SPLITS, children_told_of
from frontdoor.record.access.models import Worker
from frontdoor.record.organisations.sources import SOURCES

A_PAGE = 50
FAMILY = "family"
PARTS = (*SPLITS, "demand_class", "outcome", "weekday", "hour", "back", "who", "concern")


@dataclass(frozen=True, kw_only=True)
class Wanted:
    """Which contacts: received in a period, of the parts that an address names by code or number."""

    period: Period
    parts: Mapping[str, str]

    @property
    def codes(self) -> dict[str, str]:
        return {"from": self.period.first_on.isoformat(), "until": self.period.last_on.isoformat(), **self.parts}


@dataclass(frozen=True, kw_only=True)
class Line:
    """One contact of the list: nothing that says who it is about."""

    contact_id: int
    receipt: str
    received_at: datetime
    source: str
    children: int
    classes: str
    outcomes: str


@dataclass(frozen=True, kw_only=True)
class Records:
    page: Page[Contact]
    lines: tuple[Line, ...]
    children: int


def wanted(told: Mapping[str, str]) -> Wanted | None:
    """Read which contacts are asked for; nothing where the address does not say between which days."""
    try:
        first_on, last_on = (date.fromisoformat(told.get(part, "")) for part in ("from", "until"))
    except ValueError:
        return None
    if last_on < first_on:
        return None
    period = Period(first_on=first_on, last_on=last_on, name=_span(first_on, last_on))
    return Wanted(period=period, parts={part: told[part] for part in PARTS if told.get(part)})


def records(worker: Worker, asked: Wanted, *, page: str, at: datetime) -> Records:
    """List the contacts behind a figure, the latest first."""
    back: Sequence[int] = ()
    if "back" in asked.parts:
        back = returns.came_back(
            worker.authority_id,
            asked.period,
            days=_number(asked.parts["back"]),
            at=at,
            concern=asked.parts.get("concern", ""),
            is_family=asked.parts.get("who") == FAMILY,
        )
    children = _of_parts(children_told_of(worker.authority_id, period=asked.period), asked.parts, back=back)
    contacts = intake.visible_to(worker).filter(pk__in=children.values("contact_id"))
    found = Paginator(contacts.select_related("agency").order_by("-received_at", "-pk"), A_PAGE).get_page(page)
    return Records(page=found, lines=_lines(found.object_list), children=children.count())


def _of_parts(
    children: QuerySet[NamedPerson], parts: Mapping[str, str], *, back: Sequence[int]
) -> QuerySet[NamedPerson]:
    for part, value in parts.items():
        if part in SPLITS:
            children = _of_split(children, part, value)
    if "demand_class" in parts:
        children = _of_class(children, parts["demand_class"])
    if "outcome" in parts:
        children = children.filter(outcome__kind=parts["outcome"])
    if "back" in parts:
        children = children.filter(pk__in=back)
    if "weekday" in parts:
        children = children.annotate(weekday=ExtractIsoWeekDay("contact__received_at", tzinfo=LONDON)).filter(
            weekday=_number(parts["weekday"])
        )
    if "hour" in parts:
        children = children.annotate(hour=ExtractHour("contact__received_at", tzinfo=LONDON)).filter(
            hour=_number(parts["hour"])
        )
    return children


def _of_class(children: QuerySet[NamedPerson], code: str) -> QuerySet[NamedPerson]:
    if code == "unclassed":
        standing = Classification.objects.filter(named=OuterRef("pk"), ended_at__isnull=True)
        return children.filter(~Exists(standing))
    codes = NET_CODES if code == "net" else {code}
    return children.filter(classifications__ended_at__isnull=True, classifications__demand_class__in=sorted(codes))


def _of_split(children: QuerySet[NamedPerson], code: str, value: str) -> QuerySet[NamedPerson]:
    """Keep those of one part; `none` stands for those of which it is not known."""
    key = SPLITS[code].key
    if code == "school":
        if value == "none":
            return children.filter(school="")
        return children.annotate(school_key=key).filter(school_key=value)
    path = str(key)
    if value == "none":
        return children.filter(**{f"{path}__isnull": True})
    return children.filter(**{path: value if code in ("source", "channel") else _number(value)})


def _lines(contacts: Iterable[Contact]) -> tuple[Line, ...]:
    found = list(contacts)
    keys = [one.pk for one in found]
    classes: dict[int, set[str]] = defaultdict(set)
    outcomes: dict[int, set[str]] = defaultdict(set)
    children: Counter[int] = Counter()
    standing = Classification.objects.filter(contact_id__in=keys, ended_at__isnull=True)
    for contact_id, code in standing.values_list("contact_id", "demand_class"):
        classes[contact_id].add(DemandClass(code).label)
    for contact_id, kind in Outcome.objects.filter(contact_id__in=keys).values_list("contact_id", "kind"):
        outcomes[contact_id].add(OutcomeKind(kind).label)
    named = NamedPerson.objects.filter(contact_id__in=keys, is_child=True)
    for contact_id in named.values_list("contact_id", flat=True):
        children[contact_id] += 1
    return tuple(
        Line(
            contact_id=one.pk,
            receipt=one.receipt,
            received_at=one.received_at,
            source=one.agency.name if one.agency else SOURCES[one.source_code],
            children=children[one.pk],
            classes=", ".join(sorted(classes[one.pk])) or "Not classed yet",
            outcomes=", ".join(sorted(outcomes[one.pk])) or "Not decided yet",
        )
        for one in found
    )


def _number(value: str) -> int:
    """Read a number of an address; one that is none finds nothing."""
    return int(value) if value.isascii() and value.isdigit() and len(value) < 10 else -1


def _span(first_on: date, last_on: date) -> str:
    first, last = (f"{day.day} {day:%B %Y}" for day in (first_on, last_on))
    return f"on {first}" if first == last else f"from {first} to {last}"
