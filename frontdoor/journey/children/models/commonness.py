"""How common what is compared is among the people of the register."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from frontdoor.record.organisations.models import OfAuthority


class Commonness(OfAuthority):
    """How many people of the register share a name, a date or a place, as it was once counted; the last count stands.

    Counted from the cards by which people are compared, so a sealed address is in none. What hardly anybody shares is
    left out.
    """

    may_change: ClassVar[tuple[str, ...]] = ()

    people = models.PositiveIntegerField(help_text="How many people were counted")
    counts = models.JSONField(help_text="For each field the values that several people share, and how many do")

    def __str__(self) -> str:
        return f"a count of {self.people} people"
