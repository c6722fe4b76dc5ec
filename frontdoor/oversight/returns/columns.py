"""What the lists' sheets and columns are called, in the template and in everybody's own spelling of it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, kw_only=True)
class Shape:
    """One list: what its sheet may be called and, for each thing it holds, what the column may be called.

    The first pattern that fits names the column, so the narrower ones stand first. Spaces, case and signs do not count.
    """

    holds: str
    numbered: str
    named: str
    on: str
    columns: tuple[tuple[str, str], ...]


CHILD: Final = (
    (
        "child_id",
        r"(childs?|person|client)?(unique)?(id|identifier|identification|ref|reference|number)(no|number)?",
    ),
    ("sex", r"gender|sex|childsgender|childgender"),
    ("ethnicity", r"ethnicity.*|ethnicorigin|childsethnicity"),
    ("born_on", r"dateofbirth.*|dob|birthdate|childsdateofbirth|childdob"),
    ("age", r"age.*|childsage"),
)
CONTACTS: Final = Shape(
    holds="contacts",
    numbered=r"list0*1(?!\d).*",
    named=r"contacts?|.*annexacontacts?",
    on="contact_on",
    columns=(
        ("contact_on", r".*date.*contact.*|contactdate|contact.*date.*"),
        ("source", r".*contact.*source.*|source|.*source.*contact.*"),
        *CHILD,
    ),
)
REFERRALS: Final = Shape(
    holds="referrals",
    numbered=r"list0*3(?!\d).*",
    named=r"referrals?|.*annexareferrals?",
    on="referral_on",
    columns=(
        ("referral_on", r".*date.*referral.*|referraldate|referral.*date.*"),
        ("referral_count", r".*number.*referrals?.*|.*referrals.*last.*12.*|.*no.*of.*referrals.*"),
        ("no_further_action", r".*nfa.*|.*nofurtheraction.*"),
        ("source", r".*referral.*source.*|source|.*source.*referral.*"),
        ("team", r".*team.*"),
        ("worker", r".*worker.*"),
        *CHILD,
    ),
)
SHAPES: Final = (CONTACTS, REFERRALS)


def plain(words: object) -> str:
    """Give a name as its letters and figures alone, in small letters."""
    return re.sub(r"[^a-z0-9]", "", str(words or "").casefold())


def is_numbered(title: str) -> bool:
    """Say whether a sheet is called by any list's number."""
    return re.match(r"list0*\d", plain(title)) is not None


def fits_numbered(shape: Shape, title: str) -> bool:
    return re.fullmatch(shape.numbered, plain(title)) is not None


def fits_named(shape: Shape, title: str) -> bool:
    return re.fullmatch(shape.named, plain(title)) is not None


def field_of(shape: Shape, header: object) -> str:
    """Say what a column holds, or nothing when the list has no such column."""
    name = plain(header)
    return next((field for field, pattern in shape.columns if name and re.fullmatch(pattern, name)), "")
