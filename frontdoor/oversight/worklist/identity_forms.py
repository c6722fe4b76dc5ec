"""Forms of saying who is whom. Nothing is chosen beforehand."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from django import forms

from frontdoor.journey.children.models import Answer, CautionKind
from frontdoor.record.pages.govforms import DateBox, GovDateField, GovForm, PlainText

Typed = Mapping[str, object] | None
Choices = Sequence[tuple[str, str]]


class _Compact(GovForm):
    compact = True


class SameForm(_Compact):
    """That two records are one person: under which of the two, and how it is known."""

    def __init__(self, typed: Typed = None, *, records: Choices) -> None:
        super().__init__(typed, auto_id="id_same_%s")
        self.fields["leading"] = forms.ChoiceField(
            label="Whose name and reference is the joined record read under?",
            choices=records,
            widget=forms.RadioSelect,
            error_messages={"required": "Choose under which record they are read"},
        )
        self.fields["because"] = _why("How do you know that they are one person?")


class NotSameForm(_Compact):
    """That two records are two people, and how it is known."""

    def __init__(self, typed: Typed = None) -> None:
        super().__init__(typed, auto_id="id_apart_%s")
        self.fields["because"] = _why("How do you know that they are two people?")


class AskForm(_Compact):
    """Who knows them, and what is asked."""

    def __init__(self, typed: Typed = None, *, workers: Choices) -> None:
        super().__init__(typed, auto_id="id_ask_%s")
        self.fields["worker"] = forms.ChoiceField(
            label="Who knows them?",
            choices=[("", "Choose somebody"), *workers],
            error_messages={"required": "Choose whom to ask", "invalid_choice": "Choose somebody from the list"},
        )
        self.fields["words"] = PlainText(
            label="What to ask, beside whether they are one person",
            required=False,
            many_lines=True,
            rows=2,
            max_length=1000,
        )


class EndForm(_Compact):
    """Why two records are parted, or a proposal is given up."""

    def __init__(self, typed: Typed = None) -> None:
        super().__init__(typed, auto_id="id_end_%s")
        self.fields["are_two_people"] = forms.ChoiceField(
            label="What is known?",
            choices=[
                ("yes", "They are two people: do not suggest them again"),
                ("no", "It cannot be said: they may be suggested again"),
            ],
            widget=forms.RadioSelect,
            error_messages={"required": "Choose what is known"},
        )
        self.fields["because"] = _why("Why?")


class AnswerForm(_Compact):
    """Whether two records are one person, from somebody who knows them."""

    def __init__(self, typed: Typed = None, *, question_id: int) -> None:
        super().__init__(typed, auto_id=f"id_answer_{question_id}_%s")
        self.fields["answer"] = forms.ChoiceField(
            label="Are they one person?",
            choices=Answer.choices,
            widget=forms.RadioSelect,
            error_messages={"required": "Choose an answer"},
        )
        self.fields["words"] = PlainText(label="How you know", required=False, many_lines=True, rows=2, max_length=1000)


class CautionForm(_Compact):
    """A warning about a person."""

    kind = forms.ChoiceField(
        label="What kind of warning?",
        choices=[("", "Choose a kind"), *CautionKind.choices],
        error_messages={"required": "Choose what kind of warning it is"},
    )
    words = PlainText(
        label="What must somebody know before they meet or write to them?",
        max_length=300,
        error_messages={"required": "Say what the warning is"},
    )
    until_on = GovDateField(label="Until, if that is known", widget=DateBox(), required=False)


class EndCautionForm(_Compact):
    """Why a warning no longer holds."""

    def __init__(self, typed: Typed = None, *, caution_id: int) -> None:
        super().__init__(typed, auto_id=f"id_caution_{caution_id}_%s")
        self.fields["because"] = PlainText(
            label="Why it no longer holds", max_length=300, error_messages={"required": "Say why it no longer holds"}
        )


class OtherRecordForm(_Compact):
    """Another record of the same person, by its reference."""

    other = PlainText(
        label="Another record of this person, by reference",
        max_length=12,
        error_messages={"required": "Type the other reference, such as P100234"},
    )


class KeepApartForm(GovForm):
    """Two identities of a child that nobody may connect."""

    one = PlainText(label="One reference", max_length=12)
    other = PlainText(label="The other reference", max_length=12)
    because = PlainText(label="On what order or decision does this rest?", many_lines=True, rows=2, max_length=1000)


def _why(label: str) -> PlainText:
    return PlainText(
        label=label, many_lines=True, rows=2, max_length=1000, error_messages={"required": "Say how you know"}
    )
