"""The board: what is in the door, what is about to be late, who has it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, time, timedelta

from django.db.models import Exists, OuterRef, QuerySet

from frontdoor.journey.decision.steps import Stage
from frontdoor.journey.intake.models import Contact
from frontdoor.journey.triage import queries as triage
from frontdoor.journey.triage.models import Classification
from frontdoor.library.clocks import LONDON
from frontdoor.library.demand import NET_CODES, DemandCounts
from frontdoor.oversight.worklist.queries.day import Day, day_by_the_hour
from frontdoor.oversight.worklist.queries.door import Work, contacts_for_board, in_the_door, work
from frontdoor.record.access.models import Worker
from frontdoor.record.access.roles import Permission
from frontdoor.record.policy import queries as policy

SOON = timedelta(hours=2)
MOST_LINES = 100
TOP_HOLDERS = 2


@dataclass(frozen=True, kw_only=True)
class Figure:
    """One number of the strip: a link to what it counts."""

    code: str
    name: str
    count: int
    more: str = ""
    is_late: bool = False


@dataclass(frozen=True, kw_only=True)
class Board:
    """`lines` are those of what is shown, at most MOST_LINES of `counted`; whoever may open no contact has none."""

    figures: tuple[Figure, ...]
    has_lines: bool
    lines: tuple[Work, ...]
    counted: int
    show: str
    shown_name: str
    day: Day
    at: datetime


type_test = Callable[[Work], bool]
DOOR = {
    "red": "Red",
    "amber": "Amber",
    "green": "Green",
    "unrated": "Not rated",
    "soon": "Due in two hours",
    "overdue": "Overdue",
    "oversight": "Waiting for oversight",
    "consent": "Returned for consent",
    "asked": "Waiting for an answer",
}
DEMAND = {
    "today": "Received today",
    "today_net": "Received today, new and repeat",
    "month": "Received this month",
    "month_net": "Received this month, new and repeat",
}


def board(worker: Worker, *, show: str, at: datetime) -> Board:
    """Read the whole board in a fixed number of queries, however much stands behind it."""
    contacts = contacts_for_board(worker)
    rules = policy.in_force(worker.authority_id, at=at).rules
    door = work(in_the_door(contacts), at=at, rules=rules)
    has_lines = worker.may(Permission.CONTACT_SEE)
    show = show if has_lines and (show in DOOR or show in DEMAND) else ""
    figures = (*_door_figures(door, at, with_names=has_lines), *_demand_figures(worker.authority_id, at))
    if not has_lines:
        lines = []
    elif show in DEMAND:
        lines = work(_latest_told(contacts, show, at), at=at, rules=rules)
        lines.sort(key=lambda line: line.received_at, reverse=True)
    else:
        lines = [line for line in door if not show or _tests(at)[show](line)]
    return Board(
        figures=figures,
        has_lines=has_lines,
        lines=tuple(lines),
        counted=next((figure.count for figure in figures if figure.code == show), len(door)),
        show=show,
        shown_name={"": "In the door now", **DOOR, **DEMAND}[show],
        day=day_by_the_hour(contacts, calendar=rules.calendar, at=at),
        at=at,
    )


def _latest_told(contacts: QuerySet[Contact], show: str, at: datetime) -> QuerySet[Contact]:
    """Find the latest of the contacts that a figure of demand counts."""
    told = contacts.filter(received_at__gte=_start_of(show, at), received_at__lt=at)
    if show.endswith("_net"):
        net = Classification.objects.filter(
            contact=OuterRef("pk"), ended_at__isnull=True, demand_class__in=sorted(NET_CODES)
        )
        told = told.filter(Exists(net))
    return contacts.filter(pk__in=told.order_by("-received_at", "-pk").values("pk")[:MOST_LINES])


def _tests(at: datetime) -> dict[str, type_test]:
    return {
        "red": lambda line: line.colour == "red",
        "amber": lambda line: line.colour == "amber",
        "green": lambda line: line.colour == "green",
        "unrated": lambda line: not line.colour,
        "soon": lambda line: at <= line.clock.due_at <= at + SOON,
        "overdue": lambda line: line.clock.due_at < at,
        "oversight": lambda line: line.stage is Stage.OVERSIGHT,
        "consent": lambda line: line.stage is Stage.CONSENT,
        "asked": lambda line: line.stage is Stage.CLARIFYING,
    }


def _door_figures(door: Sequence[Work], at: datetime, *, with_names: bool) -> list[Figure]:
    tests, figures = _tests(at), []
    for code, name in DOOR.items():
        lines = [line for line in door if tests[code](line)]
        late = sum(tests["overdue"](line) for line in lines)
        more = f"{late} overdue" if late and code != "overdue" else ""
        if code == "overdue" and with_names:
            more = _holders(lines)
        figures.append(Figure(code=code, name=name, count=len(lines), more=more, is_late=code == "overdue"))
    return figures


def _holders(lines: Sequence[Work]) -> str:
    """Say with whom they are, the most first."""
    counts = Counter(line.worker_name or "nobody yet" for line in lines).most_common()
    words = [f"{count} with {name}" for name, count in counts[:TOP_HOLDERS]]
    rest = sum(count for _, count in counts[TOP_HOLDERS:])
    return ", ".join([*words, f"{rest} with others"] if rest else words)


def _demand_figures(authority_id: int, at: datetime) -> list[Figure]:
    since = {span: _start_of(span, at) for span in ("today", "month")}
    counts = triage.demand_of_spans(authority_id, since=since, until=at)
    return [
        *_gross_and_net("today", "today", counts["today"]),
        *_gross_and_net("month", "this month", counts["month"]),
    ]


def _gross_and_net(code: str, words: str, counts: DemandCounts) -> list[Figure]:
    unclassed = f", {counts.unclassed} not classed yet" if counts.unclassed else ""
    return [
        Figure(
            code=code,
            name=f"Gross {words}",
            count=counts.gross_contacts,
            more=_about(counts.gross_children),
        ),
        Figure(
            code=f"{code}_net",
            name=f"Net {words}",
            count=counts.net_contacts,
            more=_about(counts.net_children) + unclassed,
        ),
    ]


def _about(children: int) -> str:
    return f"about {children} {'child' if children == 1 else 'children'}"


def _start_of(span: str, at: datetime) -> datetime:
    day = at.astimezone(LONDON).date()
    return datetime.combine(day.replace(day=1) if span.startswith("month") else day, time.min, LONDON)
