"""What people ask of samples. Nothing is preselected that judges a child."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import ClassVar

from django import forms

from frontdoor.journey.decision.models import OutcomeKind
from frontdoor.journey.decision.rules import ABOUT_NEED
from frontdoor.oversight.quality.models import MOST_LETTERS, Answered, Found, Overseen, Purpose
from frontdoor.oversight.quality.rules import MOST_CASES, QUESTIONS
from frontdoor.record.organisations.sources import SOURCE_CHOICES
from frontdoor.record.pages.govforms import DateBox, GovDateField, GovForm, PlainText

Typed = Mapping[str, object] | None
LONG = 8000
MOST_SEED = 2_147_483_647
INLINE = {"class": "govuk-radios--inline"}
NARROW = forms.NumberInput(attrs={"class": "govuk-input--width-10"})


class DrawForm(GovForm):
    """Which decisions, and how many of them."""

    compact: ClassVar[bool] = True

    name = PlainText(
        label="What it is for",
        max_length=MOST_LETTERS,
        help_text="Such as “Closures before the inspectors came”",
        error_messages={"required": "Say what the sample is for"},
    )
    from_on = GovDateField(
        label="Contacts that ended from", widget=DateBox(), error_messages={"required": "Say from which day"}
    )
    until_on = GovDateField(
        label="until the end of", widget=DateBox(), error_messages={"required": "Say until which day"}
    )
    outcomes = forms.MultipleChoiceField(
        label="Outcomes",
        help_text="None chosen: whatever was decided",
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    source_code = forms.ChoiceField(label="Told by", choices=[("", "Anybody"), *SOURCE_CHOICES], required=False)
    overseen = forms.ChoiceField(label="Oversight", choices=Overseen.choices)
    most = forms.IntegerField(
        label="How many",
        widget=NARROW,
        min_value=1,
        max_value=MOST_CASES,
        required=False,
        help_text="Left empty: all that fit",
    )
    seed = forms.IntegerField(
        label="Seed",
        widget=NARROW,
        min_value=0,
        max_value=MOST_SEED,
        help_text="Any number, such as today's date; the same number draws the same children again",
        error_messages={"required": "Give any number as the seed, so that the same children can be drawn again"},
    )

    def __init__(self, typed: Typed = None, *, purpose: str) -> None:
        super().__init__(typed)
        kinds = ABOUT_NEED if purpose == Purpose.CONSISTENCY else OutcomeKind.values
        self.fields["outcomes"].choices = [(kind, str(OutcomeKind(kind).label)) for kind in kinds]  # type: ignore[attr-defined]  # it is a choice field


class ReviewForm(GovForm):
    """The set questions, what was found, and what it rests on."""

    compact: ClassVar[bool] = True

    def __init__(self, typed: Typed = None) -> None:
        super().__init__(typed)
        for question in QUESTIONS:
            self.fields[question.code] = forms.ChoiceField(
                label=question.words,
                choices=Answered.choices,
                widget=forms.RadioSelect(attrs=INLINE),
                error_messages={"required": f"Answer: {question.words}"},
            )
        self.fields["found"] = forms.ChoiceField(
            label="What do you find?",
            choices=Found.choices,
            widget=forms.RadioSelect,
            error_messages={"required": "Say what you find"},
        )
        self.fields["words"] = _words("What it rests on", asks="Say what it rests on")

    def answers(self) -> dict[str, str]:
        """Tell what was answered to each question. Call it on a valid form."""
        return {question.code: self.cleaned_data[question.code] for question in QUESTIONS}


class DecideAgainForm(GovForm):
    """What somebody would have decided for one child."""

    compact: ClassVar[bool] = True

    def __init__(self, typed: Typed = None, *, levels: Sequence[tuple[str, str]]) -> None:
        super().__init__(typed)
        self.fields["outcome"] = forms.ChoiceField(
            label="What would you decide?",
            choices=[(kind, str(OutcomeKind(kind).label)) for kind in ABOUT_NEED],
            widget=forms.RadioSelect,
            error_messages={"required": "Choose the outcome that you would decide"},
        )
        self.fields["level"] = forms.ChoiceField(
            label="Which level of need do you see?",
            choices=levels,
            widget=forms.RadioSelect,
            error_messages={"required": "Choose the level of need that you see"},
        )
        self.fields["words"] = _words("Why", asks="Say why")


def _words(label: str, *, asks: str) -> PlainText:
    return PlainText(label=label, many_lines=True, rows=3, max_length=LONG, error_messages={"required": asks})
