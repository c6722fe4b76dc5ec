"""The picture before a decision: everything that stands on a contact, gathered once for the page and for the guard."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from frontdoor.journey.children.models import Person
from frontdoor.journey.decision import rules
from frontdoor.journey.decision.facts import (
    ChildFacts,
    EvidenceFacts,
    HistoryState,
    ProposedOutcome,
    TellerFacts,
)
from frontdoor.journey.decision.models import (
    ChildsDay,
    Finding,
    HistoryRead,
    Look,
    LookKind,
    Need,
    Outcome,
    Recommendation,
    RecommendedOutcome,
    Reply,
)
from frontdoor.journey.decision.queries.history import History, PastContact, earlier_of, history_of
from frontdoor.journey.decision.queries.wording import told_name
from frontdoor.journey.decision.steps import Stage, StageFacts, stage_of_facts
from frontdoor.journey.intake import queries as intake
from frontdoor.journey.intake.models import Contact, NamedPerson
from frontdoor.journey.triage import asking_rules
from frontdoor.journey.triage import queries as triage
from frontdoor.journey.triage.models import Allocation, Classification, News, Rating
from frontdoor.library import demand
from frontdoor.record.policy import queries as policy
from frontdoor.record.policy.consent import approves_not_asking
from frontdoor.record.policy.editions import Rules


@dataclass(frozen=True, kw_only=True)
class Picture:
    """What is known and not known about one contact at one moment."""

    contact: Contact
    at: datetime
    edition_id: int
    rules: Rules
    named: Sequence[NamedPerson]
    people: Mapping[int, Person]
    classes: Mapping[int, Classification]
    rating: Rating | None
    allocation: Allocation | None
    findings: Sequence[Finding]
    days: Mapping[int, ChildsDay]
    history: History
    history_read: HistoryRead | None
    recommendation: Recommendation | None
    news: Mapping[int, Sequence[News]]
    asking: triage.Asking
    looks: Sequence[Look]

    @property
    def children(self) -> list[NamedPerson]:
        return [each for each in self.named if each.is_child]

    @property
    def is_about_need(self) -> bool:
        return rules.is_about_need(self.evidence().children)

    @property
    def oversight_kind(self) -> str | None:
        """The kind of the latest recommendation's oversight: None without a recommendation, blank while it waits."""
        if self.recommendation is None:
            return None
        oversight = getattr(self.recommendation, "oversight", None)
        return str(oversight.kind) if oversight else ""

    def evidence(self, proposed: Mapping[int, ProposedOutcome] | None = None) -> EvidenceFacts:
        """Tell what bears on a recommendation, with what is proposed for each child."""
        return EvidenceFacts(
            has_ended=self.contact.ended_at is not None,
            is_rated=self.rating is not None,
            children=tuple(self._child(each, (proposed or {}).get(each.pk)) for each in self.children),
            is_history_read=self.history_read is not None,
            is_history_stale=self.is_history_stale,
            known_findings=sum(each.kind != "missing" for each in self.findings),
            is_awaiting_oversight=self.oversight_kind == "",
            is_in_danger_now=self.contact.is_in_danger_now,
            waits_for_referrer=self.asking.waits,
            lacks_agreement=asking_rules.lacks_agreement(self.consent),
            needing_agreement=self._needing_agreement,
            is_pattern_looked_at=self.pattern_look is not None,
        )

    @property
    def consent(self) -> asking_rules.ConsentFacts:
        """What was said of consent, and whether this edition has a manager stand behind not asking."""
        asks = approves_not_asking(self.asking.consent.not_asked_reason, self.rules)
        return replace(self.asking.consent, must_be_approved=asks)

    @property
    def _needing_agreement(self) -> frozenset[str]:
        return frozenset(code for code, outcome in self.rules.outcomes.items() if outcome.needs_agreement)

    @property
    def pattern_look(self) -> Look | None:
        """The look at the pattern that still holds: not the recommender's own, and at the history as it stands."""
        made, events = self.recommendation, self.history.state.events
        held = [
            each
            for each in self.looks
            if each.kind == LookKind.PATTERN
            and each.events_shown == events
            and (made is None or each.looked_by_id != made.recommended_by_id)
        ]
        return held[-1] if held else None

    @property
    def pattern(self) -> list[PastContact]:
        """The earlier contacts about these children that ended without a referral, within the window of a repeat.

        One that was still open when this came, and ended so since, belongs to the pattern too.
        """
        ids = {self.people[each.pk].pk for each in self.children if each.pk in self.people}
        return [each for each in self.history.contacts if each.person_id in ids and self._is_of_pattern(each)]

    def _is_of_pattern(self, past: PastContact) -> bool:
        if past.received_at > self.contact.received_at or not past.ended_without_referral or past.ended_at is None:
            return False
        return self.contact.received_at - past.ended_at <= timedelta(days=self.rules.windows.repeat)

    def needs_unsaid(self, child: NamedPerson) -> tuple[str, ...]:
        """List the needs of which nothing is said yet, known or not known, about this child or all of them."""
        said = {each.need for each in self.findings if each.named_id in (None, child.pk)}
        return tuple(need.value for need in Need if need.value not in said)

    def evidence_for_oversight(self, proposed: Mapping[int, ProposedOutcome]) -> EvidenceFacts:
        """Tell the same once a recommendation waits, which then is no reason against deciding about it.

        The picture was whole when it was recommended, or came from before it was asked for: the overseer sees its
        gaps, and may return it for them.
        """
        evidence = self.evidence(proposed)
        children = tuple(replace(child, needs_unsaid=()) for child in evidence.children)
        return replace(evidence, children=children, is_awaiting_oversight=False)

    @property
    def is_history_stale(self) -> bool:
        read = self.history_read
        if read is None:
            return False
        shown = HistoryState(events=read.events_shown, last_event_at=read.last_event_at)
        return rules.is_history_stale(read=shown, now=self.history.state)

    @property
    def is_history_done(self) -> bool:
        read, made = self.history_read, self.recommendation
        return rules.is_history_read_in_time(
            read_at=read.read_at if read else None,
            is_stale=self.is_history_stale,
            recommended_at=made.recommended_at if made else None,
            has_ended=self.contact.ended_at is not None,
        )

    @property
    def stage(self) -> Stage:
        evidence = self.evidence()
        return stage_of_facts(
            StageFacts(
                has_ended=evidence.has_ended,
                are_all_identified=all(child.person_id for child in evidence.children),
                are_all_classed=all(child.demand_class for child in evidence.children),
                is_about_need=rules.is_about_need(evidence.children),
                is_rated=evidence.is_rated,
                is_allocated=self.allocation is not None,
                has_recommendation=self.recommendation is not None,
                last_oversight=self.oversight_kind or "",
                waits_for_referrer=evidence.waits_for_referrer,
            )
        )

    @property
    def level_codes(self) -> frozenset[str]:
        return frozenset(level.code for level in self.rules.levels)

    def _child(self, child: NamedPerson, proposed: ProposedOutcome | None) -> ChildFacts:
        person, set_class = self.people.get(child.pk), self.classes.get(child.pk)
        episodes = self.history.episodes.get(person.pk, ()) if person else ()
        return ChildFacts(
            named_id=child.pk,
            name=told_name(child),
            person_id=person.pk if person else None,
            demand_class=set_class.demand_class if set_class else "",
            has_day=child.pk in self.days,
            is_open_now=any(each.closed_at is None for each in episodes),
            is_news_acknowledged=any(each.acknowledged_at for each in self.news.get(child.pk, ())),
            proposed=proposed,
            needs_unsaid=self.needs_unsaid(child),
            came_back=person is not None and any(each.person_id == person.pk for each in self.pattern),
        )


