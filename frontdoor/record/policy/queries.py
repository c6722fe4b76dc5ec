"""Which edition is in force, and what it says."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache

from frontdoor.library.clocks import LONDON
from frontdoor.record.policy.editions import Rules, understand
from frontdoor.record.policy.models import Edition


@dataclass(frozen=True, kw_only=True)
class InForce:
    """An edition and what it says, pinned by whatever is decided under it."""

    edition_id: int
    rules: Rules


class NoEdition(LookupError):
    """No policy edition is in force: adopt one before taking contacts."""


def in_force(authority_id: int, *, at: datetime) -> InForce:
    """Find the edition in force at a moment. Raises NoEdition when there is none yet."""
    day = at.astimezone(LONDON).date()
    edition = (
        Edition.objects.filter(authority_id=authority_id, in_force_from__lte=day)
        .order_by("-in_force_from")
        .only("id")
        .first()
    )
    if edition is None:
        raise NoEdition(
            f"No policy edition is in force on {day:%d %B %Y}: adopt one with `frontdoor policy adopt FILE`"
        )
    return InForce(edition_id=edition.pk, rules=_rules(edition.pk))


def editions_adopted(authority_id: int) -> dict[date, str]:
    """List the names of an authority's editions by the date from which each is in force."""
    return dict(Edition.objects.filter(authority_id=authority_id).values_list("in_force_from", "name"))


@lru_cache(maxsize=64)
def _rules(edition_id: int) -> Rules:
    """Read an edition once in the life of the process: it is never edited."""
    return understand(Edition.objects.only("content").get(pk=edition_id).content)
