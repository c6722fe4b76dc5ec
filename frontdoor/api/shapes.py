"""What a machine may send and what it is told: the shapes behind the OpenAPI document."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Literal

from ninja import Schema
from pydantic import ConfigDict, Field, StrictBool, StringConstraints

from frontdoor.api.words import (
    Code,
    ConcernCode,
    Day,
    Line,
    LongLine,
    Name,
    NhsNumber,
    Note,
    Phone,
    Postcode,
    Relation,
    Short,
    Story,
)

HowTheyKnow = Literal["saw", "child_said", "family_said", "another_said", "records", "not_known"]
SharingBasis = Literal["safeguarding", "public_task", "legal_duty", "consent", "not_known"]
FamilyAgreement = Literal["agreed", "refused", "not_sought", "not_needed", "not_known"]
FamilyTold = Literal[
    "told", "risk_to_child", "risk_to_another", "police", "delay", "not_practicable", "not_told", "not_known"
]
Sex = Literal["M", "F", "U"]
Email = Annotated[
    str, StringConstraints(strict=True, strip_whitespace=True, max_length=254, pattern=r"^([^@\s\x00]+@[^@\s\x00]+)?$")
]


class Shape(Schema):
    """A field that is not listed is refused, so that nothing is dropped without a word."""

    model_config = ConfigDict(extra="forbid")


class Sender(Shape):
    """Who at the agency is telling us, and how to reach them."""

    name: Line = ""
    role: Line = ""
    phone: Phone = ""
    email: Email = ""


class Danger(Shape):
    """Is a child in danger now?"""

    is_now: StrictBool = Field(description="True when a child is in danger at this moment")
    what_and_where: Note = Field("", description="What the danger is, and where the child is now")


class Consent(Shape):
    """Three different questions: may it be shared, does the family agree to a service, do they know."""

    sharing_basis: SharingBasis = "not_known"
    family_agreement: FamilyAgreement = "not_known"
    family_told: FamilyTold = "not_known"
    note: Note = ""


class Somebody(Shape):
    """What is known of anybody named. What is left out is not known."""

    first_name: Name = ""
    last_name: Name = ""
    date_of_birth: Day | None = None
    age: Short = Field("", description="When no date of birth is known: 'about six', 'year 4'")
    sex: Sex = "U"
    lives_in_home: StrictBool | None = None
    address: LongLine = ""
    postcode: Postcode = ""
    phone: Phone = ""
    nhs_number: NhsNumber = ""


class Child(Somebody):
    is_unborn: StrictBool = False
    expected_on: Day | None = Field(None, description="Only for a child who is not born yet")
    school: Line = ""
    impact: Note = Field("", description="What it means for this child")


class Adult(Somebody):
    relationship: Relation = Field("", description="To the children, such as mother or mother's partner")


class ContactSent(Shape):
    """One contact about one or more children."""

    your_reference: Relation = Field("", description="Your own number for it, such as an incident number")
    sender: Sender = Sender()
    how_they_know: HowTheyKnow = "not_known"
    what_happened: Story = ""
    what_they_want: Note = ""
    danger: Danger
    consent: Consent = Consent()
    level_of_need: Code = Field(
        "", description="The level the sender thinks it is, as a code of the threshold document"
    )
    concerns: list[ConcernCode] = Field(
        default=[],
        max_length=20,
        description="What it is about, as codes of the authority's policy in force, if the sender's own staff chose "
        "them. Leave it out rather than work it out from words: somebody at the front door then says what it is about",
    )
    children: list[Child] = Field(min_length=1, max_length=40)
    adults: list[Adult] = Field(default=[], max_length=40)


class Received(Schema):
    """The contact is kept. The receipt is what to quote about it."""

    receipt: str
    received_at: datetime


class Problem(Schema):
    field: str = Field(description="Where it is, such as children[0].date_of_birth; empty for the whole")
    message: str


class Problems(Schema):
    errors: list[Problem]
