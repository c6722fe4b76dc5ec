"""Small invented front doors, each with one thing about it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, time

from frontdoor.library.clocks import Calendar, Hours, Limit, Unit, Weekday
from frontdoor.library.staffing import (
    Arrivals,
    Clock,
    ContactClass,
    Handling,
    Person,
    Rating,
    Rules,
    Scenario,
    Shape,
    Step,
    Stretch,
    example,
    read,
)

ALWAYS = tuple(Stretch(day=day, starts=time.min, ends=time.max) for day in Weekday)
OFFICE = tuple(Stretch(day=Weekday(day), starts=time(9), ends=time(17)) for day in range(5))
NEVER_SHUT = Calendar(hub_hours={day: Hours(opens=time.min, closes=time(23, 59, 59)) for day in Weekday})
NOVEMBER = date(2018, 11, 5)  # no bank holiday is near
ONE_DAY = Limit(code="day", name="Decide in a day", amount=1, unit=Unit.WORKING_DAYS, starts="receipt", source="A test")
FOUR_HOURS = Limit(code="red", name="Red", amount=4, unit=Unit.WORKING_HOURS, starts="receipt", source="A test")


def always_there(count: int) -> Person:
    return Person(
        name="Ash",
        role="worker",
        shifts=ALWAYS,
        count=count,
        breaks=0,
        absence=0,
        other_work=0,
        works_bank_holidays=True,
    )


def a_queue(*, people: int, an_hour: float, handling: Handling, days: int = 21, warm_up_days: int = 7) -> Scenario:
    """One step, at which people who never go home take contacts of one class in the order they came."""
    return Scenario(
        name="A queue",
        begins_on=NOVEMBER,
        calendar=NEVER_SHUT,
        arrivals=Arrivals(contacts=an_hour * 24 * 365.25 / 12, hours=(1.0,) * 168, day_spread=0, day_off=1),
        classes=(ContactClass(code="any", name="Any", share=1, rating=Rating.GREEN),),
        steps=(Step(code="do", name="Do it", roles=("worker",), handling={"": handling}),),
        people=(always_there(people),),
        clocks=(),
        interrupts=(),
        finishes_up=0,
        takes_up=0,
        days=days,
        warm_up_days=warm_up_days,
    )


def with_ratings(scenario: Scenario, *ratings: Rating) -> Scenario:
    """Part the contacts equally among ratings."""
    share = 1 / len(ratings)
    classes = tuple(ContactClass(code=str(one), name=str(one), share=share, rating=one) for one in ratings)
    return replace(scenario, classes=classes)


def an_office(*, people: int, contacts: float, minutes: float = 30.0) -> Scenario:
    """A door that opens on weekdays from nine to five, rated red and amber, with two clocks."""
    queue = a_queue(people=people, an_hour=1, handling=Handling(minutes=minutes), days=14)
    worker = replace(queue.people[0], shifts=OFFICE, works_bank_holidays=False)
    clocks = (
        Clock(limit=ONE_DAY, until="do", ratings=(Rating.AMBER,)),
        Clock(limit=FOUR_HOURS, until="do", ratings=(Rating.RED,)),
    )
    return with_ratings(
        replace(
            queue,
            calendar=Calendar(),
            arrivals=Arrivals(contacts=contacts, hours=(1.0,) * 168, day_off=0.3),
            people=(worker,),
            clocks=clocks,
        ),
        Rating.RED,
        Rating.AMBER,
    )


def always(minutes: float) -> Handling:
    return Handling(minutes=minutes, shape=Shape.FIXED)


def by_chance(minutes: float) -> Handling:
    return Handling(minutes=minutes, shape=Shape.EXPONENTIAL)


def limits() -> Rules:
    """Give limits such as a policy edition has."""
    found = [
        Limit(code=code, name=code, amount=amount, unit=unit, starts="receipt", source="A test")
        for code, amount, unit in (
            ("danger", 1, Unit.HOURS),
            ("unrated", 2, Unit.WORKING_HOURS),
            ("red", 4, Unit.WORKING_HOURS),
            ("amber", 1, Unit.WORKING_DAYS),
            ("green", 3, Unit.WORKING_DAYS),
            ("oversight", 4, Unit.WORKING_HOURS),
        )
    ]
    return Rules(calendar=Calendar(), limits={limit.code: limit for limit in found})


def the_example() -> Scenario:
    return read(example(), limits())
