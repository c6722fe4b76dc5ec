"""What a field of a contact must look like. Gentle: what cannot be right is refused, what is merely odd is kept."""

from __future__ import annotations

import re

from django import forms

from frontdoor.journey.intake.rules import is_nhs_number
from frontdoor.record.pages.govforms import PlainText

POSTCODE = re.compile(r"([A-Z]{1,2}[0-9][A-Z0-9]?)([0-9][A-Z]{2})?")
CLOCK = re.compile(r"([01]?[0-9]|2[0-3])[:.]?([0-5][0-9])")


class PostcodeField(PlainText):
    """A postcode, or the first half of one, written the usual way."""

    def clean(self, value: object) -> str:
        text = super().clean(value)
        squeezed = re.sub(r"\s+", "", text).upper()
        if not squeezed:
            return ""
        parts = POSTCODE.fullmatch(squeezed)
        if parts is None:
            raise forms.ValidationError(
                f"“{self.label}” is not the shape of a postcode, such as TS1 4AB. Put what was said in the address."
            )
        return " ".join(part for part in parts.groups() if part)


class NhsNumberField(PlainText):
    """An NHS number with its check digit, however it is spaced."""

    def clean(self, value: object) -> str:
        digits = re.sub(r"[\s-]+", "", super().clean(value))
        if digits and not is_nhs_number(digits):
            raise forms.ValidationError(f"“{self.label}” is not a valid NHS number: check its ten figures.")
        return digits


class ClockField(PlainText):
    """A time of day, such as 14:05."""

    def clean(self, value: object) -> str:
        text = super().clean(value)
        parts = CLOCK.fullmatch(text)
        if text and parts is None:
            raise forms.ValidationError(f"“{self.label}” must be a time of day, such as 14:05.")
        return f"{int(parts[1]):02d}:{parts[2]}" if parts else ""
