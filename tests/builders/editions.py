"""Editions of the local policy that a test adopts beside the example."""

from __future__ import annotations

from datetime import UTC, date, datetime, time
from hashlib import sha256

from frontdoor.record.policy.editions import EXAMPLE, read_file
from frontdoor.record.policy.models import Edition

SEED = "Testborough, May 2018"


def an_edition(
    *, from_on: date, authority_id: int = 1, adopted_at: datetime | None = None, **sections: object
) -> Edition:
    """An edition like the example in force from a day, adopted as it begins, with some sections put otherwise."""
    content = {
        **read_file(EXAMPLE),
        "name": f"In force from {from_on}",
        "in_force_from": from_on.isoformat(),
        **sections,
    }
    return Edition.objects.create(
        authority_id=authority_id,
        name=str(content["name"]),
        in_force_from=from_on,
        content=content,
        adopted_at=adopted_at or datetime.combine(from_on, time(), UTC),
    )


def a_sampling_edition(
    *, from_on: date = date(2018, 5, 1), percent: float = 25, seed: str = SEED, adopted_at: datetime | None = None
) -> Edition:
    """An edition under which so many closures in a hundred are seen by a second person, since it began."""
    told = {"closures": "sample", "percent": percent, "seed": seed, "since": from_on.isoformat()}
    oversight = {**told, "seen_by": ["team_manager", "service_manager"]}
    return an_edition(from_on=from_on, adopted_at=adopted_at, oversight=oversight)


def is_drawn(receipt: str, *, percent: float = 25, seed: str = SEED) -> bool:
    """Draw as the documents say, in other words than the code's: the first 16 hex digits, as a share of all of them."""
    return int(sha256(f"{seed}\n{receipt}".encode()).hexdigest()[:16], 16) / 16**16 < percent / 100
