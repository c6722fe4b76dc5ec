"""The section of an edition that lists what a contact may be about."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final

from frontdoor.library.demand import SOMETHING_ELSE
from frontdoor.record.policy.editions.entries import Entry
from frontdoor.record.policy.editions.facts import Concern
from frontdoor.record.policy.editions.faults import Faults
from frontdoor.record.policy.editions.sections import read_each

CODE: Final = re.compile(r"[a-z][a-z0-9_]{0,39}")
SECTION: Final = "concerns"


def concerns(content: Mapping[str, object], faults: Faults) -> dict[str, Concern]:
    """Read what a contact may be about, in the order in which it is asked."""
    found = read_each(content, SECTION, faults, called="concern", read=_concern)
    if content.get(SECTION) and not _noted(faults):
        _check_retired(found, faults)
        if SOMETHING_ELSE not in found or found[SOMETHING_ELSE].is_retired:
            words = "for what fits none of the others"
            faults.add((SECTION,), f"concerns: add one with the code {SOMETHING_ELSE!r}, {words}.")
    return found


def _concern(entry: Entry) -> Concern:
    code = entry.text("code")
    if not CODE.fullmatch(code):
        raise entry.bad("code", f'{code!r:.60} must be small letters, figures and _, at most 40, such as "neglect"')
    return Concern(
        code=code,
        name=entry.text("name"),
        words=entry.text("words"),
        source=entry.text("source", usual=""),
        is_retired=entry.yes("retired"),
        now=entry.text("now", usual=""),
    )


def _check_retired(found: Mapping[str, Concern], faults: Faults) -> None:
    """Hold each `now` to a concern that people can still choose."""
    for place, one in enumerate(found.values()):
        said = _wrong_now(one, found)
        if said:
            faults.add((SECTION, place, "now"), f"concern {one.code!r}, now: {said}.")


def _wrong_now(one: Concern, found: Mapping[str, Concern]) -> str:
    if not one.now:
        return ""
    if not one.is_retired:
        return "only a retired concern says what took its place. Write retired = true, or leave now out"
    if one.now not in found:
        return f"{one.now!r} is not a concern of this edition. Name one that is"
    if found[one.now].is_retired:
        return f"{one.now!r} is retired itself. Name one that people can still choose"
    return ""


def _noted(faults: Faults) -> bool:
    return any(fault.path[:1] == (SECTION,) for fault in faults.found)
