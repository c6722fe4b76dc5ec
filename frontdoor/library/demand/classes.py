"""The six demand classes, in the order in which a person considers them: the first that fits."""

from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True)
class DemandClass:
    """One class. Net demand is the classes whose `is_net` is true."""

    code: str
    name: str
    meaning: str
    is_net: bool


CLASSES: tuple[DemandClass, ...] = (
    DemandClass(
        code="not_for_us",
        name="Not for us",
        meaning="Another area's, not a child, or not a matter for children's services",
        is_net=False,
    ),
    DemandClass(
        code="information_request",
        name="Information request",
        meaning="A court, Cafcass, another authority or a solicitor asks for checks or records, and raises no concern",
        is_net=False,
    ),
    DemandClass(
        code="duplicate",
        name="Duplicate",
        meaning="The same incident was told before for this child, by the same or another agency, re-sent or edited",
        is_net=False,
    ),
    DemandClass(
        code="open_case",
        name="Open-case information",
        meaning="The child was open to us already: the allocated worker needs to know",
        is_net=False,
    ),
    DemandClass(
        code="repeat",
        name="Repeat",
        meaning="A new incident, soon after a contact about this child that ended without a referral",
        is_net=True,
    ),
    DemandClass(code="new", name="New", meaning="Everything else", is_net=True),
)

NET_CODES = frozenset(each.code for each in CLASSES if each.is_net)


def class_named(code: str) -> DemandClass:
    """Find a class by its code. Raises KeyError for a code that is none of the six."""
    return {each.code: each for each in CLASSES}[code]
