"""What people record of somebody's time."""

from __future__ import annotations

from typing import ClassVar

from django import forms

from frontdoor.oversight.staffing.models import MOST_LETTERS
from frontdoor.record.pages.govforms import DateBox, GovDateField, GovForm, PlainText

WEEKDAYS = (("1", "Mon"), ("2", "Tue"), ("3", "Wed"), ("4", "Thu"), ("5", "Fri"), ("6", "Sat"), ("7", "Sun"))


class HoursForm(GovForm):
    """The hours a week that somebody works from a day on."""

    compact: ClassVar[bool] = True

    from_on = GovDateField(label="From", widget=DateBox(), error_messages={"required": "Say from which day"})
    weekly = forms.DecimalField(
        label="Hours a week",
        max_digits=4,
        decimal_places=1,
        widget=forms.NumberInput(attrs={"class": "govuk-input--width-5", "step": "0.5"}),
        help_text="0 when they have left",
        error_messages={"required": "Say how many hours a week"},
    )
    weekdays = forms.TypedMultipleChoiceField(
        label="On",
        choices=WEEKDAYS,
        coerce=int,
        required=False,
        widget=forms.CheckboxSelectMultiple(attrs={"class": "govuk-checkboxes--inline"}),
    )

    def __init__(self, typed: object = None) -> None:
        super().__init__(typed, auto_id="id_hours_%s")


class AwayForm(GovForm):
    """Days on which somebody is away."""

    compact: ClassVar[bool] = True

    from_on = GovDateField(label="Away from", widget=DateBox(), error_messages={"required": "Say from which day"})
    until_on = GovDateField(label="to the end of", widget=DateBox(), error_messages={"required": "Say until which day"})

    def __init__(self, typed: object = None) -> None:
        super().__init__(typed, auto_id="id_away_%s")


class DutyForm(GovForm):
    """A day on which somebody is on duty."""

    compact: ClassVar[bool] = True

    on = GovDateField(label="On duty on", widget=DateBox(), error_messages={"required": "Say on which day"})

    def __init__(self, typed: object = None) -> None:
        super().__init__(typed, auto_id="id_duty_%s")


class KeepForm(GovForm):
    """The name under which an answer is kept."""

    compact: ClassVar[bool] = True

    name = PlainText(
        label="Keep this answer as", max_length=MOST_LETTERS, error_messages={"required": "Give the answer a name"}
    )

    def __init__(self, typed: object = None) -> None:
        super().__init__(typed, auto_id="id_keep_%s")
