"""On which line of a TOML file something stands, for errors that lead there."""

from __future__ import annotations

import re
from collections import Counter

HEADER = re.compile(r"^\s*(\[\[?)\s*([\w.\-\" ]+?)\s*\]\]?\s*(?:#.*)?$")
KEY = re.compile(r"^\s*([\w\-]+|\"[^\"]*\")\s*=")

Path = tuple[str | int, ...]


def line_of(text: str, path: Path) -> int:
    """Find the line of a table or key, or of the nearest table around it that the file names."""
    found = {(): 1} | _places(text)
    while path not in found:
        path = path[:-1]
    return found[path]


def _places(text: str) -> dict[Path, int]:
    """Find every table and key. Tables of a list are numbered; a table below one of a list belongs to its latest."""
    places: dict[Path, int] = {}
    counts: Counter[Path] = Counter()
    here: Path = ()
    for number, line in enumerate(text.splitlines(), 1):
        header, key = HEADER.match(line), KEY.match(line)
        if header:
            here = _path(header.group(2), counts)
            if header.group(1) == "[[":
                here = (*here, counts[here])
                counts[here[:-1]] += 1
            places.setdefault(here, number)
        elif key:
            places.setdefault((*here, key.group(1).strip('"')), number)
    return places


def _path(dotted: str, counts: Counter[Path]) -> Path:
    """Turn a header's name into a path, with the number of the latest table wherever a list is meant."""
    names, path = [name.strip().strip('"') for name in dotted.split(".")], ()
    whole: Path = path
    for place, name in enumerate(names):
        whole = (*whole, name)
        if counts[whole] and place < len(names) - 1:
            whole = (*whole, counts[whole] - 1)
    return whole
