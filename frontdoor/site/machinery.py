"""The command line as an actor: it works for one authority and says so in the ledger."""

from __future__ import annotations

from dataclasses import dataclass

from frontdoor.record.organisations.models import Authority
from frontdoor.site.postgres import Unusable


@dataclass(frozen=True, kw_only=True)
class Machinery:
    """An actor that is no person."""

    authority_id: int
    ledger_name: str
    ledger_id: int | None = None


def machinery(authority: str, *, name: str) -> Machinery:
    """Find the authority by its name, or the only one there is. Raises Unusable when it is not clear which."""
    found = list(Authority.objects.filter(name__iexact=authority) if authority else Authority.objects.all()[:2])
    if len(found) != 1:
        names = ", ".join(Authority.objects.values_list("name", flat=True)) or "none yet"
        raise Unusable(f"Say which authority with --authority NAME (there are: {names}).")
    return Machinery(authority_id=found[0].pk, ledger_name=name)
