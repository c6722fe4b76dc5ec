"""What files are read as, and what is said of those that cannot be."""

from __future__ import annotations

from pathlib import Path

import duckdb
import pytest

from frontdoor.library.demand.files.reading import Unreadable
from frontdoor.library.demand.files.shapes import shape_of
from frontdoor.library.demand.files.staging import MACROS
from tests.library.demand.files.ground import analysed, contact, write


@pytest.mark.parametrize(
    "told",
    [
        *("2018-07-24T10:05", "2018-07-24 10:05", "24/07/2018 10:05", "24/07/18 10:05", "24-Jul-2018 10:05"),
        *(
            "24-Jul-18 10:05",
            "24/07/2018 10:05:00",
            "24 July 2018 10:05",
            "2018-07-24T09:05:00Z",
            "2018-07-24T10:05:00+01:00",
            "24/07/2018 10:05 AM",
        ),
    ],
)
def test_a_moment_is_read_however_it_is_written(told: str) -> None:
    with duckdb.connect() as connection:
        for macro in MACROS:
            connection.execute(macro)
        ((at,),) = connection.execute("select moment_of(?)::text", [told]).fetchall()
    assert at == "2018-07-24 10:05:00"


def test_a_value_that_cannot_be_read_is_told_with_its_line(tmp_path: Path) -> None:
    rows = [
        contact("1", "2018-07-24T10:00"),
        contact("2", "next Tuesday"),
        contact("3", "2018-07-25", date_of_birth="?"),
    ]
    found, classes = analysed(write(tmp_path / "contacts.csv", rows))
    unread = found.table("unread")
    assert unread is not None
    assert {(row[1], row[2], row[5]) for row in unread.rows} == {
        ("received_at", "next Tuesday", 3),
        ("date_of_birth", "?", 4),
    }
    assert set(classes) == {("1", 1), ("3", 1)}


def test_a_file_from_a_spreadsheet_is_read_and_it_is_said(tmp_path: Path) -> None:
    file = tmp_path / "contacts.csv"
    file.write_bytes("contact_id,received_at,child_id,concern\n1,24/07/2018,P1,Zoë’s fall\n".encode("cp1252"))
    found, _ = analysed(file)
    assert any("Windows-1252" in note for note in found.sources[0].notes)


def test_a_mark_at_the_beginning_and_semicolons_do_no_harm(tmp_path: Path) -> None:
    file = tmp_path / "contacts.csv"
    file.write_text("\ufeffContact ID;Received at;Child ID\n1;24/07/2018;P1\n", encoding="utf-8")
    assert set(analysed(file)[1]) == {("1", 1)}


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("", "is empty"),
        ("name,when\nA,B\n", "--columns"),
        ("contact_id,received_at\n1,2018-07-24,more,and more\n", "line 2"),
        ("contact_id,received_at\n1,never\n", "received_at"),
        ("child_id,opened_on\nP1,2018-07-24\n", "contacts"),
    ],
)
def test_what_cannot_be_used_is_refused_with_a_sentence(tmp_path: Path, text: str, says: str) -> None:
    file = tmp_path / "file.csv"
    file.write_text(text, encoding="utf-8")
    with pytest.raises(Unreadable, match=says):
        analysed(file)


def test_a_file_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(Unreadable, match="nowhere.csv"):
        analysed(tmp_path / "nowhere.csv")


def test_lists_of_annex_a_are_known_by_their_columns() -> None:
    header = ["Child Unique ID", "Gender", "Ethnicity", "Date of Birth", "Age of Child (Years)"]
    for extra, code in (
        (["Date of Contact", "Contact Source"], "list_1"),
        (["Date of referral", "Referral Source", "Referral NFA?"], "list_3"),
        (["Continuous Assessment Start Date", "Continuous Assessment Date of Authorisation"], "list_4"),
        (["Strategy discussion initiating Section 47 Enquiry Start Date"], "list_5"),
        (["CIN Start Date", "CIN Closure Date"], "list_6"),
        (["Child Protection Plan Start Date", "Child Protection Plan End Date"], "list_7"),
        (["Date Started to be Looked After", "Date Ceased to be Looked After"], "list_8"),
    ):
        shape = shape_of([*header, *extra])
        assert shape is not None
        assert shape.code == code


def test_a_list_that_is_not_ours_is_left_alone_whatever_its_columns() -> None:
    assert shape_of(["Child Unique ID", "Assessment start date"], "List_2") is None
    assert shape_of(["Child Unique ID", "Latest Date of Contact"], "Care Leavers") is None


def test_tables_of_the_standard_dataset_are_read(tmp_path: Path) -> None:
    flags = '{"NEW_REFERRAL_FLAG": "N", "NFA_FLAG": "Y"}'
    contacts = [
        {
            **{"cont_contact_id": number, "cont_person_id": "7", "cont_contact_date": on},
            **{"cont_contact_source_code": "6", "cont_contact_outcome_json": flags},
        }
        for number, on in (("1", "2018-05-01"), ("2", "2018-06-20"), ("3", "2018-08-20"))
    ]
    episode = {
        "cine_person_id": "7",
        "cine_referral_date": "2018-08-01",
        "cine_close_date": "",
        "cine_referral_nfa": "N",
    }
    found = analysed(
        write(tmp_path / "ssd_contacts.csv", contacts), write(tmp_path / "ssd_cin_episodes.csv", [episode])
    )
    assert {key[0]: value[0] for key, value in found[1].items()} == {"1": "new", "2": "repeat", "3": "open_case"}


def test_a_list_with_no_rows_is_said_to_have_none(tmp_path: Path) -> None:
    file = tmp_path / "contacts.csv"
    file.write_text("contact_id,received_at,child_id\n", encoding="utf-8")
    with pytest.raises(Unreadable, match="no contacts below it"):
        analysed(file)


def test_a_sheet_of_guidance_is_no_list() -> None:
    header = ["List 1: Contacts All contacts received before the date of inspection", "Child Unique ID", "Explained"]
    assert shape_of(header, "Guidance") is None
