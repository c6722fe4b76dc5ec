"""The index by which people are found."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from frontdoor.journey.children.joining import WhenJoined
from frontdoor.journey.children.models.people import Person
from frontdoor.record.organisations.models import OfAuthority


class MatchKey(OfAuthority):
    """One way to find a person who may be the one named (see library/matching). Rebuilt from facts; holds no name."""

    when_joined: ClassVar[WhenJoined] = WhenJoined.REBUILT

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    key = models.BigIntegerField()

    class Meta:
        constraints = (models.UniqueConstraint(fields=("authority", "key", "person"), name="match_key_once"),)

    def __str__(self) -> str:
        return str(self.key)


class MatchCard(OfAuthority):
    """What is compared of one person, on one card, so that a look-up reads one row for each candidate.

    Rebuilt from facts, in the transaction that adds or ends one. A sealed address is never on it.
    """

    may_change: ClassVar[tuple[str, ...]] = ("details", "sketch", "edition")
    when_joined: ClassVar[WhenJoined] = WhenJoined.REBUILT

    person = models.OneToOneField(Person, on_delete=models.CASCADE, related_name="+")
    details = models.TextField(help_text="See library/matching/live/cards.py")
    sketch = models.BinaryField(default=b"", help_text="See library/matching/live/sketches.py")
    edition = models.BigIntegerField(help_text="By which edition of the keys the person is filed")

    def __str__(self) -> str:
        return f"the card of {self.person}"
