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
    """An earlier contact about the same child. `decided` is blank, and `ended_at` none, while nothing is.

    `concern` says in words how what it was about stands to this contact; blank where this one is not coded.
    """

    receipt: str
    received_at: datetime
    source: str
    decided: str = ""
    ended_at: datetime | None = None
    ended_without_referral: bool = False
    has_same_reference: bool = False
    concern: str = ""

    def days_before(self, moment: datetime) -> int:
        """Count the whole days from this contact to a moment."""
        return (moment - self.received_at) // DAY

    def came_back_within(self, days: int, moment: datetime) -> bool:
        """Say whether it ended without a referral in the days before a moment: counted from its end, not its receipt.

        So are repeats counted in files and in the figures (docs/decisions/0011).
        """
        if not self.ended_without_referral or self.ended_at is None:
            return False
        return timedelta(0) < moment - self.ended_at <= days * DAY

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
    is_coded: bool = True
    earlier: tuple[Earlier, ...] = ()

    def earlier_within(self, days: int) -> tuple[Earlier, ...]:
        """List the earlier contacts of the days before this one, in the order given."""
        return tuple(each for each in self.earlier if each.is_within(days, self.received_at))
