"""Reading an edition from its file, or from a folder of files that together are one."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, time
from pathlib import Path

from frontdoor.record.policy.editions import faults
from frontdoor.record.policy.editions.faults import BadEdition, Line
from frontdoor.record.policy.editions.places import places

AT_LINE = re.compile(r"\s*\(at line (\d+), column \d+\)")


@dataclass(frozen=True, kw_only=True)
class Written:
    """What the files say, and on which line each entry of it stands."""

    content: dict[str, object]
    lines: faults.Lines


def read(place: Path) -> Written:
    """Read a policy file, or every TOML file of a folder as one. Raises BadEdition, or OSError."""
    content: dict[str, object] = {}
    lines: dict[faults.Path, Line] = {(): Line(file=place.name, line=0)}
    for file in _files(place):
        text = _text(file)
        said, stands = _parsed(file, text), places(text, file=file.name)
        for key in said.keys() & content.keys():
            raise BadEdition(
                f"{stands.get((key,), file.name)}: {key} stands in {lines[(key,)].file} already. Keep one."
            )
        content |= said
        lines |= {(key,): Line(file=file.name, line=1) for key in said} | stands
    return Written(content=content, lines=lines)


def _files(place: Path) -> Iterator[Path]:
    if not place.is_dir():
        yield place
        return
    found = sorted(place.glob("*.toml"))
    if not found:
        raise BadEdition(f"{place.name} holds no policy file. A policy file's name ends in .toml.")
    yield from found


def _text(file: Path) -> str:
    try:
        return file.read_text(encoding="utf-8")
    except UnicodeDecodeError as error:
        line = file.read_bytes()[: error.start].count(b"\n") + 1
        raise BadEdition(f"{file.name} line {line}: this is not text. Save the file as UTF-8.") from error


def _parsed(file: Path, text: str) -> dict[str, object]:
    try:
        return _plain(tomllib.loads(text))
    except tomllib.TOMLDecodeError as error:
        at = AT_LINE.search(str(error))
        line = int(at[1]) if at else text.count("\n") + 1
        said = AT_LINE.sub("", str(error)).removesuffix(" (at end of document)")
        raise BadEdition(f"{file.name} line {line}: this cannot be read. {said}.") from error


def _plain(value: dict[str, object]) -> dict[str, object]:
    """Turn dates into text, so that the content can be kept as JSON and read the same from there."""
    return {str(key): _plain_value(item) for key, item in value.items()}


def _plain_value(value: object) -> object:
    if isinstance(value, dict):
        return _plain(value)
    if isinstance(value, list):
        return [_plain_value(item) for item in value]
    return value.isoformat() if isinstance(value, date | time) else value
