"""The kinds of file and list that can be read, and what each calls its columns."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

CONTACT_COLUMNS: Final = (
    *("contact_id", "received_at", "channel", "source_code", "agency", "team", "reference", "child_id"),
    *("first_name", "last_name", "date_of_birth", "sex", "address", "postcode", "school", "concern", "wants"),
    *("outcome", "decided_at"),
)
PEOPLE_COLUMNS: Final = (
    *("child_id", "first_name", "middle_names", "last_name", "date_of_birth", "sex", "address", "postcode"),
    *("nhs_number", "upn", "family_id"),
)
EPISODE_COLUMNS: Final = ("child_id", "opened_on", "closed_on", "kind")
STEP_COLUMNS: Final = ("child_id", "began_on", "ended_on", "source_code", "said")


@dataclass(frozen=True, kw_only=True)
class Shape:
    """One kind of table: what it fills, what it must have, and the pattern each of its columns is known by.

    Patterns are for a column's plain name: small letters and figures alone. The first column that fits is taken.
    """

    code: str
    name: str
    fills: str
    needs: tuple[str, ...]
    columns: Mapping[str, str]
    fixed: Mapping[str, str] = field(default_factory=dict)
    sheet: str = ""


def plain(words: object) -> str:
    """Give a name as its letters and figures alone, in small letters."""
    return re.sub(r"[^a-z0-9]", "", str(words or "").casefold())


def _exact(columns: Sequence[str], prefix: str = "") -> dict[str, str]:
    return {column: plain(prefix + column) for column in columns}


CHILD_ID: Final = r"(childs?|person|client)?(unique)?(id|identifier|identification|ref|reference|number)(no|number)?"
ANNEX_CHILD: Final = {
    "child_id": CHILD_ID,
    "sex": r"gender|sex|childsgender|childgender",
    "date_of_birth": r"dateofbirth.*|dob|birthdate|childsdateofbirth|childdob",
}

PLAIN: Final = (
    Shape(
        code="contacts",
        name="Contacts, one row for each child on each contact",
        fills="contacts",
        needs=("contact_id", "received_at"),
        columns=_exact(CONTACT_COLUMNS),
    ),
    Shape(
        code="people",
        name="The register of children",
        fills="people",
        needs=("child_id", "last_name"),
        columns=_exact(PEOPLE_COLUMNS),
    ),
    Shape(
        code="episodes",
        name="Episodes: when each child was open",
        fills="episodes",
        needs=("child_id", "opened_on"),
        columns=_exact(EPISODE_COLUMNS),
    ),
)
ANNEX_A: Final = (
    Shape(
        code="list_1",
        name="Annex A list 1: contacts",
        fills="contacts",
        sheet=r"list0*1(?!\d).*|contacts?|.*annexacontacts?",
        needs=("child_id", "received_at"),
        columns={
            "received_at": r".*date.*contact.*|contactdate|contact.*date.*",
            "source_code": r".*contact.*source.*|source|.*source.*contact.*",
            **ANNEX_CHILD,
        },
    ),
    Shape(
        code="list_3",
        name="Annex A list 3: referrals",
        fills="referral",
        sheet=r"list0*3(?!\d).*|referrals?|.*annexareferrals?",
        needs=("child_id", "began_on"),
        columns={
            "began_on": r".*date.*referral.*|referraldate|referral.*date.*",
            "said": r".*nfa.*|.*nofurtheraction.*",
            "source_code": r".*referral.*source.*|source|.*source.*referral.*",
            **ANNEX_CHILD,
        },
    ),
    Shape(
        code="list_4",
        name="Annex A list 4: assessments",
        fills="assessment",
        sheet=r"list0*4(?!\d).*|.*assessments?",
        needs=("child_id", "began_on"),
        columns={
            "began_on": r".*assessment.*start.*date.*|.*start.*date.*assessment.*",
            "ended_on": r".*date.*authori[sz]ation.*|.*authori[sz](ed|ation).*date.*",
            "said": r".*requiring.*support.*|.*require.*socialcare.*",
            **ANNEX_CHILD,
        },
    ),
    Shape(
        code="list_5",
        name="Annex A list 5: section 47 enquiries and conferences",
        fills="section_47",
        sheet=r"list0*5(?!\d).*|.*sec(tion)?47.*|.*s47.*",
        needs=("child_id", "began_on"),
        columns={
            "began_on": r".*strategy.*date.*|.*section47.*start.*date.*|.*s47.*start.*date.*",
            "ended_on": r"dateofinitialchildprotection.*|.*icpc.*date.*|dateof.*icpc.*|.*conference.*date.*",
            "said": r".*resultin.*plan.*",
            **ANNEX_CHILD,
        },
    ),
    Shape(
        code="list_6",
        name="Annex A list 6: children in need",
        fills="episodes",
        sheet=r"list0*6(?!\d).*|childreninneed|.*cin",
        needs=("child_id", "opened_on"),
        columns={
            "opened_on": r".*cin.*start.*date.*|.*start.*date.*cin.*|.*childinneed.*start.*",
            "closed_on": r".*cin.*clos.*date.*|.*closure.*date.*|.*cin.*end.*date.*",
            **ANNEX_CHILD,
        },
        fixed={"kind": "child_in_need"},
    ),
    Shape(
        code="list_7",
        name="Annex A list 7: child protection plans",
        fills="plan",
        sheet=r"list0*7(?!\d).*|childprotection.*",
        needs=("child_id", "began_on"),
        columns={
            "began_on": r".*plan.*start.*date.*|.*cpp.*start.*",
            "ended_on": r".*plan.*end.*date.*|.*cpp.*end.*",
            **ANNEX_CHILD,
        },
    ),
    Shape(
        code="list_8",
        name="Annex A list 8: children in care",
        fills="care",
        sheet=r"list0*8(?!\d).*|childrenincare.*|.*lookedafter.*|.*cla",
        needs=("child_id", "began_on"),
        columns={
            "began_on": r".*date.*started.*lookedafter.*|.*start.*lookedafter.*",
            "ended_on": r".*date.*ceased.*lookedafter.*|.*ceased.*date.*",
            **ANNEX_CHILD,
        },
    ),
)
SSD: Final = (
    Shape(
        code="ssd_contacts",
        name="Standard Safeguarding Dataset: contacts",
        fills="contacts",
        needs=("contact_id", "received_at", "child_id"),
        columns={
            "contact_id": "contcontactid",
            "child_id": "contpersonid",
            "received_at": "contcontactdate",
            "source_code": "contcontactsourcecode",
            "outcome": "contcontactoutcomejson",
        },
    ),
    Shape(
        code="ssd_person",
        name="Standard Safeguarding Dataset: persons",
        fills="people",
        needs=("child_id", "date_of_birth"),
        columns={
            "child_id": "perspersonid",
            "first_name": "persforename",
            "last_name": "perssurname",
            "date_of_birth": "persdob",
            "sex": "perssex",
            "upn": "persupn",
            "nhs_number": "perssingleuniqueid",
        },
    ),
    Shape(
        code="ssd_cin_episodes",
        name="Standard Safeguarding Dataset: referrals and episodes",
        fills="referral",
        needs=("child_id", "began_on"),
        columns={
            "child_id": "cinepersonid",
            "began_on": "cinereferraldate",
            "ended_on": "cineclosedate",
            "source_code": "cinereferralsourcecode",
            "said": "cinereferralnfa",
        },
    ),
    Shape(
        code="ssd_cin_assessments",
        name="Standard Safeguarding Dataset: assessments",
        fills="assessment",
        needs=("child_id", "began_on"),
        columns={
            "child_id": "cinapersonid",
            "began_on": "cinaassessmentstartdate",
            "ended_on": "cinaassessmentauthdate",
        },
    ),
    Shape(
        code="ssd_s47_enquiry",
        name="Standard Safeguarding Dataset: section 47 enquiries",
        fills="section_47",
        needs=("child_id", "began_on"),
        columns={"child_id": "s47epersonid", "began_on": "s47es47startdate"},
    ),
    Shape(
        code="ssd_initial_cp_conference",
        name="Standard Safeguarding Dataset: initial conferences",
        fills="conference",
        needs=("child_id", "began_on"),
        columns={"child_id": "icpcpersonid", "began_on": "icpcicpcdate", "said": "icpcicpcoutcomecpflag"},
    ),
    Shape(
        code="ssd_cp_plans",
        name="Standard Safeguarding Dataset: child protection plans",
        fills="plan",
        needs=("child_id", "began_on"),
        columns={"child_id": "cpplpersonid", "began_on": "cpplcpplanstartdate", "ended_on": "cpplcpplanenddate"},
    ),
    Shape(
        code="ssd_cla_episodes",
        name="Standard Safeguarding Dataset: periods of care",
        fills="care",
        needs=("child_id", "began_on"),
        columns={
            "child_id": "claepersonid",
            "began_on": "claeenteredcaredate|claeclaepisodestartdate",
            "ended_on": "claeclaepisodeceaseddate",
        },
    ),
)
OTHER_LISTS: Final = r"guidance.*|codes?(used)?|frontsheet|faq.*|list\d+.*|earlyhelp.*|careleavers?.*|adopt(ion|ers).*"
SHAPES: Final = (*PLAIN, *SSD, *ANNEX_A)


def columns_of(shape: Shape, header: Sequence[str]) -> dict[str, int]:
    """Say which column of a header holds what: the first that fits each pattern, no column twice."""
    found: dict[str, int] = {}
    for ours, pattern in shape.columns.items():
        for place, name in enumerate(header):
            if place not in found.values() and plain(name) and re.fullmatch(pattern, plain(name)):
                found[ours] = place
                break
    return found


def shape_of(header: Sequence[str], title: str = "", shapes: Sequence[Shape] = SHAPES) -> Shape | None:
    """Say what a table is: by the title of its sheet where the header allows, else by the header that fits best.

    A sheet that is another list by its title is none of ours, whatever its columns are called.
    """
    fitting = [shape for shape in shapes if set(shape.needs) <= set(columns_of(shape, header))]
    titled = [shape for shape in fitting if shape.sheet and title and re.fullmatch(shape.sheet, plain(title))]
    if titled or re.fullmatch(OTHER_LISTS, plain(title)):
        return titled[0] if titled else None
    return max(fitting, key=lambda shape: len(columns_of(shape, header)), default=None)
