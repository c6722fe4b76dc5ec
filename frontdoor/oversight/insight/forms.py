"""What people may ask of the figures, and mark on the charts."""

from __future__ import annotations

from typing import ClassVar

from django import forms

from frontdoor.oversight.insight.asked import BASES, MEASURES, UNITS, Asked, Choices
from frontdoor.oversight.insight.models import MOST_LETTERS
from frontdoor.oversight.insight.queries.counts import SPLITS
from frontdoor.record.pages.govforms import DateBox, GovDateField, GovForm, PlainText


class DemandForm(GovForm):
    """What the demand page shows. It opens with what is shown already, and writes nothing."""

    compact: ClassVar[bool] = True

    month = forms.ChoiceField(label="Month")
    since = forms.ChoiceField(label="Compared with")
    measure = forms.ChoiceField(label="Chart of", choices=list(MEASURES.items()))
    basis = forms.ChoiceField(label="Counted", choices=list(BASES.items()))
    unit = forms.ChoiceField(label="By", choices=list(UNITS.items()))
    split = forms.ChoiceField(label="Parted by", choices=[(each.code, each.name) for each in SPLITS.values()])

    def __init__(self, asked: Asked, *, months: Choices) -> None:
        super().__init__(initial=asked.codes)
        for name in ("month", "since"):
            self.fields[name].choices = list(months)  # type: ignore[attr-defined]  # both are choice fields


class MonthForm(GovForm):
    """Up to which month a page shows."""

    compact: ClassVar[bool] = True

    month = forms.ChoiceField(label="Up to the end of")

    def __init__(self, asked: Asked, *, months: Choices) -> None:
        super().__init__(initial=asked.codes)
        self.fields["month"].choices = list(months)  # type: ignore[attr-defined]  # it is a choice field


class ChangeForm(GovForm):
    """Something that changed at the front door, and from which day."""

    compact: ClassVar[bool] = True

    words = PlainText(
        label="What changed", max_length=MOST_LETTERS, error_messages={"required": "Say what changed, in a few words"}
    )
    from_on = GovDateField(label="From which day", widget=DateBox())
