"""What looking leaves behind: the ledger knows who opened, searched and unsealed, before anything is shown."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from frontdoor.journey.children import actions as children
from frontdoor.journey.children import queries as known
from frontdoor.journey.children.models import Address, Membership, Person, SealedAddress
from frontdoor.oversight.worklist.forms import WhyUnseal
from frontdoor.record.access import context
from frontdoor.record.access.models import Worker
from frontdoor.record.access.refusals import refuse_if, require
from frontdoor.record.access.roles import Permission
from frontdoor.record.ledger import actions as ledger
from frontdoor.record.policy import queries as policy

MOST_AT_ONCE = 500
"""So many are looked up while somebody waits; the whole register is for the command line."""

BECAUSE_LINKED = "Another record that is, or may be, the same person has a sealed address."


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


def note_pairs(*, person_ids: Sequence[int], by: Worker, at: datetime) -> None:
    """Write that the list of possible duplicates was opened, and who was on it."""
    require(by, Permission.PERSON_JOIN)
    ledger.write("pairs.viewed", subject=("pairs", None), by=by, at=at, detail={"shown": list(person_ids)})


def note_compared(*, person_ids: Sequence[int], by: Worker, at: datetime) -> None:
    """Write that people's records were opened side by side."""
    require(by, Permission.PERSON_IDENTIFY)
    with transaction.atomic():
        for one in person_ids:
            ledger.write("person.viewed", subject=("person", one), by=by, at=at, detail={"with": list(person_ids)})


def find_new_pairs(*, by: Worker, at: datetime) -> int:
    """Look for possible duplicates among those recorded since pairs were last found; count them."""
    require(by, Permission.PERSON_JOIN)
    since = known.pairs_found_at(by.authority_id)
    people = known.visible_to(by).order_by("-pk")
    recent = people.filter(recorded_at__gt=since) if since else people
    least = policy.in_force(by.authority_id, at=at).rules.show_first_from
    ids = list(recent.values_list("pk", flat=True)[:MOST_AT_ONCE])
    return children.find_pairs(ids, least_weight=least, by=by, at=at)


def unseal_address(*, person: Person, reason: str, by: Worker, at: datetime) -> tuple[Unsealed, ...]:
    """Read the sealed addresses of where a person lives, once the ledger has who and why.

    The entry is committed first: what follows may fail, but nothing is read that is not written.
    """
    with transaction.atomic():
        require(by, Permission.ADDRESS_UNSEAL)
        records = known.joined_with([person.pk])
        homes = Membership.objects.filter(person_id__in=records, until_on__isnull=True, withdrawn_at__isnull=True)
        households = sorted(known.hidden_homes(homes.values_list("household_id", flat=True)))
        refuse_if([] if reason in WhyUnseal.values else ["Choose why you need the address."])
        refuse_if([] if households else ["No address of this person is sealed."])
        ledger.write("person.address_unsealed", subject=("person", person.pk), by=by, at=at, detail={"reason": reason})
    with context.unsealed():
        found = SealedAddress.objects.filter(household_id__in=households, until_on__isnull=True).order_by("pk")
        sealed = [Unsealed(address=_in_a_line(one), why_sealed=one.reason) for one in found]
    # Hidden because of a link: the address of a record that is, or may be, the same person as one that is sealed.
    beside = Address.objects.filter(household_id__in=households, until_on__isnull=True).order_by("pk")
    return (*sealed, *(Unsealed(address=_in_a_line(one), why_sealed=BECAUSE_LINKED) for one in beside))


def _in_a_line(address: SealedAddress | Address) -> str:
    return ", ".join(filter(None, (address.lines, address.postcode)))