def picture_of(
    contact: Contact,
    *,
    at: datetime,
    named: Sequence[NamedPerson] | None = None,
    people: Mapping[int, Person] | None = None,
) -> Picture:
    """Gather the picture, of a contact that has ended as it stood then.

    Pass who is named and who they are where that is at hand already.
    """
    named = list(NamedPerson.objects.filter(contact=contact).order_by("position")) if named is None else named
    people = intake.identified([each.pk for each in named]) if people is None else people
    in_force = policy.in_force(contact.authority_id, at=contact.ended_at or at)
    classes = triage.classes_of([each.pk for each in named])
    rating = triage.ratings_of([contact.pk]).get(contact.pk)
    open_cases = [named_id for named_id, each in classes.items() if each.demand_class == "open_case"]
    return Picture(
        contact=contact,
        at=at,
        edition_id=in_force.edition_id,
        rules=in_force.rules,
        named=named,
        people=people,
        classes=classes,
        rating=rating,
        allocation=triage.allocations_of([contact.pk]).get(contact.pk),
        findings=list(_findings(contact)),
        days=_days(named),
        history=history_of(contact, at=at, people=people.values(), in_force=in_force),
        history_read=_history_read(contact),
        recommendation=latest_recommendation(contact),
        news=triage.news_of(open_cases) if open_cases else {},
        asking=triage.asking_of(contact, named=named, colour=rating.colour if rating else ""),
        looks=_looks(contact),
    )


