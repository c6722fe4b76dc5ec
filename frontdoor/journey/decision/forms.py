"""Forms of deciding. Nothing is preselected: no outcome, no level, no way of knowing."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from django import forms
from django.forms.boundfield import BoundField

from frontdoor.journey.decision.facts import ProposedOutcome
from frontdoor.journey.decision.models import HowWeKnow, OutcomeKind
from frontdoor.record.pages.govforms import DateBox, GovDateField, GovForm, PlainText
from frontdoor.record.pages.seeing import SeeingForm

Typed = Mapping[str, object] | None
Choices = Sequence[tuple[str, str]]
LONG = 8000
INLINE = {"class": "govuk-radios--inline"}


@dataclass(frozen=True, kw_only=True)
class ChildToDecide:
    """A child for whom an outcome is chosen, and the outcomes that may follow from the class set."""

    named_id: int
    position: int
    name: str
    kinds: tuple[str, ...]
    needs_level: bool


def _words(label: str, *, asks: str, is_required: bool = True, rows: int = 2, hint: str = "") -> PlainText:
    """Make a box for words; `asks` is said when it is left empty."""
    return PlainText(
        label=label,
        help_text=hint,
        required=is_required,
        many_lines=True,
        rows=rows,
        max_length=LONG,
        error_messages={"required": asks},
    )


class DayForm(SeeingForm):
    """What life is like for one child, and how we know."""

    compact = True

    def __init__(self, typed: Typed = None, *, position: int, seen: int = 0) -> None:
        super().__init__(typed, auto_id=f"id_day_{position}_%s")
        self.see(seen)
        self.fields["text"] = _words(
            "What is an ordinary day like for this child?", asks="Say what it is like", is_required=False, rows=3
        )
        self.fields["how_we_know"] = forms.ChoiceField(
            label="How do we know?",
            choices=HowWeKnow.choices,
            widget=forms.RadioSelect(attrs=INLINE),
            error_messages={"required": "Say how we know, or that it is not known yet"},
        )


class OutcomesForm(SeeingForm):
    """An outcome and a level for each child; those that recommend or change stand on it."""

    compact = True

    def __init__(
        self, typed: Typed = None, *, children: Sequence[ChildToDecide], levels: Choices, prefix_id: str
    ) -> None:
        super().__init__(typed, auto_id=f"id_{prefix_id}_%s")
        self.children = children
        for child in children:
            self.fields[f"outcome_{child.position}"] = forms.ChoiceField(
                label=f"Outcome for {child.name}",
                choices=[(kind, str(OutcomeKind(kind).label)) for kind in child.kinds],
                widget=forms.RadioSelect,
                error_messages={"required": f"Choose an outcome for {child.name}"},
            )
            self.fields[f"level_{child.position}"] = forms.ChoiceField(
                label=f"Level of need of {child.name}",
                choices=levels,
                required=child.needs_level,
                widget=forms.RadioSelect,
                error_messages={"required": f"Choose a level of need for {child.name}"},
            )

    def of_children(self) -> Iterator[tuple[BoundField, BoundField | None]]:
        """Give each child's two fields, for the page to set side by side; no level where none is needed."""
        for child in self.children:
            level = self[f"level_{child.position}"] if child.needs_level else None
            yield self[f"outcome_{child.position}"], level

    def proposed(self) -> dict[int, ProposedOutcome]:
        """Tell what was chosen for each child. Call it on a valid form."""
        return {
            child.named_id: ProposedOutcome(
                kind=self.cleaned_data[f"outcome_{child.position}"],
                level=self.cleaned_data[f"level_{child.position}"],
            )
            for child in self.children
        }


class RecommendForm(OutcomesForm):
    """What a worker proposes for each child, and why."""

    def __init__(
        self,
        typed: Typed = None,
        *,
        children: Sequence[ChildToDecide],
        levels: Choices,
        is_about_need: bool,
        can_reply: bool,
        seen: int = 0,
    ) -> None:
        super().__init__(typed, children=children, levels=levels, prefix_id="recommend")
        self.see(seen)
        self.fields["rationale"] = _words(
            "Why",
            asks="Say why: what it rests on, and what it means for the child",
            rows=4,
            hint="What it rests on and what it means for the child. “Threshold not met” alone is no reason.",
        )
        self.fields["missing"] = _words(
            "What is not known, and why decide now",
            asks="Say what is not known and why to decide now; if nothing is missing, say that",
            is_required=is_about_need,
        )
        self.fields["reply"] = _words(
            "What the referrer will be told",
            asks="Write what the referrer will be told",
            is_required=can_reply,
            rows=3,
            hint="The outcome and what to do next; no more about the family than they must know.",
        )


class ChangeForm(OutcomesForm):
    """What a second person decides instead, and why."""

    def __init__(
        self, typed: Typed = None, *, children: Sequence[ChildToDecide], levels: Choices, can_reply: bool
    ) -> None:
        super().__init__(typed, children=children, levels=levels, prefix_id="change")
        self.fields["reason"] = _words("Why you change it", asks="Say why you change it", rows=3)
        if can_reply:
            self.fields["reply"] = _words(
                "What the referrer will be told",
                asks="Write what the referrer will be told",
                is_required=False,
                rows=3,
                hint="Needed when another outcome is chosen. Left empty, they are told what was recommended.",
            )


class ReturnForm(GovForm):
    """Why a recommendation goes back, what must be done, and by when."""

    compact = True

    def __init__(self, typed: Typed = None) -> None:
        super().__init__(typed, auto_id="id_return_%s")
        self.fields["reason"] = _words("Why you return it", asks="Say why you return it")
        self.fields["direction"] = _words("What must be done", asks="Say what must be done")
        self.fields["due_on"] = GovDateField(
            label="By the end of",
            widget=DateBox(),
            help_text="A day on which the hub is open, such as 27/7/2018",
            error_messages={"required": "Say by when it must be done"},
        )


class LookForm(GovForm):
    """What a manager makes of a contact on its way or of the pattern behind it, and what must be done."""

    compact = True

    def __init__(self, typed: Typed = None, *, label: str = "What you make of it", prefix_id: str = "look") -> None:
        super().__init__(typed, auto_id=f"id_{prefix_id}_%s")
        self.fields["words"] = _words(label, asks="Say what you make of it", rows=3)
        self.fields["direction"] = _words("What must be done", asks="", is_required=False)
        self.fields["due_on"] = GovDateField(
            label="By the end of", required=False, widget=DateBox(), help_text="A day on which the hub is open"
        )
