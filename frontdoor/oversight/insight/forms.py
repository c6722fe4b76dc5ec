"""What people may ask of the figures, and mark on the charts."""

from __future__ import annotations

from typing import ClassVar

from django import forms

from frontdoor.oversight.insight.asked import BASES, MEASURES, ORDERS, SENDERS, UNITS, Asked, Choices
from frontdoor.oversight.insight.models import MOST_LETTERS, LateBecause
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


class PartnersForm(MonthForm):
    """Up to which month the senders are counted, by whom and in which order they are listed."""

    by = forms.ChoiceField(label="For each", choices=list(SENDERS.items()))
    order = forms.ChoiceField(label="Order", choices=list(ORDERS.items()))

    def __init__(self, asked: Asked, *, months: Choices) -> None:
        super().__init__(asked, months=months)
        self.initial = asked.senders


class ComparedForm(MonthForm):
    """Which month a page shows, and which it is compared with."""

    month = forms.ChoiceField(label="Month")
    since = forms.ChoiceField(label="Compared with")

    def __init__(self, asked: Asked, *, months: Choices) -> None:
        super().__init__(asked, months=months)
        self.fields["since"].choices = list(months)  # type: ignore[attr-defined]  # it is a choice field


class LateForm(GovForm):
    """Why one clock of a contact was missed."""

    compact: ClassVar[bool] = True

    clock = forms.CharField(max_length=40, widget=forms.HiddenInput)
    because = forms.ChoiceField(
        label="Why it was late",
        choices=[("", ""), *LateBecause.choices],
        error_messages={"required": "Choose why it was late"},
    )
    words = PlainText(label="In a sentence, without names", max_length=200, required=False)


class TellingForm(GovForm):
    """On which day an agency was told its figures."""

    compact: ClassVar[bool] = True

    told_on = GovDateField(label="They were told on", widget=DateBox())


class ChangeForm(GovForm):
    """Something that changed at the front door, and from which day."""

    compact: ClassVar[bool] = True

    words = PlainText(
        label="What changed", max_length=MOST_LETTERS, error_messages={"required": "Say what changed, in a few words"}
    )
    from_on = GovDateField(label="From which day", widget=DateBox())
