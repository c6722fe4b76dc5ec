"""What looking leaves behind: the ledger knows who opened, searched and unsealed, before anything is shown."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from frontdoor.journey.children.models import Membership, Person, SealedAddress
from frontdoor.oversight.worklist.forms import WhyUnseal
from frontdoor.record.access import context
from frontdoor.record.access.models import Worker
from frontdoor.record.access.refusals import refuse_if, require
from frontdoor.record.access.roles import Permission
from frontdoor.record.ledger import actions as ledger


@dataclass(frozen=True, kw_only=True)
class Unsealed:
    """A sealed address, to be shown once."""

    address: str
    why_sealed: str


def note_board(*, by: Worker, at: datetime) -> None:
    """Write that the board was opened."""
    require(by, Permission.BOARD_SEE)
    ledger.write("board.viewed", subject=("board", None), by=by, at=at)


def note_viewed(*, person_ids: Sequence[int], by: Worker, at: datetime) -> None:
    """Write that people's records were opened: the first by its own page, the others because they live with them."""
    with transaction.atomic():
        require(by, Permission.PERSON_SEE)
        first = person_ids[0]
        for one in person_ids:
            detail = {} if one == first else {"page_of": first}
            ledger.write("person.viewed", subject=("person", one), by=by, at=at, detail=detail)


def note_searched(*, kind: str, person_ids: Sequence[int], by: Worker, at: datetime) -> None:
    """Write who was shown to somebody who searched; never the words."""
    require(by, Permission.PERSON_SEARCH)
    ledger.write(
        "people.searched", subject=("people", None), by=by, at=at, detail={"kind": kind, "shown": list(person_ids)}
    )


def unseal_address(*, person: Person, reason: str, by: Worker, at: datetime) -> tuple[Unsealed, ...]:
    """Read the sealed addresses of where a person lives, once the ledger has who and why.

    The entry is committed first: what follows may fail, but nothing is read that is not written.
    """
    with transaction.atomic():
        require(by, Permission.ADDRESS_UNSEAL)
        homes = Membership.objects.filter(person=person, until_on__isnull=True, household__seal__isnull=False)
        households = list(homes.order_by("pk").values_list("household_id", flat=True))
        refuse_if([] if reason in WhyUnseal.values else ["Choose why you need the address."])
        refuse_if([] if households else ["No address of this person is sealed."])
        ledger.write("person.address_unsealed", subject=("person", person.pk), by=by, at=at, detail={"reason": reason})
    with context.unsealed():
        found = SealedAddress.objects.filter(household_id__in=households, until_on__isnull=True).order_by("pk")
        return tuple(
            Unsealed(address=", ".join(filter(None, (one.lines, one.postcode))), why_sealed=one.reason) for one in found
        )
