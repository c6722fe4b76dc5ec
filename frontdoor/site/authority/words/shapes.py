"""The shape of a story: the same fact told in several ways, what else is said, and what it does to the child."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Story:
    """Sentences for one concern.

    Each fact is told in two ways or more, so that two agencies can report one incident in their own words.
    {child} is the child, {home} the adult who cares for them, {man} another adult, {day} and {clock} when.
    """

    facts: tuple[tuple[str, ...], ...]
    extras: tuple[str, ...]
    impacts: tuple[str, ...]
    wants: tuple[str, ...]
