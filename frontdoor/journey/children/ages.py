"""Ages as people say them."""

from __future__ import annotations

from datetime import date


def age_on(day: date, *, born_on: date | None) -> int | None:
    """Count whole years on a day; nothing for somebody not born by then."""
    if born_on is None or born_on > day:
        return None
    return day.year - born_on.year - ((day.month, day.day) < (born_on.month, born_on.day))


def age_words(day: date, *, born_on: date | None, is_unborn: bool = False, told: str = "") -> str:
    """Write an age as people say it: 7, 8 months, unborn, or as it was told."""
    if is_unborn:
        return "unborn"
    years = age_on(day, born_on=born_on)
    if years is None or born_on is None:
        return told or "age not known"
    if years >= 2:
        return str(years)
    months = (day.year - born_on.year) * 12 + day.month - born_on.month - (day.day < born_on.day)
    if months >= 1:
        return f"{months} month{'' if months == 1 else 's'}"
    weeks = (day - born_on).days // 7
    return f"{weeks} week{'' if weeks == 1 else 's'}"
