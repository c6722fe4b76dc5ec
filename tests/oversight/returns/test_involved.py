"""The lists of what was done with children: read once, ended when that is learned, told where they cannot be taken."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as some

from frontdoor.journey.children.involvement_rules import Involved
from frontdoor.journey.children.models import Episode, Involvement, Person
from frontdoor.journey.decision import queries as decision
from frontdoor.oversight.returns.actions import loading
from frontdoor.oversight.returns.reader import read_book
from frontdoor.record.ledger.models import Entry
from tests.builders.contacts import a_contact_about
from tests.oversight.returns.workbooks import (
    BORN,
    Cells,
    a_contact_row,
    a_referral_row,
    a_row,
    a_workbook,
    header,
    held,
    read,
    says,
    whole_lists,
)

pytestmark = pytest.mark.django_db
MARCH, MAY, JULY = date(2018, 3, 1), date(2018, 5, 2), date(2018, 7, 2)


READ: dict[str, tuple[Cells, Involved]] = {
    "early help that goes on": (
        a_row("List_2", start=MARCH, organisation="Harbour\u00a0Primary School"),
        Involved(kind="early_help", started_on=MARCH, organisation="Harbour Primary School"),
    ),
    "early help that is over": (
        a_row("List_2", start=MARCH, completion="2/5/2018"),
        Involved(kind="early_help", started_on=MARCH, has_ended=True, ended_on=MAY),
    ),
    "an assessment that goes on": (
        a_row("List_4", Start_Date=MARCH),
        Involved(kind="assessment", started_on=MARCH),
    ),
    "an assessment that found a need": (
        a_row("List_4", Start_Date=MARCH, Authorisation=MAY, requiring="a) Yes"),
        Involved(kind="assessment", started_on=MARCH, has_ended=True, ended_on=MAY, led_to="support"),
    ),
    "an assessment that found none": (
        a_row("List_4", Start_Date=MARCH, Authorisation=MAY, requiring="b) No"),
        Involved(kind="assessment", started_on=MARCH, has_ended=True, ended_on=MAY, led_to="no_support"),
    ),
    "an enquiry that goes on": (
        a_row("List_5", Strategy=MARCH, unnecessary="b) No", Result="b) No"),
        Involved(kind="section_47", started_on=MARCH),
    ),
    "an enquiry without a conference, of which no list tells the end": (
        a_row("List_5", Strategy=MARCH, unnecessary="a) Yes"),
        Involved(kind="section_47", started_on=MARCH, has_ended=True, led_to="no_conference"),
    ),
    "an enquiry that led to a plan": (
        a_row("List_5", Strategy=MARCH, unnecessary="b) No", Date_of_Initial=MAY, Result="a) Yes"),
        Involved(kind="section_47", started_on=MARCH, has_ended=True, ended_on=MAY, led_to="plan"),
    ),
    "an enquiry whose conference made none": (
        a_row("List_5", Strategy=MARCH, Date_of_Initial=MAY, Result="No"),
        Involved(kind="section_47", started_on=MARCH, has_ended=True, ended_on=MAY, led_to="no_plan"),
    ),
    "an enquiry whose conference we know no more of": (
        a_row("List_5", Strategy=MARCH, Date_of_Initial=MAY),
        Involved(kind="section_47", started_on=MARCH, has_ended=True, ended_on=MAY, led_to="conference"),
    ),
    "a child in need": (
        a_row("List_6", CIN_Start=MARCH, Primary="N1 - Abuse or neglect", status="c) Child in need plan"),
        Involved(kind="child_in_need", started_on=MARCH, category="N1"),
    ),
    "a child no longer in need": (
        a_row("List_6", CIN_Start=MARCH, Primary="N5", CIN_Closure=MAY, Reason="RC8 - Case closed after assessment"),
        Involved(
            kind="child_in_need", started_on=MARCH, category="N5", has_ended=True, ended_on=MAY, led_to="RC8"
        ),
    ),
    "a child protection plan under its latest category": (
        a_row("List_7", Plan_Start=MARCH, Initial="d) Emotional abuse", Latest="a) Neglect", Previous=1),
        Involved(kind="child_protection_plan", started_on=MARCH, category="NEG", earlier=1),
    ),
    "a child protection plan under its only category": (
        a_row("List_7", Plan_Start=MARCH, Initial="PHY", Plan_End=MAY),
        Involved(kind="child_protection_plan", started_on=MARCH, category="PHY", has_ended=True, ended_on=MAY),
    ),
    "a time in care": (
        a_row(
            "List_8", Date_Started=MARCH, Category="N8", Date_Ceased=MAY, Reason_Ceased="e) E4A Returned home, planned"
        ),
        Involved(kind="looked_after", started_on=MARCH, category="N8", has_ended=True, ended_on=MAY, led_to="E4A"),
    ),
}  # fmt: skip
SHEETS = {
    "early_help": "List_2",
    "assessment": "List_4",
    "section_47": "List_5",
    "child_in_need": "List_6",
    "child_protection_plan": "List_7",
    "looked_after": "List_8",
}


@pytest.mark.parametrize("name", sorted(READ))
def test_a_row_is_read_as_what_it_says(tmp_path: Path, now: datetime, name: str) -> None:
    row, told = READ[name]
    report = read(whole_lists(tmp_path, **{SHEETS[told.kind]: [row]}), now)
    assert held() == [told]
    assert report.findings == ()
    assert [(each.taken, each.left_out) for each in report.lists] == [(1, 0)]
    child = Person.objects.get()
    assert (child.date_of_birth, child.sex, child.ethnicity) == (BORN, "F", "WBRI")
    assert Entry.objects.filter(act="involvement.recorded", subject_id=child.pk).count() == 1


def everything(folder: Path, name: str = "whole.xlsx") -> Path:
    rows: dict[str, list[Cells]] = {sheet: [] for sheet in SHEETS.values()}
    for place, (row, told) in enumerate(READ.values()):
        rows[SHEETS[told.kind]].append((2000 + place, *row[1:]))
    return whole_lists(folder, name=name, List_1=[a_contact_row()], List_3=[a_referral_row()], **rows)


def test_all_the_lists_of_a_workbook_are_read_and_reading_it_twice_adds_nothing(tmp_path: Path, now: datetime) -> None:
    first = read(everything(tmp_path), now)
    assert (first.involvements_recorded, first.findings) == (len(READ), ())
    before = sorted(Involvement.objects.values_list())
    second = read(everything(tmp_path), now + timedelta(days=1))
    assert sorted(Involvement.objects.values_list()) == before
    assert (second.involvements_recorded, second.involvements_ended, second.findings) == (0, 0, ())
    assert [(each.sheet, each.taken, each.left_out) for each in second.lists] == [
        (f"List_{number}", 0, 0) for number in range(1, 9)
    ]


@pytest.mark.parametrize(
    "names",
    [
        ("Early Help", "Assessments", "Sec47 and ICPC", "Children in Need", "Child Protection", "Children in Care"),
        ("List 2", "List 4", "List 5 - s47", "list 6", "LIST 7", "List_08"),
        ("A", "B", "C", "D", "E", "F"),
    ],
)
def test_the_lists_are_found_whatever_their_sheets_are_called(tmp_path: Path, names: tuple[str, ...]) -> None:
    sheets = {name: [header(sheet)] for name, sheet in zip(names, sorted(SHEETS.values()), strict=True)}
    book = read_book(a_workbook(tmp_path, **sheets))
    assert [table.sheet for table in book.tables] == list(names)
    assert [table.shape.kind for table in book.tables] == sorted(SHEETS, key=SHEETS.__getitem__)


@pytest.mark.parametrize(
    ("sheet", "row", "column", "words", "told"),
    [
        (
            "List_4",
            a_row("List_4", Start_Date=MARCH, Authorisation="soon"),
            "I",
            "is not a date that can be read (day, month, year); kept as ended on a day that is not known",
            (True, None, ""),
        ),
        (
            "List_4",
            a_row("List_4", Start_Date=MARCH, Authorisation=date(2018, 2, 1), requiring="Yes"),
            "I",
            "is before it began; kept as ended on a day that is not known",
            (True, None, "support"),
        ),
        (
            "List_4",
            a_row("List_4", Start_Date=MARCH, Authorisation=date(2018, 8, 1)),
            "I",
            "is in the future; kept as still going on",
            (False, None, ""),
        ),
        (
            "List_4",
            a_row("List_4", Start_Date=MARCH, requiring="No"),
            "J",
            "is given without the day of the end; kept as still going on",
            (False, None, ""),
        ),
        (
            "List_4",
            a_row("List_4", Start_Date=MARCH, Authorisation=MAY, requiring="perhaps"),
            "J",
            "does not say yes or no; kept as not known",
            (True, MAY, ""),
        ),
        (
            "List_5",
            a_row("List_5", Strategy=MARCH, unnecessary="Yes", Date_of_Initial=MAY, Result="No"),
            "H",
            "says that no conference was needed, but there was one; that was kept",
            (True, MAY, "no_plan"),
        ),
        (
            "List_6",
            a_row("List_6", CIN_Start=MARCH, CIN_Closure=MAY, Reason="RC99"),
            "K",
            "is not a reason for closure that the census knows; not kept",
            (True, MAY, ""),
        ),
        (
            "List_6",
            a_row("List_6", CIN_Start=MARCH, Primary="Cross"),
            "H",
            "is not a category of need that the census knows; kept as not known",
            (False, None, ""),
        ),
        (
            "List_7",
            a_row("List_7", Plan_Start=MARCH, Latest="f) Bad luck"),
            "I",
            "is not a category of abuse that the census knows; kept as not known",
            (False, None, ""),
        ),
        (
            "List_7",
            a_row("List_7", Plan_Start=MARCH, Previous=2018),
            "O",
            "is not a likely count; not kept",
            (False, None, ""),
        ),
        (
            "List_2",
            a_row("List_2", start=MARCH, organisation="Very long " * 20),
            "H",
            "is longer than 120 characters; its beginning was kept",
            (False, None, ""),
        ),
    ],
)
def test_every_value_that_cannot_be_taken_is_told_and_the_rest_of_its_row_is_kept(
    tmp_path: Path, now: datetime, sheet: str, row: Cells, column: str, words: str, told: tuple[bool, date | None, str]
) -> None:
    report = read(whole_lists(tmp_path, **{sheet: [row]}), now)
    assert says(report) == [f"{column}: {words}"]
    (one,) = held()
    assert (one.has_ended, one.ended_on, one.led_to) == told


@pytest.mark.parametrize(
    ("row", "words"),
    [
        (a_row("List_7", None, Plan_Start=MARCH), "A: is blank: the row was left out"),
        (a_row("List_7"), "G: is blank: the row was left out"),
        (a_row("List_7", Plan_Start=date(2018, 8, 1)), "G: is in the future: the row was left out"),
    ],
)
def test_a_row_without_a_child_or_a_beginning_is_left_out(
    tmp_path: Path, now: datetime, row: Cells, words: str
) -> None:
    report = read(whole_lists(tmp_path, List_7=[row, a_row("List_7", 1002, Plan_Start=MARCH)]), now)
    assert says(report) == [words]
    assert report.lists[0].words() == (
        "List_7 (child protection plans): 2 rows read = 1 taken + 0 already there + 1 left out"
    )


def test_an_end_that_a_later_file_tells_is_written_and_nothing_else_is_changed(tmp_path: Path, now: datetime) -> None:
    read(whole_lists(tmp_path, List_7=[a_row("List_7", Plan_Start=MARCH, Latest="a) Neglect")]), now)
    ended = a_row("List_7", Plan_Start=MARCH, Latest="b) Physical abuse", Plan_End=MAY)
    report = read(whole_lists(tmp_path, List_7=[ended]), now + timedelta(hours=1))
    assert (report.involvements_recorded, report.involvements_ended) == (0, 1)
    assert says(report) == ["I: is not what is held, which was kept (NEG)"]
    row = Involvement.objects.get()
    assert (row.category, row.ended_on, row.end_learned_at) == ("NEG", MAY, now + timedelta(hours=1))
    assert Entry.objects.filter(act="involvement.ended").count() == 1


def test_a_corrected_day_fills_what_could_not_be_read_and_an_older_file_undoes_nothing(
    tmp_path: Path, now: datetime
) -> None:
    wrong, right = (
        whole_lists(tmp_path, name=f"{day[:2]}.xlsx", List_8=[a_row("List_8", Date_Started=MARCH, Date_Ceased=day)])
        for day in ("31/02/2018", "02/05/2018")
    )
    read(wrong, now)
    assert read(right, now).involvements_ended == 1
    assert held()[0].ended_on == MAY
    open_still = whole_lists(tmp_path, List_8=[a_row("List_8", Date_Started=MARCH)])
    report = read(open_still, now)
    assert held()[0].ended_on == MAY
    assert says(report) == ["I: is not what is held, which was kept (02/05/2018)"]


def test_a_second_row_of_the_same_is_told_where_it_differs(tmp_path: Path, now: datetime) -> None:
    rows = [a_row("List_7", Plan_Start=MARCH, Latest=word) for word in ("Neglect", "Neglect", "Sexual abuse")]
    report = read(whole_lists(tmp_path, List_7=rows), now)
    assert (report.lists[0].taken, report.lists[0].already_there) == (1, 2)
    assert says(report) == ["I: differs from an earlier row of it, which was kept (NEG)"]


def test_a_child_who_was_expected_when_a_plan_was_made_and_is_born_now_is_born(tmp_path: Path, now: datetime) -> None:
    born = date(2018, 6, 1)
    contact = (1001, "b) Female", "a) WBRI", born, -1, MAY, "3B")
    plan = (1001, "b) Female", "a) WBRI", born, 0, *a_row("List_7", Plan_Start=MAY)[5:])
    unborn = (1002, "c)", None, date(2018, 9, 1), -1, *a_row("List_7", Plan_Start=MAY)[5:])
    read(whole_lists(tmp_path, List_1=[contact], List_7=[plan, unborn]), now)
    children_of = {one.older_system_id: (one.date_of_birth, one.expected_on) for one in Person.objects.all()}
    assert children_of == {"1001": (born, None), "1002": (None, date(2018, 9, 1))}


def test_nothing_is_left_half_written(tmp_path: Path, now: datetime, monkeypatch: pytest.MonkeyPatch) -> None:
    def breaks(*_: object, **__: object) -> None:
        raise RuntimeError("the power went")

    entries = Entry.objects.count()
    monkeypatch.setattr(loading, "close_for", breaks)
    with pytest.raises(RuntimeError):
        read(everything(tmp_path), now)
    assert not Person.objects.exists()
    assert not Involvement.objects.exists()
    assert not Episode.objects.exists()
    assert Entry.objects.count() == entries


def test_what_was_read_is_on_the_line_of_time(tmp_path: Path, now: datetime) -> None:
    read(everything(tmp_path), now)
    child = Person.objects.get(older_system_id=str(2000 + list(READ).index("an enquiry that led to a plan")))
    history = decision.history_of(a_contact_about(child, at=now), at=now)
    assert [(event.title, event.when, event.decided) for event in history.closed] == [
        ("Section 47 enquiry", "1 March 2018 to 2 May 2018", "Ended: a conference made a child protection plan")
    ]


def test_what_is_not_kept_of_a_list_is_said(tmp_path: Path, now: datetime) -> None:
    words = read(whole_lists(tmp_path, List_7=[a_row("List_7", Plan_Start=MARCH)]), now).words()
    assert "There is no list of contacts in it." in words
    assert "Nor is there one of early help assessments, of assessments, of section 47 enquiries" in words
    assert "List_7: columns not read: F “Does the Child have a Disability”, J “Date of the" in words
    assert "the initial category is kept only where there is no latest" in words
    assert "Assessments, enquiries, plans and times in care: 1 recorded, 0 known before have ended since." in words


SOME_IDS = some.sampled_from([1, 2, "3", None, "#N/A"])
SOME_DAYS = some.sampled_from([MARCH, MAY, JULY, date(2018, 9, 1), "3/7/2018", "never", None])
SOME_WORDS = some.sampled_from(["Yes", "b) No", "c) Unknown", "?", None, "RC8", "N2", "E4A", "Neglect", 3, 77_777])


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=15)
@given(chosen=some.data())
def test_the_totals_add_up_and_a_second_reading_adds_nothing(
    tmp_path: Path, now: datetime, chosen: some.DataObject
) -> None:
    rows: dict[str, list[Cells]] = {"List_3": [a_referral_row(child_id=one, on=MARCH) for one in (1, 2)]}
    for sheet in SHEETS.values():
        names = header(sheet)[5:]
        cells = [SOME_DAYS if "date" in name.casefold() else SOME_WORDS for name in names]
        row = some.tuples(SOME_IDS, some.just("F"), some.none(), some.just(BORN), some.just(7), *cells)
        rows[sheet] = chosen.draw(some.lists(row, max_size=4))
    file = whole_lists(tmp_path, **rows)
    first = read(file, now)
    assert {each.sheet: each.read for each in first.lists} == {sheet: len(each) for sheet, each in rows.items()}
    before = sorted(Involvement.objects.values_list()), sorted(Episode.objects.values_list("pk", "closed_at"))
    second = read(file, now + timedelta(days=1))
    assert (sorted(Involvement.objects.values_list()), sorted(Episode.objects.values_list("pk", "closed_at"))) == before
    assert {each.taken for each in second.lists} == {0}
