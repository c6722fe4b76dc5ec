"""Text that a person typed: no unseen characters, and never silently shortened."""

import unicodedata
from typing import cast

from django import forms

ALLOWED_CONTROLS = frozenset("\n\t")


def text_with_plain_line_ends(text: str) -> str:
    """This function will give every line the same ending, as browsers send two characters for one line end."""
    return text.replace("\r\n", "\n").replace("\r", "\n")


def first_unseen_character(text: str) -> int | None:
    """This function will give the position of the first character that cannot be seen, printed or stored."""
    for position, character in enumerate(text):
        if unicodedata.category(character) in ("Cc", "Cs") and character not in ALLOWED_CONTROLS:
            return position
    return None


class PlainText(forms.CharField):
    """A text field that refuses unseen characters and text over its limit, in words that say what to do."""

    def __init__(self, *, max_length: int = 200, many_lines: bool = False, rows: int = 4, **options: object) -> None:
        if many_lines:
            options.setdefault("widget", forms.Textarea(attrs={"rows": rows}))
        super().__init__(**options)  # type: ignore[arg-type]  # Django's own keyword list, passed through unchanged
        # Kept from Django's own validators: those count before line ends are made plain, and do not name the field.
        self.max_length = max_length
        self.validators = [each for each in self.validators if not _is_about_null(each)]

    def to_python(self, value: object) -> str:
        text = text_with_plain_line_ends("" if value is None else str(value))
        return cast(str, super().to_python(text))

    def validate(self, value: str) -> None:
        super().validate(value)
        position = first_unseen_character(value)
        if position is not None:
            raise forms.ValidationError(self._unseen_message(value, position), code="unseen")
        if self.max_length is not None and len(value) > self.max_length:
            raise forms.ValidationError(self._too_long_message(len(value)), code="too_long")

    def _unseen_message(self, text: str, position: int) -> str:
        before = " ".join(text[:position].split()[-3:])
        where = f"after “{before}”" if before else "at the start"
        return f"“{self.label}” holds a character that cannot be kept, {where}. Delete it and type that part again."

    def _too_long_message(self, length: int) -> str:
        limit = self.max_length or 0
        return f"“{self.label}” is too long by {length - limit:,}. The limit is {limit:,} characters."


def _is_about_null(validator: object) -> bool:
    return type(validator).__name__ == "ProhibitNullCharactersValidator"