def _findings(contact: Contact) -> list[Finding]:
    current = Finding.objects.filter(contact=contact, ended_at__isnull=True)
    return list(current.select_related("named", "added_by").order_by("added_at", "pk"))


def _looks(contact: Contact) -> list[Look]:
    made = Look.objects.filter(contact=contact).select_related("looked_by", "done_by")
    return list(made.order_by("looked_at", "pk"))


def _days(named: Sequence[NamedPerson]) -> dict[int, ChildsDay]:
    current = ChildsDay.objects.filter(named__in=[each.pk for each in named], ended_at__isnull=True)
    return {each.named_id: each for each in current.select_related("described_by")}


def _history_read(contact: Contact) -> HistoryRead | None:
    reads = HistoryRead.objects.filter(contact=contact).select_related("read_by")
    return reads.order_by("-read_at", "-pk").first()


def latest_recommendation(contact: Contact) -> Recommendation | None:
    """Find the latest recommendation on a contact, with its oversight if there is any."""
    made = Recommendation.objects.filter(contact=contact)
    joined = made.select_related("recommended_by", "oversight__decided_by", "left_out__closed_by", "left_out__edition")
    return joined.order_by("-pk").first()


def proposed_in(recommendation: Recommendation) -> dict[int, ProposedOutcome]:
    """Tell what a recommendation proposes for each child."""
    rows = RecommendedOutcome.objects.filter(recommendation=recommendation)
    return {row.named_id: ProposedOutcome(kind=row.kind, level=row.level) for row in rows}


def outcomes_of(contact: Contact) -> dict[int, Outcome]:
    """Find what took effect for each child on a contact."""
    return {each.named_id: each for each in Outcome.objects.filter(contact=contact)}


def reply_to(contact: Contact) -> Reply | None:
    """Find the reply to whoever told us, once there is one."""
    return Reply.objects.filter(contact=contact).select_related("told_by", "message").first()


def demand_facts(picture: Picture) -> dict[int, demand.DemandFacts]:
    """Gather what bears on each child's class, from the picture and without asking again."""
    contact = picture.contact
    earlier = {person.pk: earlier_of(picture.history, person.pk, contact) for person in picture.people.values()}
    common = triage.common_facts(contact, picture.rules, is_coded=picture.history.marks.is_coded)
    districts = triage.districts_known(picture.children)
    return {
        child.pk: triage.facts_of_child(
            common,
            child,
            picture.people.get(child.pk),
            earlier=earlier,
            episodes=picture.history.episodes,
            districts=districts,
        )
        for child in picture.children
    }


def teller_facts(contact: Contact) -> TellerFacts:
    """Tell how whoever told us can be reached."""
    professional = contact.professional
    return TellerFacts(
        source_code=contact.source_code,
        has_agency=contact.agency_id is not None,
        has_email=bool(triage.email_of_teller(contact)),
        has_phone=bool(contact.teller_phone or (professional and professional.phone)),
        has_name=bool(contact.teller_name or professional),
    )
