"""What goes wrong in families: at what ages, who notices, how serious it is, and who else hears of it."""

from __future__ import annotations

from dataclasses import dataclass

from frontdoor.site.authority.chance import Wheel


@dataclass(frozen=True, slots=True, kw_only=True)
class Trouble:
    """One concern. `ages` weighs it for a child unborn, under five, five to ten and eleven or over."""

    need: str
    ages: tuple[float, float, float, float]
    noticed_by: tuple[tuple[str, float], ...]
    levels: tuple[float, float, float, float]
    takes_in_siblings: float
    heard_by: tuple[tuple[str, float], ...]


TROUBLES: dict[str, Trouble] = {
    "domestic_abuse": Trouble(
        need="N1",
        ages=(12, 30, 26, 18),
        noticed_by=(("6", 70), ("2A", 7), ("3B", 4), ("3D", 3), ("3A", 3), ("8", 6), ("4", 3), ("1A", 5), ("9", 2)),
        levels=(30, 40, 23, 7),
        takes_in_siblings=0.32,
        heard_by=(("2A", 0.11), ("3B", 0.06), ("8", 0.05), ("4", 0.02)),
    ),
    "neglect": Trouble(
        need="N1",
        ages=(0, 20, 17, 8),
        noticed_by=(("2A", 40), ("3B", 12), ("6", 10), ("1A", 7), ("1B", 7), ("4", 6), ("5D", 8), ("2B", 8), ("9", 5)),
        levels=(24, 42, 29, 5),
        takes_in_siblings=0.24,
        heard_by=(("2A", 0.06), ("3C", 0.04), ("5D", 0.04)),
    ),
    "parent_mental_health": Trouble(
        need="N3",
        ages=(14, 14, 8, 6),
        noticed_by=(("3F", 22), ("3A", 17), ("3B", 12), ("6", 16), ("5A", 10), ("3D", 6), ("1A", 8), ("2A", 9)),
        levels=(28, 42, 25, 5),
        takes_in_siblings=0.2,
        heard_by=(("3A", 0.05), ("2A", 0.05), ("3B", 0.03)),
    ),
    "substance_misuse": Trouble(
        need="N1",
        ages=(16, 12, 8, 4),
        noticed_by=(("6", 34), ("7", 14), ("8", 14), ("2A", 15), ("3B", 6), ("4", 5), ("1A", 7), ("9", 5), ("10", 2)),
        levels=(25, 42, 27, 6),
        takes_in_siblings=0.22,
        heard_by=(("2A", 0.05), ("7", 0.04), ("8", 0.04)),
    ),
    "housing": Trouble(
        need="N4",
        ages=(8, 8, 7, 5),
        noticed_by=(("4", 30), ("5B", 22), ("5A", 8), ("2A", 12), ("1C", 12), ("3B", 6), ("8", 6), ("1D", 4)),
        levels=(38, 46, 16, 0),
        takes_in_siblings=0.35,
        heard_by=(("2A", 0.04), ("5D", 0.05)),
    ),
    "physical_abuse": Trouble(
        need="N1",
        ages=(0, 10, 13, 9),
        noticed_by=(("2A", 46), ("6", 16), ("3E", 13), ("2B", 6), ("1A", 8), ("1B", 4), ("9", 4), ("10", 3)),
        levels=(24, 30, 28, 18),
        takes_in_siblings=0.13,
        heard_by=(("6", 0.08), ("3E", 0.06), ("1A", 0.04)),
    ),
    "emotional_abuse": Trouble(
        need="N5",
        ages=(0, 5, 9, 9),
        noticed_by=(("2A", 42), ("1A", 17), ("7", 12), ("3F", 8), ("6", 10), ("5D", 6), ("9", 3), ("10", 2)),
        levels=(32, 42, 22, 4),
        takes_in_siblings=0.15,
        heard_by=(("3A", 0.04), ("2A", 0.05)),
    ),
    "sexual_harm": Trouble(
        need="N1",
        ages=(0, 4, 6, 8),
        noticed_by=(("2A", 38), ("6", 40), ("7", 8), ("3F", 4), ("1A", 8), ("8", 2)),
        levels=(14, 30, 31, 25),
        takes_in_siblings=0.08,
        heard_by=(("6", 0.14), ("3F", 0.04)),
    ),
    "exploitation": Trouble(
        need="N1",
        ages=(0, 0, 0.3, 12),
        noticed_by=(("6", 52), ("2A", 20), ("8", 8), ("1A", 6), ("5B", 8), ("5D", 4), ("7", 2)),
        levels=(20, 36, 32, 12),
        takes_in_siblings=0.03,
        heard_by=(("2A", 0.08), ("5B", 0.05), ("1A", 0.04)),
    ),
    "online_harm": Trouble(
        need="N1",
        ages=(0, 0, 3, 8),
        noticed_by=(("6", 44), ("2A", 42), ("1A", 10), ("3F", 4)),
        levels=(38, 40, 17, 5),
        takes_in_siblings=0.02,
        heard_by=(("2A", 0.08), ("6", 0.07)),
    ),
    "unborn": Trouble(
        need="N1",
        ages=(60, 0, 0, 0),
        noticed_by=(("3D", 60), ("3A", 8), ("7", 7), ("6", 9), ("5A", 7), ("8", 5), ("5C", 4)),
        levels=(18, 32, 42, 8),
        takes_in_siblings=0.12,
        heard_by=(("3A", 0.06), ("7", 0.04)),
    ),
    "missing": Trouble(
        need="N6",
        ages=(0, 0, 1, 16),
        noticed_by=(("6", 74), ("2A", 14), ("1A", 6), ("5D", 4), ("8", 2)),
        levels=(38, 38, 19, 5),
        takes_in_siblings=0.02,
        heard_by=(("2A", 0.05), ("1A", 0.06)),
    ),
    "self_harm": Trouble(
        need="N4",
        ages=(0, 0, 1.5, 14),
        noticed_by=(("3E", 34), ("2A", 28), ("3F", 18), ("3A", 6), ("6", 10), ("1A", 4)),
        levels=(30, 44, 23, 3),
        takes_in_siblings=0.01,
        heard_by=(("2A", 0.08), ("3F", 0.08), ("3E", 0.03)),
    ),
    "behaviour": Trouble(
        need="N6",
        ages=(0, 1, 7, 15),
        noticed_by=(("1A", 26), ("2A", 22), ("6", 26), ("5D", 9), ("2B", 7), ("5B", 7), ("1C", 3)),
        levels=(40, 44, 14, 2),
        takes_in_siblings=0.06,
        heard_by=(("6", 0.05), ("2A", 0.05), ("5B", 0.04)),
    ),
    "disability": Trouble(
        need="N2",
        ages=(0, 1.5, 4, 4),
        noticed_by=(("1A", 34), ("2A", 18), ("3F", 14), ("3A", 9), ("5A", 12), ("2B", 8), ("3C", 5)),
        levels=(24, 44, 32, 0),
        takes_in_siblings=0.04,
        heard_by=(("3A", 0.04), ("2A", 0.04)),
    ),
    "young_carer": Trouble(
        need="N3",
        ages=(0, 0, 3, 4),
        noticed_by=(("2A", 48), ("8", 20), ("5A", 18), ("3C", 8), ("3A", 6)),
        levels=(38, 50, 12, 0),
        takes_in_siblings=0.12,
        heard_by=(("8", 0.05), ("3C", 0.03)),
    ),
    "private_fostering": Trouble(
        need="N8",
        ages=(0, 0.2, 0.8, 1.6),
        noticed_by=(("2A", 50), ("1B", 14), ("2B", 16), ("1A", 12), ("3A", 8)),
        levels=(10, 30, 58, 2),
        takes_in_siblings=0.06,
        heard_by=(("2B", 0.06),),
    ),
}
ALWAYS = frozenset({"6", "3E", "1A", "1B", "1C", "1D", "9", "10"})
IN_TERM = frozenset({"2A", "3C"})
BAND_SHARE: dict[str, dict[str, float]] = {
    "term": {"2A": 3.1, "6": 0.63, "1A": 0.62, "5A": 1.5, "5B": 1.5, "5D": 1.7, "3A": 1.4, "3B": 1.6, "3C": 3.0},
    "office": {"6": 0.9, "1A": 0.7, "5A": 1.5, "5B": 1.5, "5D": 1.7, "3A": 1.4, "3B": 1.6, "2B": 1.2},
    "out": {"6": 1.5, "3E": 1.6, "1A": 0.7},
}
"""How much more or less than usual a source notices in school time, in other office hours and outside them."""


