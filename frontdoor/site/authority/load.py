"""The invented authority into the database: the tables, constraints and ledger that the pages use, by the million."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime

from django.db import connection, models, transaction
from django.db.backends.utils import CursorWrapper

from frontdoor.journey.children import models as children
from frontdoor.journey.decision import models as decision
from frontdoor.journey.intake import models as intake
from frontdoor.journey.triage import models as triage
from frontdoor.record.access import context
from frontdoor.record.ledger import actions as ledger
from frontdoor.record.ledger.models import Entry
from frontdoor.record.organisations import models as organisations
from frontdoor.record.outbox.models import Message
from frontdoor.record.policy import actions as policy
from frontdoor.record.policy.editions import EXAMPLE
from frontdoor.site.authority import copying, deeds, people_rows, shapes, sign_ins, work_rows
from frontdoor.site.authority.invent import CHILDREN, FIRST_DAY, invent
from frontdoor.site.machinery import Machinery

POPULATION = 33_000

Tell = Callable[[str, float], None]

PEOPLE: tuple[type[models.Model], ...] = (
    children.Person,
    children.OtherName,
    children.Household,
    children.Membership,
    children.Address,
    children.SealedAddress,
    children.Seal,
    children.Relationship,
    children.MatchKey,
    children.Episode,
)
WORK: tuple[type[models.Model], ...] = (
    intake.Contact,
    intake.NamedPerson,
    intake.Identification,
    triage.Classification,
    triage.Rating,
    triage.Allocation,
    triage.News,
    decision.HistoryRead,
    decision.Finding,
    decision.ChildsDay,
    decision.Recommendation,
    decision.RecommendedOutcome,
    decision.Oversight,
    decision.Outcome,
    decision.Reply,
    Message,
    Entry,
)


def load(
    *, seed: int, months: int, until: datetime, password: str, progress: Tell, children_count: int = CHILDREN
) -> None:
    """Build the demonstration authority, unless it is there. All of it in one transaction, or nothing.

    `months` counts back from `until`; 0 is all of the history from April 2018.
    """
    if organisations.Authority.objects.filter(name=shapes.NAME).exists():
        return
    invented = invent(
        seed,
        start_of(months, until),
        until,
        children=children_count,
        progress=lambda words, share: progress(words, 0.25 * share),
    )
    with transaction.atomic(), connection.cursor() as cursor:
        authority = organisations.Authority.objects.create(
            name=invented.name, short_name="Marlsea", children_population=POPULATION
        )
        with context.working_for(authority_id=authority.pk):
            fill(cursor, authority.pk, invented, password=password, progress=progress)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    progress("Ready", 1.0)


def start_of(months: int, until: datetime) -> date:
    """Work out where a history of so many months begins; 0 is all of it."""
    if not months:
        return FIRST_DAY
    years, place = divmod(until.year * 12 + until.month - 1 - months, 12)
    return max(FIRST_DAY, date(years, place + 1, 1))


def fill(
    cursor: CursorWrapper, authority_id: int, invented: shapes.Authority, *, password: str, progress: Tell
) -> None:
    """Fill an authority that has nothing yet, step by step as the journey goes."""
    machine = Machinery(authority_id=authority_id, ledger_name="The demonstration's builder")
    edition = policy.adopt(file=EXAMPLE, by=machine, at=datetime.combine(invented.start, datetime.min.time(), UTC))
    base = {model: _highest(model) for model in (*people_rows.ORGANISATIONS, *PEOPLE, *WORK)}
    people = people_rows.PeopleRows(authority_id, invented, base, sign_ins.hashed(password))
    for model in people_rows.ORGANISATIONS:
        copying.copy(cursor, model, people.columns(model), people.rows(model))
        copying.count_on(cursor, model)
    work = work_rows.WorkRows(authority_id, invented, base, edition_id=edition.pk)
    tables = [model._meta.db_table for model in (*PEOPLE, *WORK)]
    with copying.put_aside(cursor, tables):
        for place, model in enumerate((*PEOPLE, *WORK)):
            progress(f"Loading {model._meta.verbose_name_plural}", 0.25 + 0.55 * place / len(tables))
            if model is Entry:
                copying.copy(cursor, Entry, deeds.COLUMNS, deeds.rows(authority_id, invented, work, base))
                continue
            source = people if model in PEOPLE else work
            copying.copy(cursor, model, source.columns(model), source.rows(model))
            copying.count_on(cursor, model)
        progress("Checking every constraint and making the indexes", 0.85)
    _number_on(cursor)
    ledger.write("authority.invented", subject=("authority", authority_id), by=machine, at=invented.until)


def _highest(model: type[models.Model]) -> int:
    return model._default_manager.aggregate(highest=models.Max("id"))["highest"] or 0


def _number_on(cursor: CursorWrapper) -> None:
    """Let references and receipts go on after the last that the history used."""
    cursor.execute(
        "SELECT setval('children_person_reference', (SELECT max(substr(reference, 2)::bigint) FROM children_person)),"
        " setval('intake_contact_receipt', (SELECT max(substr(receipt, 2)::bigint) FROM intake_contact))"
    )
