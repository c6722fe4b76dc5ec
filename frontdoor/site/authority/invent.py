"""The invention as a whole: agencies, families, staff, and contact after contact until a day."""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date, datetime

from frontdoor.site.authority import arrivals, families, history, register, staff, times
from frontdoor.site.authority.agencies import found_agencies
from frontdoor.site.authority.chance import dice
from frontdoor.site.authority.rota import Rota
from frontdoor.site.authority.shapes import NAME, Authority, Known
from frontdoor.site.authority.unfinished import as_done_by

FIRST_DAY = date(2018, 4, 1)
CHILDREN = 35_000

Progress = Callable[[str, float], None]


def _say_nothing(stage: str, share: float) -> None:
    """Report no progress."""


def start_of(months: int, until: datetime) -> date:
    """Give the first day of a history of so many whole months before this one; none means all of it."""
    if not months:
        return FIRST_DAY
    local = until.astimezone(times.LONDON)
    years, place = divmod(local.year * 12 + local.month - 1 - months, 12)
    return max(FIRST_DAY, date(years, place + 1, 1))


def _do_nothing_more(_: Known) -> None:
    """Make nothing of those who are known."""


def invent(
    seed: int,
    start: date,
    until: datetime,
    children: int = CHILDREN,
    progress: Progress = _say_nothing,
    rush: int = 0,
    once_known: Callable[[Known], None] = _do_nothing_more,
) -> Authority:
    """Invent an authority whose front door has a history from a first day until an instant.

    `rush` is the fewest contacts that the last hours may have brought.
    `once_known` hears who there is before their history is invented, so that other work on them can begin.
    """
    progress("Inventing families", 0.0)
    with without_collecting():
        directory = found_agencies(dice(seed, "agencies"))
        population = families.people_marlsea(dice(seed, "people"), directory, children)
        workers = staff.appoint_staff(dice(seed, "staff"), directory, Rota(seed=seed))
        records = register.register_people(dice(seed, "register"), population)
        known = _known(records, population, until.astimezone(times.LONDON).date())
        once_known(known)
        story = history.begin(seed, times.minute(start), population, records, workers)
        first, end = times.minute(start), times.minute_of(until)
        usual = arrivals.arrivals(seed, start, end, children)
        for count, at in enumerate(arrivals.with_rush(seed, usual, end, rush)):
            story.receive(at)
            if count % 2_000 == 0:
                progress("Inventing contacts", (at - first) / max(1, end - first))
        return _authority(seed, start, until, story, known)


@contextmanager
def without_collecting() -> Iterator[None]:
    """Spare the collector: what is made here is kept, and looking through it again and again takes a third longer."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def _known(records: register.Register, population: families.Population, today: date) -> Known:
    """Gather who the council knows as they stand on the day, and where they belong."""
    mothers = {kid.id: kid.mother.last_name for kid in population.kids}
    people = []
    for record in records.people:
        own_id = records.second_records.get(record.id, record.id)
        person = register.as_known_on(record, today, mothers.get(own_id, ""))
        if person is not None:
            people.append(person)
    numbers = {person.id for person in people}
    households, addresses = register.list_households(population.homes, today)
    memberships = register.list_memberships(population.homes, numbers, today)
    return Known(people=people, households=households, addresses=addresses, memberships=memberships)


def _authority(seed: int, start: date, until: datetime, story: history.History, known: Known) -> Authority:
    """Gather everything as it stands on the day."""
    today = until.astimezone(times.LONDON).date()
    numbers = {person.id for person in known.people}
    population = story.population
    return Authority(
        name=NAME,
        seed=seed,
        start=start,
        until=until,
        households=known.households,
        addresses=known.addresses,
        people=known.people,
        memberships=known.memberships,
        relationships=register.list_relationships(population, numbers, today),
        responsibilities=register.list_responsibilities(population, numbers, today),
        agencies=population.directory.agencies,
        professionals=population.directory.professionals,
        teams=[team for team in story.desk.staff.teams if team.started_on <= today],
        workers=staff.employed_by(story.desk.staff.workers, today),
        contacts=story.contacts,
        handlings=[as_done_by(until, handling) for handling in story.handlings],
        episodes=story.book.written_at(times.minute_of(until)),
        truths=story.truths,
        rota=story.desk.staff.rota,
        second_records={second: first for second, first in story.register.second_records.items() if second in numbers},
    )
