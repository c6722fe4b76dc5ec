"""Who may be telling us: the agencies around us and the professionals in them."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Q

from frontdoor.record.organisations.models import Agency, Professional

MOST_LISTED = 8


@dataclass(frozen=True, kw_only=True)
class Teller:
    """A known professional, or somebody else of a known agency. `code` is how a form names them."""

    code: str
    agency_id: int
    agency_name: str
    source_code: str
    professional_id: int | None = None
    name: str = ""
    role: str = ""
    phone: str = ""
    email: str = ""


def tellers(words: str, *, authority_id: int) -> list[Teller]:
    """Find agencies and professionals whose names hold every word, professionals first, in two queries."""
    parts = words.split()[:6]
    if len(words.strip()) < 2:
        return []
    by_agency, by_either = Q(), Q()
    for part in parts:
        by_agency &= Q(name__icontains=part)
        by_either &= Q(name__icontains=part) | Q(agency__name__icontains=part)
    professionals = Professional.objects.filter(by_either, authority_id=authority_id).select_related("agency")
    agencies = Agency.objects.filter(by_agency, authority_id=authority_id)
    return [
        *map(_professional, professionals.order_by("agency__name", "name")[:MOST_LISTED]),
        *map(_agency, agencies.order_by("name")[:MOST_LISTED]),
    ]


def teller(code: str, *, authority_id: int) -> Teller | None:
    """Find the agency or professional that a form names; None when there is no such one here."""
    kind, _, number = code.partition("-")
    if not (number.isascii() and number.isdigit() and len(number) < 19):
        return None
    if kind == "professional":
        people = Professional.objects.filter(pk=int(number), authority_id=authority_id).select_related("agency")
        return next(map(_professional, people), None)
    agencies = Agency.objects.filter(pk=int(number), authority_id=authority_id) if kind == "agency" else ()
    return next(map(_agency, agencies), None)


def _professional(one: Professional) -> Teller:
    return Teller(
        code=f"professional-{one.pk}",
        agency_id=one.agency_id,
        agency_name=one.agency.name,
        source_code=one.agency.source_code,
        professional_id=one.pk,
        name=one.name,
        role=one.role,
        phone=one.phone,
        email=one.email,
    )


def _agency(one: Agency) -> Teller:
    return Teller(code=f"agency-{one.pk}", agency_id=one.pk, agency_name=one.name, source_code=one.source_code)
