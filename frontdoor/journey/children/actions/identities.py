"""Say that two records are one person, or are not: links and verdicts, never a fact moved or removed."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from django.db import DatabaseError, connection, transaction

from frontdoor.journey.children import identity_rules as rules
from frontdoor.journey.children.actions.filing import file_people
from frontdoor.journey.children.identity_facts import LinkStands, Pair
from frontdoor.journey.children.models import JoinedRecord, NotSame, Person, SamePerson, SeparateIdentities
from frontdoor.journey.children.queries import cautions, identities, pairs
from frontdoor.record.access import context
from frontdoor.record.access.models import Worker
from frontdoor.record.access.refusals import Refused, refuse_if, require
from frontdoor.record.access.roles import Permission
from frontdoor.record.ledger import actions as ledger

KEPT_APART = "FD001"
"""What the database says when it keeps two records apart (children/migrations/0004_identity_walls.py)."""


def propose_same(*, one: Person, other: Person, leading: Person, because: str, by: Worker, at: datetime) -> SamePerson:
    """Propose that two records are one person, under the name and reference of one of them.

    Of joined records, those that lead are linked: that is what the proposer has before them.
    """
    with transaction.atomic():
        require(by, Permission.PERSON_JOIN)
        _wait_for_identities(by.authority_id)
        led = identities.leading_of([one.pk, other.pk, leading.pk])
        pair = Pair.of(led[one.pk], led[other.pk])
        refuse_if(rules.reasons_not_to_propose(pairs.joining_facts(pair, because=because)))
        link = _link(pair, leading_id=led[leading.pk], because=because, by=by, at=at)
        _stand_anew([pair.one_id, pair.other_id], authority_id=by.authority_id)
        _note("people.proposed_same", link, by=by, at=at)
    return link


def confirm_same(*, link: SamePerson, by: Worker, at: datetime) -> SamePerson:
    """Confirm as a second person that two records are one: from now on they are read together."""
    with transaction.atomic():
        require(by, Permission.PERSON_JOIN)
        _wait_for_identities(by.authority_id)
        kept = SamePerson.objects.select_for_update(of=("self",)).get(pk=link.pk)
        refuse_if(rules.reasons_not_to_confirm(pairs.confirming_facts(kept, worker=by)))
        kept.confirmed_at, kept.confirmed_by = at, by
        _save(kept, "confirmed_at", "confirmed_by")
        _stand_anew([kept.one_id, kept.other_id], authority_id=by.authority_id)
        _note("people.joined", kept, by=by, at=at)
    return kept


def end_same(*, link: SamePerson, because: str, are_two_people: bool, by: Worker, at: datetime) -> SamePerson:
    """Part two records, or give up a proposal: alone and at once. Every fact is back where it was recorded.

    `are_two_people` also says so, so that the pair is not suggested again.
    """
    with transaction.atomic():
        require(by, Permission.PERSON_JOIN)
        _wait_for_identities(by.authority_id)
        kept = SamePerson.objects.select_for_update(of=("self",)).get(pk=link.pk)
        refuse_if(rules.reasons_not_to_end(has_ended=kept.ended_at is not None, because=because))
        kept.ended_at, kept.ended_by, kept.ended_because = at, by, because
        kept.save(update_fields=["ended_at", "ended_by", "ended_because"])
        _stand_anew([kept.one_id, kept.other_id], authority_id=by.authority_id)
        _note("people.parted" if kept.confirmed_at else "people.proposal_ended", kept, by=by, at=at)
        if are_two_people:
            _say_apart(Pair.of(kept.one_id, kept.other_id), because=because, by=by, at=at)
    return kept


def say_not_same(*, one: Person, other: Person, because: str, by: Worker, at: datetime) -> NotSame:
    """Say that two records are two people, so that they are not suggested to be one again."""
    with transaction.atomic():
        require(by, Permission.PERSON_JOIN)
        _wait_for_identities(by.authority_id)
        led = identities.leading_of([one.pk, other.pk])
        return _say_apart(Pair.of(led[one.pk], led[other.pk]), because=because, by=by, at=at)


def withdraw_not_same(*, verdict: NotSame, by: Worker, at: datetime) -> NotSame:
    """Withdraw that two records are two people. It stays on the record as withdrawn."""
    with transaction.atomic():
        require(by, Permission.PERSON_JOIN)
        kept = NotSame.objects.select_for_update(of=("self",)).get(pk=verdict.pk)
        refuse_if(["This was withdrawn already."] if kept.withdrawn_at else [])
        kept.withdrawn_at, kept.withdrawn_by = at, by
        kept.save(update_fields=["withdrawn_at", "withdrawn_by"])
        ledger.write(
            "people.not_the_same_withdrawn",
            subject=("person", kept.one_id),
            by=by,
            at=at,
            detail={"other": kept.other_id},
        )
    return kept


def keep_apart(*, one: Person, other: Person, because: str, by: Worker, at: datetime) -> None:
    """Keep a child's two identities apart for good: neither is ever suggested, listed or joined with the other.

    The ledger has that it was done and by whom, and not about whom: that would be a way to find the pair.
    """
    with transaction.atomic():
        require(by, Permission.IDENTITIES_SEPARATE)
        refuse_if(["Choose two records."] if one.pk == other.pk else [])
        refuse_if([] if because.strip() else ["Say on what order or decision this rests."])
        pair = Pair.of(one.pk, other.pk)
        try:
            with context.unsealed(), transaction.atomic():
                kept = SeparateIdentities.objects.create(
                    authority_id=by.authority_id,
                    one_id=pair.one_id,
                    other_id=pair.other_id,
                    because=because,
                    recorded_at=at,
                    recorded_by=by,
                )
        except DatabaseError as error:
            raise Refused(["These two are kept apart already, or are joined: part them first."]) from error
        ledger.write("people.kept_apart", subject=("separation", kept.pk), by=by, at=at)


def _link(pair: Pair, *, leading_id: int, because: str, by: Worker, at: datetime) -> SamePerson:
    link = SamePerson(
        authority_id=by.authority_id,
        one_id=pair.one_id,
        other_id=pair.other_id,
        leading_id=leading_id if leading_id in {pair.one_id, pair.other_id} else pair.one_id,
        because=because,
        proposed_at=at,
        proposed_by=by,
    )
    _save(link)
    return link


def _save(link: SamePerson, *columns: str) -> None:
    """Write a link, and say in plain words when the database keeps the two apart."""
    try:
        with transaction.atomic():
            link.save(update_fields=columns or None)
    except DatabaseError as error:
        if getattr(error.__cause__, "sqlstate", "") == KEPT_APART:
            raise Refused([rules.CANNOT_BE_JOINED]) from error
        raise


def _say_apart(pair: Pair, *, because: str, by: Worker, at: datetime) -> NotSame:
    refuse_if(rules.reasons_not_to_say_apart(pairs.joining_facts(pair, because=because)))
    verdict = NotSame.objects.create(
        authority_id=by.authority_id,
        one_id=pair.one_id,
        other_id=pair.other_id,
        because=because,
        said_at=at,
        said_by=by,
    )
    ledger.write("people.not_the_same", subject=("person", pair.one_id), by=by, at=at, detail={"other": pair.other_id})
    return verdict


def _stand_anew(person_ids: Iterable[int], *, authority_id: int) -> None:
    """Work out again where everybody linked with these stands, and under which keys they are found."""
    asked = set(person_ids)
    linked = set().union(*identities.circle_of(asked).values())
    links = SamePerson.objects.filter(ended_at__isnull=True, one_id__in=linked) | SamePerson.objects.filter(
        ended_at__isnull=True, other_id__in=linked
    )
    places = rules.places(
        LinkStands(
            link_id=link.pk,
            one_id=link.one_id,
            other_id=link.other_id,
            leading_id=link.leading_id,
            confirmed_at=link.confirmed_at,
        )
        for link in links
    )
    JoinedRecord.objects.filter(person_id__in=linked).delete()
    JoinedRecord.objects.bulk_create(
        JoinedRecord(
            authority_id=authority_id, person_id=person_id, leading_id=place.leading_id, circle_id=place.circle_id
        )
        for person_id, place in sorted(places.items())
    )
    file_people(cautions.at_home_with(linked), authority_id=authority_id)


def _note(act: str, link: SamePerson, *, by: Worker, at: datetime) -> None:
    ledger.write(act, subject=("person", link.one_id), by=by, at=at, detail={"other": link.other_id, "link": link.pk})


def _wait_for_identities(authority_id: int) -> None:
    """Let changes to who is whom go one after the other: each works from where the last one left everybody."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT children_wait_for_identities(%s)", [authority_id])
