"""A scenario read from TOML: every mistake is said with its line and field."""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from importlib import resources

from frontdoor.library.clocks import Calendar, Limit, Weekday
from frontdoor.library.staffing.scenario import (
    Arrivals,
    Away,
    Batch,
    Clock,
    ContactClass,
    Handling,
    Person,
    Rating,
    Return,
    Scenario,
    Shape,
    Step,
    Stretch,
    Unworkable,
    Wait,
)
from frontdoor.library.staffing.told import Made, Told

WORKING_WEEK = tuple(Weekday(day) for day in range(5))


@dataclass(frozen=True, kw_only=True)
class Rules:
    """What the policy edition in force gives to a scenario: when the hub is open, and its limits by their codes."""

    calendar: Calendar
    limits: Mapping[str, Limit]


def example() -> str:
    """Give the text of the example that is shipped."""
    return resources.files("frontdoor.library.staffing").joinpath("example.toml").read_text(encoding="utf-8")


def policy_named(text: str) -> str:
    """Say which policy edition a scenario's file asks for."""
    try:
        return str(tomllib.loads(text).get("policy", "example"))
    except tomllib.TOMLDecodeError as error:
        raise Unworkable(f"This is not TOML: {error}.") from error


def read(text: str, rules: Rules) -> Scenario:
    """Read a scenario, or say which line is wrong and why."""
    try:
        told = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise Unworkable(f"This is not TOML: {error}.") from error
    return _scenario(Told(text=text, path=(), value=told), rules)


TOP = (
    *("name", "begins_on", "days", "warm_up_days", "interrupts", "finishes_up", "takes_up", "policy", "assumptions"),
    *("arrivals", "classes", "steps", "people", "roles", "clocks"),
)


def _scenario(told: Told, rules: Rules) -> Scenario:
    told.only(*TOP)
    given = told.given(
        days=Told.whole,
        warm_up_days=Told.whole,
        finishes_up=Told.number,
        takes_up=Told.number,
        assumptions=Told.texts,
        interrupts=lambda part: tuple(Rating(each.one_of(Rating)) for each in part.parts()),
    )
    roles = told.get("roles")
    return told.made(
        Scenario,
        name=told.need("name").text_of(),
        begins_on=told.need("begins_on").day(),
        calendar=rules.calendar,
        arrivals=_arrivals(told.need("arrivals")),
        classes=tuple(_class(each) for each in told.each("classes")),
        steps=tuple(_step(each) for each in told.each("steps")),
        people=tuple(_person(each) for each in told.each("people")),
        clocks=tuple(_clock(each, rules) for each in told.each("clocks")),
        role_names={} if roles is None else {code: name.text_of() for code, name in roles.items()},
        **given,
    )


def _arrivals(told: Told) -> Arrivals:
    told.only(
        *("contacts", "day_off", "day_spread", "season", "measured", "batches"),
        *("weekday_hours", "saturday_hours", "sunday_hours", "hours"),
    )
    given = told.given(
        day_off=Told.number, day_spread=Told.number, season=Told.numbers, measured=Told.text_of, hours=Told.numbers
    )
    if "hours" not in given:
        weekday, saturday, sunday = (_day(told, day) for day in ("weekday_hours", "saturday_hours", "sunday_hours"))
        given["hours"] = weekday * 5 + saturday + sunday
    batches = tuple(_batch(each) for each in told.each("batches"))
    return told.made(Arrivals, contacts=told.need("contacts").number(), batches=batches, **given)


def _day(told: Told, key: str) -> tuple[float, ...]:
    hours = told.need(key)
    found = hours.numbers()
    if len(found) != 24:
        raise hours.wrong(f"this must be 24 numbers, one for each hour; it has {len(found)}")
    return found


def _batch(told: Told) -> Batch:
    told.only("name", "days", "at", "contacts", "classes")
    classes = told.get("classes")
    return told.made(
        Batch,
        name=told.need("name").text_of(),
        days=tuple(_weekday(told.need("days"), name) for name in told.need("days").texts()),
        at=told.need("at").time(),
        contacts=told.need("contacts").number(),
        classes={} if classes is None else {code: share.number() for code, share in classes.items()},
    )


def _weekday(told: Told, name: str) -> Weekday:
    try:
        return Weekday[name.upper()]
    except KeyError:
        raise told.wrong(f'"{name}" is no day of the week') from None


def _class(told: Told) -> ContactClass:
    told.only("code", "name", "share", "rating", "is_net")
    code = told.need("code").text_of()
    given = told.given(name=Told.text_of, is_net=Told.yes)
    rating = Rating(told.need("rating").one_of(Rating))
    facts = {"code": code, "name": code, "share": told.need("share").number(), "rating": rating} | given
    return told.made(ContactClass, **facts)


