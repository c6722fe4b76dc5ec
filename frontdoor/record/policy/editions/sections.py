"""The sections of an edition, each read into values."""

from __future__ import annotations

from collections.abc import Callable, Container, Mapping
from datetime import date, time
from typing import TypeVar

from frontdoor.library.clocks import Calendar, Hours, Limit, Unit, Weekday
from frontdoor.record.policy.editions.entries import Entry, rows, table
from frontdoor.record.policy.editions.facts import (
    AlwaysSeen,
    ConsentReason,
    Indicator,
    Level,
    OutcomeRule,
    Oversight,
    RatingRule,
    Source,
    Threshold,
    Windows,
)
from frontdoor.record.policy.editions.faults import Faults, Faulty
from frontdoor.record.policy.editions.vocabulary import (
    ANSWERS,
    CLASSES,
    CLOSURES,
    DUTIES,
    NEEDS,
    OVERSEERS,
    QUESTIONS,
    RATERS,
    RATINGS,
    REQUIRED_LIMITS,
    ROLES,
)

Content = Mapping[str, object]
Row = TypeVar("Row")


def read_each(
    content: Content, key: str, faults: Faults, *, called: str, read: Callable[[Entry], Row]
) -> dict[str, Row]:
    """Read each [[key]] by its code, noting the fault of each that cannot be read and going on."""
    found: dict[str, Row] = {}

    def one(entry: Entry) -> None:
        code = entry.text("code")
        if code in found:
            raise entry.bad("code", f"{code!r} is used above. Give each its own code")
        found[code] = read(entry)
        entry.close()

    for entry in rows(content, key, faults, called=called):
        faults.kept(lambda entry=entry: one(entry))  # type: ignore[misc]  # bound now: each turn has its own
    return found


def limits(content: Content, faults: Faults) -> dict[str, Limit]:
    """Read the time limits; those that every edition needs must be among them."""
    found = read_each(content, "limits", faults, called="limit", read=_limit)
    if not [fault for fault in faults.found if fault.path[:1] == ("limits",)]:
        for code in REQUIRED_LIMITS:
            if code not in found:
                faults.add(("limits",), f"add a limit with the code {code!r}: every edition needs it.")
    return found


def _limit(entry: Entry) -> Limit:
    unit = Unit(entry.one_of("unit", [unit.value for unit in Unit]))
    amount = entry.whole("amount")
    told = {key: entry.text(key) for key in ("name", "starts", "source")}
    try:
        return Limit(
            code=entry.text("code"),
            amount=amount,
            unit=unit,
            note=entry.text("note", usual=""),
            starts_at_opening=entry.yes("waits_for_opening", usual=True),
            **told,
        )
    except ValueError as error:
        raise entry.bad("amount", str(error)) from error


def calendar(content: Content, faults: Faults) -> Calendar:
    """Read when the hub is open, its closure days, and the bank holidays that this edition adds or takes away."""
    hub = table(content, "hub", faults)
    week = {_weekday(hub, day): _hours(hub, day) for day in hub.names()}
    dated = {key: days(content, key, faults) for key in ("closed", "bank_holidays_added", "bank_holidays_removed")}
    try:
        return Calendar(
            hub_hours=week,
            closures=dated["closed"],
            bank_holidays_added=dated["bank_holidays_added"],
            bank_holidays_removed=dated["bank_holidays_removed"],
        )
    except ValueError as error:
        raise Faulty(("hub",), f"[hub]: {error}.") from error


def _weekday(hub: Entry, day: str) -> Weekday:
    try:
        return Weekday[day.upper()]
    except KeyError as error:
        raise hub.bad(day, "this is not a day of the week. Write monday, tuesday and so on") from error


def _hours(hub: Entry, day: str) -> Hours:
    value, bad = hub.raw(day), hub.bad(day, 'write two times, such as ["09:00", "17:00"], the second one later')
    if not isinstance(value, list) or len(value) != len(("opens", "closes")):
        raise bad
    try:
        return Hours(opens=time.fromisoformat(str(value[0])), closes=time.fromisoformat(str(value[1])))
    except ValueError as error:
        raise bad from error


