"""Forms of looking. Nothing is preselected: what is set already is told beside the form, not ticked in it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from django import forms

from frontdoor.journey.intake.models import FamilyAgreement
from frontdoor.journey.triage import asking_rules
from frontdoor.journey.triage.models import ChaseOutcome, Colour, NotAskedReason
from frontdoor.library import demand
from frontdoor.record.pages.govforms import GovForm, PlainText
from frontdoor.record.pages.seeing import SeeingForm
from frontdoor.record.policy.editions import Rules

Typed = Mapping[str, object] | None
Choices = Sequence[tuple[str, str]]


class ClassifyForm(SeeingForm):
    """What a contact about one child is. `earlier` are the contacts that a duplicate may be linked to."""

    compact = True

    def __init__(
        self, typed: Typed = None, *, position: int, earlier: Choices = (), is_change: bool = False, seen: int = 0
    ) -> None:
        super().__init__(typed, auto_id=f"id_class_{position}_%s")
        self.see(seen)
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


class ConcernsForm(GovForm):
    """What a contact is about. It is chosen whole each time: what stands is told beside it, not ticked."""

    compact = True

    def __init__(self, typed: Typed = None, *, concerns: Choices, is_change: bool = False) -> None:
        super().__init__(typed, auto_id="id_coded_%s")
        self.fields["concerns"] = forms.MultipleChoiceField(
            label="What is it about, rather?" if is_change else "What is it about?",
            help_text="All that fit.",
            choices=concerns,
            widget=forms.CheckboxSelectMultiple,
            error_messages={"required": "Choose what it is about: all that fit, or “Something else”"},
        )


def concerns_to_choose(rules: Rules) -> Choices:
    """List what a contact may be said to be about."""
    return [(one.code, one.name) for one in rules.concerns_to_choose]


class RateForm(SeeingForm):
    """How fast a contact must move, and why."""

    compact = True

    def __init__(self, typed: Typed = None, *, is_change: bool = False, seen: int = 0) -> None:
        super().__init__(typed, auto_id="id_rate_%s")
        self.see(seen)
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


def _words(label: str, *, asks: str = "", rows: int = 2, hint: str = "") -> PlainText:
    """Make a box for words, needed where `asks` says what is missing when it is left empty."""
    return PlainText(
        label=label,
        help_text=hint,
        required=bool(asks),
        many_lines=True,
        rows=rows,
        max_length=5000,
        error_messages={"required": asks},
    )


class AskForm(GovForm):
    """Something else to ask the referrer; what is missing is asked by its own buttons."""

    compact = True

    def __init__(self, typed: Typed = None, *, is_enough: bool = False) -> None:
        super().__init__(typed, auto_id="id_ask_%s")
        self.fields["words"] = _words(
            "Something else to ask them",
            asks="" if is_enough else "Say what is to be asked",
            hint="They read it in the portal, or somebody rings them. The e-mail says only that there is a question.",
        )


class AnswerForm(GovForm):
    """What the referrer answers; on consent, also what the family said."""

    compact = True

    def __init__(self, typed: Typed = None, *, kind: str, prefix_id: str = "answer") -> None:
        super().__init__(typed, auto_id=f"id_{prefix_id}_%s")
        if kind == "consent":
            self.fields["agreement"] = forms.ChoiceField(
                label="Does the family agree to a service?",
                choices=[each for each in FamilyAgreement.choices if each[0] in asking_rules.ANSWERS],
                widget=forms.RadioSelect,
                error_messages={"required": "Say what the family said"},
            )
        self.fields["words"] = _words("The answer", asks="Write the answer", rows=3)


class ChaseForm(GovForm):
    """What came of trying to get an answer."""

    compact = True

    def __init__(self, typed: Typed = None) -> None:
        super().__init__(typed, auto_id="id_chase_%s")
        self.fields["outcome"] = forms.ChoiceField(
            label="We tried to get the answer",
            choices=ChaseOutcome.choices,
            widget=forms.RadioSelect(attrs={"class": "govuk-radios--inline"}),
            error_messages={"required": "Say what came of it"},
        )


class TakeBackForm(GovForm):
    """Why we no longer ask."""

    compact = True

    def __init__(self, typed: Typed = None) -> None:
        super().__init__(typed, auto_id="id_back_%s")
        self.fields["because"] = _words("Why we no longer ask", asks="Say why: it is never dropped silently")


class NotAskedForm(GovForm):
    """Why the family was not asked whether it agrees to a service."""

    compact = True

    def __init__(self, typed: Typed = None) -> None:
        super().__init__(typed, auto_id="id_not_asked_%s")
        self.fields["reason"] = forms.ChoiceField(
            label="Why was the family not asked?",
            choices=NotAskedReason.choices,
            widget=forms.RadioSelect,
            error_messages={"required": "Choose why the family was not asked"},
        )
        self.fields["words"] = _words("In your words", asks="Say in your words why the family was not asked")
