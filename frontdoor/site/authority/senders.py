"""Who sends a contact: the agency and professional, or the relative, neighbour or caller; and by what channel."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from random import Random

from frontdoor.site.authority import names, times
from frontdoor.site.authority.agencies import Directory
from frontdoor.site.authority.chance import Wheel
from frontdoor.site.authority.homes import SCHOOL_AGE, SECONDARY_AGE, Home, Kid

RELATIONSHIPS: dict[str, tuple[str, ...]] = {
    "1A": ("Grandmother", "Father, living elsewhere", "Aunt", "Mother", "Adult sister", "Grandfather"),
    "1B": ("Neighbour", "Family friend", "Childminder", "Mother of a school friend"),
    "1C": ("The young person", "The parent, for the family"),
    "1D": ("Member of the public", "Councillor", "MP's office", "Taxi driver"),
    "9": ("Anonymous",),
    "10": ("Not known",),
}
KINDS: dict[str, str] = {
    **{"6": "police", "3A": "surgery", "3B": "health_visiting", "3C": "school_nursing", "3D": "midwifery"},
    **{"3E": "emergency", "3F": "camhs", "4": "housing", "5A": "adult_care", "5B": "council"},
    **{"5C": "other_authority", "5D": "early_help", "7": "probation", "8": "voluntary"},
}
PORTAL_OPENED = times.minute(date(2019, 4, 1))
FEED_OPENED = times.minute(date(2021, 1, 11))
BY_HAND = Wheel([("phone", 45.0), ("email", 50.0), ("letter", 5.0)])
CHANNELS: dict[str, Wheel[str]] = {
    "police_before": Wheel([("email", 92.0), ("phone", 8.0)]),
    "police": Wheel([("api", 80.0), ("phone", 12.0), ("email", 8.0)]),
    "portal": Wheel([("portal", 66.0), ("phone", 24.0), ("email", 10.0)]),
    "people": Wheel([("phone", 84.0), ("portal", 7.0), ("email", 5.0), ("visit", 3.0), ("letter", 1.0)]),
    "legal": Wheel([("email", 80.0), ("letter", 15.0), ("phone", 5.0)]),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Sender:
    source: str
    agency_id: int | None
    professional_id: int | None
    name: str
    relationship: str
    channel: str
    reference: str


def find_sender(rng: Random, directory: Directory, source: str, at: int, about: tuple[Kid, Home] | None) -> Sender:
    """Find who would tell of a child, or of nobody known, from a source at a minute."""
    channel = _channel(rng, source, at)
    if source in RELATIONSHIPS:
        return Sender(
            source=source,
            agency_id=None,
            professional_id=None,
            name="" if source in ("9", "10") else names.full_name(rng),
            relationship=rng.choice(RELATIONSHIPS[source]),
            channel=channel,
            reference="",
        )
    agency_id = _agency(rng, directory, source, at, about)
    staff = directory.staff_of[agency_id]
    professional = staff[int(rng.random() ** 1.5 * len(staff))]
    return Sender(
        source=source,
        agency_id=agency_id,
        professional_id=professional.id,
        name=professional.name,
        relationship=professional.role,
        channel=channel,
        reference=_reference(rng, source, at),
    )


def find_court(rng: Random, directory: Directory, at: int) -> Sender:
    """Find somebody who asks for records: a court, Cafcass, a solicitor or another authority."""
    source = "7" if rng.random() < 0.62 else "5C"
    agency = rng.choice(directory.by_kind["court" if source == "7" else "other_authority"])
    professional = rng.choice(directory.staff_of[agency.id])
    return Sender(
        source=source,
        agency_id=agency.id,
        professional_id=professional.id,
        name=professional.name,
        relationship=professional.role,
        channel=CHANNELS["legal"].turn(rng.random()),
        reference=f"SA{times.day_of(at).year % 100}P{rng.randrange(100, 9999):05d}" if source == "7" else "",
    )


def _agency(rng: Random, directory: Directory, source: str, at: int, about: tuple[Kid, Home] | None) -> int:
    if about is not None:
        own = _familys_own(source, at, *about)
        if own is not None:
            return own
    kind = "secondary" if source == "2A" else KINDS.get(source, "education_service")
    if source == "2B" and about is not None and about[0].age_at(at) < SCHOOL_AGE:
        kind = "nursery"
    agencies = directory.by_kind[kind]
    return agencies[int(rng.random() ** 2 * len(agencies))].id


def _familys_own(source: str, at: int, kid: Kid, home: Home) -> int | None:
    """Give the family's own school, surgery, health visitors or landlord."""
    if source == "2A":
        return kid.primary if kid.age_at(at) < SECONDARY_AGE else kid.secondary
    return {"3A": home.surgery, "3B": home.health_visitors, "4": home.landlord}.get(source)


def _channel(rng: Random, source: str, at: int) -> str:
    if source == "6":
        group = "police" if at >= FEED_OPENED else "police_before"
    elif source in RELATIONSHIPS:
        group = "people"
    else:
        return (CHANNELS["portal"] if at >= PORTAL_OPENED else BY_HAND).turn(rng.random())
    channel = CHANNELS[group].turn(rng.random())
    return "phone" if channel == "portal" and at < PORTAL_OPENED else channel


def _reference(rng: Random, source: str, at: int) -> str:
    day = times.day_of(at)
    if source == "6":
        return f"SPN{day:%y%j}-{rng.randrange(10_000):04d}"
    if source == "3E" and rng.random() < 0.7:
        return f"ED{rng.randrange(10**7):07d}"
    return f"T{rng.randrange(10**6):06d}" if source == "4" and rng.random() < 0.5 else ""
