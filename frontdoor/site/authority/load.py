"""The invented authority into the database: the tables, constraints and ledger that the pages use, by the million."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime
from subprocess import Popen

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
from frontdoor.site.authority import (
    amid,
    answers,
    copying,
    deeds,
    desk,
    doubles,
    involvements,
    keys,
    people_rows,
    plans,
    samples,
    second_edition,
    shapes,
    sign_ins,
    today,
    work_rows,
)
from frontdoor.site.authority.bench import Bench
from frontdoor.site.authority.invent import CHILDREN, FIRST_DAY, invent, without_collecting
from frontdoor.site.machinery import Machinery

POPULATION = 33_000
RUSH = 12
"""So many contacts have come in the last hours, even where it is night: somebody who tries it sees a busy door."""

Tell = Callable[[str, float], None]
Model = type[models.Model]

PEOPLE: tuple[Model, ...] = (
    children.Person,
    children.OtherName,
    children.Household,
    children.Membership,
    children.Address,
    children.SealedAddress,
    children.Seal,
    children.Relationship,
    children.ParentalResponsibility,
    children.MatchKey,
    children.MatchCard,
    children.Episode,
    children.Involvement,
)
WORK: tuple[Model, ...] = (
    intake.Contact,
    intake.Concern,
    intake.Draft,
    intake.NamedPerson,
    intake.Identification,
    triage.Classification,
    triage.Rating,
    triage.Allocation,
    triage.News,
    triage.DangerAct,
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

NUMBERED: tuple[Model, ...] = (*people_rows.ORGANISATIONS, *PEOPLE, *WORK, *plans.COLUMNS, decision.Amid)

# Shares of the whole, by the clock: the invention, the loading of rows, the making of indexes and constraints, the
# looking back at decisions, and the asking about staff.
INVENTED, LOADED, MADE = 0.29, 0.81, 0.96
LOOKED_BACK, ASKED = 0.97, 0.98
WEIGHTS: dict[Model, int] = {
    children.Person: 3,
    children.MatchKey: 8,
    children.MatchCard: 2,
    intake.Contact: 6,
    intake.NamedPerson: 5,
    decision.Recommendation: 3,
    decision.Outcome: 3,
    Entry: 100,
}
"""How much longer the larger tables take than the others."""


def load(
    *, seed: int, months: int, until: datetime, password: str, progress: Tell, children_count: int = CHILDREN
) -> None:
    """Build the demonstration authority, unless it is there. All of it in one transaction, or nothing.

    `months` counts back from `until`; 0 is all of the history from April 2018.
    """
    if organisations.Authority.objects.filter(name=shapes.NAME).exists():
        progress("The invented authority is there already", 1.0)
        return
    connection.close()  # the process that makes keys is a copy of this one, and must not share its connection
    with answers.engine_made_ready() as engine, keys.making() as keys_made, without_collecting():
        invented = today.settle(
            invent(
                seed,
                start_of(months, until),
                until,
                children=children_count,
                progress=lambda words, share: progress(words, INVENTED * share),
                rush=round(RUSH * children_count / CHILDREN),
                once_known=keys_made.begin,
            )
        )
        with transaction.atomic(), connection.cursor() as cursor:
            authority = organisations.Authority.objects.create(
                name=invented.name, short_name="Marlsea", children_population=POPULATION
            )
            with context.working_for(authority_id=authority.pk):
                building = Building(
                    cursor=cursor,
                    authority_id=authority.pk,
                    invented=invented,
                    seed=seed,
                    progress=progress,
                    engine=engine,
                )
                building.build(sign_ins.hashed(password), keys_made)
    progress("Ready", 1.0)


def start_of(months: int, until: datetime) -> date:
    """Work out where a history of so many months begins; 0 is all of it."""
    if not months:
        return FIRST_DAY
    years, place = divmod(until.year * 12 + until.month - 1 - months, 12)
    return max(FIRST_DAY, date(years, place + 1, 1))


@dataclass(frozen=True, kw_only=True)
class Building:
    """Fills an authority that has nothing yet, step by step as the journey goes."""

    cursor: CursorWrapper
    authority_id: int
    invented: shapes.Authority
    seed: int
    progress: Tell
    engine: Popen[bytes]

    def build(self, password_hash: str, keys_made: keys.KeyMaking) -> None:
        """Fill every table, and write down in the ledger that the authority is invented."""
        machine = Machinery(authority_id=self.authority_id, ledger_name="The demonstration's builder")
        began_at = datetime.combine(self.invented.start, datetime.min.time(), UTC)
        editions = self._editions(machine, began_at)
        base = {model: _highest(model) for model in NUMBERED}
        people = people_rows.PeopleRows(
            self.authority_id,
            self.invented,
            base,
            password_hash=password_hash,
            keys=keys_made,
            involved=involvements.made(self.invented),
        )
        for model in people_rows.ORGANISATIONS:
            self._copy(model, people)
        work = work_rows.WorkRows(self.authority_id, self.invented, base, editions=editions)
        laid = plans.Plans(self.authority_id, self.invented, base)
        tables = [model._meta.db_table for model in (*PEOPLE, *WORK)]
        words = "Making the indexes and checking every constraint"
        with copying.put_aside(
            self.cursor, tables, lambda share: self.progress(words, LOADED + (MADE - LOADED) * share)
        ):
            self._fill(people, work, laid, base)
        _number_on(self.cursor)
        self.cursor.execute(f"ANALYZE {', '.join(model._meta.db_table for model in people_rows.ORGANISATIONS)}")
        bench = Bench(self.invented, work)
        asking = answers.begin(bench, self.engine)
        self.progress("Laying today's desk", MADE)
        desk.lay(self.authority_id, self.invented, work)
        doubles.lay(self.authority_id, seed=self.seed, machine=machine, until=self.invented.until)
        self.progress("Looking back at decisions", LOOKED_BACK)
        samples.lay(bench)
        self.progress("Asking what the staff there are could do", ASKED)
        answers.keep(bench, asking)
        ledger.write("authority.invented", subject=("authority", self.authority_id), by=machine, at=self.invented.until)

    def _editions(self, machine: Machinery, began_at: datetime) -> list[tuple[date, int]]:
        """Adopt both editions before there is any contact: the second is in force from a day of the history."""
        first = policy.adopt(file=EXAMPLE, by=machine, at=began_at)
        from_on = second_edition.begins_on(self.invented.start, self.invented.until.date())
        if from_on <= first.in_force_from:
            return [(first.in_force_from, first.pk)]
        second = policy.adopt_read(content=second_edition.content(from_on=from_on), by=machine, at=began_at)
        return [(first.in_force_from, first.pk), (from_on, second.pk)]

    def _fill(
        self, people: people_rows.PeopleRows, work: work_rows.WorkRows, laid: plans.Plans, base: dict[Model, int]
    ) -> None:
        for model, columns in plans.COLUMNS.items():
            copying.copy(self.cursor, model, columns, laid.rows(model))
            copying.count_on(self.cursor, model)
        done, whole = 0, sum(WEIGHTS.get(model, 1) for model in (*PEOPLE, *WORK))
        for model in (*PEOPLE, *WORK):
            share = INVENTED + (LOADED - INVENTED) * done / whole
            done += WEIGHTS.get(model, 1)
            if model is Entry:
                made_amid = amid.Amids(self.authority_id, self.invented, work, base=base[decision.Amid])
                copying.copy(self.cursor, decision.Amid, amid.COLUMNS, made_amid.rows())
                copying.count_on(self.cursor, decision.Amid)
                self._write_ledger(people, work, laid, base, share)
                continue
            self.progress(f"Loading {model._meta.verbose_name_plural}", share)
            self._copy(model, people if model in PEOPLE else work)

    def _write_ledger(
        self,
        people: people_rows.PeopleRows,
        work: work_rows.WorkRows,
        laid: plans.Plans,
        base: dict[Model, int],
        since: float,
    ) -> None:
        def step(share: float) -> None:
            self.progress("Writing the ledger, each entry chained to the last", since + (LOADED - since) * share)

        step(0)
        rows = deeds.rows(self.authority_id, self.invented, work, laid, base, people.involved, step)
        copying.copy(self.cursor, Entry, deeds.COLUMNS, rows)

    def _copy(self, model: Model, source: people_rows.PeopleRows | work_rows.WorkRows) -> None:
        copying.copy(self.cursor, model, source.columns(model), source.rows(model))
        copying.count_on(self.cursor, model)


def _highest(model: Model) -> int:
    return model._default_manager.aggregate(highest=models.Max("id"))["highest"] or 0


def _number_on(cursor: CursorWrapper) -> None:
    """Let references and receipts go on after the last that the history used."""
    cursor.execute(
        "SELECT setval('children_person_reference', (SELECT max(substr(reference, 2)::bigint) FROM children_person)),"
        " setval('intake_contact_receipt', (SELECT max(substr(receipt, 2)::bigint) FROM intake_contact))"
    )
