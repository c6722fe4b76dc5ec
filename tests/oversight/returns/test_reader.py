from __future__ import annotations

import zipfile
from datetime import date
from pathlib import Path

import pytest

from frontdoor.oversight.returns import reader
from frontdoor.oversight.returns.reader import Unreadable, read_book
from tests.oversight.returns.workbooks import (
    CONTACT_HEADER,
    REFERRAL_HEADER,
    a_contact_row,
    a_referral_row,
    a_workbook,
    lists,
)


@pytest.mark.parametrize(
    ("contacts", "referrals"),
    [
        ("List_1", "List_3"),
        ("List 1", "List 3"),
        ("List 1 Contacts", "LIST 3 - referrals"),
        ("Contacts", "Referrals"),
        ("contact", "Annex A Referrals"),
        ("Sheet1", "Sheet2"),
    ],
)
def test_the_lists_are_found_whatever_their_sheets_are_called(tmp_path: Path, contacts: str, referrals: str) -> None:
    file = a_workbook(
        tmp_path,
        **{
            "List_10": [CONTACT_HEADER],
            "List 11": [REFERRAL_HEADER],
            "Care leavers": [("Child Unique ID", "Latest Date of Contact")],
            contacts: [CONTACT_HEADER, a_contact_row()],
            referrals: [REFERRAL_HEADER, a_referral_row()],
        },
    )
    book = read_book(file)
    assert [(table.sheet, len(table.rows)) for table in book.tables] == [(contacts, 1), (referrals, 1)]
    assert book.sheets_not_read == ("List_10", "List 11", "Care leavers")


def test_the_header_is_looked_for_and_its_spelling_is_free(tmp_path: Path) -> None:
    header = ("contact source ", "DATE OF\ncontact", "Child Unique Identifier", "D.O.B.", "sex", "Ward")
    rows = [("Prepared for inspection",), (), (None, "x"), header, ("6", "2/7/2018", 5, None, "F", "North")]
    (table,) = read_book(a_workbook(tmp_path, List_1=rows)).tables
    assert {field: column.letter for field, column in table.columns.items()} == {
        "source": "A",
        "contact_on": "B",
        "child_id": "C",
        "born_on": "D",
        "sex": "E",
    }
    assert [column.name for column in table.not_read] == ["Ward"]
    assert [number for number, _ in table.rows] == [5]


def test_blank_rows_are_passed_over_and_the_numbers_of_the_others_hold(tmp_path: Path) -> None:
    file = lists(tmp_path, contacts=[a_contact_row(), (), (None, "\u00a0"), a_contact_row()])
    assert [number for number, _ in read_book(file).tables[0].rows] == [3, 6]


def test_two_columns_for_one_thing_are_told(tmp_path: Path) -> None:
    rows = [(*CONTACT_HEADER, "Date of Contact"), (*a_contact_row(), date(2018, 7, 3))]
    (table,) = read_book(a_workbook(tmp_path, List_1=rows)).tables
    assert [(first.letter, second.letter) for first, second in table.doubled] == [("F", "H")]


def test_two_lists_of_one_kind_are_refused(tmp_path: Path) -> None:
    file = a_workbook(tmp_path, **{"List_1": [CONTACT_HEADER], "List 1": [CONTACT_HEADER]})
    with pytest.raises(Unreadable, match="more than one list of contacts"):
        read_book(file)


def test_a_workbook_without_the_lists_says_which_sheets_it_has(tmp_path: Path) -> None:
    with pytest.raises(Unreadable, match="Its sheets are “Budget”"):
        read_book(a_workbook(tmp_path, Budget=[("Heating", 12)]))


def test_a_list_without_its_column_names_says_what_it_needs(tmp_path: Path) -> None:
    with pytest.raises(Unreadable, match="“List_1” has no row of column names"):
        read_book(a_workbook(tmp_path, List_1=[("a", "b"), (1, 2)]))


def test_a_file_that_is_not_there_is_said_so(tmp_path: Path) -> None:
    with pytest.raises(Unreadable, match="There is no file"):
        read_book(tmp_path / "none.xlsx")


@pytest.mark.parametrize("content", [b"", b"child,date\n1,2", b"%PDF-1.7", b"PK\x03\x04 broken"])
def test_what_is_no_workbook_is_refused(tmp_path: Path, content: bytes) -> None:
    file = tmp_path / "list.xlsx"
    file.write_bytes(content)
    with pytest.raises(Unreadable, match="not an Excel workbook"):
        read_book(file)


def test_a_workbook_with_a_password_is_told_apart(tmp_path: Path) -> None:
    file = tmp_path / "locked.xlsx"
    file.write_bytes(reader.OLD_OR_LOCKED + b"\0" * 600)
    with pytest.raises(Unreadable, match="has a password"):
        read_book(file)


def test_another_kind_of_zip_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "letters.xlsx"
    with zipfile.ZipFile(file, "w") as parts:
        parts.writestr("letter.txt", "Hello")
    with pytest.raises(Unreadable, match="not an Excel workbook"):
        read_book(file)


def test_a_file_that_would_unpack_to_too_much_is_not_opened(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = lists(tmp_path)
    with zipfile.ZipFile(file, "a", zipfile.ZIP_DEFLATED) as parts:
        parts.writestr("xl/media/bomb.bin", b"\0" * 3_000_000)
    monkeypatch.setattr(reader, "LARGEST_UNPACKED", 2_000_000)
    with pytest.raises(Unreadable, match="would unpack to more than"):
        read_book(file)


def test_xml_that_defines_entities_is_refused(tmp_path: Path) -> None:
    good, bad = lists(tmp_path, contacts=[a_contact_row()]), tmp_path / "bomb.xlsx"
    laughs = b'<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;">]>'
    with zipfile.ZipFile(good) as read, zipfile.ZipFile(bad, "w") as written:
        for part in read.namelist():
            content = read.read(part)
            if part == "xl/worksheets/sheet1.xml":
                start = content.index(b"<worksheet")
                content = content[:start] + laughs + content[start:]
            written.writestr(part, content)
    with pytest.raises(Unreadable, match="XML that a workbook has no use for"):
        read_book(bad)


def test_a_damaged_sheet_is_said_so(tmp_path: Path) -> None:
    good, bad = lists(tmp_path, contacts=[a_contact_row()]), tmp_path / "bad.xlsx"
    with zipfile.ZipFile(good) as read, zipfile.ZipFile(bad, "w") as written:
        for part in read.namelist():
            content = read.read(part)
            written.writestr(part, content[:200] if part == "xl/worksheets/sheet1.xml" else content)
    with pytest.raises(Unreadable, match="is damaged"):
        read_book(bad)


def test_too_many_rows_are_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reader, "MOST_ROWS", 2)
    assert len(read_book(lists(tmp_path, contacts=[a_contact_row()] * 2)).tables[0].rows) == 2
    with pytest.raises(Unreadable, match="more than 2 rows"):
        read_book(lists(tmp_path, contacts=[a_contact_row()] * 3))
