"""Reading the fields of one entry of a policy file: each with its kind, and a fault that says what to write."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from datetime import date
from difflib import get_close_matches

from frontdoor.record.policy.editions.faults import Faults, Faulty, Path


class Entry:
    """One table of a policy file. It remembers which of its fields were read, so that a misspelt one is noticed."""

    def __init__(self, fields: Mapping[str, object], *, path: Path, faults: Faults, called: str = "") -> None:
        self.path, self.faults, self.called = path, faults, called
        self._fields = fields
        self._read: set[str] = set()

    def has(self, key: str) -> bool:
        return key in self._fields

    def names(self) -> list[str]:
        self._read |= set(self._fields)
        return list(self._fields)

    def text(self, key: str, *, usual: str | None = None) -> str:
        value = self._value(key)
        if value is None and usual is not None:
            return usual
        if not isinstance(value, str) or not value.strip():
            raise self.bad(key, 'write some text in quotation marks, such as "…"')
        return value

    def number(self, key: str, *, least: float | None = None, most: float | None = None) -> float:
        value = self._value(key)
        if not isinstance(value, int | float) or isinstance(value, bool):
            raise self.bad(key, "write a number, without quotation marks")
        if (least is not None and value < least) or (most is not None and value > most):
            raise self.bad(key, f"{value:g} is out of range. Write a number {_range(least, most)}")
        return value

    def whole(self, key: str, *, least: int = 0) -> int:
        value = self.number(key, least=least)
        if value != int(value):
            raise self.bad(key, f"{value:g} is not a whole number. Write one")
        return int(value)

    def yes(self, key: str, *, usual: bool = False) -> bool:
        value = self._value(key)
        if value is None:
            return usual
        if not isinstance(value, bool):
            raise self.bad(key, "write true or false, without quotation marks")
        return value

    def day(self, key: str) -> date:
        return self.as_day(self._value(key), key)

    def day_or_none(self, key: str) -> date | None:
        return self.day(key) if self.has(key) else None

    def as_day(self, value: object, key: str) -> date:
        try:
            return date.fromisoformat(str(value))
        except ValueError as error:
            raise self.bad(key, f"{value!s:.40} is not a date. Write one such as 2018-04-01") from error

    def one_of(self, key: str, among: Collection[str]) -> str:
        value = self.text(key)
        if value not in among:
            raise self.bad(key, f"{value!r} is not known. {_write_one(value, among)}")
        return value

    def some_of(self, key: str, among: Collection[str], *, usual: tuple[str, ...] | None = None) -> tuple[str, ...]:
        """Read a list of codes. Without `usual` there must be at least one."""
        value = self._value(key)
        if value is None and usual is not None:
            return usual
        if not isinstance(value, list) or (not value and usual is None):
            raise self.bad(key, f"write a list, such as [{next(iter(among), '…')!r}]".replace("'", '"'))
        for one in value:
            if one not in among:
                raise self.bad(key, f"{one!r} is not known. {_write_one(str(one), among)}")
        return tuple(str(one) for one in value)

    def raw(self, key: str) -> object:
        return self._value(key)

    def bad(self, key: str, words: str) -> Faulty:
        where = f"{self.called}, {key}" if self.called else key
        return Faulty((*self.path, key), f"{where}: {words}.")

    def close(self) -> None:
        """Note each field that nobody asked for: a misspelt field would otherwise say nothing, silently."""
        for key in self._fields.keys() - self._read:
            near = get_close_matches(key, self._read, n=1)
            does = f"Did you mean {near[0]!r}?" if near else f"Known here: {', '.join(sorted(self._read))}."
            where = f"{self.called}: " if self.called else ""
            self.faults.add((*self.path, key), f"{where}there is no field {key!r}. {does}", strict=True)

    def _value(self, key: str) -> object:
        self._read.add(key)
        return self._fields.get(key)


def table(content: Mapping[str, object], key: str, faults: Faults) -> Entry:
    """Read [key]: an empty entry where there is none."""
    value = content.get(key, {})
    if not isinstance(value, dict):
        raise Faulty((key,), f"{key}: write a table that begins with [{key}].")
    return Entry(value, path=(key,), faults=faults, called=f"[{key}]")


def rows(content: Mapping[str, object], key: str, faults: Faults, *, called: str) -> Iterator[Entry]:
    """Read each [[key]], once; one that carries a code used before is a fault."""
    value = content.get(key, [])
    if not isinstance(value, list):
        raise Faulty((key,), f"{key}: begin each entry with [[{key}]].")
    for place, fields in enumerate(value):
        if not isinstance(fields, dict):
            raise Faulty((key, place), f"{key}: begin each entry with [[{key}]].")
        code = fields.get("code", "")
        yield Entry(fields, path=(key, place), faults=faults, called=f"{called} {code!r}" if code else called)


def _write_one(value: str, among: Collection[str]) -> str:
    near = get_close_matches(value, among, n=1)
    meant = f"Did you mean {near[0]!r}? " if near else ""
    return f"{meant}Write one of: {', '.join(among)}"


def _range(least: float | None, most: float | None) -> str:
    if most is None:
        return f"of {least:g} or more"
    return f"of {most:g} or less" if least is None else f"from {least:g} to {most:g}"
