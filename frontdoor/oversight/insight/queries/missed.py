"""The clocks that were missed in a month, with the reasons beside them, for those who may open contacts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.core.paginator import Page, Paginator

from frontdoor.journey.intake import queries as intake
from frontdoor.oversight.insight.models import LateBecause, LateReason
from frontdoor.oversight.insight.periods import Period
from frontdoor.oversight.insight.queries import late
from frontdoor.oversight.insight.queries.late import Late
from frontdoor.oversight.insight.queries.timeliness import reasons_of
from frontdoor.record.access.models import Worker
from frontdoor.record.organisations.sources import SOURCES

A_PAGE = 50
NO_REASON = "none"
DECISIONS = "decisions"
"""The clocks of every rating together, as the page's sentence counts them."""


@dataclass(frozen=True, kw_only=True)
class Line:
    """One missed clock of one contact: nothing that says who it is about."""

    contact_id: int
    receipt: str
    source: str
    clock: str
    clock_name: str
    due_at: datetime
    met_at: datetime | None
    reason: LateReason | None


@dataclass(frozen=True, kw_only=True)
class Missed:
    """`clock` and `because` are what the list was narrowed to; blank for all."""

    page: Page[Late]
    lines: tuple[Line, ...]
    clock: str
    clock_name: str
    because: str
    because_words: str


def missed(worker: Worker, month: Period, *, clock: str, because: str, page: str, at: datetime) -> Missed:
    """List the clocks that fell due in a month and were missed, the latest first."""
    authority_id = worker.authority_id
    editions = late.editions_of(authority_id, at=at)
    names = late.names_of(editions)
    clock = clock if clock in (*late.CLOCKS, DECISIONS) else ""
    because = because if because in {*LateBecause.values, NO_REASON} else ""
    runs = late.late(authority_id, editions, month, clocks=_clocks(clock), at=at)
    reasons = reasons_of(authority_id, runs)
    kept = [one for one in runs if not because or _because(reasons.get((one.contact_id, one.clock))) == because]
    found = Paginator(kept, A_PAGE).get_page(page)
    return Missed(
        page=found,
        lines=_lines(worker, list(found), reasons, names),
        clock=clock,
        clock_name="Decisions" if clock == DECISIONS else names.get(clock, ""),
        because=because,
        because_words=_words(because),
    )


def _clocks(clock: str) -> Sequence[str]:
    if clock == DECISIONS:
        return late.DECIDING
    return [clock] if clock else late.CLOCKS


def _because(reason: LateReason | None) -> str:
    return reason.because if reason else NO_REASON


def _words(because: str) -> str:
    return "No reason given" if because == NO_REASON else dict(LateBecause.choices).get(because, "")


def _lines(
    worker: Worker, runs: Sequence[Late], reasons: dict[tuple[int, str], LateReason], names: dict[str, str]
) -> tuple[Line, ...]:
    contacts = intake.visible_to(worker).select_related("agency").in_bulk([one.contact_id for one in runs])
    return tuple(
        Line(
            contact_id=one.contact_id,
            receipt=contact.receipt,
            source=contact.agency.name if contact.agency else SOURCES[contact.source_code],
            clock=one.clock,
            clock_name=names.get(one.clock, one.clock),
            due_at=one.due_at,
            met_at=one.met_at,
            reason=reasons.get((one.contact_id, one.clock)),
        )
        for one in runs
        if (contact := contacts.get(one.contact_id))
    )
