"""What is known that bears on the class of a contact about one child. Facts only: nothing here weighs or chooses."""

from dataclasses import dataclass
from datetime import datetime, timedelta

DAY = timedelta(days=1)


@dataclass(frozen=True, kw_only=True)
class Windows:
    """The days within which contacts bear on one another, from the policy edition."""

    duplicate: int
    repeat: int
    history: int


@dataclass(frozen=True, kw_only=True)
class OpenTo:
    """An open episode, and whose it is; a blank name is nobody's."""

    opened_at: datetime
    worker: str = ""
    team: str = ""


@dataclass(frozen=True, kw_only=True)
class Earlier:
    """An earlier contact about the same child. `decided` is blank while nothing is."""

    receipt: str
    received_at: datetime
    source: str
    decided: str = ""
    ended_without_referral: bool = False
    has_same_reference: bool = False

    def days_before(self, moment: datetime) -> int:
        """Count the whole days from this contact to a moment."""
        return (moment - self.received_at) // DAY

    def is_within(self, days: int, moment: datetime) -> bool:
        """Say whether this contact came in the days before a moment; the last day counts to its end."""
        return timedelta(0) <= moment - self.received_at <= days * DAY


@dataclass(frozen=True, kw_only=True)
class DemandFacts:
    """What is known about a contact and one child on it. None and blank mean that nobody knows."""

    received_at: datetime
    windows: Windows
    is_identified: bool
    source: str = ""
    is_from_a_record_seeker: bool = False
    words_that_ask_for_records: tuple[str, ...] = ()
    age_in_years: int | None = None
    district_told: str = ""
    is_district_known_to_us: bool | None = None
    open_when_received: OpenTo | None = None
    opened_since: OpenTo | None = None
    earlier: tuple[Earlier, ...] = ()

    def earlier_within(self, days: int) -> tuple[Earlier, ...]:
        """List the earlier contacts of the days before this one, in the order given."""
        return tuple(each for each in self.earlier if each.is_within(days, self.received_at))
