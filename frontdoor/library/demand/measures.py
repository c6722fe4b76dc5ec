"""The measures of demand, each defined once; measures.toml holds them, with numerator, denominator, unit and caveat."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources
from types import MappingProxyType


@dataclass(frozen=True, kw_only=True)
class Measure:
    """One measure. `of` is blank where a count is a count and no share."""

    code: str
    name: str
    counts: str
    of: str
    unit: str
    source: str
    caveat: str

    @property
    def rule(self) -> str:
        """Say in one sentence how it is counted, as stands on every figure."""
        return f"{self.counts}, out of: {self.of[0].lower()}{self.of[1:]}." if self.of else f"{self.counts}."


@cache
def measures() -> Mapping[str, Measure]:
    """Read every measure, by its code."""
    told = tomllib.loads(resources.files(__package__).joinpath("measures.toml").read_text(encoding="utf-8"))
    return MappingProxyType(
        {
            code: Measure(
                code=code,
                name=each["name"],
                counts=each["counts"],
                of=each.get("of", ""),
                unit=each["unit"],
                source=each["source"],
                caveat=each["caveat"],
            )
            for code, each in told.items()
        }
    )


def measure(code: str) -> Measure:
    """Find a measure by its code. Raises KeyError for one that is not defined."""
    return measures()[code]