def age_band(age: float) -> int:
    """Say which of a trouble's four ages a child is in."""
    if age < 0:
        return 0
    if age < 5:
        return 1
    return 2 if age < 11 else 3


def is_open(source: str, band: str) -> bool:
    """Say whether a source sends contacts in a band of time: `term`, `office` or `out`."""
    return source in ALWAYS or (band != "out" and source not in IN_TERM) or band == "term"


def _suits(source: str, age: int) -> bool:
    """Say whether a source would know a child of that age."""
    if age == 0:
        return source not in ("2A", "2B", "3B", "3C", "3E", "1C")
    return not ((source in ("2A", "3C") and age == 1) or (source == "3B" and age > 1) or source == "3D")


def _noticers(trouble: Trouble, band: str, age: int) -> Wheel[str]:
    sectors = [
        (source, width * BAND_SHARE[band].get(source, 1.0))
        for source, width in trouble.noticed_by
        if is_open(source, band) and _suits(source, age)
    ]
    return Wheel(sectors or [("6", 3), ("1A", 1)])


NOTICED_BY = {
    (code, band, age): _noticers(trouble, band, age)
    for code, trouble in TROUBLES.items()
    for band in ("term", "office", "out")
    for age in range(4)
}
LEVELS = {code: Wheel(list(enumerate(trouble.levels, 1))) for code, trouble in TROUBLES.items()}
AT_AGE = [Wheel([(code, trouble.ages[age]) for code, trouble in TROUBLES.items()]) for age in range(4)]
"""For each age, which trouble."""


def fits_age(code: str, age: int) -> bool:
    """Say whether a trouble can be a child's of that age."""
    return TROUBLES[code].ages[age] > 0
