"""Forms of a family. Nothing is chosen beforehand; what is there already stands in the tables beside them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from django import forms

from frontdoor.journey.children.facts import NewPerson, ToldResponsibility, ToldStay, ToldTie
from frontdoor.journey.children.kin import Family
from frontdoor.journey.children.models import Basis, Holds, HowKnown, Sex, TimeThere
from frontdoor.record.pages.govforms import DateBox, GovDateField, GovForm, PlainText

Typed = Mapping[str, object] | None
Choices = Sequence[tuple[str, str]]

BY_REFERENCE, NEW, COUNCIL, NONE_OF_THESE = "by_reference", "new", "council", "none"

# What somebody is to the child: the kind that is recorded, and whether they are the first of the two.
RELATIONS: dict[str, tuple[str, str, bool]] = {
    "parent": ("is a parent of", "parent", True),
    "step_parent": ("is a step-parent of", "step_parent", True),
    "grandparent": ("is a grandparent of", "grandparent", True),
    "carer": ("cares for", "carer", True),
    "sibling": ("is a brother or sister of", "sibling", True),
    "twin": ("is a twin of", "twin", True),
    "partner": ("is a partner of", "partner", True),
    "child": ("is a child of", "parent", False),
    "stepchild": ("is a stepchild of", "step_parent", False),
    "grandchild": ("is a grandchild of", "grandparent", False),
    "cared_for": ("is cared for by", "carer", False),
}


def people_of(family: Family, *, without_child: bool = False) -> list[tuple[str, str]]:
    """List the people of a family to choose from."""
    return [
        (one.reference, f"{one.name} ({one.reference})")
        for one in family.people
        if not (without_child and one.person_id == family.child_id)
    ]


def _choose(first: str, choices: Choices) -> list[tuple[str, str]]:
    return [("", first), *choices]


def _day(label: str, *, required: bool = False, hint: str = "") -> GovDateField:
    return GovDateField(label=label, required=required, widget=DateBox(), help_text=hint)


def _how_known() -> forms.ChoiceField:
    return forms.ChoiceField(label="How do we know?", choices=_choose("Choose one", HowKnown.choices))


class RelateForm(GovForm):
    """What somebody is to the child. `likely` are people already known who may be the new person."""

    compact = True

    def __init__(self, typed: Typed = None, *, family: Family, name: str, likely: Choices = ()) -> None:
        super().__init__(typed, auto_id="id_relate_%s")
        people = [*people_of(family, without_child=True), (BY_REFERENCE, "Somebody else whom we know, by reference")]
        self.fields["who"] = forms.ChoiceField(
            label="Who?", choices=_choose("Choose somebody", [*people, (NEW, "Somebody we do not know yet")])
        )
        self.fields["reference"] = PlainText(
            label="Their reference, if you chose that", required=False, max_length=12, help_text="For example P100234"
        )
        self.fields["relation"] = forms.ChoiceField(
            label="What are they to this person?",
            choices=_choose("Choose one", [(code, f"{words} {name}") for code, (words, *_) in RELATIONS.items()]),
        )
        self.fields["how_known"] = _how_known()
        self.fields["from_on"] = _day("Since", hint="If it began on a day, as with a partner or a carer")
        self._add_new_person()
        if likely:
            self.fields["known"] = forms.ChoiceField(
                label="Are they one of these people?",
                choices=[*likely, (NONE_OF_THESE, "None of these: record somebody new")],
                widget=forms.RadioSelect,
                error_messages={"required": "Somebody like this may be known already: say whether they are"},
            )

    def _add_new_person(self) -> None:
        self.fields["first_name"] = PlainText(label="First name, if new", required=False, max_length=80)
        self.fields["last_name"] = PlainText(label="Last name, if new", required=False, max_length=80)
        self.fields["date_of_birth"] = _day("Date of birth, if new and known")
        self.fields["expected_on"] = _day("Or the day they are expected, if unborn")
        self.fields["sex"] = forms.ChoiceField(
            label="Sex, if new", choices=_choose("Choose one", Sex.choices), required=False
        )

    @property
    def told(self) -> ToldTie:
        kind = RELATIONS[self.cleaned_data["relation"]][1]
        return ToldTie(kind=kind, how_known=self.cleaned_data["how_known"], from_on=self.cleaned_data["from_on"])

    @property
    def is_elder(self) -> bool:
        """Say whether the chosen person is the first of the two: the parent, not the child."""
        return RELATIONS[self.cleaned_data["relation"]][2]

    @property
    def new_person(self) -> NewPerson | None:
        """Give the person to be recorded, where somebody new was told of and nobody known was chosen."""
        if self.cleaned_data["who"] != NEW or self.cleaned_data.get("known", NONE_OF_THESE) != NONE_OF_THESE:
            return None
        return NewPerson(
            first_name=self.cleaned_data["first_name"],
            last_name=self.cleaned_data["last_name"],
            date_of_birth=self.cleaned_data["date_of_birth"],
            expected_on=self.cleaned_data["expected_on"],
            sex=self.cleaned_data["sex"] or Sex.UNKNOWN.value,
        )

    @property
    def chosen_reference(self) -> str:
        """Give the reference of the known person who was chosen."""
        who = str(self.cleaned_data["who"])
        if who == NEW:
            return str(self.cleaned_data.get("known", ""))
        return str(self.cleaned_data["reference"]).strip().upper() if who == BY_REFERENCE else who


class LivesForm(GovForm):
    """Who lives in a home, since when, and how much of the time."""

    compact = True

    def __init__(self, typed: Typed = None, *, family: Family) -> None:
        super().__init__(typed, auto_id="id_lives_%s")
        homes = [
            (str(number), f"Home {number}: {'address sealed' if home.is_sealed else home.address or 'no address'}")
            for number, home in enumerate(family.homes, start=1)
        ]
        self.fields["who"] = forms.ChoiceField(label="Who?", choices=_choose("Choose somebody", people_of(family)))
        self.fields["home"] = forms.ChoiceField(
            label="Where?", choices=_choose("Choose a home", [*homes, (NEW, "A home we do not know yet")])
        )
        self.fields["lines"] = PlainText(label="Address, if a new home", required=False, max_length=200)
        self.fields["postcode"] = PlainText(label="Postcode, if a new home", required=False, max_length=8)
        self.fields["role"] = PlainText(
            label="As what?", required=False, max_length=40, help_text="Such as child, mother, mother’s partner"
        )
        self.fields["time_there"] = forms.ChoiceField(
            label="How much of the time?", choices=_choose("Not said", TimeThere.choices), required=False
        )
        self.fields["from_on"] = _day("Since", required=True)

    @property
    def told(self) -> ToldStay:
        names = ("from_on", "role", "time_there", "lines", "postcode")
        return ToldStay(**{name: self.cleaned_data[name] for name in names})

    @property
    def home_number(self) -> int | None:
        """Give the number of the home that was chosen; none is a new one."""
        return None if self.cleaned_data["home"] == NEW else int(self.cleaned_data["home"])


class ResponsibleForm(GovForm):
    """Who has parental responsibility for the child, what gives it to them, and how we know."""

    compact = True

    def __init__(self, typed: Typed = None, *, family: Family) -> None:
        super().__init__(typed, auto_id="id_responsible_%s")
        people = [*people_of(family, without_child=True), (COUNCIL, "The council, under a care order")]
        self.fields["who"] = forms.ChoiceField(label="Who?", choices=_choose("Choose somebody", people))
        self.fields["answer"] = forms.ChoiceField(
            label="Do they have parental responsibility?",
            choices=Holds.choices,
            widget=forms.RadioSelect(attrs={"class": "govuk-radios--inline"}),
        )
        self.fields["basis"] = forms.ChoiceField(
            label="If yes, what gives it?", choices=_choose("Not known", Basis.choices), required=False
        )
        self.fields["how_known"] = _how_known()
        self.fields["from_on"] = _day("Since")

    @property
    def told(self) -> ToldResponsibility:
        names = ("answer", "basis", "how_known", "from_on")
        return ToldResponsibility(**{name: self.cleaned_data[name] for name in names})


class DiedForm(GovForm):
    compact = True

    def __init__(self, typed: Typed = None, *, family: Family) -> None:
        super().__init__(typed, auto_id="id_died_%s")
        self.fields["who"] = forms.ChoiceField(label="Who?", choices=_choose("Choose somebody", people_of(family)))
        self.fields["died_on"] = _day("Day of death", required=True)

    @property
    def died_on(self) -> date:
        day: date = self.cleaned_data["died_on"]
        return day


class FactForm(GovForm):
    """Whether a fact is over, or was recorded in error."""

    compact = True

    OVER, ERROR = "over", "error"

    what = forms.ChoiceField(
        label="What has happened?",
        choices=[(OVER, "It was so, and is so no longer"), (ERROR, "It was never so: it was recorded in error")],
        widget=forms.RadioSelect,
    )
    until_on = _day("If it is over: the day on which it ended")
    because = PlainText(label="If it was recorded in error: how we know that", required=False, max_length=200)
