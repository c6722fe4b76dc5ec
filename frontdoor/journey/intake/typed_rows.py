"""The people in what has been typed so far: read at every keystroke, so only those fields that hold something.

What cannot be understood yet, such as half a date, is left out.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.datastructures import MultiValueDict

from frontdoor.journey.intake.forms import ADULTS, CHILDREN, AdultRow, ChildRow, PersonRow, rows_told
from frontdoor.journey.intake.told import ToldPerson

LONGEST_POSTCODE: Final = 8
NO_FILES: Final[MultiValueDict[str, UploadedFile[bytes]]] = MultiValueDict()


@dataclass(frozen=True, kw_only=True)
class Home:
    """Where the children live, as typed."""

    address: str
    postcode: str

    @classmethod
    def typed(cls, *, address: str, postcode: str) -> Home:
        """Take a home as it was typed, checked or not."""
        return cls(address=address.strip(), postcode=postcode.strip()[:LONGEST_POSTCODE])


class Understood:
    """The values of a row's fields, of those that can be understood."""

    def __init__(self, values: Mapping[str, object]) -> None:
        self.values = values

    def text(self, name: str) -> str:
        value = self.values.get(name)
        return str(value) if value else ""

    def day(self, name: str) -> date | None:
        value = self.values.get(name)
        return value if isinstance(value, date) else None


def people_in(typed: Mapping[str, str]) -> dict[int, ToldPerson]:
    """Say who is named in what was typed, as `conversation.shown(typed).people()` does, without making the page."""
    home = Home.typed(address=typed.get("home_address", ""), postcode=typed.get("home_postcode", ""))
    rows = [*_rows(ChildRow, CHILDREN, typed, least=1), *_rows(AdultRow, ADULTS, typed)]
    return {place: person_told(kind, *row, home) for place, (kind, row) in enumerate(rows) if row}


def person_told(kind: type[PersonRow], given: Understood, lives_there: str, home: Home) -> ToldPerson:
    """Tell of one person as far as the row can be understood."""
    is_child = issubclass(kind, ChildRow)
    is_at_home = lives_there in ("yes", "partly") or (is_child and not lives_there and not given.text("address"))
    return ToldPerson(
        is_child=is_child,
        first_name=given.text("first_name"),
        last_name=given.text("last_name"),
        date_of_birth=given.day("date_of_birth"),
        age_told=given.text("age_told"),
        is_unborn=bool(given.text("is_unborn")),
        expected_on=given.day("expected_on"),
        sex=given.text("sex") or "U",
        relationship=given.text("relationship"),
        lives_in_home={"yes": True, "partly": True, "no": False}.get(lives_there),
        address=given.text("address") or (home.address if is_at_home else ""),
        postcode=given.text("postcode") or (home.postcode if is_at_home else ""),
        phone=given.text("phone"),
        school=given.text("school"),
        nhs_number=given.text("nhs_number"),
        impact=given.text("impact"),
    )


Row = tuple[Understood, str] | None


def _rows(
    kind: type[PersonRow], prefix: str, typed: Mapping[str, str], *, least: int = 0
) -> Iterator[tuple[type[PersonRow], Row]]:
    for place in range(rows_told(typed, prefix, least=least)):
        yield kind, _row(kind, f"{prefix}-{place}", typed)


def _row(kind: type[PersonRow], prefix: str, typed: Mapping[str, str]) -> Row:
    """Read a row, and its answer to whether they live there as it was given; nothing of a row that says nothing."""
    values: dict[str, object] = {}
    lives_there, says_something = "", False
    for name, field in kind.base_fields.items():
        value = field.widget.value_from_datadict(typed, NO_FILES, f"{prefix}-{name}")
        said = "" if value in (None, False) else str(value).strip()
        if not said:
            continue
        says_something = True
        if name == "lives_there":
            lives_there = said
        try:
            values[name] = field.clean(value)
        except forms.ValidationError:
            continue
    return (Understood(values), lives_there) if says_something else None
