"""A chart as a page shows it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True)
class Chart:
    """`svg` is drawn by the library, which escapes every word in it."""

    code: str
    title: str
    words: str
    svg: str
