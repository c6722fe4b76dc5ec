"""Whether two contacts are about the same concern: by the codes that people gave them, never by their words."""

from __future__ import annotations

from collections.abc import Collection
from enum import StrEnum
from typing import Final

SOMETHING_ELSE: Final = "something_else"
"""The code for none of the others. Two contacts that share only this are not thereby alike."""


class Likeness(StrEnum):
    """How the concern of one contact stands to another's."""

    SAME = "same"
    ANOTHER = "another"
    NOT_CODED = "not_coded"

    @property
    def words(self) -> str:
        return {"same": "Same concern", "another": "Another concern", "not_coded": "Not coded"}[self.value]

    @property
    def concern_words(self) -> str:
        """Say it within a sentence."""
        return "nothing says whether it is the same concern" if self is Likeness.NOT_CODED else self.words.lower()


def likeness(these: Collection[str], those: Collection[str]) -> Likeness:
    """Compare what two contacts are about: one code in common is the same concern.

    Nothing is said where one of them has no code, or where both are only something else.
    """
    if not these or not those:
        return Likeness.NOT_CODED
    ours, theirs = set(these) - {SOMETHING_ELSE}, set(those) - {SOMETHING_ELSE}
    if ours & theirs:
        return Likeness.SAME
    return Likeness.ANOTHER if ours or theirs else Likeness.NOT_CODED
