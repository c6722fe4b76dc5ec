"""What people may ask of the policy, and declare beside it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, time
from typing import ClassVar

from django import forms

from frontdoor.library.clocks import LONDON
from frontdoor.library.demand import CLASSES
from frontdoor.record.pages.govforms import DateBox, GovDateField, GovForm, PlainText
from frontdoor.record.policy import consent
from frontdoor.record.policy.document import in_words
from frontdoor.record.policy.editions import Rules
from frontdoor.record.policy.models import DayOffKind, Edition
from frontdoor.record.policy.trying import Case

Choices = list[tuple[str, str]]
NOT_SAID = "Not said"


class TrialForm(GovForm):
    """A case that nobody had. It is asked by GET, writes nothing, and has no field for a name."""

    compact: ClassVar[bool] = True

    received_on = GovDateField(label="Received on", widget=DateBox())
    received_time = forms.TimeField(
        label="At",
        input_formats=["%H:%M", "%H.%M", "%H%M"],
        widget=forms.TimeInput(attrs={"class": "govuk-input--width-5"}),
        error_messages={
            "invalid": "Write the time it was received as hours and minutes, such as 14:05",
            "required": "Write at what time it was received, such as 14:05",
        },
    )
    is_in_danger_now = forms.BooleanField(label="A child is in danger now", required=False)
    rating = forms.ChoiceField(label="Rating", required=False)
    demand_class = forms.ChoiceField(label="What it is")
    level = forms.ChoiceField(label="Level of need", required=False)
    outcome = forms.ChoiceField(label="Outcome", required=False)
    is_repeat_after_closure = forms.BooleanField(
        label="It came again after a contact that ended without a service", required=False
    )
    sharing = forms.ChoiceField(label="May it be shared?", required=False)
    agreement = forms.ChoiceField(label="Does the family agree to a service?", required=False)
    openness = forms.ChoiceField(label="Does the family know?", required=False)
    receipt = PlainText(
        label="Receipt, if you have one",
        required=False,
        max_length=16,
        widget=forms.TextInput(attrs={"class": "govuk-input--width-10"}),
    )

    def __init__(self, asked: dict[str, str] | None, *, rules: Rules, may_draw: bool) -> None:
        super().__init__(asked)
        if not may_draw:
            # Whoever recommends does not learn beforehand which closures nobody will see.
            del self.fields["receipt"]
        self._offer("rating", ((one.code, one.name) for one in rules.ratings.values()), "Not rated yet")
        self._offer("demand_class", ((one.code, one.name) for one in CLASSES), "Choose a demand class")
        self._offer("level", ((one.code, one.name) for one in rules.levels), "Not found yet")
        self._offer("outcome", ((one.code, one.name) for one in rules.outcomes.values()), "Not decided yet")
        for question in consent.questions(rules):
            self._offer(question.code, ((one.code, one.name) for one in question.answers), NOT_SAID)

    def case(self) -> Case:
        """Turn what was asked into a case. Call it when the form is valid."""
        told = self.cleaned_data
        received_time: time = told["received_time"]
        questions = ("sharing", "agreement", "openness")
        return Case(
            received_at=datetime.combine(told["received_on"], received_time, LONDON),
            answers={code: told[code] for code in questions if told[code]},
            receipt=told.get("receipt", ""),
            **{key: told[key] for key in ("rating", "demand_class", "level", "outcome")},
            **{key: told[key] for key in ("is_in_danger_now", "is_repeat_after_closure")},
        )

    def _offer(self, name: str, choices: Iterable[tuple[str, str]], nothing: str) -> None:
        self.fields[name].choices = [("", nothing), *choices]  # type: ignore[attr-defined]  # each is a choice field


class CompareForm(GovForm):
    """Which two editions are read beside each other."""

    compact: ClassVar[bool] = True

    before = forms.ChoiceField(label="From")
    after = forms.ChoiceField(label="To")

    def __init__(self, editions: Iterable[Edition], *, before: int, after: int) -> None:
        super().__init__(initial={"before": before, "after": after})
        choices = [(str(one.pk), f"{in_words(one.in_force_from)}: {one.name}") for one in editions]
        for name in ("before", "after"):
            self.fields[name].choices = choices  # type: ignore[attr-defined]  # both are choice fields


class DayOffForm(GovForm):
    """A day off that comes after the edition was agreed."""

    compact: ClassVar[bool] = True

    falls_on = GovDateField(label="Which day", widget=DateBox())
    kind = forms.ChoiceField(label="What it is", choices=DayOffKind.choices, widget=forms.RadioSelect())
    name = PlainText(
        label="What it is called",
        max_length=80,
        error_messages={"required": "Say what day it is, such as “State funeral”"},
    )
