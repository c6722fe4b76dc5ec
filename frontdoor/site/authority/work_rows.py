"""What was told and what was done, as rows: contacts, who was named, triage, decisions, oversight and replies."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date, datetime, time, timedelta

from frontdoor.journey.children import models as children
from frontdoor.journey.decision import models as decision
from frontdoor.journey.intake import models as intake
from frontdoor.journey.triage import models as triage
from frontdoor.library.clocks import LONDON
from frontdoor.record.access.models import Worker
from frontdoor.record.organisations.models import Agency, Professional
from frontdoor.record.outbox.models import Message
from frontdoor.site.authority import danger, evidence, paces, shapes, today, wordings
from frontdoor.site.authority.columns import COLUMNS, OWN, Model
from frontdoor.site.authority.concerns import MACHINES
from frontdoor.site.authority.copying import Value

Rows = Iterator[Sequence[Value]]
RECEIPT = "C{:07d}"


class WorkRows:
    """Rows for every table of the journey's work. `base` holds the highest number that each table already used."""

    def __init__(
        self,
        authority_id: int,
        invented: shapes.Authority,
        base: Mapping[Model, int],
        *,
        editions: Sequence[tuple[date, int]],
    ) -> None:
        self.authority_id = authority_id
        self.invented = invented
        self.base = base
        self.editions = sorted((datetime.combine(day, time(), LONDON), pk) for day, pk in editions)
        self.handled = {handling.contact_id: handling for handling in invented.handlings}
        self.contact_number = {c.id: base[intake.Contact] + n for n, c in enumerate(invented.contacts, start=1)}
        self.named_number: dict[tuple[str, int], int] = {}
        number = base[intake.NamedPerson]
        for contact in invented.contacts:
            for child in contact.children:
                self.named_number[contact.id, child.row] = number = number + 1
            number += len(contact.adults)
        self.recommendation_number: dict[tuple[str, bool], int] = {}
        number = base[decision.Recommendation]
        for handling in invented.handlings:
            for is_second, _ in recommendations(handling):
                self.recommendation_number[handling.contact_id, is_second] = number = number + 1
        self.oversight_number: dict[str, int] = {}
        self.drafts = [
            (one, paces.taken_at(one, self.handled[one.id], invented))
            for one in invented.contacts
            if paces.is_taken_down(one, self.handled.get(one.id), invented)
        ]
        self._sources = self._sources_of_rows()

    def columns(self, model: Model) -> Sequence[str]:
        """Name the columns of a table's rows."""
        return (*OWN, *COLUMNS[model])

    def rows(self, model: Model) -> Rows:
        """Go through the rows of a table, numbered on from what was there."""
        for number, row in enumerate(self._sources[model](), start=self.base[model] + 1):
            yield (number, self.authority_id, *row)

    def _sources_of_rows(self) -> dict[Model, Callable[[], Rows]]:
        return {
            intake.Contact: self._contacts,
            intake.Concern: self._concerns,
            intake.Draft: self._drafts,
            intake.NamedPerson: self._named,
            intake.Identification: self._identifications,
            triage.Classification: self._classifications,
            triage.Rating: self._ratings,
            triage.Allocation: self._allocations,
            triage.News: self._news,
            triage.DangerAct: self._danger_acts,
            decision.HistoryRead: self._history_reads,
            decision.Finding: self._findings,
            decision.ChildsDay: self._days,
            decision.Recommendation: self._recommendations,
            decision.RecommendedOutcome: self._proposals,
            decision.Oversight: self._oversights,
            decision.Outcome: self._outcomes,
            decision.Reply: self._replies,
            Message: self._messages,
        }

    def edition_at(self, moment: datetime) -> int:
        """Find the edition in force at a moment."""
        return next((pk for from_at, pk in reversed(self.editions) if from_at <= moment), self.editions[0][1])

    def worker(self, own: int | None) -> int | None:
        """Turn the invention's own number of a worker into the table's."""
        return None if own is None else self.base[Worker] + own

    def _contacts(self) -> Rows:
        for number, one in enumerate(self.invented.contacts, start=1):
            done = self.handled.get(one.id) or shapes.Handling(contact_id=one.id)
            agency = None if one.agency_id is None else self.base[Agency] + one.agency_id
            professional = None if one.professional_id is None else self.base[Professional] + one.professional_id
            yield (
                *(RECEIPT.format(number), one.received_at, paces.taken_at(one, done, self.invented)),
                *(None if one.channel in {"api", "portal"} else self.worker(done.identified_by), one.channel),
                *(one.source_code, agency, professional, one.told_by_name, one.told_by_relationship, "", ""),
                *(one.agency_reference, wordings.how_known(one.how_known), one.what_happened, one.wants),
                *(one.is_in_danger_now, one.what_happened if one.is_in_danger_now else ""),
                *wordings.consent(one.consent),
                wordings.level(one.level_stated),
                *(done.decided_at, self.worker(done.overseen_by) if done.decided_at else None),
            )

    def _concerns(self) -> Rows:
        for number, one in enumerate(self.invented.contacts, start=self.base[intake.Contact] + 1):
            if one.concerns:
                done, is_sent = self.handled.get(one.id), one.channel in MACHINES
                by = None if is_sent or done is None else self.worker(done.identified_by)
                coded_at = paces.taken_at(one, done, self.invented)
                for code in one.concerns:
                    yield number, code, self.edition_at(one.received_at), coded_at, by

    def _named(self) -> Rows:
        for contact in self.invented.contacts:
            number, place = self.contact_number[contact.id], 0
            for child in contact.children:
                place += 1
                unborn = child.expected_on is not None or (child.date_of_birth is None and not child.first_name)
                yield (
                    *(number, place, True, child.first_name, child.last_name, child.date_of_birth, unborn),
                    *(child.expected_on, child.sex or "U", "", None, child.address, child.postcode, child.school),
                    child.impact,
                )
            for adult in contact.adults:
                place += 1
                yield (
                    *(number, place, False, adult.first_name, adult.last_name, None, False, None, "U"),
                    *(adult.role.replace("_", " "), adult.lives_in_home, "", "", "", ""),
                )

    def _children(self) -> Iterator[tuple[shapes.Handling, shapes.ChildDecided, int]]:
        for handling in self.invented.handlings:
            for child in handling.children:
                yield handling, child, self.named_number[handling.contact_id, child.row]

    def _identifications(self) -> Rows:
        for done, child, named in self._children():
            if child.person_id is not None and done.identified_at:
                person = self.base[children.Person] + child.person_id
                yield named, person, "same", None, done.identified_at, self.worker(done.identified_by)

    def _classifications(self) -> Rows:
        for done, child, named in self._children():
            if child.demand_class and done.classed_at:
                linked = self.contact_number.get(child.linked_to or "")
                contact = self.contact_number[done.contact_id]
                yield named, contact, child.demand_class, linked, done.classed_at, self.worker(done.classed_by)

    def _ratings(self) -> Rows:
        for done in self.invented.handlings:
            if done.rated_at:
                contact = self.contact_number[done.contact_id]
                yield contact, done.rating, done.rating_reason, done.rated_at, self.worker(done.rated_by)

    def _allocations(self) -> Rows:
        for done in self.invented.handlings:
            if done.allocated_at:
                contact = self.contact_number[done.contact_id]
                yield contact, self.worker(done.allocated_to), done.allocated_at, self.worker(done.allocated_by)

    def _news(self) -> Rows:
        passed = list(today.news(self.invented))
        waits = {(done.contact_id, child.row) for done, child, _ in today.unread(passed)}
        for done, child, episode in passed:
            assert done.classed_at is not None
            worker, named = self.worker(episode.worker_id), self.named_number[done.contact_id, child.row]
            is_read = (done.contact_id, child.row) not in waits
            told = (done.classed_at + timedelta(hours=5), worker) if is_read else (None, None)
            number = self.base[children.Episode] + episode.id
            yield named, number, worker, done.classed_at, self.worker(done.classed_by), *told

    def _drafts(self) -> Rows:
        for contact, taken in self.drafts:
            number, by = self.contact_number[contact.id], self.worker(self.handled[contact.id].identified_by)
            yield by, "{}", 1, contact.received_at, taken, number

    def _danger_acts(self) -> Rows:
        for one in danger.acts(self.invented):
            yield self.contact_number[one.contact_id], one.deed, one.words, one.at, self.worker(one.by)

    def _history_reads(self) -> Rows:
        """Go through those of ended work; whoever has work in the door reads the history as it stands (see `desk`)."""
        for done in self.invented.handlings:
            if done.decided_at and done.recommended_at and evidence.is_net(done):
                contact = self.contact_number[done.contact_id]
                read_at = paces.gathered_at(done, self.invented)
                yield contact, len(done.children), None, read_at, self.worker(done.recommended_by)

    def _findings(self) -> Rows:
        for done in self.invented.handlings:
            if done.recommended_at and evidence.is_net(done):
                contact, by = self.contact_number[done.contact_id], self.worker(done.recommended_by)
                for need, how, finding in evidence.of_needs(evidence.findings_of(done, self.invented)):
                    yield contact, None, *finding, need, how, paces.gathered_at(done, self.invented), by

    def _days(self) -> Rows:
        for done, child, named in self._children():
            if done.recommended_at and child.demand_class in wordings.NET:
                known, at = "reported" if child.childs_day else "not_known_yet", paces.gathered_at(done, self.invented)
                yield named, known, child.childs_day, at, self.worker(done.recommended_by)

    def _recommendations(self) -> Rows:
        for done in self.invented.handlings:
            for _, at in recommendations(done):
                contact = self.contact_number[done.contact_id]
                reply = done.reply or "Thank you for telling us. We have looked at what you said."
                rationale = next((child.rationale for child in done.children if child.rationale), "")
                yield (
                    contact,
                    rationale,
                    evidence.missing_of(done),
                    reply,
                    self.edition_at(at),
                    at,
                    self.worker(done.recommended_by),
                )

    def _proposals(self) -> Rows:
        for done in self.invented.handlings:
            for is_second, _ in recommendations(done):
                recommendation = self.recommendation_number[done.contact_id, is_second]
                for child in done.children:
                    named = self.named_number[done.contact_id, child.row]
                    yield recommendation, named, child.outcome, wordings.level(child.level) or "universal"

    def _oversights(self) -> Rows:
        number = self.base[decision.Oversight]
        for done in self.invented.handlings:
            by, overseer = self.worker(done.recommended_by), self.worker(done.overseen_by)
            for is_second, _ in recommendations(done):
                recommendation = self.recommendation_number[done.contact_id, is_second]
                if done.returned_at and not is_second:
                    number += 1
                    due_at = done.returned_at + timedelta(days=1)
                    words = done.returned_direction
                    manager = overseer or self.worker(done.allocated_by)
                    yield recommendation, by, "returned", words, words, due_at, done.returned_at, manager
                elif done.overseen_at:
                    number += 1
                    self.oversight_number[done.contact_id] = number
                    reason = done.oversight_reason
                    yield recommendation, by, done.oversight, reason, "", None, done.overseen_at, overseer

    def _outcomes(self) -> Rows:
        opened = {
            (one.contact_id, one.person_id): self.base[children.Episode] + one.id
            for one in self.invented.episodes
            if one.contact_id
        }
        for done, child, named in self._children():
            if done.decided_at:
                contact, oversight = self.contact_number[done.contact_id], self.oversight_number[done.contact_id]
                episode = opened.get((done.contact_id, child.person_id or -1))
                level = wordings.level(child.level) or "universal"
                yield contact, named, oversight, child.outcome, level, episode, done.decided_at

    def _replies(self) -> Rows:
        contacts = {contact.id: contact for contact in self.invented.contacts}
        for done in self.invented.handlings:
            if not done.decided_at:
                continue
            teller = contacts[done.contact_id]
            method = "portal" if teller.professional_id else "phone" if teller.told_by_name else "not_possible"
            text = done.reply or "There is nobody to tell: the referrer gave no name."
            contact = self.contact_number[done.contact_id]
            read_at = self._read_at(done.decided_at, contact) if method == "portal" else None
            told_at = self.told_at(done, contact) if method == "phone" else None
            told = (told_at, self.worker(done.recommended_by) if told_at else None)
            yield contact, method, text, done.decided_at, self.worker(done.overseen_by), *told, read_at

    def _read_at(self, written_at: datetime, number: int) -> datetime | None:
        """Say when a referrer read their reply: some hours or days later; the latest have not been read."""
        read_at = written_at + timedelta(hours=number % 120)
        return read_at if read_at < self.invented.until else None

    def told_at(self, done: shapes.Handling, number: int) -> datetime | None:
        """Say when a referrer was rung; some of those of the last days have not been yet."""
        is_late = done.decided_at is not None and done.decided_at > self.invented.until - timedelta(days=3)
        return None if is_late and number % 3 == 0 else done.replied_at

    def _messages(self) -> Rows:
        yield from ()  # what was sent years ago is not kept; nothing of the history waits to leave


def recommendations(done: shapes.Handling) -> list[tuple[bool, datetime]]:
    """List a contact's recommendations: whether it is the second, after a return, and when it was made."""
    if done.recommended_at is None:
        return []
    made = [(False, done.recommended_at)]
    if done.returned_at and done.overseen_at:
        made.append((True, done.returned_at + (done.overseen_at - done.returned_at) / 2))
    return made
