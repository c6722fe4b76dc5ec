"""What England's law and statutory guidance ask, each document in force from its day.

A contact of 2018 is read against the documents of 2018. The files say it in our own words, and where it stands.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cache
from pathlib import Path

from frontdoor.library.clocks import STATUTORY, Limit
from frontdoor.record.policy.editions import files
from frontdoor.record.policy.editions.entries import Entry
from frontdoor.record.policy.editions.faults import Faults, Faulty
from frontdoor.record.policy.editions.sections import read_each

FOLDER = Path(__file__).parent


@dataclass(frozen=True, kw_only=True)
class Ask:
    """One thing that a document asks for at the front door."""

    code: str
    words: str
    source: str


@dataclass(frozen=True, kw_only=True)
class Duty:
    """One duty of an Act. Without a day it is not in force, as far as anybody has said here."""

    code: str
    words: str
    source: str
    note: str
    commences_on: date | None

    def is_in_force(self, on: date) -> bool:
        return self.commences_on is not None and self.commences_on <= on


@dataclass(frozen=True, kw_only=True)
class Document:
    """One Act or edition of guidance. A later one of the same series replaces it."""

    code: str
    title: str
    series: str
    published_on: date
    in_force_from: date
    url: str
    note: str
    asks: Sequence[Ask] = ()
    duties: Sequence[Duty] = ()
    limits: Sequence[Limit] = ()


@dataclass(frozen=True, kw_only=True)
class National:
    """What the country asks on one day."""

    on: date
    documents: Sequence[Document]
    limits: Mapping[str, Limit] = field(default_factory=dict)
    in_force: Sequence[Duty] = ()
    to_come: Sequence[Duty] = ()


def on(day: date, *, commencement: Mapping[str, date] | None = None) -> National:
    """Find what is in force on a day; `commencement` names days that the national files do not know."""
    latest: dict[str, Document] = {}
    for document in documents():
        if document.in_force_from <= day:
            latest[document.series] = document
    known = [_commenced(duty, commencement or {}) for document in latest.values() for duty in document.duties]
    return National(
        on=day,
        documents=tuple(latest.values()),
        limits={limit.code: limit for document in latest.values() for limit in document.limits},
        in_force=tuple(duty for duty in known if duty.is_in_force(day)),
        to_come=tuple(duty for duty in known if not duty.is_in_force(day)),
    )


def _commenced(duty: Duty, commencement: Mapping[str, date]) -> Duty:
    return replace(duty, commences_on=commencement.get(duty.code, duty.commences_on))


def duty_codes() -> frozenset[str]:
    """Name every duty whose day an edition may say."""
    return frozenset(duty.code for document in documents() for duty in document.duties)


@cache
def documents() -> tuple[Document, ...]:
    """Read every national document, the earliest first."""
    found = [_document(file) for file in sorted(FOLDER.glob("*.toml"))]
    return tuple(sorted(found, key=lambda document: document.in_force_from))


def _document(file: Path) -> Document:
    written, faults = files.read(file), Faults()
    head = Entry(written.content, path=(), faults=faults)
    try:
        document = Document(
            code=head.text("code"),
            title=head.text("title"),
            series=head.text("series"),
            published_on=head.day("published_on"),
            in_force_from=head.day("in_force_from"),
            url=head.text("url"),
            note=head.text("note", usual=""),
            asks=tuple(read_each(written.content, "asks", faults, called="ask", read=_ask).values()),
            duties=tuple(read_each(written.content, "duties", faults, called="duty", read=_duty).values()),
            limits=tuple(read_each(written.content, "limits", faults, called="limit", read=_limit).values()),
        )
    except Faulty as faulty:
        faults.found.append(faulty.fault)
    faults.refuse(written.lines, strictly=True)
    return document


def _ask(entry: Entry) -> Ask:
    return Ask(code=entry.text("code"), words=entry.text("words"), source=entry.text("source"))


def _duty(entry: Entry) -> Duty:
    return Duty(
        code=entry.text("code"),
        words=entry.text("words"),
        source=entry.text("source"),
        note=entry.text("note", usual=""),
        commences_on=entry.day_or_none("commences_on"),
    )


def _limit(entry: Entry) -> Limit:
    """Read one limit: what is counted is the library's, unless this document counts otherwise."""
    built_in = {limit.code: limit for limit in STATUTORY}
    limit = built_in[entry.one_of("code", list(built_in))]
    amount = entry.whole("amount") if entry.has("amount") else limit.amount
    return replace(limit, amount=amount, source=entry.text("source"))
