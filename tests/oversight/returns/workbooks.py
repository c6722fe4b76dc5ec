"""Workbooks as authorities send them, made for a test."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from pathlib import Path

from openpyxl import Workbook

from frontdoor.journey.children import queries as children
from frontdoor.journey.children.involvement_rules import Involved
from frontdoor.journey.children.models import Person
from frontdoor.oversight.returns import actions
from frontdoor.oversight.returns.findings import ImportReport
from tests.builders import Machinery

CONTACT_HEADER = (
    "Child Unique ID", "Gender", "Ethnicity", "Date of Birth", "Age of Child (Years)", "Date of Contact",
    "Contact Source",
)  # fmt: skip
REFERRAL_HEADER = (
    "Child Unique ID", "Gender", "Ethnicity", "Date of Birth", "Age of Child (Years)", "Date of referral",
    "Referral Source", "Referral NFA?", "Number of Referrals in Last 12 Months", "Allocated Team", "Allocated Worker",
)  # fmt: skip
Cells = Sequence[object]
BORN = date(2011, 5, 9)


def a_contact_row(child_id: object = 1001, on: object = date(2018, 7, 2), source: object = "q) 6: Police") -> Cells:
    return (child_id, "b) Female", "a) WBRI", BORN, 7, on, source)


def a_referral_row(
    child_id: object = 1001, on: object = date(2018, 7, 2), nfa: object = "b) No", source: object = "q) 6: Police",
    team: object = None, worker: object = None,
) -> Cells:  # fmt: skip
    return (child_id, "b) Female", "a) WBRI", BORN, 7, on, source, nfa, 0, team, worker)


def a_workbook(folder: Path, name: str = "annex.xlsx", **sheets: Sequence[Cells]) -> Path:
    """Write a workbook; an underscore in a sheet's name stands for a space where the name ends in one."""
    book = Workbook()
    book.remove(book.active)
    for title, rows in sheets.items():
        sheet = book.create_sheet(title.replace("__", " "))
        for row in rows:
            sheet.append(list(row))
    file = folder / name
    book.save(file)
    return file


def lists(
    folder: Path, *, contacts: Sequence[Cells] = (), referrals: Sequence[Cells] = (), name: str = "a.xlsx"
) -> Path:
    """Write a workbook in the template's own style: a title, the header in the second row, then the rows."""
    return a_workbook(
        folder,
        name,
        List_1=[("List 1: Contacts",), CONTACT_HEADER, *contacts],
        List_3=[("List 3: Referral",), REFERRAL_HEADER, *referrals],
    )


COMMON = ("Child Unique ID", "Gender", "Ethnicity", "Date of Birth", "Age of Child (Years)")
CHILD = (1001, "b) Female", "a) WBRI", BORN, 7)
OWN_COLUMNS: dict[str, tuple[str, ...]] = {
    "List_2": ("Assessment start date", "Assessment completion date", "Organisation completing assessment"),
    "List_4": (
        "Does the Child have a Disability", "Continuous Assessment Start Date",
        "Child Seen During Continuous Assessment", "Continuous Assessment Date of Authorisation",
        "Was the child assessed as requiring LA children’s social care support?", "Allocated Team", "Allocated Worker",
    ),
    "List_5": (
        "Does the Child have a Disability", "Strategy discussion initiating Section 47 Enquiry Start Date",
        "Was an Initial Child Protection Conference deemed unnecessary?",
        "Date of Initial Child Protection Conference",
        "Did the Initial Child Protection Conference Result in a Child Protection Plan",
        "Number of Section 47 Enquiries in the last 12 months", "Number of ICPCs in the last 12 months",
        "Allocated Team", "Allocated Worker",
    ),
    "List_6": (
        "Does the Child have a Disability", "CIN Start Date", "Primary Need Code", "Date Child Was Last Seen",
        "CIN Closure Date", "Reason for Closure", "Case status", "Allocated Team", "Allocated Worker",
    ),
    "List_7": (
        "Does the Child have a Disability", "Child Protection Plan Start Date", "Initial Category of Abuse",
        "Latest Category of Abuse", "Date of the Last Statutory Visit", "Was the Child Seen Alone?",
        "Date of latest review conference", "Child Protection Plan End Date",
        "Subject to Emergency Protection Order or Protected Under Police Powers in Last Six Months (Y/N)",
        "Number of Previous Child Protection Plans", "Allocated Team", "Allocated Worker",
    ),
    "List_8": (
        "Date Started to be Looked After", "Child's Category of Need", "Child's Legal Status",
        "Date Ceased to be Looked After", "Reason Ceased to be Looked After",
    ),
}  # fmt: skip
"""The columns of the lists of what was done, as the template calls them; of List 8 those that are read, and one."""


def header(sheet: str) -> Cells:
    return (*COMMON, *OWN_COLUMNS[sheet])


def a_row(sheet: str, child_id: object = 1001, **named: object) -> Cells:
    """A row of a list of what was done. Give columns by some words of their names, with underscores; others are blank.

    The first column whose name holds the words is meant.
    """
    cells: list[object] = [child_id, *CHILD[1:], *[None] * len(OWN_COLUMNS[sheet])]
    names = [name.casefold() for name in header(sheet)]
    for words, value in named.items():
        wanted = words.replace("_", " ").casefold()
        cells[next(place for place, name in enumerate(names) if wanted in name)] = value
    return tuple(cells)


def whole_lists(folder: Path, *, name: str = "whole.xlsx", **rows: Sequence[Cells]) -> Path:
    """A workbook with the lists named, `List_1` to `List_8`, each with its header and rows."""
    headers = {"List_1": CONTACT_HEADER, "List_3": REFERRAL_HEADER}
    return a_workbook(
        folder, name, **{sheet: [headers.get(sheet) or header(sheet), *each] for sheet, each in rows.items()}
    )


def read(file: Path, now: datetime) -> ImportReport:
    """Read a workbook as the command does."""
    return actions.import_annex_a(file, by=Machinery(), at=now, report=lambda words, share: None)


def held(child_id: str = "1001") -> list[Involved]:
    """What was done with a child, as the record holds it."""
    person = Person.objects.get(older_system_id=child_id)
    return children.involvements_of([person.pk]).get(person.pk, [])


def says(report: ImportReport) -> list[str]:
    """What the report tells, by column."""
    return [f"{finding.column}: {finding.says}" for finding in report.findings]
