"""What looking at people's work leaves behind, answers that are kept, and the forecasts of each night."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict
from datetime import datetime

from django.db import transaction

from frontdoor.library.clocks import LONDON
from frontdoor.oversight.staffing import ahead
from frontdoor.oversight.staffing.ahead import Made
from frontdoor.oversight.staffing.models import (
    ForecastWeek,
    KeptAnswer,
    MeasuredDay,
    MeasuredWork,
    SeriesForecast,
)
from frontdoor.oversight.staffing.queries import ahead as counting
from frontdoor.oversight.staffing.queries import handled
from frontdoor.record.access.models import Worker
from frontdoor.record.access.refusals import refuse_if, require
from frontdoor.record.access.roles import Permission
from frontdoor.record.ledger import actions as ledger
from frontdoor.record.ledger.actions import Actor


def note_workload(*, of: Worker | None, by: Worker, at: datetime) -> None:
    """Write that the work of all teams, or of one worker, was opened."""
    require(by, Permission.WORKLOAD_SEE)
    ledger.write("workload.viewed", subject=("worker", of.pk if of else None), by=by, at=at)


def note_question(*, asked: Mapping[str, str], by: Worker, at: datetime) -> None:
    """Write that somebody asked what the staff there are, or might be, could do."""
    require(by, Permission.WORKLOAD_SEE)
    ledger.write("staffing.answer_viewed", subject=("staffing", None), by=by, at=at, detail=dict(asked))


def note_forecast(*, by: Worker, at: datetime) -> None:
    """Write that the forecast of demand was opened."""
    require(by, Permission.WORKLOAD_SEE)
    ledger.write("forecast.viewed", subject=("forecast", None), by=by, at=at)


def note_forecast_export(*, by: Worker, at: datetime) -> None:
    """Write that the forecast of demand was taken as a file."""
    require(by, Permission.WORKLOAD_SEE)
    ledger.write("forecast.export_viewed", subject=("forecast", None), by=by, at=at)


def make_forecasts(*, by: Actor, at: datetime) -> int:
    """Forecast the coming weeks of every series from the records, and keep what was said; count the series.

    Takes some seconds where there are years of records: for the machinery at night, not for a page.
    """
    today = at.astimezone(LONDON).date()
    days, named = counting.days_of(by.authority_id, at=at)
    found = list(ahead.forecasts(days, named, today=today))
    if not found:
        return 0
    with transaction.atomic():
        rows = SeriesForecast.objects.bulk_create(_row(one, by=by, at=at) for one in found)
        ForecastWeek.objects.bulk_create(
            week for row, one in zip(rows, found, strict=True) for week in _weeks(row, one, by=by)
        )
        ledger.write("forecast.made", subject=("forecast", None), by=by, at=at, detail={"series": len(rows)})
    return len(rows)


def _row(one: Made, *, by: Actor, at: datetime) -> SeriesForecast:
    row = SeriesForecast(
        authority_id=by.authority_id,
        code=one.code,
        made_at=at,
        known_first_on=one.known_first_on,
        known_last_on=one.known_last_on,
        known=one.known,
        note=one.note,
    )
    if one.tested is not None:
        row.origins, row.tested_first_on, row.tested_last_on = (
            one.tested.origins,
            one.tested.first_on,
            one.tested.last_on,
        )
        row.error, row.naive_error, row.cover = one.tested.error, one.tested.naive_error, one.tested.cover
        if (weeks := one.tested.weeks) is not None:
            row.weeks_tested, row.week_error, row.week_naive_error = weeks.counted, weeks.error, weeks.naive_error
            row.week_cover, row.week_naive_cover = weeks.cover, weeks.naive_cover
    return row


def _weeks(row: SeriesForecast, one: Made, *, by: Actor) -> Iterator[ForecastWeek]:
    said = {week.begins_on: week for week in one.weeks}
    for naive in one.naive:
        week = said.get(naive.begins_on)
        yield ForecastWeek(
            authority_id=by.authority_id,
            forecast=row,
            begins_on=naive.begins_on,
            mean=week.mean if week else None,
            low=min(week.low, week.mean) if week else None,
            high=max(week.high, week.mean) if week else None,
            naive_mean=naive.mean,
            naive_low=naive.low,
            naive_high=naive.high,
        )


def keep(
    *, name: str, question: Mapping[str, str], answer: Mapping[str, object], by: Worker, at: datetime
) -> KeptAnswer:
    """Keep a question and its answer, for others to see beside other answers."""
    with transaction.atomic():
        require(by, Permission.WORKLOAD_SEE)
        refuse_if([] if name.strip() else ["Give the answer a name"])
        kept = KeptAnswer.objects.create(
            authority_id=by.authority_id,
            name=" ".join(name.split()),
            question=dict(question),
            answer=dict(answer),
            kept_at=at,
            kept_by=by,
        )
        ledger.write("staffing.answer_kept", subject=("answer", kept.pk), by=by, at=at, detail=dict(question))
    return kept


def put_before_board(*, kept: KeptAnswer, by: Worker, at: datetime) -> None:
    """Put an answer before the board, with its assumptions."""
    with transaction.atomic():
        require(by, Permission.ANSWER_PUT)
        standing = KeptAnswer.objects.filter(pk=kept.pk, board_at__isnull=True)
        if standing.update(board_at=at, board_by=by):
            ledger.write("staffing.answer_put", subject=("answer", kept.pk), by=by, at=at)


def note_handling(*, by: Worker, at: datetime) -> None:
    """Write that the page of handling times, or its file, was opened."""
    require(by, Permission.WORKLOAD_SEE)
    ledger.write("handling.viewed", subject=("handling", None), by=by, at=at)


def measure_handling(*, by: Actor, at: datetime) -> int:
    """Measure how long the steps of settled contacts took, for every day that is not measured yet; count the days.

    A year of records takes about a second: for the machinery at night, not for a page.
    """
    wanted, days = handled.days_to_measure(by.authority_id, at=at), 0
    while wanted is not None:
        first_on, last_on = wanted[0], min(wanted[1], wanted[0] + handled.AT_ONCE)
        with transaction.atomic():
            days += _keep_measured(handled.measure(by.authority_id, first_on, last_on), by=by)
            detail = {"from": first_on.isoformat(), "until": last_on.isoformat()}
            ledger.write("handling.measured", subject=("handling", None), by=by, at=at, detail=detail)
        wanted = handled.days_to_measure(by.authority_id, at=at)
    return days


def _keep_measured(found: Iterable[handled.Day], *, by: Actor) -> int:
    """Keep what was measured of some days. Two who measure the same day meet at the day's uniqueness."""
    days = list(found)
    rows = MeasuredDay.objects.bulk_create(
        MeasuredDay(authority_id=by.authority_id, ended_on=day.ended_on, contacts=day.contacts) for day in days
    )
    MeasuredWork.objects.bulk_create(
        MeasuredWork(authority_id=by.authority_id, day=row, step=step, code=code, **asdict(pieces))
        for row, day in zip(rows, days, strict=True)
        for (step, code), pieces in day.pieces.items()
    )
    return len(days)
