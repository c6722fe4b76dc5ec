"""What children's social care and early help did with the children who were open: assessments, enquiries, plans, care.

It follows from the episodes alone, with dice of its own, so the files and the truth about contacts stay what they are.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date, datetime, time, timedelta
from typing import Final, NamedTuple

from frontdoor.site.authority import times
from frontdoor.site.authority.chance import Wheel, dice
from frontdoor.site.authority.shapes import Authority, Episode

ORIGIN: Final = "other_system"
NEEDS: Final = Wheel([("N1", 58.0), ("N5", 17.0), ("N4", 9.0), ("N3", 7.0), ("N2", 6.0), ("N6", 3.0)])
ABUSE: Final = Wheel([("NEG", 47.0), ("EMO", 37.0), ("PHY", 8.0), ("SAB", 4.0), ("MUL", 4.0)])
LEFT_CARE: Final = {"RC1": "E12", "RC3": "E41", "RC4": "E48", "RC5": "E3", "RC6": "E7"}
AFTER_ASSESSMENT: Final = frozenset({"RC8", "RC9"})
TO_EARLY_HELP: Final = "RC9"
EARLY_HELP: Final = "Family Help Marlsea"
ENQUIRED, TO_A_PLAN, IN_CARE, AGAIN = 0.3, 0.5, 0.1, 0.15
"""How often there is an enquiry at once; how often it leads to a plan; how often a long episode leads into care; and
how often a plan is a child's second."""
EVENING: Final = time(18)
LONG: Final = 200
OF_SOME_LENGTH: Final = 75


class Made(NamedTuple):
    """One thing that was done with a child, as it stands on the day."""

    person_id: int
    kind: str
    started_on: date
    ended_on: date | None
    recorded_at: datetime
    category: str = ""
    led_to: str = ""
    organisation: str = ""
    earlier: int | None = None


def made(invented: Authority) -> list[Made]:
    """Go through the episodes and say what was done in each, and after those that went on to early help."""
    chance = dice(invented.seed, "involvements").random
    until = invented.until.astimezone(times.LONDON)
    found = {
        (one.person_id, one.kind, one.started_on): one
        for episode in invented.episodes
        for one in _Doing(episode, chance, until, until.date()).all()
    }
    return list(found.values())


class _Doing:
    """What was done in one episode; where it is open, its last day is still far off."""

    __slots__ = ("chance", "episode", "first", "last", "length", "today", "until")

    def __init__(self, episode: Episode, chance: Callable[[], float], until: datetime, today: date) -> None:
        self.episode, self.chance, self.until, self.today = episode, chance, until, today
        self.first = episode.opened_at.date()
        self.last = episode.closed_at.date() if episode.closed_at else date.max
        self.length = (min(self.last, today) - self.first).days

    def all(self) -> Iterator[Made]:
        assessed = self._assessment()
        yield assessed
        enquiry = self._enquiry()
        if enquiry is not None:
            yield enquiry
        care = self._care()
        if care is not None:
            yield care
        plan = self._plan_after(enquiry, care)
        if plan is not None:
            yield plan
        in_need_from = (plan or assessed).ended_on
        if in_need_from is not None and care is None and self.length > OF_SOME_LENGTH:
            yield from self._plan_in_need(in_need_from)
        if self.episode.reason == TO_EARLY_HELP:
            yield from self._early_help()

    def _assessment(self) -> Made:
        led_to = "no_support" if self.episode.reason in AFTER_ASSESSMENT else "support"
        return self._made("assessment", self.first, self._days(10, 59), led_to=led_to)

    def _enquiry(self) -> Made | None:
        if self.chance() > ENQUIRED:
            return None
        is_long = self.length > LONG or (self.episode.closed_at is None and self.length > 25)
        led_to = "plan" if is_long and self.chance() < TO_A_PLAN else "no_conference"
        return self._made("section_47", self.first, self._days(4, 20), led_to=led_to)

    def _care(self) -> Made | None:
        reason = self.episode.reason
        is_sure = reason in ("RC1", "RC3", "RC4") and self.length > OF_SOME_LENGTH
        if not is_sure and (self.length <= LONG or self.chance() > IN_CARE):
            return None
        began_on = self.first + timedelta(days=self._days(21, 70))
        led_to = LEFT_CARE.get(reason, "E4A")
        return self._made("looked_after", began_on, None, led_to=led_to, category=NEEDS.turn(self.chance()))

    def _plan_after(self, enquiry: Made | None, care: Made | None) -> Made | None:
        """A plan begins on the day of its conference, and ends with the episode or in care at the latest."""
        if enquiry is None or enquiry.led_to != "plan" or enquiry.ended_on is None:
            return None
        days, began_on = self._days(110, 600), enquiry.ended_on
        if care is not None:
            days = min(days, max(1, (care.started_on - began_on).days))
        earlier, category = int(self.chance() < AGAIN), ABUSE.turn(self.chance())
        return self._made("child_protection_plan", began_on, days, category=category, earlier=earlier)

    def _plan_in_need(self, from_on: date) -> Iterator[Made]:
        if from_on < self.last:
            category = NEEDS.turn(self.chance())
            yield self._made("child_in_need_plan", from_on, None, category=category, led_to=self.episode.reason)

    def _early_help(self) -> Iterator[Made]:
        began_on = self.last + timedelta(days=self._days(3, 20))
        if began_on <= self.today:
            ended_on = began_on + timedelta(days=self._days(60, 200))
            yield self._written("early_help", began_on, ended_on, organisation=EARLY_HELP)

    def _made(
        self,
        kind: str,
        began_on: date,
        days: int | None,
        *,
        led_to: str = "",
        category: str = "",
        earlier: int | None = None,
    ) -> Made:
        """Write something that lasts so many days, or as long as the episode."""
        began_on = min(began_on, self.last)
        ended_on = self.last if days is None else min(_worked(began_on, days), self.last)
        return self._written(kind, began_on, ended_on, led_to=led_to, category=category, earlier=earlier)

    def _written(
        self,
        kind: str,
        began_on: date,
        ended_on: date,
        *,
        led_to: str = "",
        category: str = "",
        organisation: str = "",
        earlier: int | None = None,
    ) -> Made:
        """Write something as it stands today; the other system tells of it on the evening of its last day."""
        has_ended = ended_on <= self.today
        told_at = datetime.combine(ended_on if has_ended else began_on, EVENING, times.LONDON)
        return Made(
            person_id=self.episode.person_id,
            kind=kind,
            started_on=began_on,
            ended_on=ended_on if has_ended else None,
            recorded_at=min(told_at, self.until),
            category=category,
            led_to=led_to if has_ended else "",
            organisation=organisation,
            earlier=earlier,
        )

    def _days(self, least: int, most: int) -> int:
        return least + int(self.chance() * (most - least + 1))


def _worked(from_on: date, days: int) -> date:
    """Give the last working day within so many days, unless there is none."""
    day = from_on + timedelta(days=days)
    while day > from_on and not times.is_working_day(day):
        day -= timedelta(days=1)
    return day
