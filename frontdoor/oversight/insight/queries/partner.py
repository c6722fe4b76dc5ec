"""What one agency's page stands on: its year beside everybody's, its months, and what changed since it was told."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from django.db.models import Count, Q

from frontdoor.library.clocks import LONDON, Calendar
from frontdoor.library.demand import DemandCounts
from frontdoor.library.demand.rates import Span, per_working_day
from frontdoor.oversight.insight import judging
from frontdoor.oversight.insight.asked import Asked
from frontdoor.oversight.insight.models import AgencyTold
from frontdoor.oversight.insight.periods import ONE_DAY, Period, Unit, periods_until, since_first
from frontdoor.oversight.insight.queries import counts, handling, partners
from frontdoor.oversight.insight.queries.counts import children_told_of
from frontdoor.oversight.insight.queries.partners import Profile
from frontdoor.record.access.models import Worker
from frontdoor.record.access.refusals import require
from frontdoor.record.access.roles import Permission
from frontdoor.record.organisations.models import Agency
from frontdoor.record.policy import queries as policy

AROUND = timedelta(days=180)
"""How long before and after a telling is compared, or as long as has gone by since."""


@dataclass(frozen=True, kw_only=True)
class Around:
    """One agency in as many days before it was told as after."""

    telling: AgencyTold
    before: Profile
    after: Profile
    before_span: Period
    after_span: Period
    before_a_day: float | None
    after_a_day: float | None


@dataclass(frozen=True, kw_only=True)
class Partner:
    """`levels` counts children by the level stated and the level found, as policy codes in the document's order."""

    asked: Asked
    first_on: date | None
    agency: Agency
    span: Period
    own: Profile
    everybody: Profile
    months: Sequence[tuple[Period, DemandCounts]]
    referrers: Sequence[Profile]
    levels: Mapping[tuple[str, str], int]
    level_names: Mapping[str, str]
    tellings: Sequence[AgencyTold]
    around: Around | None


def agency_of(worker: Worker, agency_id: int) -> Agency | None:
    """Find an agency of the worker's authority."""
    return Agency.objects.filter(authority_id=worker.authority_id, pk=agency_id).first()


def telling_of(worker: Worker, telling_id: int) -> AgencyTold | None:
    """Find that an agency was told, as long as it stands."""
    standing = AgencyTold.objects.filter(authority_id=worker.authority_id, withdrawn_at__isnull=True)
    return standing.filter(pk=telling_id).first()


def partner(worker: Worker, agency: Agency, asked: Asked, *, at: datetime) -> Partner:
    """Read the page's figures for one agency of the worker's authority."""
    require(worker, Permission.INSIGHT_SEE)
    authority_id = worker.authority_id
    first_on = counts.first_day(authority_id)
    span = partners.span_of(asked, partners.MONTHS)
    rules = policy.in_force(authority_id, at=at).rules
    everybody = partners.together(partners.profiles(authority_id, "source", span))
    tellings = _tellings(agency)
    return Partner(
        asked=asked,
        first_on=first_on,
        agency=agency,
        span=span,
        own=_own(authority_id, agency, span, asked),
        everybody=everybody,
        months=_months(authority_id, agency, asked, first_on),
        referrers=partners.profiles(authority_id, "referrer", span, agency=agency),
        levels=_levels(authority_id, agency, span),
        level_names={level.code: level.name for level in rules.levels},
        tellings=tellings,
        around=_around(authority_id, agency, tellings[0], rules.calendar, at=at) if tellings else None,
    )


def _own(authority_id: int, agency: Agency, span: Period, asked: Asked) -> Profile:
    measured = partners.span_of(asked, partners.MEASURED_MONTHS)
    own = _profile(authority_id, agency, span)
    minutes = handling.minutes(authority_id, measured, by=partners.BY["agency"])
    return replace(own, handling=minutes.get(str(agency.pk), handling.NONE))


def _profile(authority_id: int, agency: Agency, span: Period) -> Profile:
    found = partners.profiles(authority_id, "agency", span, agency=agency)
    return found[0] if found else Profile(key=str(agency.pk), name=agency.name)


def _months(
    authority_id: int, agency: Agency, asked: Asked, first_on: date | None
) -> list[tuple[Period, DemandCounts]]:
    months = since_first(periods_until(Unit.MONTH, asked.month, count=partners.MONTHS), first_on)
    if not months:
        return []
    span = Period(first_on=months[0].first_on, last_on=asked.month.last_on, name="")
    days = counts.by_day(authority_id, period=span, agency_id=agency.pk)
    return list(zip(months, counts.by_period(days, months), strict=True))


def _levels(authority_id: int, agency: Agency, span: Period) -> dict[tuple[str, str], int]:
    rows = (
        children_told_of(authority_id, period=span)
        .filter(~Q(contact__level_stated=""), contact__agency=agency, outcome__isnull=False)
        .values_list("contact__level_stated", "outcome__level")
        .annotate(count=Count("pk"))
        .order_by()
    )
    return {(stated, found): count for stated, found, count in rows}


def _tellings(agency: Agency) -> list[AgencyTold]:
    standing = AgencyTold.objects.filter(agency=agency, withdrawn_at__isnull=True)
    return list(standing.select_related("noted_by").order_by("-told_on", "-pk"))


def _around(
    authority_id: int, agency: Agency, telling: AgencyTold, calendar: Calendar, *, at: datetime
) -> Around | None:
    today = at.astimezone(LONDON).date()
    last_on = min(telling.told_on + AROUND, today) - ONE_DAY
    if last_on < telling.told_on:
        return None
    after = Period(first_on=telling.told_on, last_on=last_on, name="after")
    days = timedelta(days=after.days)
    before = Period(first_on=telling.told_on - days, last_on=telling.told_on - ONE_DAY, name="before")
    was, now = (_profile(authority_id, agency, span) for span in (before, after))
    a_day = [
        per_working_day(Span(count=one.contacts, working_days=judging.working_days(span, calendar)))
        for one, span in ((was, before), (now, after))
    ]
    return Around(
        telling=telling,
        before=was,
        after=now,
        before_span=before,
        after_span=after,
        before_a_day=a_day[0],
        after_a_day=a_day[1],
    )
