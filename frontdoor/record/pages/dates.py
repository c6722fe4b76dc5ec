"""Dates as people give them: "3/7/2015", "3 July 2015", or day, month and year apart."""

from __future__ import annotations

import datetime
import re
from collections.abc import Mapping
from typing import ClassVar

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.datastructures import MultiValueDict

PARTS = ("day", "month", "year")
MONTHS = (
    *("january", "february", "march", "april", "may", "june"),
    *("july", "august", "september", "october", "november", "december"),
)
ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})")


class DateError(ValueError):
    """The words do not make a date; the message ends the sentence that starts with the field's name."""


def date_from(words: str) -> datetime.date:
    """This function will read a date, day first, or raise DateError saying what is wrong."""
    if iso := ISO.fullmatch(words.strip()):
        return _real_date(day=int(iso[3]), month=int(iso[2]), year=int(iso[1]))
    day, month, year = _parts(words)
    if missing := [name for name, part in zip(PARTS, (day, month, year), strict=True) if not part]:
        raise DateError(f"must include a {' and a '.join(missing)}")
    if not re.fullmatch(r"[0-9]{4}", year):
        raise DateError("must have a year of four figures, for example 2015")
    return _real_date(day=_number(day), month=_month_number(month), year=int(year))


def spoken(day: datetime.date) -> str:
    """This function will write a date as 3 July 2015."""
    return f"{day.day} {day:%B %Y}"


def _words(value: object) -> str:
    """This function will give the words of one box, or of three with a stroke between them."""
    if not isinstance(value, list):
        return str(value or "").strip()
    first, *others = (str(part).strip() for part in value)
    return "/".join([first, *others]) if any(others) else first


def _parts(words: str) -> tuple[str, str, str]:
    parts = [part.strip() for part in re.split(r"\s*[/.\-]\s*|\s+", words.strip())]
    if len(parts) > len(PARTS):
        raise DateError("must be one date, for example 3/7/2015")
    day, month, year = [*parts, "", "", ""][: len(PARTS)]
    return day, month, year


def _number(words: str) -> int:
    return int(words) if re.fullmatch(r"[0-9]{1,2}", words) else 0


def _month_number(words: str) -> int:
    name = words.lower()
    named = [number for number, month in enumerate(MONTHS, start=1) if len(name) > 2 and month.startswith(name)]
    return named[0] if named else _number(words)


def _real_date(*, day: int, month: int, year: int) -> datetime.date:
    try:
        return datetime.date(year, month, day)
    except ValueError:
        raise DateError("must be a real date, for example 3/7/2015") from None


class DateParts(forms.MultiWidget):
    """Three short boxes; a whole date typed or pasted into the first one is read too."""

    template_name = "govuk/date.html"
    use_fieldset = True

    def __init__(self, attrs: dict[str, str] | None = None) -> None:
        boxes: dict[str, forms.Widget | type[forms.Widget]] = {
            part: forms.TextInput(attrs={"inputmode": "numeric"}) for part in PARTS
        }
        super().__init__(boxes, attrs)

    def decompress(self, value: object) -> list[str]:
        if isinstance(value, datetime.date):
            return [str(value.day), str(value.month), str(value.year)]
        words = str(value or "")
        try:
            return list(_parts(words))
        except DateError:
            return [words, "", ""]

    def value_from_datadict(
        self, data: Mapping[str, object], files: MultiValueDict[str, UploadedFile[bytes]], name: str
    ) -> list[str]:
        parts = [str(part or "").strip() for part in super().value_from_datadict(data, files, name)]
        return parts if any(parts) else [str(data.get(name) or "").strip(), "", ""]

    def value_omitted_from_data(
        self, data: Mapping[str, object], files: MultiValueDict[str, UploadedFile[bytes]], name: str
    ) -> bool:
        return name not in data and super().value_omitted_from_data(data, files, name)

    def id_for_label(self, id_: str) -> str:
        return f"{id_}_0" if id_ else ""


class DateBox(forms.TextInput):
    """One box for the whole date: quicker when somebody is reading it out on the phone."""

    def __init__(self, attrs: dict[str, str] | None = None) -> None:
        super().__init__({"class": "govuk-input--width-10", **(attrs or {})})

    def format_value(self, value: object) -> str:
        return f"{value.day}/{value.month}/{value.year}" if isinstance(value, datetime.date) else str(value or "")


class GovDateField(forms.Field):
    """A date. Give widget=DateBox() for one box in place of three, and earliest and latest for its bounds."""

    widget: ClassVar[type[forms.Widget]] = DateParts  # type: ignore[misc]  # the stubs leave ClassVar out
    EARLIEST: ClassVar[datetime.date] = datetime.date(1900, 1, 1)

    def __init__(
        self, *, earliest: datetime.date = EARLIEST, latest: datetime.date | None = None, **options: object
    ) -> None:
        super().__init__(**options)  # type: ignore[arg-type]  # Django's own keyword list, passed through unchanged
        self.earliest = earliest
        self.latest = latest

    def to_python(self, value: object) -> datetime.date | None:
        if isinstance(value, datetime.date):
            return value
        words = _words(value)
        if not words:
            return None
        try:
            return date_from(words)
        except DateError as problem:
            raise forms.ValidationError(f"“{self.label}” {problem}", code="invalid") from None

    def validate(self, value: datetime.date | None) -> None:
        super().validate(value)
        if value is None:
            return
        if value < self.earliest:
            raise forms.ValidationError(f"“{self.label}” must be on or after {spoken(self.earliest)}", code="early")
        if self.latest is not None and value > self.latest:
            raise forms.ValidationError(f"“{self.label}” must be on or before {spoken(self.latest)}", code="late")
