"""An edition's content understood: every section, all that is wrong at once, and the usual rules where it is silent."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import TypeVar

from frontdoor.library.clocks import Calendar, Limit
from frontdoor.record.policy.editions import files, sections
from frontdoor.record.policy.editions.caseloads import caseloads
from frontdoor.record.policy.editions.concerns import concerns
from frontdoor.record.policy.editions.entries import Entry
from frontdoor.record.policy.editions.facts import (
    EVERY_CLOSURE,
    Caseloads,
    Level,
    OutcomeRule,
    Rules,
    Threshold,
    Windows,
)
from frontdoor.record.policy.editions.faults import Faults, Faulty, Lines

FOLDER = Path(__file__).parent
USUAL = FOLDER / "usual.toml"
OWN = ("hub", "limits", "demand_windows", "levels", "matching")
"""What only the partnership can say."""
MAY_BE_SILENT = ("ratings", "outcomes", "consent_reasons", "oversight", "always_seen", "concerns", "caseloads")
OTHERS = (
    "name",
    "in_force_from",
    "closed",
    "bank_holidays_added",
    "bank_holidays_removed",
    "indicators",
    "threshold_document",
    "sources",
    "commencement",
)
Section = TypeVar("Section")
NOT_READ = Caseloads(of_contacts={}, of_child=0, full_time=Decimal(1), full_load=1)


def understand(content: Mapping[str, object], *, lines: Lines | None = None) -> Rules:
    """Turn an edition's content into values. Raises BadEdition naming each entry that cannot be read.

    With `lines`, somebody can still mend the files, so that a misspelt field is refused too; without, it is an edition
    adopted before, and stays readable whatever is asked of new ones.
    """
    faults = Faults()
    silent = frozenset(MAY_BE_SILENT) - content.keys()
    rules = _rules({**_usual(), **content}, faults, silent=silent)
    faults.found = [one for one in faults.found if one.path[0] in content or one.path[0] in ("name", "in_force_from")]
    for key in OWN:
        if key not in content:
            faults.add((key,), f"there is no section {key}. Add one: only the partnership can say it, see the example.")
    for key in content.keys() - {*OWN, *MAY_BE_SILENT, *OTHERS}:
        known = ", ".join(sorted({*OWN, *MAY_BE_SILENT, *OTHERS}))
        faults.add((key,), f"there is no section {key!r}. Known: {known}.", strict=True)
    faults.refuse(lines or {}, strictly=lines is not None)
    return rules


def _rules(content: Mapping[str, object], faults: Faults, *, silent: frozenset[str]) -> Rules:
    """Read every section. One that cannot be read leaves its fault, and an empty value that nobody will see."""
    head = Entry(content, path=(), faults=faults)

    def tried(read: Callable[[], Section], otherwise: Section) -> Section:
        try:
            return read()
        except Faulty as faulty:
            faults.found.append(faulty.fault)
            return otherwise

    limits: dict[str, Limit] = tried(lambda: sections.limits(content, faults), {})
    levels: dict[str, Level] = tried(lambda: sections.levels(content, faults), {})
    outcomes: dict[str, OutcomeRule] = tried(lambda: sections.outcomes(content, faults), {})
    bands = tried(lambda: sections.bands(content, faults), (0.0, 0.0))
    return Rules(
        name=tried(lambda: head.text("name"), ""),
        in_force_from=tried(lambda: head.day("in_force_from"), date.min),
        calendar=tried(lambda: sections.calendar(content, faults), Calendar()),
        limits=limits,
        windows=tried(lambda: sections.windows(content, faults), Windows(duplicate=1, repeat=1, history=1)),
        levels=tuple(levels.values()),
        show_first_from=bands[0],
        show_from=bands[1],
        ratings=tried(lambda: sections.ratings(content, faults, limits), {}),
        outcomes=outcomes,
        consent=tried(lambda: sections.consent(content, faults), ()),
        oversight=tried(
            lambda: sections.oversight(content, faults, levels=levels, outcomes=outcomes, said=content.keys() - silent),
            EVERY_CLOSURE,
        ),
        concerns=tried(lambda: concerns(content, faults), {}),
        caseloads=tried(lambda: caseloads(content, faults), NOT_READ),
        indicators=tried(lambda: sections.indicators(content, faults, levels), ()),
        threshold=tried(lambda: sections.threshold(content, faults), Threshold()),
        sources=tried(lambda: sections.sources(content, faults), ()),
        commencement=tried(lambda: sections.commencement(content, faults), {}),
        usual=silent,
    )


def usual_caseloads() -> Caseloads:
    """Read what work weighs where nobody has adopted an edition yet."""
    return caseloads(_usual(), Faults())


@cache
def _usual() -> Mapping[str, object]:
    """Read what holds where an edition says nothing."""
    return files.read(USUAL).content
