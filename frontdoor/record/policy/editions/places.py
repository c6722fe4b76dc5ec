"""On which line of a TOML file each entry stands. The reader of TOML does not say, and a person needs to know."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from frontdoor.record.policy.editions.faults import Line, Path

HEAD = re.compile(r"^\s*(\[\[?)\s*([^\]]+?)\s*\]\]?\s*(?:#.*)?$")
FIELD = re.compile(r"""^\s*((?:[\w-]+|"[^"]*"|'[^']*')(?:\s*\.\s*(?:[\w-]+|"[^"]*"|'[^']*'))*)\s*=(.*)$""")
PART = re.compile(r"""[\w-]+|"[^"]*"|'[^']*'""")
LONG = ('"""', "'''")
SHORT = re.compile(r"""\"(?:\\.|[^"\\])*\"|'[^']*'|#.*$""")


def places(text: str, *, file: str) -> dict[Path, Line]:
    """Find the line of each table, each repeated table and each field."""
    found: dict[Path, Line] = {}
    counts: Counter[Path] = Counter()
    here: Path = ()
    for number, line in _beginnings(text):
        head, field = HEAD.match(line), FIELD.match(line)
        if head:
            here = _parts(head[2])
            if head[1] == "[[":
                counts[here] += 1
                found.setdefault(here, Line(file=file, line=number))
                here = (*here, counts[here] - 1)
            found[here] = Line(file=file, line=number)
        elif field:
            found[(*here, *_parts(field[1]))] = Line(file=file, line=number)
    return found


def _parts(name: str) -> Path:
    return tuple(part.strip("\"'") for part in PART.findall(name))


def _beginnings(text: str) -> Iterator[tuple[int, str]]:
    """Go through the lines on which something can begin: not those inside a long text or a list of many lines."""
    quote, depth = "", 0
    for number, line in enumerate(text.splitlines(), 1):
        if quote:
            quote = "" if quote in line else quote
            continue
        if depth <= 0:
            yield number, line
        opened = next((mark for mark in LONG if line.count(mark) % 2), "")
        if opened:
            quote = opened
            continue
        depth = max(0, depth) + _opened(line)


def _opened(line: str) -> int:
    if HEAD.match(line):
        return 0
    plain = SHORT.sub("", line)
    return plain.count("[") - plain.count("]")
