"""The bank holidays of England and Wales, as the law and proclamations set them."""

from collections.abc import Mapping
from datetime import date
from functools import cache
from types import MappingProxyType


@cache
def england_and_wales(year: int) -> Mapping[date, str]:
    """Name each bank holiday of a year, in order.

    Where a holiday falls on a weekend both the day itself and the day off in its place are named,
    because a hub that opens at weekends is closed on Christmas Day too.
    """
    import holidays  # a fifth of a second, which a command that counts no days need not wait for

    named = holidays.country_holidays("GB", subdiv="ENG", years=year, language="en_GB")
    if not named:
        # An empty year would silently make every holiday a working day.
        raise ValueError(f"year must be one whose bank holidays are known; {year} is not")
    return MappingProxyType({day: str(named[day]) for day in sorted(named)})
