"""What was recorded on joined records since they were joined, and to which record each fact goes when they part.

It reads every table that says it is read together (`when_joined`), so that a new kind of fact is never forgotten.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import cast

from django.apps import apps
from django.db.models import ForeignKey, Model, Q

from frontdoor.journey.children import models as children
from frontdoor.journey.children.joining import WhenJoined
from frontdoor.journey.children.models import Person
from frontdoor.journey.intake.models import Identification

READ = {WhenJoined.READ_TOGETHER, WhenJoined.ONE_AT_A_TIME}
MOMENTS = ("recorded_at", "said_at", "opened_at")
"""Under which name a fact keeps the moment it was recorded, the first that it has."""


@dataclass(frozen=True, kw_only=True)
class Fact:
    """One fact, when it was recorded, and the record it stays with."""

    at: datetime
    words: str
    reference: str


def facts_since(person_ids: frozenset[int], *, since: datetime) -> list[Fact]:
    """Find every fact recorded on these records after a moment, the latest first."""
    references = dict(Person.objects.filter(pk__in=person_ids).values_list("pk", "reference"))
    found = [
        Fact(at=getattr(row, moment), words=in_words(row), reference=references[key])
        for model, moment, columns in read_together()
        for row in _rows(model, moment, columns, person_ids, since)
        for key in {getattr(row, column) for column in columns} & person_ids
    ]
    return sorted(found, key=lambda fact: fact.at, reverse=True)


def read_together() -> Iterator[tuple[type[Model], str, tuple[str, ...]]]:
    """Go through the tables whose facts are read together: each with its moment and its keys to a person."""
    for model in apps.get_models():
        if getattr(model, "when_joined", None) in READ:
            names = {field.name for field in model._meta.concrete_fields}
            moment = next(name for name in MOMENTS if name in names)
            yield model, moment, keys_to_person(model)


def keys_to_person(model: type[Model]) -> tuple[str, ...]:
    """Name the columns of a table that hold a person."""
    keys = (field for field in model._meta.concrete_fields if isinstance(field, ForeignKey))
    return tuple(str(field.attname) for field in keys if field.related_model is Person)


def _rows(
    model: type[Model], moment: str, columns: tuple[str, ...], person_ids: frozenset[int], since: datetime
) -> list[Model]:
    about = Q()
    for column in columns:
        about |= Q(**{f"{column}__in": person_ids})
    rows = model._default_manager.filter(about, **{f"{moment}__gt": since})
    links = [field.name for field in model._meta.concrete_fields if isinstance(field, ForeignKey)]
    return list(rows.select_related(*links).order_by("pk"))


def in_words(row: Model) -> str:
    """Say a fact in a line; a kind that has no words of its own says its name."""
    if isinstance(row, Identification):
        return f"Said to be named, or not to be, on contact {row.named.contact.receipt}"
    if isinstance(row, children.Episode):
        return "Opened to children's social care"
    if isinstance(row, children.Involvement):
        return f"{row.get_kind_display()} from {row.started_on:%-d %B %Y}"
    if isinstance(row, children.OtherName):
        return f"Also known as {row.first_name} {row.last_name}".strip()
    if isinstance(row, children.Membership):
        return f"Lives in a home, as {row.role or 'somebody there'}, from {row.from_on:%-d %B %Y}"
    if isinstance(row, children.Relationship):
        return f"{row.person.reference} {row.get_kind_display()} {row.other.reference}"
    if isinstance(row, children.Caution):
        return f"Warning: {row.get_kind_display()}"
    return cast(str, row._meta.verbose_name).capitalize()
