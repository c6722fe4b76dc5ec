"""What the lists' sheets and columns are called, in the template and in everybody's own spelling of it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from frontdoor.library.demand.files import shapes as demand


@dataclass(frozen=True, kw_only=True)
class Shape:
    """One list: what its sheet may be called and, for each thing it holds, what the column may be called.

    The first pattern that fits names the column, so the narrower ones stand first. Spaces, case and signs do not count.
    A sheet that is called nothing in particular is known by the list's own day and the column in `known_by`.
    `kind` is what was done with a child according to each row, where the list is of that.
    """

    holds: str
    numbered: str
    named: str
    on: str
    columns: tuple[tuple[str, str], ...]
    known_by: str = "source"
    kind: str = ""


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


def _demand_columns(list_code: str, **renamed: str) -> tuple[tuple[str, str], ...]:
    """Take what the true demand in files calls a list's columns: the days, and what else is named here."""
    known = next(shape for shape in demand.ANNEX_A if shape.code == list_code).columns
    ours = {"started_on": "began_on", "ended_on": "ended_on", **renamed}
    return tuple((name, known[theirs]) for name, theirs in ours.items())


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
EARLY_HELP: Final = Shape(
    holds="early help assessments",
    numbered=r"list0*2(?!\d).*",
    named=r"earlyhelp.*|.*annexaearlyhelp.*",
    on="started_on",
    known_by="organisation",
    kind="early_help",
    columns=(
        ("ended_on", r".*complet.*date.*|.*date.*complet.*|.*endofintervention.*|.*end.*date.*"),
        ("organisation", r".*organi[sz]ation.*|lead(agency|professional).*"),
        ("started_on", r"(earlyhelp)?assessment.*start.*date.*|.*start.*date.*|.*date.*start.*"),
        *CHILD,
    ),
)
ASSESSMENTS: Final = Shape(
    holds="assessments",
    numbered=r"list0*4(?!\d).*",
    named=r"(continuous|statutory|cin|childandfamily|annexa)*assessments?",
    on="started_on",
    known_by="needs_support",
    kind="assessment",
    columns=(*_demand_columns("list_4", needs_support="said"), *CHILD),
)
ENQUIRIES: Final = Shape(
    holds="section 47 enquiries",
    numbered=r"list0*5(?!\d).*",
    named=r".*sec(tion)?47.*|.*s47.*",
    on="started_on",
    known_by="conference_made_plan",
    kind="section_47",
    columns=(
        ("needs_no_conference", r".*unnecessary.*|.*conference.*notneeded.*|.*icpc.*notrequired.*"),
        *_demand_columns("list_5", conference_made_plan="said"),
        *CHILD,
    ),
)
IN_NEED: Final = Shape(
    holds="children in need",
    numbered=r"list0*6(?!\d).*",
    named=r"childreninneed|.*annexachildreninneed|.*cin",
    on="started_on",
    known_by="category",
    kind="child_in_need",
    columns=(
        *_demand_columns("list_6", started_on="opened_on", ended_on="closed_on"),
        ("led_to", r".*reason.*clos.*|.*clos.*reason.*"),
        ("category", r".*primaryneed.*|.*needcode.*|.*categoryofneed.*"),
        *CHILD,
    ),
)
PROTECTION_PLANS: Final = Shape(
    holds="child protection plans",
    numbered=r"list0*7(?!\d).*",
    named=r"childprotection.*|.*annexachildprotection.*",
    on="started_on",
    known_by="category",
    kind="child_protection_plan",
    columns=(
        *_demand_columns("list_7"),
        ("category", r".*latest.*category.*|categoryofabuse"),
        ("first_category", r".*initial.*category.*"),
        ("earlier", r".*number.*previous.*plans?|.*previous.*plans?.*"),
        *CHILD,
    ),
)
IN_CARE: Final = Shape(
    holds="children in care",
    numbered=r"list0*8(?!\d).*",
    named=r"childrenincare.*|childrenlookedafter.*|lookedafter.*|.*cla",
    on="started_on",
    known_by="ended_on",
    kind="looked_after",
    columns=(
        *_demand_columns("list_8"),
        ("led_to", r".*reason.*ceased.*"),
        ("category", r".*category.*need.*"),
        *CHILD,
    ),
)
SHAPES: Final = (CONTACTS, EARLY_HELP, REFERRALS, ASSESSMENTS, ENQUIRIES, IN_NEED, PROTECTION_PLANS, IN_CARE)


def plain(words: object) -> str:
    """Give a name as its letters and figures alone, in small letters."""
    return re.sub(r"[^a-z0-9]", "", str(words or "").casefold())


def is_numbered(title: str) -> bool:
    """Say whether a sheet is called by any list's number."""
    return re.match(r"list0*\d", plain(title)) is not None


def is_called_a_list(title: str) -> bool:
    """Say whether a sheet is called by any list's number, or by the name of one that is read."""
    return is_numbered(title) or any(fits_named(shape, title) for shape in SHAPES)


def fits_numbered(shape: Shape, title: str) -> bool:
    return re.fullmatch(shape.numbered, plain(title)) is not None


def fits_named(shape: Shape, title: str) -> bool:
    return re.fullmatch(shape.named, plain(title)) is not None


def field_of(shape: Shape, header: object) -> str:
    """Say what a column holds, or nothing when the list has no such column."""
    name = plain(header)
    return next((field for field, pattern in shape.columns if name and re.fullmatch(pattern, name)), "")
