"""Forms of looking. Nothing is preselected: what is set already is told beside the form, not ticked in it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from django import forms

from frontdoor.journey.triage.models import Colour
from frontdoor.library import demand
from frontdoor.record.pages.govforms import GovForm, PlainText

Typed = Mapping[str, object] | None
Choices = Sequence[tuple[str, str]]


class ClassifyForm(GovForm):
    """What a contact about one child is. `earlier` are the contacts that a duplicate may be linked to."""

    compact = True

    def __init__(self, typed: Typed = None, *, position: int, earlier: Choices = (), is_change: bool = False) -> None:
        super().__init__(typed, auto_id=f"id_class_{position}_%s")
        self.fields["demand_class"] = forms.ChoiceField(
            label="What is it, for this child?",
            choices=[(each.code, f"{each.name}: {each.meaning}") for each in demand.CLASSES],
            widget=forms.RadioSelect,
            error_messages={"required": "Choose one of the six demand classes"},
        )
        if earlier:
            self.fields["linked_to"] = forms.ChoiceField(
                label="If it is a duplicate: the earlier contact that told us",
                choices=[("", "None"), *earlier],
                required=False,
            )
        self.fields["reason"] = PlainText(
            label="Why the class changes" if is_change else "Why, if it is not plain from the facts",
            required=is_change,
            many_lines=True,
            rows=2,
            max_length=2000,
            error_messages={"required": "Say why the class changes"},
        )


class RateForm(GovForm):
    """How fast a contact must move, and why."""

    compact = True

    def __init__(self, typed: Typed = None, *, is_change: bool = False) -> None:
        super().__init__(typed, auto_id="id_rate_%s")
        self.fields["colour"] = forms.ChoiceField(
            label="Rating",
            choices=Colour.choices,
            widget=forms.RadioSelect(attrs={"class": "govuk-radios--inline"}),
            error_messages={"required": "Choose red, amber or green"},
        )
        self.fields["reason"] = PlainText(
            label="Why the rating changes" if is_change else "Why",
            many_lines=True,
            rows=2,
            max_length=2000,
            error_messages={"required": "Say why the rating changes" if is_change else "Say why it is rated so"},
        )


class AllocateForm(GovForm):
    """Who has a contact."""

    compact = True

    def __init__(self, typed: Typed = None, *, workers: Choices) -> None:
        super().__init__(typed, auto_id="id_allocate_%s")
        self.fields["worker"] = forms.ChoiceField(
            label="Give it to",
            choices=[("", "Choose somebody"), *workers],
            error_messages={"required": "Choose somebody", "invalid_choice": "Choose somebody from the list"},
        )
