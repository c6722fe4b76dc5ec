"""An edition read into values. One bad line refuses the whole file, and the error names the line's place in it."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, time
from pathlib import Path

from frontdoor.library.clocks import Calendar, Hours, Limit, Unit, Weekday

EXAMPLE = Path(__file__).with_name("example.toml")
REQUIRED_LIMITS = ("danger", "red", "amber", "green", "unrated", "oversight", "news")


class BadEdition(ValueError):
    """A policy file that cannot be adopted: says where and what to do."""


class NotAdopted(Exception):
    """An edition that may not be adopted; the text says why, and what to do."""


@dataclass(frozen=True, kw_only=True)
class Level:
    code: str
    name: str
    words: str


@dataclass(frozen=True, kw_only=True)
class Windows:
    """The days within which contacts bear on one another (see docs/explanation/demand.md)."""

    duplicate: int
    repeat: int
    history: int


@dataclass(frozen=True, kw_only=True)
class Rules:
    """What one edition says."""

    name: str
    in_force_from: date
    calendar: Calendar
    limits: Mapping[str, Limit]
    windows: Windows
    levels: Sequence[Level]
    show_first_from: float
    show_from: float


def read_file(file: Path) -> dict[str, object]:
    """Read a policy file, check that it can be adopted, and return its content as JSON-like values.

    Raises BadEdition naming the file and the line or the entry.
    """
    try:
        content = tomllib.loads(file.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise BadEdition(f"{file.name}: {error}") from error
    plain: dict[str, object] = _plain(content)
    try:
        understand(plain)
    except BadEdition as error:
        raise BadEdition(f"{file.name}: {error}") from error
    return plain


def understand(content: Mapping[str, object]) -> Rules:
    """Turn an edition's content into values. Raises BadEdition naming the entry."""
    limits = {limit.code: limit for limit in map(_limit, _tables(content, "limits"))}
    missing = [code for code in REQUIRED_LIMITS if code not in limits]
    if missing:
        raise BadEdition(f"limits: add a limit with the code {missing[0]!r}")
    matching = _table(content, "matching")
    return Rules(
        name=_text(content, "name"),
        in_force_from=_day(_text(content, "in_force_from"), "in_force_from"),
        calendar=_calendar(content),
        limits=limits,
        windows=_windows(_table(content, "demand_windows")),
        levels=tuple(
            Level(code=_text(row, "code"), name=_text(row, "name"), words=_text(row, "words"))
            for row in _tables(content, "levels")
        ),
        show_first_from=_number(matching, "show_first"),
        show_from=_number(matching, "show"),
    )


def _calendar(content: Mapping[str, object]) -> Calendar:
    hub = _table(content, "hub")
    try:
        return Calendar(
            hub_hours={Weekday[day.upper()]: _hours(day, hours) for day, hours in hub.items()},
            closures=_days(content, "closed"),
            bank_holidays_added=_days(content, "bank_holidays_added"),
            bank_holidays_removed=_days(content, "bank_holidays_removed"),
        )
    except KeyError as error:
        raise BadEdition(f"hub: {error.args[0].lower()} is not a day of the week") from error
    except ValueError as error:
        raise BadEdition(f"hub: {error}") from error


def _hours(day: str, value: object) -> Hours:
    bad = BadEdition(f'hub.{day}: write two times, such as ["09:00", "17:00"]')
    if not isinstance(value, list) or len(value) != len(("opens", "closes")):
        raise bad
    try:
        return Hours(opens=time.fromisoformat(str(value[0])), closes=time.fromisoformat(str(value[1])))
    except ValueError as error:
        raise bad from error


def _limit(row: Mapping[str, object]) -> Limit:
    code = _text(row, "code")
    try:
        return Limit(
            code=code,
            name=_text(row, "name"),
            amount=int(_number(row, "amount")),
            unit=Unit(_text(row, "unit")),
            starts=_text(row, "starts"),
            source=_text(row, "source"),
            starts_at_opening=row.get("waits_for_opening", True) is not False,
        )
    except ValueError as error:
        raise BadEdition(f"limits, code {code!r}: {error}") from error


def _windows(row: Mapping[str, object]) -> Windows:
    return Windows(**{name: int(_number(row, name)) for name in ("duplicate", "repeat", "history")})


def _days(content: Mapping[str, object], key: str) -> dict[date, str]:
    return {_day(day, key): str(name) for day, name in _table(content, key).items()}


def _day(text: str, where: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise BadEdition(f"{where}: {text!r} is not a date such as 2018-04-01") from error


def _text(row: Mapping[str, object], key: str) -> str:
    value = row.get(key)
    if not isinstance(value, str) or not value.strip():
        raise BadEdition(f"{key}: write some text")
    return value


def _number(row: Mapping[str, object], key: str) -> float:
    value = row.get(key)
    if not isinstance(value, int | float) or isinstance(value, bool):
        raise BadEdition(f"{key}: write a number")
    return value


def _table(content: Mapping[str, object], key: str) -> Mapping[str, object]:
    value = content.get(key, {})
    if not isinstance(value, dict):
        raise BadEdition(f"{key}: write a table [{key}]")
    return value


def _tables(content: Mapping[str, object], key: str) -> Sequence[Mapping[str, object]]:
    value = content.get(key, [])
    if not isinstance(value, list) or not value:
        raise BadEdition(f"{key}: write at least one [[{key}]]")
    return value


def _plain(value: object) -> dict[str, object]:
    """Turn dates into text, so that the content can be kept as JSON and read the same from there."""
    if not isinstance(value, dict):
        raise BadEdition("the file holds no table")
    return {str(key): _plain_value(item) for key, item in value.items()}


def _plain_value(value: object) -> object:
    if isinstance(value, dict):
        return _plain(value)
    if isinstance(value, list):
        return [_plain_value(item) for item in value]
    return value.isoformat() if isinstance(value, date) else value
