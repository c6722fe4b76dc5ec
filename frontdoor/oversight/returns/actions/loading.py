"""One file's way into the record: its children, its contacts, and the referrals among them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Final

from django.db import connection

from frontdoor.journey.children import actions as filing
from frontdoor.journey.children.models import Person
from frontdoor.journey.intake.models import Channel, Contact, HowKnown, Identification, NamedPerson, Verdict
from frontdoor.oversight.returns import plan, queries
from frontdoor.oversight.returns.actions.closings import Closings, close_for
from frontdoor.oversight.returns.actions.episodes import Openings, open_for
from frontdoor.oversight.returns.findings import Finding
from frontdoor.oversight.returns.involved import InvolvedRow
from frontdoor.oversight.returns.lists import ChildTold, Row, finding_at
from frontdoor.oversight.returns.moments import start_of
from frontdoor.oversight.returns.plan import Event, Involvements
from frontdoor.record.access.models import Worker
from frontdoor.record.ledger import actions as ledger

AT_ONCE: Final = 1000
Progress = Callable[[str, float], None]


@dataclass(kw_only=True)
class Loading:
    """One file's way into the record, step by step, inside its transaction."""

    by: ledger.Actor
    at: datetime
    report: Progress
    findings: list[Finding] = field(default_factory=list)
    recorded_children: int = 0
    new: list[Event] = field(default_factory=list)
    openings: Openings = field(default_factory=Openings)
    closings: Closings = field(default_factory=Closings)
    involvements: Involvements = field(default_factory=Involvements)
    people: dict[str, Person] = field(default_factory=dict)

    def load(self, rows: Sequence[Row], involved: Sequence[InvolvedRow]) -> None:
        child_ids = {row.child_id for row in (*rows, *involved)}
        held = queries.held_children(child_ids)
        told, differing = plan.children_of((*rows, *involved), held=held.told)
        self.findings.extend(differing)
        self.report("Recording the children", 0.4)
        self.people = held.people | self._record_children(
            {child_id: child for child_id, child in told.items() if child_id not in held.people}
        )
        events = plan.events_of(rows)
        counts, words = queries.held_events(child_ids)
        self.new = plan.new_events(events, held=counts)
        self._tell_what_is_not_added(events, words)
        self.report("Recording the contacts", 0.6)
        for start in range(0, len(self.new), AT_ONCE):
            self._record_contacts(self.new[start : start + AT_ONCE], told)
            self.report("Recording the contacts", 0.6 + 0.3 * start / len(self.new))
        self.report("Opening the referrals", 0.9)
        self.openings = open_for(rows, people=self.people, by=self.by, at=self.at)
        self.findings.extend(self.openings.findings)
        self.report("Recording what was done with the children", 0.93)
        self._record_involvements(involved)
        self.closings = close_for(involved, rows, people=self.people, by=self.by, at=self.at)
        self.findings.extend(self.closings.findings)

    def _record_involvements(self, rows: Sequence[InvolvedRow]) -> None:
        held = queries.held_involvements({row.child_id for row in rows})
        self.involvements = plan.involvements_of(rows, held=held)
        new = [(self.people[row.child_id].pk, row.told) for row in self.involvements.new]
        filing.record_involvements(told=new, by=self.by, at=self.at)
        ends = {number: row.told for number, row in self.involvements.ends.items()}
        filing.end_involvements(ends=ends, by=self.by, at=self.at)
        self.findings.extend(self.involvements.findings)

    def _record_children(self, told: dict[str, ChildTold]) -> dict[str, Person]:
        numbers = _next_numbers("children_person_reference", len(told))
        people = Person.objects.bulk_create(
            (
                Person(
                    authority_id=self.by.authority_id,
                    reference=f"P{number}",
                    older_system_id=child_id,
                    date_of_birth=child.born_on,
                    expected_on=child.expected_on,
                    sex=child.sex,
                    ethnicity=child.ethnicity,
                    recorded_at=self.at,
                    recorded_by=_worker(self.by),
                )
                for number, (child_id, child) in zip(numbers, told.items(), strict=True)
            ),
            batch_size=AT_ONCE,
        )
        filing.file_people((person.pk for person in people), authority_id=self.by.authority_id)
        ledger.write_all(
            "person.recorded", subject="person", keys=[person.pk for person in people], by=self.by, at=self.at
        )
        self.recorded_children = len(people)
        return {person.older_system_id: person for person in people}

    def _record_contacts(self, events: Sequence[Event], told: dict[str, ChildTold]) -> None:
        """Write contacts that have ended elsewhere, the child on each, and who that child is."""
        numbers = _next_numbers("intake_contact_receipt", len(events))
        contacts = Contact.objects.bulk_create(
            self._contact(event, number) for event, number in zip(events, numbers, strict=True)
        )
        named = NamedPerson.objects.bulk_create(
            self._named(contact, event.first, told[event.first.child_id])
            for contact, event in zip(contacts, events, strict=True)
        )
        Identification.objects.bulk_create(
            Identification(
                authority_id=self.by.authority_id,
                named=one,
                person=self.people[event.first.child_id],
                verdict=Verdict.SAME,
                said_at=self.at,
                said_by=_worker(self.by),
            )
            for one, event in zip(named, events, strict=True)
        )
        keys = [contact.pk for contact in contacts]
        ledger.write_all("contact.imported", subject="contact", keys=keys, by=self.by, at=self.at)

    def _contact(self, event: Event, number: int) -> Contact:
        received_at = start_of(event.first.on)
        return Contact(
            authority_id=self.by.authority_id,
            receipt=f"C{number:07d}",
            received_at=received_at,
            recorded_at=self.at,
            recorded_by=_worker(self.by),
            channel=Channel.IMPORT,
            source_code=event.first.source,
            how_known=HowKnown.NOT_KNOWN,
            what_happened=event.words,
            is_in_danger_now=False,
            sharing_basis="not_known",
            family_agreement="not_known",
            family_told="not_known",
            ended_at=received_at,
            ended_by=_worker(self.by),
        )

    def _named(self, contact: Contact, row: Row, child: ChildTold) -> NamedPerson:
        has_birth = child.born_on or child.expected_on
        is_unborn = row.age == -1 or bool(child.expected_on) or bool(child.born_on and child.born_on > row.on)
        return NamedPerson(
            authority_id=self.by.authority_id,
            contact=contact,
            position=1,
            is_child=True,
            date_of_birth=None if is_unborn else child.born_on,
            expected_on=(child.expected_on or child.born_on) if is_unborn else None,
            is_unborn=is_unborn,
            age_told="" if has_birth or row.age is None or is_unborn else str(row.age),
            sex=child.sex,
        )

    def _tell_what_is_not_added(self, events: Iterable[Event], words: dict[plan.Key, str]) -> None:
        """Tell of a referral whose contact was read earlier without it: a contact is never rewritten."""
        new = set(map(id, self.new))
        for event in events:
            row = event.referral
            if row and id(event) not in new and plan.REFERRAL_WORDS[row.no_further_action] not in words[event.key]:
                says = "was not added: the contact of that day was read earlier, and is not rewritten"
                value = {True: "Yes", False: "No", None: ""}[row.no_further_action]
                self.findings.append(
                    finding_at(
                        row.columns, "no_further_action", sheet=row.sheet, row=row.number, value=value, says=says
                    )
                )


def _next_numbers(sequence: str, many: int) -> list[int]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT nextval(%s::regclass) FROM generate_series(1, %s)", [sequence, many])
        return [row[0] for row in cursor.fetchall()]


def _worker(by: ledger.Actor) -> Worker | None:
    return by if isinstance(by, Worker) else None