def days(content: Content, key: str, faults: Faults) -> dict[date, str]:
    """Read a table of dates, each with its name."""
    entry = table(content, key, faults)
    return {entry.as_day(day, day): entry.text(day) for day in entry.names()}


def commencement(content: Content, faults: Faults) -> dict[str, date]:
    """Read from which date each duty is in force here, where the national file does not know it."""
    entry = table(content, "commencement", faults)
    for code in entry.names():
        if code not in DUTIES:
            raise entry.bad(code, f"this is no duty of the national files. Known: {', '.join(DUTIES)}")
    return {code: entry.day(code) for code in entry.names()}


def windows(content: Content, faults: Faults) -> Windows:
    """Read the days within which contacts bear on one another."""
    entry = table(content, "demand_windows", faults)
    found = Windows(**{name: entry.whole(name, least=1) for name in ("duplicate", "repeat", "history")})
    entry.close()
    if found.history < found.repeat:
        raise entry.bad("history", f"{found.history} is shorter than the {found.repeat} days of repeat. Write more")
    return found


def bands(content: Content, faults: Faults) -> tuple[float, float]:
    """Read from which weight a possible match is shown first, and from which at all."""
    entry = table(content, "matching", faults)
    first, at_all = entry.number("show_first"), entry.number("show")
    entry.close()
    if first < at_all:
        raise entry.bad("show_first", f"{first:g} is below show, {at_all:g}. What is shown first is shown")
    return first, at_all


def levels(content: Content, faults: Faults) -> dict[str, Level]:
    """Read the levels of need, the least first."""
    found = read_each(content, "levels", faults, called="level", read=_level)
    if not content.get("levels"):
        faults.add(("levels",), "levels: write at least one [[levels]].")
    return found


def _level(entry: Entry) -> Level:
    return Level(
        code=entry.text("code"),
        name=entry.text("name"),
        words=entry.text("words"),
        response=entry.text("response", usual=""),
    )


def indicators(content: Content, faults: Faults, known: Mapping[str, Level]) -> tuple[Indicator, ...]:
    """Read what may be seen at each level, in each part of a child's life."""

    def read(entry: Entry) -> Indicator:
        return Indicator(
            code=entry.text("code"),
            level=entry.one_of("level", known),
            need=entry.one_of("need", NEEDS),
            words=entry.text("words"),
        )

    return tuple(read_each(content, "indicators", faults, called="indicator", read=read).values())


def threshold(content: Content, faults: Faults) -> Threshold:
    """Read which threshold document the levels are those of."""
    entry = table(content, "threshold_document", faults)
    found = Threshold(
        name=entry.text("name", usual=""),
        published_on=entry.day_or_none("published_on"),
        source=entry.text("source", usual=""),
    )
    entry.close()
    return found


def ratings(content: Content, faults: Faults, known: Mapping[str, Limit]) -> dict[str, RatingRule]:
    """Read the ratings; each runs to a limit of this edition."""

    def read(entry: Entry) -> RatingRule:
        for key in ("may_rate", "may_lower"):
            for role in set(entry.some_of(key, ROLES)) - set(RATERS):
                among = ", ".join(RATERS)
                words = (
                    f"rating {entry.text('code')!r}, {key}: nobody's role of {role!r} rates. Write some of: {among}."
                )
                entry.faults.add((*entry.path, key), words, strict=True)
        return RatingRule(
            code=entry.one_of("code", RATINGS),
            name=entry.text("name"),
            words=entry.text("words"),
            limit=entry.one_of("limit", known),
            may_rate=entry.some_of("may_rate", ROLES),
            may_lower=entry.some_of("may_lower", ROLES),
            must_be_qualified=entry.yes("must_be_qualified", usual=True),
        )

    found = read_each(content, "ratings", faults, called="rating", read=read)
    if content.get("ratings") and len(found) < len(RATINGS) and not faults.found:
        faults.add(("ratings",), f"ratings: write one for each of {', '.join(RATINGS)}.")
    return found


