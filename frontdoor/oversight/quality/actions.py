"""What we do with samples: draw, review, decide again unseen, open again."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

from frontdoor.journey.children import queries as children
from frontdoor.journey.children.models import Person
from frontdoor.journey.decision import queries as decision
from frontdoor.journey.decision.rules import ABOUT_NEED
from frontdoor.journey.intake import actions as intake
from frontdoor.journey.intake.models import Channel, Contact, NamedPerson, Verdict
from frontdoor.journey.intake.queries import identified
from frontdoor.journey.intake.told import Told, ToldPerson
from frontdoor.library.clocks import LONDON
from frontdoor.oversight.quality import rules
from frontdoor.oversight.quality.models import Answer, Case, Purpose, Review, Sample, SecondDecision
from frontdoor.oversight.quality.queries import cases, drawing
from frontdoor.record.access.models import Worker
from frontdoor.record.access.refusals import refuse_if, require
from frontdoor.record.access.roles import Permission
from frontdoor.record.ledger import actions as ledger
from frontdoor.record.ledger.actions import Detail

OUR_OWN = "5A"
"""The census's code for the council's own social care."""


@dataclass(frozen=True, kw_only=True)
class Cohort:
    """Which decisions a sample draws from. No outcomes: whatever was decided; no source: from anybody."""

    purpose: str
    name: str
    from_on: date
    until_on: date
    outcomes: tuple[str, ...] = ()
    source_code: str = ""
    overseen: str = "either"


def note_samples(*, sample: Sample | None, by: Worker, at: datetime) -> None:
    """Note that the list of samples, or what one of them found, is about to be shown."""
    require(by, Permission.SAMPLE_SEE)
    ledger.write("samples.viewed", subject=("sample", sample.pk if sample else None), by=by, at=at)


def draw(*, cohort: Cohort, seed: int, most: int | None, by: Worker, at: datetime) -> Sample:
    """Draw a sample, or all that fit, so that the same seed draws the same children again."""
    with transaction.atomic():
        require(by, Permission.SAMPLE_DRAW)
        sample = Sample(
            authority_id=by.authority_id,
            seed=seed,
            drawn_at=at,
            drawn_by=by,
            purpose=cohort.purpose,
            name=" ".join(cohort.name.split()),
            from_on=cohort.from_on,
            until_on=cohort.until_on,
            outcomes=list(cohort.outcomes),
            source_code=cohort.source_code,
            overseen=cohort.overseen,
        )
        fitting = list(drawing.fitting(by, sample).values_list("pk", flat=True))
        facts = rules.DrawFacts(
            name=sample.name,
            from_on=sample.from_on,
            until_on=sample.until_on,
            today=at.astimezone(LONDON).date(),
            fitting=len(fitting),
            most=most,
        )
        refuse_if(rules.reasons_not_to_draw(facts))
        sample.fitting = len(fitting)
        sample.save(force_insert=True)
        kept = rules.drawn(fitting, seed=seed, most=most)
        Case.objects.bulk_create(
            Case(authority_id=by.authority_id, sample=sample, position=at_place, named_id=named_id)
            for at_place, named_id in enumerate(kept, start=1)
        )
        detail: Detail = {"purpose": sample.purpose, "seed": seed, "fitting": len(fitting), "drawn": len(kept)}
        ledger.write("sample.drawn", subject=("sample", sample.pk), by=by, at=at, detail=detail)
    return sample


def note_case(*, case: Case, people: Iterable[Person], by: Worker, at: datetime) -> None:
    """Note that a case and everybody identified on its contact are about to be shown."""
    contact_id = case.named.contact_id
    with transaction.atomic():
        require(by, cases.NEEDED[case.sample.purpose])
        ledger.write("case.viewed", subject=("case", case.pk), by=by, at=at, detail={"contact": contact_id})
        for key in sorted(children.records_of(people)):
            ledger.write("person.viewed", subject=("person", key), by=by, at=at, detail={"contact": contact_id})


def review(*, case: Case, found: str, words: str, answers: Mapping[str, str], by: Worker, at: datetime) -> Review:
    """Keep what somebody who took no part in a decision finds when they look back at it."""
    with transaction.atomic():
        require(by, Permission.CASE_REVIEW)
        kept = _lock(case)
        facts = cases.case_facts(kept, purpose=Purpose.LOOK_BACK, by=by)
        refuse_if(rules.reasons_not_to_review(facts, found=found, words=words, answers=answers))
        made = Review.objects.create(
            authority_id=by.authority_id, case=kept, found=found, words=words, reviewed_at=at, reviewed_by=by
        )
        Answer.objects.bulk_create(
            Answer(authority_id=by.authority_id, review=made, question=one.code, answer=answers[one.code])
            for one in rules.QUESTIONS
        )
        detail: Detail = {"contact": kept.named.contact_id, "found": found}
        ledger.write("case.reviewed", subject=("case", kept.pk), by=by, at=at, detail=detail)
    return made


def decide_again(*, case: Case, outcome: str, level: str, words: str, by: Worker, at: datetime) -> SecondDecision:
    """Keep what somebody would have decided who has not seen what was. It changes nothing for the child."""
    with transaction.atomic():
        require(by, Permission.CASE_DECIDE_AGAIN)
        kept = _lock(case)
        picture = decision.picture_of(kept.named.contact, at=at)
        refuse_if(
            rules.reasons_not_to_decide_again(
                cases.case_facts(kept, purpose=Purpose.CONSISTENCY, by=by),
                outcome=outcome,
                outcomes=ABOUT_NEED,
                level=level,
                levels=[each.code for each in picture.rules.levels],
                words=words,
            )
        )
        made = SecondDecision.objects.create(
            authority_id=by.authority_id,
            case=kept,
            outcome=outcome,
            level=level,
            words=words,
            was_unseen=not cases.had_opened(kept, by),
            decided_at=at,
            decided_by=by,
        )
        detail = {"contact": kept.named.contact_id, "unseen": made.was_unseen}
        ledger.write("case.decided_again", subject=("case", kept.pk), by=by, at=at, detail=detail)
    return made


def open_again(*, made: Review, by: Worker, at: datetime) -> Contact:
    """Take a contact about the child whose need may be unmet: it is looked at as any other, from now."""
    with transaction.atomic():
        require(by, Permission.CASE_REVIEW)
        _lock(made.case)
        made.refresh_from_db()
        named = made.case.named
        people = identified([named.pk])
        refuse_if(
            rules.reasons_not_to_open_again(
                found=made.found, is_opened_again=made.opened_again_as_id is not None, is_identified=bool(people)
            )
        )
        contact = intake.receive(_told(made, by=by, at=at), by=by, at=at)
        again = NamedPerson.objects.get(contact=contact, is_child=True)
        intake.identify(named=again, person=people[named.pk], verdict=Verdict.SAME, weight=None, by=by, at=at)
        made.opened_again_as, made.opened_again_at, made.opened_again_by = contact, at, by
        made.save(update_fields=["opened_again_as", "opened_again_at", "opened_again_by"])
        detail = {"contact": contact.pk, "before": named.contact_id}
        ledger.write("case.opened_again", subject=("case", made.case_id), by=by, at=at, detail=detail)
    return contact


def _lock(case: Case) -> Case:
    """Wait for whoever looks at the same contact now; the contact's row stands for the case's."""
    Contact.objects.select_for_update(of=("self",)).get(pk=case.named.contact_id)
    return Case.objects.select_related("sample", "named__contact").get(pk=case.pk)


def _told(made: Review, *, by: Worker, at: datetime) -> Told:
    before = made.case.named.contact
    named = made.case.named
    child = ToldPerson(
        is_child=True,
        first_name=named.first_name,
        last_name=named.last_name,
        date_of_birth=named.date_of_birth,
        age_told=named.age_told,
        is_unborn=named.is_unborn,
        expected_on=named.expected_on,
        sex=named.sex,
        lives_in_home=named.lives_in_home,
        address=named.address,
        postcode=named.postcode,
        school=named.school,
        nhs_number=named.nhs_number,
        impact=made.words,
    )
    return Told(
        channel=Channel.LOOK_BACK,
        source_code=OUR_OWN,
        received_at=at,
        what_happened=f"A look-back at {before.receipt} found that need may be unmet: {made.words}",
        people=(child,),
        teller_name=by.name,
        teller_role=f"{made.case.sample.name} (look-back)",
        how_known="records",
        wants="Look at it again",
        sharing_basis="public_task",
        family_agreement=before.family_agreement,
        family_told=before.family_told,
        consent_note=before.consent_note,
        level_stated="",
    )
