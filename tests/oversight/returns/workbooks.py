"""Workbooks as authorities send them, made for a test."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path

from openpyxl import Workbook

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
