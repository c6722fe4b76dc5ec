"""What is wrong with an edition, and where it stands."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

Path = tuple[str | int, ...]


@dataclass(frozen=True, kw_only=True)
class Line:
    """Where an entry of an edition stands in the files that a person can mend."""

    file: str
    line: int

    def __str__(self) -> str:
        return f"{self.file} line {self.line}" if self.line else self.file


Lines = Mapping[Path, Line]


@dataclass(frozen=True, kw_only=True)
class Fault:
    """One thing wrong: where, and what to do. A `strict` fault matters only while somebody can still mend the file."""

    path: Path
    words: str
    strict: bool = False

    def said(self, lines: Lines) -> str:
        """Say it with the line, or the nearest line that is known, or else with the name of the entry."""
        for length in range(len(self.path), -1, -1):
            line = lines.get(self.path[:length])
            if line:
                return f"{line}: {self.words}"
        # Nothing is known of files: it is an edition adopted before.
        named = ".".join(str(part + 1 if isinstance(part, int) else part) for part in self.path)
        return f"{named}: {self.words}" if named else self.words


class BadEdition(ValueError):
    """An edition that cannot be adopted: one line for each thing wrong, each with its place and what to do."""


class Faulty(Exception):
    """One fault, raised where it is found and gathered by whoever reads the whole."""

    def __init__(self, path: Path, words: str) -> None:
        super().__init__(words)
        self.fault = Fault(path=path, words=words)


class Faults:
    """Gathers what is wrong, so that a person mends a file once."""

    def __init__(self) -> None:
        self.found: list[Fault] = []

    def add(self, path: Path, words: str, *, strict: bool = False) -> None:
        self.found.append(Fault(path=path, words=words, strict=strict))

    def kept(self, read: Callable[[], None]) -> None:
        """Run one reading; note its fault instead of stopping at it."""
        try:
            read()
        except Faulty as faulty:
            self.found.append(faulty.fault)

    def refuse(self, lines: Lines, *, strictly: bool) -> None:
        """Raise BadEdition if anything is wrong."""
        wrong = [fault for fault in self.found if strictly or not fault.strict]
        if wrong:
            raise BadEdition("\n".join(_once(fault.said(lines) for fault in wrong)))


def _once(said: Iterable[str]) -> list[str]:
    return list(dict.fromkeys(said))
