"""Setting a class and a rating, giving a contact to somebody, and passing news on."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from django.db import transaction

from frontdoor.journey.intake.models import Contact, NamedPerson
from frontdoor.journey.triage import queries, rules
from frontdoor.journey.triage.models import Allocation, Classification, News, Rating
from frontdoor.record.access.models import Worker
from frontdoor.record.access.refusals import refuse_if, require
from frontdoor.record.access.roles import Permission
from frontdoor.record.ledger import actions as ledger
from frontdoor.record.policy import queries as policy


def classify(
    *,
    named: NamedPerson,
    demand_class: str,
    linked_to: Contact | None = None,
    reason: str = "",
    by: Worker,
    at: datetime,
    seen: int | None = None,
) -> Classification:
    """Set what a contact about one child is. The class before it ends; news goes to the child's allocated worker.

    `seen` is the class that stood on the page, 0 for none: one that another set meanwhile is not put away unread.
    """
    with transaction.atomic():
        require(by, Permission.CONTACT_CLASSIFY)
        named.contact = lock(named.contact_id)
        facts = queries.classify_facts(named, demand_class=demand_class, linked_to=linked_to, reason=reason, at=at)
        stands = queries.classes_of([named.pk]).get(named.pk)
        refuse_if(rules.reasons_not_to_classify(replace(facts, set_meanwhile_by=_set_meanwhile(stands, seen))))
        Classification.objects.filter(named=named, ended_at__isnull=True).update(ended_at=at, ended_by=by)
        classification = Classification.objects.create(
            authority_id=by.authority_id,
            named=named,
            contact_id=named.contact_id,
            demand_class=demand_class,
            linked_to=linked_to,
            reason=reason,
            set_at=at,
            set_by=by,
        )
        link = linked_to.pk if linked_to else None
        detail: ledger.Detail = {"named": named.pk, "class": demand_class, "linked_to": link}
        ledger.write("child.classified", subject=("contact", named.contact_id), by=by, at=at, detail=detail)
        if demand_class == "open_case":
            _pass_on(named, by=by, at=at)
    return classification


def _pass_on(named: NamedPerson, *, by: Worker, at: datetime) -> None:
    """Pass the contact to the worker whose case the child is, once."""
    episode = queries.episode_for_news(named)
    if episode is None or News.objects.filter(named=named, episode=episode).exists():
        return
    news = News.objects.create(
        authority_id=by.authority_id,
        named=named,
        episode=episode,
        worker_id=episode.worker_id,
        passed_at=at,
        passed_by=by,
    )
    ledger.write(
        "news.passed",
        subject=("contact", named.contact_id),
        by=by,
        at=at,
        detail={"news": news.pk, "worker": episode.worker_id, "episode": episode.pk},
    )


def _set_meanwhile(stands: Classification | Rating | None, seen: int | None) -> str:
    """Name whoever set what stands since the page was shown, where somebody did."""
    if seen is None or stands is None or stands.pk == seen:
        return ""
    return stands.set_by.name if stands.set_by else "Somebody"


def rate(*, contact: Contact, colour: str, reason: str, by: Worker, at: datetime, seen: int | None = None) -> Rating:
    """Say how fast a contact must move. The rating before it ends; the clock still runs from the receipt.

    `seen` is the rating that stood on the page, 0 for none: one that another set meanwhile is not put away unread.
    """
    with transaction.atomic():
        require(by, Permission.CONTACT_RATE)
        locked = lock(contact.pk)
        current = queries.ratings_of([locked.pk]).get(locked.pk)
        refuse_if(
            rules.reasons_not_to_rate(
                rules.RateFacts(
                    colour=colour,
                    has_ended=locked.ended_at is not None,
                    rater=queries.rater(by),
                    reason=reason,
                    current_colour=current.colour if current else "",
                    set_meanwhile_by=_set_meanwhile(current, seen),
                ),
                policy.in_force(by.authority_id, at=at).rules,
            )
        )
        Rating.objects.filter(contact=locked, ended_at__isnull=True).update(ended_at=at, ended_by=by)
        rating = Rating.objects.create(
            authority_id=by.authority_id, contact=locked, colour=colour, reason=reason, set_at=at, set_by=by
        )
        detail = {"colour": colour, "before": current.colour if current else None}
        ledger.write("contact.rated", subject=("contact", locked.pk), by=by, at=at, detail=detail)
    return rating


def allocate(*, contact: Contact, worker: Worker, by: Worker, at: datetime) -> Allocation:
    """Give a contact to a worker; whoever had it has it no more."""
    with transaction.atomic():
        require(by, Permission.CONTACT_ALLOCATE)
        locked = lock(contact.pk)
        current = queries.allocations_of([locked.pk]).get(locked.pk)
        refuse_if(
            rules.reasons_not_to_allocate(
                rules.AllocateFacts(
                    has_ended=locked.ended_at is not None,
                    is_active=worker.is_active and worker.authority_id == by.authority_id,
                    may_recommend=worker.may(Permission.OUTCOME_RECOMMEND),
                    has_it_already=current is not None and current.worker_id == worker.pk,
                    worker_name=worker.name,
                )
            )
        )
        Allocation.objects.filter(contact=locked, ended_at__isnull=True).update(ended_at=at, ended_by=by)
        allocation = Allocation.objects.create(
            authority_id=by.authority_id, contact=locked, worker=worker, allocated_at=at, allocated_by=by
        )
        ledger.write("contact.allocated", subject=("contact", locked.pk), by=by, at=at, detail={"worker": worker.pk})
    return allocation


def acknowledge_news(*, news: News, by: Worker, at: datetime) -> News:
    """Say that information on an open case has been read by whoever holds the case."""
    with transaction.atomic():
        require(by, Permission.NEWS_ACKNOWLEDGE)
        locked = News.objects.select_for_update(of=("self",)).get(pk=news.pk)
        refuse_if(
            rules.reasons_not_to_acknowledge(
                rules.NewsFacts(
                    is_acknowledged=locked.acknowledged_at is not None,
                    is_mine=locked.worker_id == by.pk,
                    may_allocate=by.may(Permission.CONTACT_ALLOCATE),
                )
            )
        )
        locked.acknowledged_at, locked.acknowledged_by = at, by
        locked.save(update_fields=["acknowledged_at", "acknowledged_by"])
        ledger.write("news.acknowledged", subject=("news", locked.pk), by=by, at=at)
    return locked


def lock(contact_id: int) -> Contact:
    """Hold a contact's row for the rest of the transaction, so that two acts on it go one after the other."""
    return Contact.objects.select_for_update(of=("self",)).select_related("agency", "professional").get(pk=contact_id)
