"""The conversation as a form, in the order in which people talk. Nothing is chosen beforehand."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import ClassVar

from django import forms

from frontdoor.journey.intake import queries
from frontdoor.journey.intake.models import Channel, FamilyAgreement, FamilyTold, HowKnown, SharingBasis
from frontdoor.journey.intake.queries import Teller
from frontdoor.journey.intake.shapes import ClockField, NhsNumberField, PostcodeField
from frontdoor.record.organisations.sources import INDIVIDUALS, SOURCES
from frontdoor.record.pages.govforms import DateBox, GovDateField, GovForm, PlainText
from frontdoor.record.policy.editions import Concern, Level

AGENCY = "agency"
CHILDREN, ADULTS = "children", "adults"
CONCERNS = "concerns"
MOST_ROWS = 20
WE_TAKE: tuple[Channel, ...] = (Channel.PHONE, Channel.EMAIL, Channel.LETTER, Channel.VISIT)
NOT_AN_AGENCY = INDIVIDUALS | {"9", "10"}
KINDS: tuple[tuple[str, str], ...] = (
    (AGENCY, "Somebody from an agency, such as a school, the police or a health service"),
    *((code, words) for code, words in SOURCES.items() if code in INDIVIDUALS),
    ("9", "Anonymous: they will not say who they are"),
)
UNLISTED = (("", ""), *((code, words) for code, words in SOURCES.items() if code not in NOT_AN_AGENCY))
SEXES = (("", ""), ("M", "Male"), ("F", "Female"))
LIVES_THERE = (("", ""), ("yes", "Yes"), ("no", "No"), ("partly", "Part of the time"))
YES_NO = (("yes", "Yes, in danger now"), ("no", "No"))
NOT_SAID = ("not_said", "They did not say")
ASKED: Mapping[str, str] = {
    "kind": "Say who is telling us, or that they are anonymous.",
    "channel": "Say how they reached us.",
    "how_known": "Say how they know, or that it is not known.",
    "what_happened": "Say what has happened, in the words of whoever is telling us.",
    CONCERNS: "Say what it is about: choose all that fit, or “Something else”.",
    "sharing_basis": "Answer the first question about consent, or say that it is not known yet.",
    "family_agreement": "Answer the second question about consent, or say that it is not known yet.",
    "family_told": "Answer the third question about consent, or say that it is not known yet.",
}
"""What is asked of every contact; of one about danger now, only the first."""


class Choice(forms.ChoiceField):
    """Radios of which none is chosen until somebody chooses."""

    def __init__(
        self, *, label: str, choices: Sequence[tuple[str, str]], inline: bool = False, help_text: str = ""
    ) -> None:
        look = {"class": "govuk-radios--inline"} if inline else {}
        super().__init__(
            label=label,
            choices=choices,
            required=False,
            help_text=help_text,
            widget=forms.RadioSelect(attrs=look),
            error_messages={"invalid_choice": f"Choose one of the answers for “{label}”"},
        )


class Ticked(forms.CheckboxSelectMultiple):
    """Boxes that each send a name of their own, such as concerns-neglect: a draft keeps one text for each name."""

    def value_from_datadict(self, data: Mapping[str, object], files: object, name: str) -> list[str]:  # noqa: ARG002  (Django's signature)
        return ticked(data, name)

    def create_option(self, name: str, value: object, *args: object, **options: object) -> dict[str, object]:
        return super().create_option(f"{name}-{value}", value, *args, **options)  # type: ignore[arg-type]  # Django's own


def ticked(typed: Mapping[str, object], name: str) -> list[str]:
    """List the codes of the boxes that are ticked."""
    return [key.removeprefix(f"{name}-") for key, value in typed.items() if key.startswith(f"{name}-") and value]


def _text(label: str, *, most: int = 120, help_text: str = "", width: str = "") -> PlainText:
    look = {"class": f"govuk-input--width-{width}"} if width else {}
    return PlainText(
        label=label, max_length=most, required=False, help_text=help_text, widget=forms.TextInput(attrs=look)
    )


def _story(label: str, *, most: int = 5_000, rows: int = 3, help_text: str = "") -> PlainText:
    return PlainText(label=label, max_length=most, many_lines=True, rows=rows, required=False, help_text=help_text)


def _select(label: str, choices: Sequence[tuple[str, str]]) -> forms.ChoiceField:
    wrong = {"invalid_choice": f"Choose one of the answers for “{label}”"}
    return forms.ChoiceField(label=label, choices=choices, required=False, error_messages=wrong)


def _date(label: str) -> GovDateField:
    return GovDateField(label=label, required=False, widget=DateBox())


class ConversationForm(GovForm):
    """Everything but the people."""

    compact: ClassVar[bool] = True

    is_in_danger_now = Choice(label="Is a child in danger now?", choices=YES_NO, inline=True)
    danger = _story("What is the danger, and where is the child now?")
    kind = Choice(label="They are", choices=KINDS)
    sought = _text("Agency, or the name of the professional")
    teller = _text("Who they are in the list", most=40)
    unlisted_source = _select("If it is not in the list: what kind of agency", UNLISTED)
    teller_name = _text("Their name")
    teller_role = _text("Their job, or what they are to the child")
    teller_phone = _text("Phone", most=30, width="20")
    teller_email = forms.EmailField(
        label="E-mail",
        required=False,
        max_length=254,
        error_messages={"invalid": "“E-mail” must be an address such as name@school.example"},
        widget=forms.TextInput(attrs={"class": "govuk-input--width-20", "inputmode": "email"}),
    )
    agency_reference = _text("Their own reference, such as an incident number", most=60, width="20")
    channel = Choice(
        label="How did they reach us?", choices=[(one.value, str(one.label)) for one in WE_TAKE], inline=True
    )
    received_on = _date("If it reached us before you began: the day")
    received_time = ClockField(
        label="and the time",
        max_length=5,
        required=False,
        widget=forms.TextInput(attrs={"class": "govuk-input--width-5"}),
    )
    how_known = Choice(label="How do they know?", choices=[(c.value, str(c.label)) for c in HowKnown])
    what_happened = _story(
        "What has happened?", most=20_000, rows=6, help_text="In their words: what was seen or heard, when and where."
    )
    concerns = forms.MultipleChoiceField(
        label="What is it about?",
        help_text="All that fit. Nobody works it out from the words: it is what you make of the call.",
        required=False,
        widget=Ticked,
        error_messages={"invalid_choice": "Choose again what it is about: the policy now in force has other answers"},
    )
    home_address = _text("The children’s home: address", most=200)
    home_postcode = PostcodeField(
        label="Postcode",
        max_length=12,
        required=False,
        widget=forms.TextInput(attrs={"class": "govuk-input--width-10"}),
    )
    wants = _story("What do they want from us?")
    sharing_basis = Choice(
        label="1. On what ground do they share this with us?",
        choices=[(c.value, str(c.label)) for c in SharingBasis],
        help_text="Consent to share is rarely the right ground. It is not needed where a child may be at risk of harm.",
    )
    family_agreement = Choice(
        label="2. Does the family agree to a service?",
        choices=[(c.value, str(c.label)) for c in FamilyAgreement],
        help_text="Early help and child in need services need the family’s agreement. Keeping a child safe does not.",
    )
    family_told = Choice(
        label="3. Does the family know that we are being told?",
        choices=[(c.value, str(c.label)) for c in FamilyTold],
        help_text="Be open with families unless that would put somebody at risk. Say why if they do not know.",
    )
    consent_note = _story("Anything else about what the family was asked or told", rows=2)
    level_stated = Choice(label="What level do they think it is?", choices=())

    def __init__(
        self,
        data: Mapping[str, str] | None = None,
        *,
        authority_id: int,
        levels: Sequence[Level],
        concerns: Sequence[Concern] = (),
        initial: Mapping[str, str] | None = None,
    ) -> None:
        typed: dict[str, object] = dict(initial or {})
        super().__init__(data, initial={**typed, CONCERNS: ticked(typed, CONCERNS)})
        self.authority_id = authority_id
        self.chosen: Teller | None = None
        level = self.fields["level_stated"]
        assert isinstance(level, forms.ChoiceField)
        level.choices = [*((one.code, one.name) for one in levels), NOT_SAID]
        self._offer(concerns)

    def _offer(self, concerns: Sequence[Concern]) -> None:
        """Offer what a contact may be about; an edition that lists nothing asks nothing."""
        if not concerns:
            del self.fields[CONCERNS]
            return
        about = self.fields[CONCERNS]
        assert isinstance(about, forms.MultipleChoiceField)
        about.choices = [(one.code, one.name) for one in concerns]

    def clean(self) -> dict[str, object]:
        given: dict[str, object] = dict(super().clean() or self.cleaned_data)
        is_danger = given.get("is_in_danger_now") == "yes"
        if not given.get("is_in_danger_now") and "is_in_danger_now" not in self.errors:
            self.add_error("is_in_danger_now", "Say whether a child is in danger now.")
        if is_danger and not given.get("danger") and "danger" not in self.errors:
            self.add_error("danger", "Say what the danger is and where the child is now.")
        for name, words in ASKED.items():
            is_asked = name in self.fields and (name == "kind" or not is_danger)
            if is_asked and not given.get(name) and name not in self.errors:
                self.add_error(name, words)
        if given.get("kind") == AGENCY:
            self._choose_teller(given)
        if given.get("received_time") and not given.get("received_on"):
            self.add_error("received_on", "Give the day as well as the time at which it reached us.")
        return given

    def _choose_teller(self, given: Mapping[str, object]) -> None:
        """Find the agency chosen from the list; without one, the kind of agency must be said."""
        code = str(given.get("teller") or "")
        self.chosen = queries.teller(code, authority_id=self.authority_id) if code else None
        if self.chosen is None and not given.get("unlisted_source"):
            self.add_error("sought", "Find the agency and choose it from the list, or say what kind of agency it is.")


class PersonRow(GovForm):
    """What a child and an adult are both asked."""

    compact: ClassVar[bool] = True

    first_name = _text("First name", most=80)
    last_name = _text("Last name", most=80)
    date_of_birth = _date("Date of birth")


class ChildRow(PersonRow):
    age_told = _text("Or age, as told", most=40, width="10")
    sex = _select("Sex", SEXES)
    is_unborn = forms.BooleanField(label="Not born yet", required=False)
    expected_on = _date("Expected on")
    lives_there = _select("Lives at the home below", LIVES_THERE)
    address = _text("Or lives at", most=200)
    postcode = PostcodeField(label="Postcode there", max_length=12, required=False)
    school = _text("School or nursery", most=120)
    nhs_number = NhsNumberField(label="NHS number", max_length=16, required=False)
    impact = _story("What does this mean for this child?", rows=2)


class AdultRow(PersonRow):
    relationship = _text("What they are to the children", most=60)
    lives_there = _select("Lives at the children’s home", LIVES_THERE)
    phone = _text("Phone", most=30)


class Rows:
    """The forms of one kind of person, as many as the page says there are."""

    def __init__(
        self,
        kind: type[PersonRow],
        prefix: str,
        *,
        data: Mapping[str, str] | None = None,
        initial: Mapping[str, str] | None = None,
        least: int = 0,
        more: int = 0,
    ) -> None:
        told = data if data is not None else initial or {}
        count = rows_told(told, prefix, least=least, more=more)
        self.kind, self.prefix = kind, prefix
        self.forms = [self._row(str(place), data=data, initial=initial) for place in range(count)]

    def _row(self, place: str, *, data: Mapping[str, str] | None, initial: Mapping[str, str] | None) -> PersonRow:
        prefix = f"{self.prefix}-{place}"
        if data is not None:
            return self.kind(data, prefix=prefix)
        known = initial or {}
        return self.kind(
            prefix=prefix, initial={name: known.get(f"{prefix}-{name}", "") for name in self.kind.base_fields}
        )

    @property
    def empty(self) -> PersonRow:
        """The row from which the page makes another."""
        return self.kind(prefix=f"{self.prefix}-__prefix__")

    def is_valid(self) -> bool:
        return all([row.is_valid() for row in self.forms])


def rows_told(told: Mapping[str, str], prefix: str, *, least: int = 0, more: int = 0) -> int:
    """Say how many rows of one kind of person there are on a page."""
    return min(MOST_ROWS, max(least, _count(told.get(f"{prefix}-TOTAL_FORMS", "")) + more))


def _count(text: str) -> int:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 4 else 0
