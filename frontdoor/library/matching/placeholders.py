"""What people write in a name's box when they do not know the name."""

from typing import Final


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


# Nobody is called this: it is as good as blank.
NEVER_NAMES: Final = _words(
    "anon anonymous babies baby boy child children declined female foetus girl infant male missing na named newborn nil"
    " nk none notknown notstated nothing null pending question refused tba tbc unborn unclear undisclosed unidentified"
    " unknown unnamed unspecified unsure withheld"
)
# These go with them, and some are also names: "To" is one in Vietnam, "to be confirmed" is none.
BETWEEN: Final = _words(
    "and applicable as at available be blank confirmed doesnt dont for given in is know known left name no not of on"
    " other remember same say stated supplied the to was with would yet"
)
# What somebody is to the writer. Some of these are last names too, so two that are the same do agree.
PEOPLES_ROLES: Final = _words(
    "adult aunt auntie boyfriend brother carer cousin dad daddy daughter father friend gentleman girlfriend grandad"
    " grandchild granddaughter grandfather grandma grandmother grandson granny guardian guest home house householder"
    " husband kid lady landlord lodger madam mam man minor miss mister mom mother mr mrs ms mum mummy neighbor"
    " neighbour nephew niece occupant occupier owner parent partner patient person pupil relative resident respondent"
    " roommate sibling sir sister son stepdad stepfather stepmother stepmum student tenant toddler triplet twin uncle"
    " visitor wife woman"
)
ONE_LETTER_OVER_AND_OVER: Final = 3


def is_no_name(parts: tuple[str, ...]) -> bool:
    """Say whether nothing but words for "not known" was written: "not known", "baby girl", "n/a", "xxx"."""
    if len(parts) < 2:
        return not parts or parts[0] in NEVER_NAMES or _is_filler(parts[0])
    return "".join(parts) in NEVER_NAMES or all(part in NEVER_NAMES or part in BETWEEN for part in parts)


def may_be_no_name(parts: tuple[str, ...]) -> bool:
    """Say whether what was written may only say who it is to the writer: "mother", "lady of the house"."""
    return all(part in PEOPLES_ROLES or part in NEVER_NAMES or part in BETWEEN for part in parts)


def _is_filler(part: str) -> bool:
    return len(part) >= ONE_LETTER_OVER_AND_OVER and part == part[0] * len(part)
