"""What one field says again, after another has said it, counts once.

Fields are added up as if each knew nothing of the others. Mostly that is near enough; where it plainly is not, a line
of the table says what is left of the second one. A test holds the batch to the same table.
"""

from dataclasses import dataclass
from typing import Final

from frontdoor.library.matching.finding import Finding
from frontdoor.library.matching.levels import Field


@dataclass(frozen=True, kw_only=True, slots=True)
class Overlap:
    """A field at some levels, beside another at some of its own, and what is left of it."""

    field: Field
    levels: frozenset[str]
    beside: Field
    at: frozenset[str]
    most: float | None  # for or against; None: what it says more than the other has said already
    words: str

    def left_of(self, weight: float, beside: float) -> float:
        """Return what is left of a weight beside that of the other field."""
        if self.most is None:
            return max(0.0, weight - max(0.0, beside))
        return max(-self.most, min(self.most, weight)) + 0.0  # never the minus of nothing


SAME_FIRST_NAME: Final = frozenset({"exact", "spelling", "nickname"})
OVERLAPS: Final = (
    # A name is mostly a boy's or a girl's: two strangers called Grace are both noted as girls, as one Grace is.
    Overlap(
        field=Field.SEX,
        levels=frozenset({"agrees"}),
        beside=Field.FIRST_NAME,
        at=SAME_FIRST_NAME,
        most=0.0,
        words="Same sex, as the first name says already",
    ),
    # Of two with one first name, a different sex is more often a slip than it tells them apart.
    Overlap(
        field=Field.SEX,
        levels=frozenset({"differs"}),
        beside=Field.FIRST_NAME,
        at=SAME_FIRST_NAME,
        most=1.0,
        words="Different sex for the same first name",
    ),
    # A postcode that few have is a piece of a street, and next door has it too.
    Overlap(
        field=Field.ADDRESS,
        levels=frozenset({"number", "street"}),
        beside=Field.POSTCODE,
        at=frozenset({"exact", "former"}),
        most=None,
        words="Same street, as the postcode says already; another number, or none",
    ),
)


def counted_once(finding: Finding, beside: Finding) -> Finding:
    """Return a finding as it counts beside another."""
    for one in OVERLAPS:
        if (one.field, one.beside) != (finding.field, beside.field):
            continue
        if finding.level in one.levels and beside.level in one.at:
            return finding._replace(
                weight=one.left_of(finding.weight, beside.weight),
                family_weight=one.left_of(finding.family_weight, beside.family_weight),
                words=one.words,
            )
    return finding


def at_most(field: Field, level: str, weight: float) -> float:
    """Return the most that a field at a level may count for, whatever stands beside it."""
    left = [one.left_of(weight, 0.0) for one in OVERLAPS if one.field is field and level in one.levels]
    return max([weight, *left])