def outcomes(content: Content, faults: Faults) -> dict[str, OutcomeRule]:
    """Read the outcomes and the classes that each may follow."""

    def read(entry: Entry) -> OutcomeRule:
        return OutcomeRule(
            code=entry.text("code"),
            name=entry.text("name"),
            words=entry.text("words"),
            follows=entry.some_of("follows", CLASSES),
            closes=entry.yes("closes"),
            needs_agreement=entry.yes("needs_agreement"),
        )

    return read_each(content, "outcomes", faults, called="outcome", read=read)


def consent(content: Content, faults: Faults) -> tuple[ConsentReason, ...]:
    """Read the answers to the three questions of consent, and which of them a manager approves."""
    found: list[ConsentReason] = []

    def one(entry: Entry) -> None:
        question = entry.one_of("question", QUESTIONS)
        reason = ConsentReason(
            question=question,
            code=entry.one_of("code", ANSWERS[question]),
            name=entry.text("name"),
            needs_manager=entry.yes("needs_manager"),
        )
        if any((other.question, other.code) == (question, reason.code) for other in found):
            raise entry.bad("code", f"{reason.code!r} is used above for this question. Keep one")
        found.append(reason)
        entry.close()

    for entry in rows(content, "consent_reasons", faults, called="consent reason"):
        faults.kept(lambda entry=entry: one(entry))  # type: ignore[misc]  # bound now: each turn has its own
    return tuple(found)


def oversight(
    content: Content,
    faults: Faults,
    *,
    levels: Mapping[str, Level],
    outcomes: Mapping[str, OutcomeRule],
    said: Container[str],
) -> Oversight:
    """Read who must see what, and whether every closure is seen or a sample. `said` are the edition's own sections."""

    def always(entry: Entry) -> AlwaysSeen:
        found = AlwaysSeen(
            code=entry.text("code"),
            why=entry.text("why"),
            outcomes=frozenset(entry.some_of("outcomes", outcomes, usual=())),
            levels=frozenset(entry.some_of("levels", levels, usual=())),
            classes=frozenset(entry.some_of("classes", CLASSES, usual=())),
            ratings=frozenset(entry.some_of("ratings", RATINGS, usual=())),
            seen_by=entry.some_of("seen_by", OVERSEERS, usual=OVERSEERS),
        )
        if not (found.outcomes or found.levels or found.classes or found.ratings):
            raise entry.bad("code", "say when it is seen: outcomes, levels, classes or ratings")
        return found

    entry = table(content, "oversight", faults)
    closures = entry.one_of("closures", CLOSURES)
    is_sample = closures == "sample"
    if is_sample:
        _refuse_a_silent_sample(said, faults)
    found = Oversight(
        closures=closures,
        percent=entry.number("percent", least=1, most=100) if is_sample or entry.has("percent") else 100,
        seed=entry.text("seed") if is_sample else entry.text("seed", usual=""),
        since=entry.day("since") if is_sample else entry.day_or_none("since"),
        seen_by=entry.some_of("seen_by", OVERSEERS, usual=OVERSEERS),
        source=entry.text("source", usual=""),
        always=tuple(read_each(content, "always_seen", faults, called="always seen", read=always).values()),
    )
    entry.close()
    return found


def _refuse_a_silent_sample(said: Container[str], faults: Faults) -> None:
    """Note what an edition that samples must say itself: the database reads there what closes and what is approved."""
    for section in ("outcomes", "consent_reasons"):
        if section not in said:
            faults.add(("oversight", "closures"), f"a sample needs your own [[{section}]]: add it.", strict=True)


def sources(content: Content, faults: Faults) -> tuple[Source, ...]:
    """Read the documents that the edition rests on."""

    def read(entry: Entry) -> Source:
        return Source(title=entry.text("title"), words=entry.text("words"), url=entry.text("url", usual=""))

    return tuple(read_each(content, "sources", faults, called="source", read=read).values())