def _by_class(told: Told | None, reader: Callable[[Told], Made]) -> dict[str, Made]:
    """Read something by class; "default" stands for every class that is not named."""
    if told is None:
        return {}
    return {"" if code == "default" else code: reader(each) for code, each in told.items()}


def _step(told: Told) -> Step:
    told.only(
        *(
            "code",
            "name",
            "roles",
            "handling",
            "share",
            "before_rating",
            "same_person",
            "second_person",
            "waits",
            "returns",
        )
    )
    code = told.need("code").text_of()
    given = told.given(
        name=Told.text_of, before_rating=Told.yes, same_person=Told.yes, second_person=Told.yes, returns=_return
    )
    facts = {
        "code": code,
        "name": code,
        "roles": told.need("roles").texts(),
        "handling": _by_class(told.need("handling"), _handling),
        "share": _by_class(told.get("share"), Told.number),
        "waits": _by_class(told.get("waits"), _wait),
    }
    return told.made(Step, **(facts | given))


def _handling(told: Told) -> Handling:
    told.only("minutes", "spread", "measured", "shape")
    given = told.given(spread=Told.number, measured=Told.whole, shape=lambda part: Shape(part.one_of(Shape)))
    return told.made(Handling, minutes=told.need("minutes").number(), **given)


def _wait(told: Told) -> Wait:
    told.only("share", "hours", "spread")
    return told.made(
        Wait, share=told.need("share").number(), hours=told.need("hours").number(), **told.given(spread=Told.number)
    )


def _return(told: Told) -> Return:
    told.only("share", "to", "hours")
    return told.made(
        Return, share=told.need("share").number(), to=told.need("to").text_of(), **told.given(hours=Told.number)
    )


PERSON = (
    *(
        "name",
        "role",
        "count",
        "shifts",
        "meetings",
        "breaks",
        "leave",
        "absence",
        "absence_days",
        "other_work",
        "pace",
    ),
    *("starts_on", "starting_pace", "learns_in_weeks", "duty_of", "duty_weeks", "works_bank_holidays", "urgent_only"),
)


def _person(told: Told) -> Person:
    told.only(*PERSON)
    numbers = dict.fromkeys(
        ("breaks", "absence", "other_work", "pace", "starting_pace", "learns_in_weeks"), Told.number
    )
    given = told.given(
        **numbers,
        count=Told.whole,
        absence_days=Told.whole,
        duty_of=Told.whole,
        duty_weeks=Told.wholes,
        starts_on=Told.day,
        works_bank_holidays=Told.yes,
        urgent_only=Told.yes,
    )
    return told.made(
        Person,
        name=told.need("name").text_of(),
        role=told.need("role").text_of(),
        shifts=tuple(_shifts(told.need("shifts"))),
        meetings=tuple(_meeting(each) for each in told.each("meetings")),
        leave=tuple(_away(each) for each in told.each("leave")),
        **given,
    )


def _shifts(told: Told) -> Iterator[Stretch]:
    """Read the shifts of a week: `monday = ["08:45", "17:15"]`, or `weekdays` for all five."""
    for name, hours in told.items():
        if not isinstance(hours.value, list) or len(hours.value) != 2:
            raise hours.wrong('this must be two times, such as ["08:45", "17:15"]')
        starts, ends = (part.time() for part in hours.parts())
        for day in WORKING_WEEK if name == "weekdays" else (_weekday(hours, name),):
            yield hours.made(Stretch, day=day, starts=starts, ends=ends)


def _meeting(told: Told) -> Stretch:
    told.only("day", "starts", "ends")
    day = _weekday(told.need("day"), told.need("day").text_of())
    return told.made(Stretch, day=day, starts=told.need("starts").time(), ends=told.need("ends").time())


def _away(told: Told) -> Away:
    told.only("first_on", "last_on")
    return told.made(Away, first_on=told.need("first_on").day(), last_on=told.need("last_on").day())


def _clock(told: Told, rules: Rules) -> Clock:
    told.only("limit", "until", "from_receipt", "classes", "ratings")
    code = told.need("limit").text_of()
    if code not in rules.limits:
        raise told.need("limit").wrong(f'the policy has no limit "{code}"; it has {", ".join(rules.limits)}')
    given = told.given(
        from_receipt=Told.yes,
        classes=Told.texts,
        ratings=lambda part: tuple(Rating(each.one_of(Rating)) for each in part.parts()),
    )
    return told.made(Clock, limit=rules.limits[code], until=told.need("until").text_of(), **given)
