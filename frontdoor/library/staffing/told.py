"""A part of a TOML file that knows where it stands, and says so when it is wrong."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, time
from typing import TypeVar

from frontdoor.library.staffing import lines
from frontdoor.library.staffing.scenario import Rating, Shape, Unworkable

Value = object
Made = TypeVar("Made")


@dataclass(frozen=True, kw_only=True)
class Told:
    """A part of the file, and where it stands."""

    text: str
    path: lines.Path
    value: Value

    def wrong(self, why: str) -> Unworkable:
        """Say what is wrong here, with the line and the field."""
        names = [f"number {part + 1}" if isinstance(part, int) else part for part in self.path]
        return Unworkable(f"Line {lines.line_of(self.text, self.path)}, {' '.join(names) or 'the file'}: {why}")

    @property
    def table(self) -> Mapping[str, Value]:
        if not isinstance(self.value, dict):
            raise self.wrong("this must be a table")
        return self.value

    def part(self, key: str | int, value: Value) -> Told:
        return Told(text=self.text, path=(*self.path, key), value=value)

    def get(self, key: str) -> Told | None:
        return self.part(key, self.table[key]) if key in self.table else None

    def need(self, key: str) -> Told:
        found = self.get(key)
        if found is None:
            raise self.wrong(f'"{key}" is missing')
        return found

    def items(self) -> Iterator[tuple[str, Told]]:
        for key, value in self.table.items():
            yield key, self.part(key, value)

    def each(self, key: str) -> Iterator[Told]:
        """Go through a list of tables; none where the key is not there."""
        told = self.get(key)
        if told is None:
            return
        if not isinstance(told.value, list):
            raise told.wrong("this must be a list")
        for place, value in enumerate(told.value):
            yield told.part(place, value)

    def only(self, *known: str) -> None:
        """Refuse a key that nobody reads: it is a slip of the pen."""
        for key in self.table:
            if key not in known:
                raise self.part(key, None).wrong(f'"{key}" is not known here; known are {", ".join(known)}')

    def text_of(self) -> str:
        if not isinstance(self.value, str):
            raise self.wrong("this must be words in quotation marks")
        return self.value

    def number(self) -> float:
        if isinstance(self.value, bool) or not isinstance(self.value, int | float):
            raise self.wrong("this must be a number")
        return float(self.value)

    def whole(self) -> int:
        if isinstance(self.value, bool) or not isinstance(self.value, int):
            raise self.wrong("this must be a whole number")
        return self.value

    def yes(self) -> bool:
        if not isinstance(self.value, bool):
            raise self.wrong("this must be true or false")
        return self.value

    def day(self) -> date:
        if not isinstance(self.value, date) or hasattr(self.value, "hour"):
            raise self.wrong("this must be a date, such as 2018-09-03")
        return self.value

    def time(self) -> time:
        if isinstance(self.value, time):
            return self.value
        try:
            # A day's end has no time of its own in Python.
            return time.max if self.value == "24:00" else time.fromisoformat(str(self.value))
        except ValueError:
            raise self.wrong("this must be a time, such as 08:45") from None

    def texts(self) -> tuple[str, ...]:
        return tuple(part.text_of() for part in self.parts())

    def numbers(self) -> tuple[float, ...]:
        return tuple(part.number() for part in self.parts())

    def wholes(self) -> tuple[int, ...]:
        return tuple(part.whole() for part in self.parts())

    def parts(self) -> Iterator[Told]:
        """Go through a list of values."""
        return (self.part(place, value) for place, value in enumerate(self._list()))

    def _list(self) -> Sequence[Value]:
        if not isinstance(self.value, list):
            raise self.wrong("this must be a list")
        return self.value

    def one_of(self, codes: type[Rating] | type[Shape]) -> str:
        if self.value not in [str(code) for code in codes]:
            raise self.wrong(f'"{self.value}" is none of {", ".join(codes)}')
        return str(self.value)

    def given(self, **readers: Callable[[Told], object]) -> dict[str, object]:
        """Read those keys that are there."""
        return {key: reader(told) for key, reader in readers.items() if (told := self.get(key)) is not None}

    def made(self, kind: Callable[..., Made], /, **facts: object) -> Made:
        """Make a thing of facts; what it refuses is said with the line, and the field where it names one."""
        try:
            return kind(**facts)
        except Unworkable as error:
            field = str(error).split()[0]
            has = isinstance(self.value, dict) and field in self.value
            raise (self.part(field, None) if has else self).wrong(str(error)) from None
