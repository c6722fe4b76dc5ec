"""The reasons in one sentence: the band, what agrees, what differs, and whom to rule out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from frontdoor.journey.children.reasons.words import listed, name_of
from frontdoor.library.matching import Band, Bands, Comparison, Field, FieldReason, Rival, Verdict

BANDS: Final[Mapping[Band | None, str]] = {Band.SHOW_FIRST: "Strong", Band.POSSIBLE: "Possible", None: "Weak"}
MOST_IN_SHORT: Final = 3
SAME = (Verdict.AGREES, Verdict.CLOSE)
HOME = (Field.LAST_NAME, Field.POSTCODE, Field.ADDRESS, Field.PHONE)


@dataclass(frozen=True, kw_only=True)
class Summary:
    """A comparison in short. The lists name fields, what weighs most first; `caution` is blank or a sentence."""

    band: str
    agreeing: tuple[str, ...]
    close: tuple[str, ...]
    differing: tuple[str, ...]
    caution: str

    @property
    def sentence(self) -> str:
        """Say it all in one line."""
        return f"{self.band}{self.after_band}"

    @property
    def after_band(self) -> str:
        """Say what follows the band's word, which a page sets in bold."""
        parts = [
            f"{lead} {listed(names)}"
            for lead, names in (("agrees on", self.agreeing), ("is close on", self.close))
            if names
        ]
        if self.differing:
            parts.append(f"{listed(self.differing)} {'differs' if len(self.differing) == 1 else 'differ'}")
        said = "; ".join(parts) or "nothing is known of both"
        return f": {said}.{f' {self.caution}' if self.caution else ''}"


def in_short(comparison: Comparison, *, bands: Bands, most: int = MOST_IN_SHORT) -> Summary:
    """Name the band, up to three fields that agree, three that are close and three that differ."""
    return Summary(
        band=BANDS[bands.band(comparison.weight)],
        agreeing=_named(comparison.fields, Verdict.AGREES)[:most],
        close=_named(comparison.fields, Verdict.CLOSE)[:most],
        differing=_named(comparison.fields, Verdict.DIFFERS)[:most],
        caution=caution(comparison),
    )


def _named(fields: Sequence[FieldReason], verdict: Verdict) -> tuple[str, ...]:
    """Name the fields of one verdict. The same sex is no news, and an address says its postcode."""
    found = {one.field: abs(one.weight) for one in fields if one.verdict is verdict}
    if verdict is Verdict.AGREES and len(found) > 1:
        found.pop(Field.SEX, None)
    if Field.ADDRESS in found:
        found[Field.ADDRESS] = max(found[Field.ADDRESS], found.pop(Field.POSTCODE, 0.0))
    return tuple(name_of(field) for field in sorted(found, key=lambda field: -found[field]))


def caution(comparison: Comparison) -> str:
    """Say who else could look like this, where the reasons leave room for somebody else of the family."""
    said = {one.field: one.verdict for one in comparison.fields}
    first, last, born = (said[field] for field in (Field.FIRST_NAME, Field.LAST_NAME, Field.DATE_OF_BIRTH))
    is_family = comparison.rival is Rival.RELATIVE or any(said[field] in SAME for field in HOME)
    if first is Verdict.DIFFERS:
        return _caution_of_another_name(born) if is_family else ""
    if first in SAME and last in SAME and born is Verdict.DIFFERS:
        return "Could be a relative of the same name, such as a parent."
    if first in SAME and last in SAME and born is Verdict.BLANK:
        return "Without a date of birth, a parent and a child of one name look the same."
    if first is Verdict.BLANK and is_family and born in SAME:
        return "Without a first name, twins look the same."
    return ""


def _caution_of_another_name(born: Verdict) -> str:
    if born is Verdict.AGREES:
        return "Could be a twin."
    return "Could be a brother, a sister or another relative."
