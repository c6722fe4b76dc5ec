"""The form of the picture: of each need, what we know and what we do not, saved together."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from django import forms
from django.forms.boundfield import BoundField

from frontdoor.journey.decision.facts import NewFinding
from frontdoor.journey.decision.forms import INLINE, LONG, Choices, Typed
from frontdoor.journey.decision.models import HowWeKnow, Need
from frontdoor.record.pages.govforms import DateBox, GovDateField, GovForm, PlainText

TONES = (("", "A fact"), ("strength", "Going well"), ("worry", "A worry"))
NOTHING_SAID = "Write what is known, or not known, of at least one need"


@dataclass(frozen=True, kw_only=True)
class NeedBoxes:
    """The boxes of one need, for the page to set in a row."""

    name: str
    known: BoundField
    source: BoundField
    how: BoundField
    when: BoundField
    tone: BoundField
    missing: BoundField
    asked: BoundField


class PictureForm(GovForm):
    """What is known and not known of each need, about one child or all of them."""

    compact = True

    def __init__(self, typed: Typed = None, *, children: Choices) -> None:
        super().__init__(typed, auto_id="id_picture_%s")
        if len(children) > 1:
            self.fields["about"] = forms.ChoiceField(
                label="About", choices=[("", "All the children"), *children], required=False
            )
        for need in Need:
            self._add(need)

    def _add(self, need: Need) -> None:
        self.fields[f"known_{need}"] = _words("What we know", many_lines=True)
        self.fields[f"source_{need}"] = _words("Who says so")
        self.fields[f"how_{need}"] = forms.ChoiceField(
            label="How we know",
            required=False,
            choices=[each for each in HowWeKnow.choices if each[0] != HowWeKnow.NOT_KNOWN_YET],
            widget=forms.RadioSelect(attrs=INLINE),
        )
        self.fields[f"when_{need}"] = GovDateField(label="When", required=False, widget=DateBox())
        self.fields[f"tone_{need}"] = forms.ChoiceField(label="It is", choices=TONES, required=False)
        self.fields[f"missing_{need}"] = _words("What we do not know", many_lines=True)
        self.fields[f"asked_{need}"] = _words("Who could tell us")

    def rows(self) -> Iterator[NeedBoxes]:
        """Give the boxes of each need."""
        for need in Need:
            yield NeedBoxes(
                name=str(need.label),
                known=self[f"known_{need}"],
                source=self[f"source_{need}"],
                how=self[f"how_{need}"],
                when=self[f"when_{need}"],
                tone=self[f"tone_{need}"],
                missing=self[f"missing_{need}"],
                asked=self[f"asked_{need}"],
            )

    def clean(self) -> dict[str, object]:
        given: dict[str, object] = dict(super().clean() or self.cleaned_data)
        if not any(given.get(f"{box}_{need}") for need in Need for box in ("known", "missing")) and not self.errors:
            self.add_error(f"known_{Need.DEVELOPMENT}", NOTHING_SAID)
        for need in Need:
            self._ask_for(given, need)
        return given

    def _ask_for(self, given: dict[str, object], need: Need) -> None:
        if given.get(f"known_{need}"):
            if not given.get(f"source_{need}"):
                self.add_error(f"source_{need}", "Say who says so")
            if not given.get(f"how_{need}") and f"how_{need}" not in self.errors:
                self.add_error(f"how_{need}", "Say how we know")
        if given.get(f"missing_{need}") and not given.get(f"asked_{need}"):
            self.add_error(f"asked_{need}", "Say who could tell us")

    def findings(self) -> list[NewFinding]:
        """Tell what was written, need by need. Call it on a valid form."""
        given, found = self.cleaned_data, []
        for need in Need:
            if given[f"known_{need}"]:
                found.append(
                    NewFinding(
                        kind=given[f"tone_{need}"] or "known",
                        text=given[f"known_{need}"],
                        source=given[f"source_{need}"],
                        need=need.value,
                        how_we_know=given[f"how_{need}"],
                        known_on=given[f"when_{need}"],
                    )
                )
            if given[f"missing_{need}"]:
                asked, text = given[f"asked_{need}"], given[f"missing_{need}"]
                found.append(NewFinding(kind="missing", text=text, source=asked, need=need.value))
        return found


def _words(label: str, *, many_lines: bool = False) -> PlainText:
    return PlainText(label=label, required=False, many_lines=many_lines, rows=2, max_length=LONG if many_lines else 160)
