"""Hard pairs and their waterfalls: what each field was worth, and against whom the sum is weighed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from frontdoor.library.matching import Comparison, PersonDetails, compare, default_model

SCALE = 2  # characters for one unit of weight


@dataclass(frozen=True, kw_only=True, slots=True)
class HardPair:
    """What is told, who is known, and whether they are one person."""

    title: str
    told: PersonDetails
    known: PersonDetails
    are_one: bool


PAIRS = (
    HardPair(
        title="Twins: the contact names Leo, the register has Theo",
        told=PersonDetails(
            first_name="Leo", last_name="Asquith", date_of_birth=date(2017, 5, 4), sex="M", address="14 Tern Way"
        ),
        known=PersonDetails(
            first_name="Theo", last_name="Asquith", date_of_birth=date(2017, 5, 4), sex="M", address="14 Tern Way"
        ),
        are_one=False,
    ),
    HardPair(
        title="The same, when the contact names Theo but by his short name's other spelling",
        told=PersonDetails(
            first_name="Teo", last_name="Asquith", date_of_birth=date(2017, 5, 4), sex="M", address="14 Tern Way"
        ),
        known=PersonDetails(
            first_name="Theo", last_name="Asquith", date_of_birth=date(2017, 5, 4), sex="M", address="14 Tern Way"
        ),
        are_one=True,
    ),
    HardPair(
        title="A boy with his father's name: the register has the father",
        told=PersonDetails(
            first_name="Gareth", last_name="Pemberley", date_of_birth=date(2012, 3, 9), sex="M", address="3 Rowan Road"
        ),
        known=PersonDetails(
            first_name="Gareth",
            last_name="Pemberley",
            date_of_birth=date(1984, 11, 21),
            sex="M",
            address="3 Rowan Road",
        ),
        are_one=False,
    ),
    HardPair(
        title="A hyphenated surname reversed, the mother's name alone on the door",
        told=PersonDetails(
            first_name="Isla",
            last_name="Okafor-Finch",
            date_of_birth=date(2015, 8, 30),
            address="Flat 2, 9 Quay Street",
        ),
        known=PersonDetails(
            first_name="Isla",
            last_name="Finch-Okafor",
            date_of_birth=date(2015, 8, 30),
            sex="F",
            address="9 Quay St, Flat 2",
        ),
        are_one=True,
    ),
)


def show() -> None:
    """Print every hard pair's waterfall."""
    model = default_model()
    for pair in PAIRS:
        print(f"\n{pair.title} ({'one person' if pair.are_one else 'two people'})")
        for line in waterfall(compare(pair.told, pair.known, model)):
            print(f"  {line}")


def waterfall(comparison: Comparison) -> list[str]:
    """Draw the weight as it comes about: the start, then each field's share of it, then the sum."""
    steps = [("start", f"against a {comparison.rival}", comparison.start)]
    steps += [(str(one.field), one.words, one.weight) for one in comparison.fields if one.weight]
    low, at = 0.0, 0.0
    for _, _, weight in steps:
        at += weight
        low = min(low, at)
    lines, at = [], 0.0
    for name, words, weight in steps:
        left, right = sorted((at, at + weight))
        bar = " " * round((left - low) * SCALE) + ("#" if weight > 0 else "-") * max(1, round((right - left) * SCALE))
        lines.append(f"{name:<14} {weight:+6.1f}  {words[:64]:<64}  |{bar}")
        at += weight
    lines.append(f"{'weight':<14} {comparison.weight:+6.1f}  probability {comparison.probability:.4f}")
    return lines
