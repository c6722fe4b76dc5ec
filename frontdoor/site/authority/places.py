"""Marlsea's streets, wards and postcodes, and its invented neighbours."""

from __future__ import annotations

from dataclasses import dataclass
from random import Random

WARDS = (
    "Harbour",
    "Old Town",
    "Saltmarsh",
    "Beacon Hill",
    "Coppergate",
    "Westcliff",
    "Ferndale",
    "Quarry Park",
    "St Brannock's",
)
NEIGHBOURS = ("Kestrelby", "Harrowdene", "Saltwick", "Northmoor", "Aldershaw", "Penfleet")
"""Other authorities; none exists."""
OUTER_POSTCODES = ("QD", "QK", "QZ")
"""Postcode areas that Royal Mail does not use; nor does it use Marlsea's own, MZ."""
TREES = (
    *("Larch", "Rowan", "Hazel", "Maple", "Alder", "Juniper", "Willow", "Cedar", "Hawthorn", "Poplar", "Elder"),
    *("Kittiwake", "Curlew", "Plover", "Lapwing", "Tern", "Gannet", "Cormorant", "Sandpiper", "Fulmar", "Heron"),
    *("Anchor", "Capstan", "Mariner", "Lantern", "Compass", "Ropewalk", "Netmakers", "Tide", "Breakwater", "Shingle"),
    *("Ironstone", "Foundry", "Tannery", "Wheelwright", "Cooper", "Granary", "Orchard", "Meadow", "Priory", "Abbot"),
)
KINDS = ("Road", "Street", "Avenue", "Close", "Lane", "Drive", "Terrace", "Grove", "Walk", "Court", "Way", "Gardens")
INWARD = "ABDEFGHJLNPQRSTUWXYZ"


@dataclass(frozen=True, slots=True, kw_only=True)
class Street:
    name: str
    ward: int
    postcodes: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Dwelling:
    line: str
    postcode: str
    ward: int


def lay_streets(rng: Random) -> list[Street]:
    """Lay out the borough: one street for each pair of words, in a ward, with two postcodes."""
    names = [f"{tree} {kind}" for tree in TREES for kind in KINDS]
    rng.shuffle(names)
    taken: set[str] = set()
    return [_street(rng, name, number % len(WARDS), taken) for number, name in enumerate(names)]


def _street(rng: Random, name: str, ward: int, taken: set[str]) -> Street:
    return Street(name=name, ward=ward, postcodes=(_new_postcode(rng, ward, taken), _new_postcode(rng, ward, taken)))


def _new_postcode(rng: Random, ward: int, taken: set[str]) -> str:
    while True:
        postcode = f"MZ{ward + 1} {rng.randrange(1, 10)}{rng.choice(INWARD)}{rng.choice(INWARD)}"
        if postcode not in taken:
            taken.add(postcode)
            return postcode


def find_dwelling(rng: Random, streets: list[Street]) -> Dwelling:
    """Pick a house or flat somewhere in the borough."""
    street = streets[int(rng.random() * len(streets))]
    number = rng.randrange(1, 140)
    flat = f"Flat {rng.randrange(1, 13)}, " if rng.random() < 0.14 else ""
    return Dwelling(line=f"{flat}{number} {street.name}", postcode=street.postcodes[number % 2], ward=street.ward)


def find_dwelling_elsewhere(rng: Random) -> tuple[str, str, str]:
    """Pick an address in another, invented, authority: its line, its postcode and whose area it is."""
    line = f"{rng.randrange(1, 120)} {rng.choice(TREES)} {rng.choice(KINDS)}"
    inward = f"{rng.randrange(1, 10)}{rng.choice(INWARD)}{rng.choice(INWARD)}"
    neighbour = rng.randrange(len(NEIGHBOURS))
    postcode = f"{OUTER_POSTCODES[neighbour % 3]}{rng.randrange(1, 20)} {inward}"
    return f"{line}, {NEIGHBOURS[neighbour]}", postcode, NEIGHBOURS[neighbour]
