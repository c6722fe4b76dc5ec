"""Facts as sentences, each with its source and the classes that it speaks for. None of them is a suggestion."""

from collections.abc import Iterator
from dataclasses import dataclass

from frontdoor.library.demand.classes import class_named
from frontdoor.library.demand.facts import DemandFacts, Earlier, OpenTo

ADULT = 18
OUR_RECORD = "Our record"
THIS_CONTACT = "This contact"


@dataclass(frozen=True, kw_only=True)
class Sentence:
    """One fact in words. `speaks_for` holds class codes; `receipt` names the contact that the fact is about, if any."""

    text: str
    source: str
    speaks_for: tuple[str, ...]
    receipt: str = ""

    @property
    def speaks_for_names(self) -> tuple[str, ...]:
        return tuple(class_named(code).name for code in self.speaks_for)


def sentences(facts: DemandFacts) -> tuple[Sentence, ...]:
    """Put every fact in words, in the order of the classes."""
    return (*_whether_for_us(facts), *_asking(facts), *_earlier(facts), *_coding(facts), *_open(facts), *_counts(facts))


def _whether_for_us(facts: DemandFacts) -> Iterator[Sentence]:
    if facts.age_in_years is not None and facts.age_in_years >= ADULT:
        text = f"{facts.age_in_years} years old when this was received"
        yield Sentence(text=text, source=THIS_CONTACT, speaks_for=("not_for_us",))
    if facts.district_told and facts.is_district_known_to_us is False:
        text = f"The address told is in {facts.district_told}, where we know no home"
        yield Sentence(text=text, source=THIS_CONTACT, speaks_for=("not_for_us",))


def _asking(facts: DemandFacts) -> Iterator[Sentence]:
    if facts.is_from_a_record_seeker:
        text = f"It comes from: {facts.source}"
        yield Sentence(text=text, source=THIS_CONTACT, speaks_for=("information_request",))
    if facts.words_that_ask_for_records:
        quoted = ", ".join(f"“{word}”" for word in facts.words_that_ask_for_records)
        text = f"What they want says {quoted}"
        yield Sentence(text=text, source=THIS_CONTACT, speaks_for=("information_request",))


def _earlier(facts: DemandFacts) -> Iterator[Sentence]:
    for each in facts.earlier_within(facts.windows.history):
        yield Sentence(
            text=f"{_when(each, facts)} from {each.source}{_decided(each)}{_concern(each)}{_same_reference(each)}",
            source=OUR_RECORD,
            speaks_for=tuple(_earlier_speaks_for(each, facts)),
            receipt=each.receipt,
        )


def _coding(facts: DemandFacts) -> Iterator[Sentence]:
    if not facts.is_coded and facts.earlier_within(facts.windows.history):
        text = "Nobody has coded what this is about, so no earlier contact is marked as the same concern or another"
        yield Sentence(text=text, source=THIS_CONTACT, speaks_for=())


def _earlier_speaks_for(each: Earlier, facts: DemandFacts) -> Iterator[str]:
    if each.has_same_reference or each.is_within(facts.windows.duplicate, facts.received_at):
        yield "duplicate"
    if each.came_back_within(facts.windows.repeat, facts.received_at):
        yield "repeat"


def _open(facts: DemandFacts) -> Iterator[Sentence]:
    if facts.open_when_received:
        text = f"Open to {_whose(facts.open_when_received)} since {_day(facts.open_when_received)}"
        yield Sentence(text=text, source=OUR_RECORD, speaks_for=("open_case",))
    elif facts.opened_since:
        text = f"Not open when this was received; open to {_whose(facts.opened_since)} since {_day(facts.opened_since)}"
        yield Sentence(text=text, source=OUR_RECORD, speaks_for=("open_case", "new", "repeat"))
    elif facts.is_identified:
        yield Sentence(text="Not open to us when this was received", source=OUR_RECORD, speaks_for=("new", "repeat"))
    else:
        text = "Nobody has said yet who this child is, so what we know may be missing here"
        yield Sentence(text=text, source=THIS_CONTACT, speaks_for=())


def _counts(facts: DemandFacts) -> Iterator[Sentence]:
    if not facts.is_identified:
        return
    windows = facts.windows
    told = [(days, len(facts.earlier_within(days))) for days in (windows.duplicate, windows.repeat, windows.history)]
    if told[-1][1] == 0:
        text = f"No other contact about this child in the {windows.history} days before"
        yield Sentence(text=text, source=OUR_RECORD, speaks_for=("new",))
        return
    listed = "; ".join(f"in {days} days: {number}" for days, number in told)
    yield Sentence(text=f"Contacts about this child before this one: {listed}", source=OUR_RECORD, speaks_for=())


def _when(each: Earlier, facts: DemandFacts) -> str:
    days = each.days_before(facts.received_at)
    return "Within a day before" if days == 0 else f"{days} day{'' if days == 1 else 's'} before"


def _decided(each: Earlier) -> str:
    return f": {each.decided}" if each.decided else ": not decided yet"


def _concern(each: Earlier) -> str:
    return f"; {each.concern}" if each.concern else ""


def _same_reference(each: Earlier) -> str:
    return "; it carries the same reference as this one" if each.has_same_reference else ""


def _whose(episode: OpenTo) -> str:
    names = ", ".join(name for name in (episode.worker, episode.team) if name)
    return names or "us, with no worker named"


def _day(episode: OpenTo) -> str:
    return f"{episode.opened_at.day} {episode.opened_at:%B %Y}"
