"""The agencies around Marlsea's children, and the professionals in them who get in touch."""

from __future__ import annotations

from dataclasses import dataclass
from random import Random

from frontdoor.site.authority import names
from frontdoor.site.authority.places import NEIGHBOURS
from frontdoor.site.authority.shapes import Agency, Professional

POLICE_UNITS = (
    "Response",
    "Protecting Vulnerable People Unit",
    "Domestic Abuse Unit",
    "Missing and Exploitation Team",
    "Neighbourhood Team",
)
PRIMARIES = (
    *("Harbour View", "Saltmarsh", "St Brannock's", "Beacon Hill", "Coppergate", "Westcliff", "Ferndale", "Lantern"),
    *("Ropewalk", "Shingle Bank", "Quarry Park", "Kittiwake", "Orchard Lane", "Tannery Street", "Old Town", "Plover"),
    *("Ironstone", "Abbot's Way", "Meadowbank", "All Souls", "Breakwater", "St Elva's", "Curlew Rise", "Granary"),
)
SECONDARIES = ("Marlsea Academy", "Beacon Hill School", "Westcliff High School", "St Elva's College", "Foundry Academy")
SPECIALS = ("Lapwing School", "The Compass Pupil Referral Unit")
NURSERIES = ("Little Terns Nursery", "Rockpool Day Nursery", "Anchor Lane Playgroup", "Sandcastles Nursery")
SURGERIES = ("Harbour Street Surgery", "Beacon Medical Group", "Saltmarsh Health Centre", "Quarry Park Surgery")


@dataclass(frozen=True, slots=True, kw_only=True)
class Sort:
    """A sort of agency: its source code, and the jobs of those who ring from it."""

    source_code: str
    roles: tuple[str, ...]
    staff: int
    names: tuple[str, ...]


SORTS: dict[str, Sort] = {
    "police": Sort(
        source_code="6",
        roles=("Police constable", "Detective constable", "Police sergeant", "Safeguarding administrator"),
        staff=14,
        names=tuple(f"Saltshire Police: {unit}" for unit in POLICE_UNITS),
    ),
    "primary": Sort(
        source_code="2A",
        roles=("Designated safeguarding lead", "Head teacher", "Family support worker"),
        staff=3,
        names=tuple(f"{name} Primary School" for name in PRIMARIES),
    ),
    "secondary": Sort(
        source_code="2A",
        roles=("Designated safeguarding lead", "Deputy safeguarding lead", "Head of year", "Pastoral manager"),
        staff=6,
        names=SECONDARIES,
    ),
    "special": Sort(source_code="2A", roles=("Designated safeguarding lead", "Teacher"), staff=3, names=SPECIALS),
    "nursery": Sort(source_code="2B", roles=("Nursery manager", "Key worker"), staff=3, names=NURSERIES),
    "education_service": Sort(
        source_code="2B",
        roles=("Education welfare officer", "Elective home education officer", "SEND caseworker"),
        staff=5,
        names=("Marlsea Education Welfare Service",),
    ),
    "surgery": Sort(source_code="3A", roles=("GP", "Practice nurse", "Practice manager"), staff=5, names=SURGERIES),
    "health_visiting": Sort(
        source_code="3B",
        roles=("Health visitor", "Community nursery nurse"),
        staff=12,
        names=("Marlsea Health Visiting: East", "Marlsea Health Visiting: West"),
    ),
    "school_nursing": Sort(source_code="3C", roles=("School nurse",), staff=7, names=("Marlsea School Nursing",)),
    "midwifery": Sort(
        source_code="3D",
        roles=("Community midwife", "Safeguarding midwife"),
        staff=8,
        names=("Saltshire Hospital: Midwifery",),
    ),
    "emergency": Sort(
        source_code="3E",
        roles=("Staff nurse", "Registrar", "Liaison nurse"),
        staff=14,
        names=("Saltshire Hospital: Emergency Department",),
    ),
    "camhs": Sort(
        source_code="3F",
        roles=("Mental health practitioner", "Crisis nurse", "Psychiatrist"),
        staff=8,
        names=("Saltshire Young Minds (CAMHS)", "Saltshire Adult Mental Health"),
    ),
    "housing": Sort(
        source_code="4",
        roles=("Housing officer", "Tenancy support worker", "Homelessness officer"),
        staff=5,
        names=("Tidewater Homes", "Beacon Housing Association", "Marlsea Housing Options"),
    ),
    "adult_care": Sort(
        source_code="5A", roles=("Social worker", "Care manager"), staff=8, names=("Marlsea Adult Care",)
    ),
    "council": Sort(
        source_code="5B",
        roles=("Licensing officer", "Benefits officer", "Youth justice officer"),
        staff=6,
        names=("Marlsea Council: Other Services",),
    ),
    "other_authority": Sort(
        source_code="5C",
        roles=("Social worker", "Business support officer", "Team manager"),
        staff=4,
        names=tuple(f"{name} Council Children's Services" for name in NEIGHBOURS),
    ),
    "early_help": Sort(
        source_code="5D",
        roles=("Early help worker", "Parenting worker", "Early help coordinator"),
        staff=9,
        names=("Marlsea Early Help",),
    ),
    "probation": Sort(
        source_code="7",
        roles=("Probation officer", "Case administrator"),
        staff=7,
        names=("Saltshire Probation",),
    ),
    "court": Sort(
        source_code="7",
        roles=("Family court adviser", "Court clerk", "Solicitor", "Case administrator"),
        staff=6,
        names=("Cafcass: Saltshire", "Saltshire Family Court", "Wray and Pell Solicitors"),
    ),
    "voluntary": Sort(
        source_code="8",
        roles=("Support worker", "Outreach worker", "Safeguarding lead"),
        staff=6,
        names=("Haven Domestic Abuse Service", "Turning Tide Recovery", "Marlsea Young Carers", "Seafront Youth Club"),
    ),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Directory:
    """All agencies and their people, to look up by kind and by agency."""

    agencies: list[Agency]
    professionals: list[Professional]
    by_kind: dict[str, list[Agency]]
    staff_of: dict[int, list[Professional]]

    def name_of(self, agency_id: int) -> str:
        """Give an agency's name."""
        return self.agencies[agency_id - 1].name


def found_agencies(rng: Random) -> Directory:
    """Found every agency, and staff it."""
    directory = Directory(agencies=[], professionals=[], by_kind={}, staff_of={})
    for kind, sort in SORTS.items():
        for name in sort.names:
            agency = Agency(id=len(directory.agencies) + 1, name=name, kind=kind, source_code=sort.source_code)
            directory.agencies.append(agency)
            directory.by_kind.setdefault(kind, []).append(agency)
            directory.staff_of[agency.id] = _staff(rng, directory, agency, sort)
    return directory


def _staff(rng: Random, directory: Directory, agency: Agency, sort: Sort) -> list[Professional]:
    staff = []
    for place in range(sort.staff):
        number = len(directory.professionals) + 1
        person = Professional(
            id=number,
            name=names.full_name(rng),
            role=sort.roles[place % len(sort.roles)],
            agency_id=agency.id,
            # Ofcom keeps these ranges for drama: they never ring.
            phone=f"07700 900{number % 1000:03d}" if place % 3 else f"01632 960{number % 1000:03d}",
            email=f"worker{number}@{agency.kind.replace('_', '-')}.example.org",
        )
        directory.professionals.append(person)
        staff.append(person)
    return staff
