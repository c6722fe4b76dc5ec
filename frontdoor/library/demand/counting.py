"""How demand is counted: one definition, used by every page, pack and return.

Gross demand is everything that arrived. Net demand is new and repeat only. Both are counted as events (contacts) and as
children (one for each child on a contact), because the work is done once an event and the returns want a row a child.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from frontdoor.library.demand.classes import CLASSES, NET_CODES


@dataclass(frozen=True, kw_only=True)
class ChildClass:
    """One child on one contact; no class while nobody has set one."""

    contact_id: int
    demand_class: str | None


@dataclass(frozen=True, kw_only=True)
class DemandCounts:
    """Demand in a span of time. `unclassed` children are in gross and not yet in net: never left out unseen."""

    gross_contacts: int
    gross_children: int
    net_contacts: int
    net_children: int
    unclassed: int
    by_class: Mapping[str, int]


def count(children: Iterable[ChildClass]) -> DemandCounts:
    """Count children on contacts, one by one."""
    rows = list(children)
    codes: tuple[str | None, ...] = (*_codes(), None)
    of_class = {code: sum(row.demand_class == code for row in rows) for code in codes}
    return counts_of(
        gross_contacts=len({row.contact_id for row in rows}),
        net_contacts=len({row.contact_id for row in rows if row.demand_class in NET_CODES}),
        children_of_class=of_class,
    )


def counts_of(*, gross_contacts: int, net_contacts: int, children_of_class: Mapping[str | None, int]) -> DemandCounts:
    """Put counts that a database made into the one definition. Raises KeyError for a class that is none of the six."""
    unclassed = children_of_class.get(None, 0)
    by_class = {code: children_of_class.get(code, 0) for code in _codes()}
    strange = set(children_of_class) - set(by_class) - {None}
    if strange:
        raise KeyError(f"not a demand class: {sorted(map(str, strange))[0]}")
    return DemandCounts(
        gross_contacts=gross_contacts,
        gross_children=sum(by_class.values()) + unclassed,
        net_contacts=net_contacts,
        net_children=sum(by_class[code] for code in NET_CODES),
        unclassed=unclassed,
        by_class=by_class,
    )


def _codes() -> tuple[str, ...]:
    return tuple(each.code for each in CLASSES)
