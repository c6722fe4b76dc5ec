"""What happens to each kind of fact about a person when two records are found to be one person: a list to read.

A model with a key to Person names one of these in `when_joined`; a model that names none fails the build.
"""

from __future__ import annotations

from enum import StrEnum


class WhenJoined(StrEnum):
    """The value is the sentence that the reference page shows."""

    READ_TOGETHER = "Stays with the record it was written on, and is read together with those of the joined records."
    ONE_AT_A_TIME = "Stays with its record and is read together; only one at a time may be open among joined records."
    ABOUT_THE_PAIR = "Says something about the two records themselves, so it is never carried to another record."
    REBUILT = "Holds nothing of its own: it is worked out again from facts when records are joined or parted."
