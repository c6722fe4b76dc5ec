"""The register, searched for records that may be the same person."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Annotated

import typer

from frontdoor.site import standing


def duplicates(
    authority: Annotated[str, typer.Option(help="Which authority; otherwise each there is")] = "",
) -> None:
    """Look everybody in the register up in it, for the page of possible duplicates. `serve` does it every night.

    It joins nobody.
    """
    standing.work_as_web()
    from frontdoor.record.organisations.models import Authority

    names = [authority] if authority else list(Authority.objects.order_by("pk").values_list("name", flat=True))
    for name in names:
        _search(name)


def _search(authority: str) -> None:
    from frontdoor.journey.children import actions as children
    from frontdoor.journey.children.models import Person
    from frontdoor.record.access import context
    from frontdoor.record.policy import queries as policy
    from frontdoor.site.machinery import machinery
    from frontdoor.site.progress import progress

    by, now = machinery(authority, name="The search for duplicates"), datetime.now(UTC)
    with context.working_for(authority_id=by.authority_id), progress() as tell:
        try:
            least = policy.in_force(by.authority_id, at=now).rules.show_first_from
        except policy.NoEdition:
            print(f"{authority}: not looked through, because no policy edition is in force.")
            return
        people = Person.objects.filter(authority_id=by.authority_id).values_list("pk", flat=True)
        found = children.find_pairs(
            people,
            least_weight=least,
            progress=lambda share: tell("Looking everybody up in the register", share),
            by=by,
            at=now,
        )
    print(f"{authority}: {found} pairs to look at, under Duplicates.")
