"""One hub's calendar: which days are worked, when it is open, and counting along it."""

from bisect import bisect_right
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta

from frontdoor.library.clocks.bank_holidays import england_and_wales
from frontdoor.library.clocks.hub_hours import LAWFUL_WEEK, OFFICE_WEEK, Hours, Opening, Weekday, checked_week
from frontdoor.library.clocks.instants import LONDON, in_london, in_utc, plain_day

ONE_DAY = timedelta(days=1)
NO_TIME = timedelta(0)


@dataclass(frozen=True, kw_only=True)
class Calendar:
    """The working days and open hours of one authority's hub, in London's civil time.

    A day is *open* when the hub has hours on that day of the week and it is neither a bank holiday
    nor a closure. A *working day* is an open day from Monday to Friday.

    `closures` are local days off; `bank_holidays_added` and `bank_holidays_removed` are one-off
    proclamations that the built-in list does not know yet. Each maps a date to its name. Adding one
    that is already listed, or removing one that is not, changes nothing, so that an old edition of
    local policy still reads the same when the built-in list has caught up with it.
    """

    hub_hours: Mapping[Weekday, Hours] = field(default_factory=lambda: OFFICE_WEEK)
    closures: Mapping[date, str] = field(default_factory=dict)
    bank_holidays_added: Mapping[date, str] = field(default_factory=dict)
    bank_holidays_removed: Mapping[date, str] = field(default_factory=dict)
    # Each year's working days, worked out once. Never stale, because the rest cannot change.
    _years: dict[int, tuple[date, ...]] = field(init=False, repr=False, compare=False, default_factory=dict)

    def __post_init__(self) -> None:
        # Own copies: a calendar must not change when the mapping it was made from does.
        object.__setattr__(self, "hub_hours", checked_week(self.hub_hours))
        for name in ("closures", "bank_holidays_added", "bank_holidays_removed"):
            object.__setattr__(self, name, _named_days(getattr(self, name), field=name))
        both = self.bank_holidays_added.keys() & self.bank_holidays_removed.keys()
        if both:
            raise ValueError(f"bank_holidays_added and bank_holidays_removed both name {min(both).isoformat()}")

    def bank_holidays(self, year: int) -> dict[date, str]:
        """Name the bank holidays of a year in England and Wales, with those added and without those removed."""
        added = {day: name for day, name in self.bank_holidays_added.items() if day.year == year}
        named = {**england_and_wales(year), **added}
        return {day: named[day] for day in sorted(named) if day not in self.bank_holidays_removed}

    def is_open_day(self, day: date) -> bool:
        """Say whether the hub opens at all on this day."""
        plain_day(day, field="day")
        return day.weekday() in self.hub_hours and not self._is_day_off(day)

    def is_working_day(self, day: date) -> bool:
        """Say whether this day counts in a limit of working days."""
        return day.weekday() in LAWFUL_WEEK and self.is_open_day(day)

    def next_working_day(self, day: date) -> date:
        """Find the first working day after this one."""
        return self.working_days_after(day, 1)

    def working_days_after(self, day: date, count: int) -> date:
        """Find the working day that is `count` working days after this day, which itself is day 0.

        With a count of 0, this is the day itself, or the next working day if it is not one.
        """
        plain_day(day, field="day")
        if count < 0:
            raise ValueError(f"count must not be negative; it is {count}")
        year, days = day.year, self._working_days_in(day.year)
        place = bisect_right(days, day) + count - 1
        if count == 0 and not self.is_working_day(day):
            place += 1
        while place >= len(days):
            place -= len(days)
            year += 1
            days = self._working_days_in(year)
        return days[place]

    def working_days_between(self, day: date, until: date) -> int:
        """Count the working days strictly after `day`, up to and including `until`."""
        plain_day(day, field="day")
        if plain_day(until, field="until") < day:
            raise ValueError(f"until ({until.isoformat()}) must not be before day ({day.isoformat()})")
        whole_years = sum(len(self._working_days_in(year)) for year in range(day.year, until.year))
        return whole_years + self._working_days_so_far(until) - self._working_days_so_far(day)

    def opening_on(self, day: date) -> Opening | None:
        """Find from when to when the hub is open on this day, if it is."""
        if not self.is_open_day(day):
            return None
        hours = self.hub_hours[Weekday(day.weekday())]
        opens_at = datetime.combine(day, hours.opens, LONDON).astimezone(UTC)
        closes_at = datetime.combine(day, hours.closes, LONDON).astimezone(UTC)
        # Hours that lie wholly inside the hour skipped in March leave nothing open.
        return Opening(opens_at=opens_at, closes_at=closes_at) if opens_at < closes_at else None

    def counts_from(self, instant: datetime) -> datetime:
        """Find the moment from which something received now is counted: now, or the next opening.

        At the stroke of closing the hub is shut.
        """
        received_at = in_utc(instant, field="instant")
        opening = next(self._openings_from(received_at))
        return max(received_at, opening.opens_at).astimezone(LONDON)

    def close_of(self, day: date) -> datetime:
        """Find the moment at which the hub closes on this day."""
        opening = self.opening_on(day)
        if opening is None:
            raise ValueError(f"day must be one on which the hub opens; {day.isoformat()} is not")
        return opening.closes_at.astimezone(LONDON)

    def add_working_hours(self, instant: datetime, hours: timedelta) -> datetime:
        """Find the first moment by which the hub has been open for this long since the instant.

        Nights, weekends, bank holidays and closures are passed over. Eight hours from nine o'clock
        in a day of eight hours end at closing, not at the next opening.
        """
        if hours < NO_TIME:
            raise ValueError(f"hours must not be negative; it is {hours}")
        start_at, remaining = in_utc(instant, field="instant"), hours
        openings = self._openings_from(start_at)
        opening = next(openings)
        reached_at = max(start_at, opening.opens_at)
        while remaining > opening.closes_at - reached_at:
            remaining -= opening.closes_at - reached_at
            opening = next(openings)
            reached_at = opening.opens_at
        return (reached_at + remaining).astimezone(LONDON)

    def working_time_between(self, instant: datetime, until: datetime) -> timedelta:
        """Add up how long the hub was open between two moments."""
        start_at, end_at = in_utc(instant, field="instant"), in_utc(until, field="until")
        if end_at < start_at:
            raise ValueError(f"until ({until.isoformat()}) must not be before instant ({instant.isoformat()})")
        total = NO_TIME
        for opening in self._openings_from(start_at):
            if opening.opens_at >= end_at:
                break
            total += min(end_at, opening.closes_at) - max(start_at, opening.opens_at)
        return total

    def _openings_from(self, instant: datetime) -> Iterator[Opening]:
        """Go through the openings that end after this moment, in order."""
        day = in_london(instant, field="instant").date()
        while True:
            opening = self.opening_on(day)
            if opening is not None and opening.closes_at > instant:
                yield opening
            day += ONE_DAY

    def _is_day_off(self, day: date) -> bool:
        if day in self.closures or day in self.bank_holidays_added:
            return True
        return day in england_and_wales(day.year) and day not in self.bank_holidays_removed

    def _working_days_in(self, year: int) -> tuple[date, ...]:
        if year not in self._years:
            length = (date(year + 1, 1, 1) - date(year, 1, 1)).days
            days = (date(year, 1, 1) + timedelta(days=place) for place in range(length))
            self._years[year] = tuple(day for day in days if self.is_working_day(day))
        return self._years[year]

    def _working_days_so_far(self, day: date) -> int:
        return bisect_right(self._working_days_in(day.year), day)


def _named_days(days: Mapping[date, str], *, field: str) -> dict[date, str]:
    for day, name in days.items():
        plain_day(day, field=field)
        if not name.strip():
            raise ValueError(f"{field} must give {day.isoformat()} a name")
    return dict(days)
