"""What a file's rows come to, before anything is written: children, contacts and the referrals among them."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Final

from frontdoor.journey.children.involvement_rules import Involved
from frontdoor.oversight.returns.findings import Finding
from frontdoor.oversight.returns.involved import InvolvedRow
from frontdoor.oversight.returns.lists import ChildTold, ListRow, Row, finding_at

CONTACT_WORDS: Final = "Read from an older system's list of contacts. What was said is not in the file."
REFERRAL_WORDS: Final = {
    True: "Read from an older system's list of referrals: it led to no further action.",
    False: "Read from an older system's list of referrals: it was taken on.",
    None: "Read from an older system's list of referrals: what came of it is not in the file.",
}

Key = tuple[str, date, str]
InvolvedKey = tuple[str, str, date]


@dataclass(frozen=True, kw_only=True)
class Event:
    """One contact about one child: from the list of contacts, the list of referrals, or one row of each."""

    contact: Row | None
    referral: Row | None

    @property
    def first(self) -> Row:
        row = self.contact or self.referral
        assert row is not None
        return row

    @property
    def key(self) -> Key:
        """What makes it the same event when the file is read again; the nth of a key in the file is the nth held."""
        return (self.first.child_id, self.first.on, self.first.source)

    @property
    def words(self) -> str:
        told = [CONTACT_WORDS] if self.contact else []
        if self.referral:
            told.append(REFERRAL_WORDS[self.referral.no_further_action])
        return "\n\n".join(told)


def events_of(rows: Sequence[Row]) -> list[Event]:
    """Join each referral to a contact about the same child on the same day, where there is one; oldest first."""
    contacts: dict[tuple[str, date], list[Row]] = defaultdict(list)
    referrals: dict[tuple[str, date], list[Row]] = defaultdict(list)
    for row in rows:
        (referrals if row.is_referral else contacts)[row.child_id, row.on].append(row)
    events: list[Event] = []
    for day in {**contacts, **referrals}:
        events.extend(_one_day(contacts.get(day, []), referrals.get(day, [])))
    return sorted(events, key=lambda event: (event.first.on, event.first.is_referral, event.first.number))


def _one_day(contacts: list[Row], referrals: list[Row]) -> list[Event]:
    """Pair a child's referrals with their contacts of that day, those from the same source first."""
    left = list(contacts)
    pairs: dict[int, Row] = {}
    alone: list[Row] = []
    for referral in sorted(referrals, key=lambda row: row.source not in {contact.source for contact in contacts}):
        partner = next((contact for contact in left if contact.source == referral.source), left[0] if left else None)
        if partner is None:
            alone.append(referral)
        else:
            left.remove(partner)
            pairs[partner.number] = referral
    return [
        *(Event(contact=contact, referral=pairs.get(contact.number)) for contact in contacts),
        *(Event(contact=None, referral=referral) for referral in alone),
    ]


def new_events(events: Iterable[Event], *, held: Counter[Key]) -> list[Event]:
    """Leave out what is held already: as many of each key as were read before."""
    left, new = held.copy(), []
    for event in events:
        if left[event.key] > 0:
            left[event.key] -= 1
        else:
            new.append(event)
    return new


def children_of(
    rows: Iterable[ListRow], *, held: Mapping[str, ChildTold]
) -> tuple[dict[str, ChildTold], list[Finding]]:
    """Put together what is held and what the rows say of each child. What came first stands; what differs is told."""
    children = dict(held)
    findings: list[Finding] = []
    for row in rows:
        known = children.get(row.child_id)
        if row.child_id in held:
            findings.extend(_differences(row, held[row.child_id], "is not what the child's record holds", is_held=True))
        elif known is not None:
            findings.extend(_differences(row, known, "differs from an earlier row about the child, which was kept"))
        children[row.child_id] = _filled(known, row.child) if known and row.child_id not in held else known or row.child
    return children, findings


def _filled(known: ChildTold, told: ChildTold) -> ChildTold:
    """Fill what is not known of a child from another row."""
    has_birth = known.born_on or (known.expected_on and known.expected_on != told.born_on)  # born since, as expected
    return ChildTold(
        born_on=known.born_on if has_birth else told.born_on,
        expected_on=known.expected_on if has_birth else told.expected_on,
        sex=known.sex if known.sex != "U" else told.sex,
        ethnicity=known.ethnicity or told.ethnicity,
    )


def _differences(row: ListRow, known: ChildTold, says: str, *, is_held: bool = False) -> list[Finding]:
    """Tell where a row says something else of a child than is known; a record that is held is not filled in, either."""
    return [
        finding_at(row.columns, name, sheet=row.sheet, row=row.number, value=told, says=f"{says} ({other or 'blank'})")
        for (name, told), (_, other) in zip(_facts(row.child), _facts(known), strict=True)
        if told and told != other and (other or is_held)
    ]


def _facts(child: ChildTold) -> tuple[tuple[str, str], ...]:
    on = child.born_on or child.expected_on
    return (
        ("born_on", f"{on:%d/%m/%Y}" if on else ""),
        ("sex", child.sex.replace("U", "")),
        ("ethnicity", child.ethnicity),
    )


@dataclass(frozen=True, kw_only=True)
class HeldInvolvement:
    """Something done with a child that is held already, and the number of its row."""

    number: int
    told: Involved


@dataclass(kw_only=True)
class Involvements:
    """What a file's rows of what was done come to: new ones, ends of those that are held, and what differs."""

    new: list[InvolvedRow] = field(default_factory=list)
    ends: dict[int, InvolvedRow] = field(default_factory=dict)
    findings: list[Finding] = field(default_factory=list)


def involvements_of(rows: Iterable[InvolvedRow], *, held: Mapping[InvolvedKey, HeldInvolvement]) -> Involvements:
    """Leave out what is held already, or stands in an earlier row; an end that is learned since is to be written."""
    found = Involvements()
    earlier: dict[InvolvedKey, Involved] = {}
    for row in rows:
        key = (row.child_id, row.told.kind, row.on)
        known = held.get(key)
        if key in earlier:
            found.findings += _other_told(row, earlier[key], "differs from an earlier row of it, which was kept")
            continue
        earlier[key] = row.told
        if known is None:
            found.new.append(row)
            continue
        kept = known.told
        if row.told.has_ended and kept.ended_on is None and _end_of(row.told) != _end_of(kept):
            found.ends[known.number] = row
            kept = replace(kept, has_ended=True, ended_on=row.told.ended_on, led_to=row.told.led_to)
        found.findings += _other_told(row, kept, "is not what is held, which was kept")
    return found


def _end_of(told: Involved) -> tuple[bool, date | None, str]:
    return told.has_ended, told.ended_on, told.led_to


def _other_told(row: InvolvedRow, kept: Involved, says: str) -> list[Finding]:
    """Tell where a row says something else than is kept; where it says nothing, only that it has not ended."""
    told = row.told
    pairs = [
        ("ended_on", _in_words(told), _in_words(kept)),
        ("category", told.category, kept.category),
        ("led_to", told.led_to, kept.led_to),
        ("organisation", told.organisation, kept.organisation),
        ("earlier", _number(told.earlier), _number(kept.earlier)),
    ]
    return [
        finding_at(row.columns, name, sheet=row.sheet, row=row.number, value=new, says=f"{says} ({old or 'blank'})")
        for name, new, old in pairs
        if new and new != old
    ]


def _in_words(told: Involved) -> str:
    if not told.has_ended:
        return "still going on"
    return f"{told.ended_on:%d/%m/%Y}" if told.ended_on else "ended, the day is not known"


def _number(count: int | None) -> str:
    return "" if count is None else str(count)
