from __future__ import annotations

import random
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest
from django.db import connection
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as some

from frontdoor.journey.children.models import Episode, MatchKey, Person
from frontdoor.journey.intake.models import Concern, Contact, Identification, NamedPerson
from frontdoor.library.clocks import LONDON
from frontdoor.oversight.returns import actions
from frontdoor.oversight.returns.actions import loading
from frontdoor.oversight.returns.findings import Finding, ImportReport, spans
from frontdoor.oversight.returns.reader import Unreadable
from frontdoor.record.access.refusals import NotPermitted
from frontdoor.record.access.roles import Role
from frontdoor.record.ledger.models import Entry
from tests.builders import Machinery, a_team, a_worker
from tests.oversight.returns.workbooks import (
    CONTACT_HEADER,
    a_contact_row,
    a_referral_row,
    a_workbook,
    lists,
)

pytestmark = pytest.mark.django_db


def read(file: Path, now: datetime) -> ImportReport:
    return actions.import_annex_a(file, by=Machinery(), at=now, report=lambda words, share: None)


def counts() -> tuple[int, ...]:
    return tuple(model.objects.count() for model in (Person, Contact, NamedPerson, Identification, Episode, MatchKey))


def test_a_contact_is_read_with_its_child(tmp_path: Path, now: datetime) -> None:
    report = read(lists(tmp_path, contacts=[a_contact_row()]), now)
    child = Person.objects.get(older_system_id="1001")
    assert (child.date_of_birth, child.sex, child.ethnicity) == (date(2011, 5, 9), "F", "WBRI")
    contact = Contact.objects.get()
    assert (contact.channel, contact.source_code) == ("import", "6")
    assert contact.received_at == contact.ended_at == datetime(2018, 7, 2, tzinfo=LONDON)
    assert Identification.objects.get(named__contact=contact).person == child
    assert not Concern.objects.exists()  # the file does not say what it was about, and nobody guesses
    assert MatchKey.objects.filter(person=child).exists()
    assert (
        report.words().splitlines()[1].strip()
        == "List_1 (contacts): 1 row read = 1 taken + 0 already there + 0 left out"
    )


def test_reading_a_file_twice_adds_nothing(tmp_path: Path, now: datetime) -> None:
    file = lists(
        tmp_path,
        contacts=[a_contact_row(), a_contact_row(), a_contact_row(1002), a_contact_row(source="5D")],
        referrals=[a_referral_row(), a_referral_row(1003, nfa="Yes"), a_referral_row(1004), a_referral_row(1004)],
    )
    first = read(file, now)
    held = counts()
    second = read(file, now + timedelta(days=1))
    assert counts() == held
    assert [each.taken for each in first.lists] == [4, 4]
    assert [(each.taken, each.already_there) for each in second.lists] == [(0, 4), (0, 4)]


def test_a_repetition_within_a_file_is_a_contact_of_its_own(tmp_path: Path, now: datetime) -> None:
    read(lists(tmp_path, contacts=[a_contact_row()]), now)
    assert read(lists(tmp_path, contacts=[a_contact_row(), a_contact_row()]), now).contacts_recorded == 1
    assert Contact.objects.count() == 2


def test_a_referral_that_was_taken_on_opens_the_child(tmp_path: Path, now: datetime) -> None:
    team, worker = a_team("Harbour assessment"), a_worker(name="Dustin Hazel")
    rows = [a_referral_row(team="harbour\u00a0assessment ", worker="Dustin\u00a0Hazel")]
    report = read(lists(tmp_path, referrals=rows), now)
    episode = Episode.objects.get()
    assert (episode.opened_at, episode.closed_at) == (datetime(2018, 7, 2, tzinfo=LONDON), None)
    assert (episode.team, episode.worker, episode.source_code) == (team, worker, "6")
    assert report.findings == ()


def test_a_referral_that_led_to_nothing_opens_nobody_and_is_kept(tmp_path: Path, now: datetime) -> None:
    read(lists(tmp_path, referrals=[a_referral_row(nfa="a) Yes")]), now)
    assert not Episode.objects.exists()
    assert "no further action" in Contact.objects.get().what_happened


def test_a_referral_of_the_same_day_is_the_contacts_own(tmp_path: Path, now: datetime) -> None:
    report = read(lists(tmp_path, contacts=[a_contact_row()], referrals=[a_referral_row(source="2A")]), now)
    assert [each.taken for each in report.lists] == [1, 1]
    assert Contact.objects.count() == Episode.objects.count() == 1


def test_a_child_who_was_open_already_is_not_opened_twice(tmp_path: Path, now: datetime) -> None:
    rows = [a_referral_row(), a_referral_row(on=date(2018, 7, 20)), a_referral_row(on=date(2018, 6, 1))]
    report = read(lists(tmp_path, referrals=rows), now)
    assert Episode.objects.get().opened_at.date() <= date(2018, 6, 1)
    assert [finding.says for finding in report.findings] == [
        "opened no episode: the child was already open from 01/06/2018"
    ] * 2


def test_a_referral_before_an_episode_that_we_hold_opens_none(tmp_path: Path, now: datetime) -> None:
    read(lists(tmp_path, referrals=[a_referral_row()]), now)
    report = read(lists(tmp_path, referrals=[a_referral_row(on=date(2018, 6, 1))]), now)
    assert Episode.objects.count() == 1
    assert "open later, from 02/07/2018" in report.words()


def test_a_referral_read_after_its_contact_does_not_rewrite_it(tmp_path: Path, now: datetime) -> None:
    read(lists(tmp_path, contacts=[a_contact_row()]), now)
    report = read(lists(tmp_path, contacts=[a_contact_row()], referrals=[a_referral_row(nfa="Yes")]), now)
    assert [each.already_there for each in report.lists] == [1, 1]
    assert "was not added: the contact of that day was read earlier" in report.words()


@pytest.mark.parametrize(
    ("row", "says"),
    [
        (a_contact_row(child_id=None), "column A “Child Unique ID”: “” is blank: the row was left out"),
        (a_contact_row(child_id="1.6E+07"), "“1.6E+07” has been rounded by the spreadsheet"),
        (a_contact_row(on="soon"), "column F “Date of Contact”: “soon” is not a date"),
        (a_contact_row(on=None), "column F “Date of Contact”: “” is blank: the row was left out"),
        (a_contact_row(on=date(2018, 8, 1)), "“01/08/2018” is in the future: the row was left out"),
    ],
)
def test_a_row_that_cannot_be_taken_is_left_out_with_its_reason(
    tmp_path: Path, now: datetime, row: tuple[object, ...], says: str
) -> None:
    report = read(lists(tmp_path, contacts=[a_contact_row(1005), row]), now)
    assert report.lists[0].words() == "List_1 (contacts): 2 rows read = 1 taken + 0 already there + 1 left out"
    assert "row 4" in report.words()
    assert says in report.words()


def test_every_value_that_is_not_understood_is_told_with_its_place(tmp_path: Path, now: datetime) -> None:
    row = (1001, "d) Neither", "Martian", "31/02/2011", "#N/A", date(2018, 7, 2), "Milkman")
    report = read(lists(tmp_path, contacts=[row]), now)
    assert [(each.sheet, each.row, each.column, each.name, each.value) for each in report.findings] == [
        ("List_1", 3, "E", "Age of Child (Years)", "#N/A"),
        ("List_1", 3, "G", "Contact Source", "Milkman"),
        ("List_1", 3, "D", "Date of Birth", "31/02/2011"),
        ("List_1", 3, "B", "Gender", "d) Neither"),
        ("List_1", 3, "C", "Ethnicity", "Martian"),
    ]
    assert report.lists[0].taken == 1
    assert Contact.objects.get().source_code == "10"


def test_rows_that_differ_about_a_child_are_told_and_the_first_stands(tmp_path: Path, now: datetime) -> None:
    other = (1001, "a) Male", None, date(2012, 1, 1), 6, date(2018, 7, 3), "6")
    report = read(lists(tmp_path, contacts=[a_contact_row(), other]), now)
    assert Person.objects.get().date_of_birth == date(2011, 5, 9)
    assert [(each.column, each.value) for each in report.findings] == [("D", "01/01/2012"), ("B", "M")]


def test_a_record_that_is_held_is_not_changed_and_the_difference_is_told(tmp_path: Path, now: datetime) -> None:
    bare = (1001, None, None, None, 7, date(2018, 7, 2), "6")
    read(lists(tmp_path, contacts=[bare]), now)
    report = read(lists(tmp_path, contacts=[a_contact_row(on=date(2018, 7, 9))]), now)
    assert Person.objects.get().date_of_birth is None
    assert NamedPerson.objects.order_by("pk").first().age_told == "7"  # type: ignore[union-attr]
    assert "is not what the child's record holds (blank)" in report.words()


def test_an_unborn_child_has_an_expected_date(tmp_path: Path, now: datetime) -> None:
    row = (1001, "c) Not stated/recorded (or unborn)", None, date(2018, 10, 1), -1, date(2018, 7, 2), "3B")
    read(lists(tmp_path, contacts=[row]), now)
    child, named = Person.objects.get(), NamedPerson.objects.get()
    assert (child.date_of_birth, child.expected_on) == (None, date(2018, 10, 1))
    assert (named.is_unborn, named.expected_on) == (True, date(2018, 10, 1))


def test_what_is_not_read_is_said(tmp_path: Path, now: datetime) -> None:
    file = a_workbook(tmp_path, List_1=[(*CONTACT_HEADER, "Ward"), (*a_contact_row(), "North")], Notes=[("hello",)])
    words = read(file, now).words()
    assert "There is no list of referrals in it." in words
    assert "columns not read: H “Ward”" in words
    assert "Sheets not read: Notes." in words


def test_nothing_is_left_half_written(tmp_path: Path, now: datetime, monkeypatch: pytest.MonkeyPatch) -> None:
    def breaks(*_: object, **__: object) -> None:
        raise RuntimeError("the power went")

    held = (*counts(), Entry.objects.count())
    monkeypatch.setattr(loading, "open_for", breaks)
    with pytest.raises(RuntimeError):
        read(lists(tmp_path, contacts=[a_contact_row()], referrals=[a_referral_row()]), now)
    assert (*counts(), Entry.objects.count()) == held


def test_a_file_that_cannot_be_read_writes_nothing(tmp_path: Path, now: datetime) -> None:
    before = Entry.objects.count()
    with pytest.raises(Unreadable):
        read(a_workbook(tmp_path, Budget=[("Heating",)]), now)
    assert Entry.objects.count() == before


def test_the_ledger_tells_of_the_file_and_of_each_contact_without_a_name(tmp_path: Path, now: datetime) -> None:
    read(lists(tmp_path, contacts=[a_contact_row(), a_contact_row(1002)], referrals=[a_referral_row()]), now)
    acts = list(Entry.objects.order_by("number").values_list("act", flat=True))
    for act, times in (("contact.imported", 2), ("person.recorded", 2), ("episode.opened", 1), ("file.imported", 1)):
        assert acts.count(act) == times
    detail = Entry.objects.get(act="file.imported").detail
    assert (detail["rows"], detail["contacts"], detail["children"], detail["episodes"]) == (3, 2, 2, 1)


def test_only_an_administrator_may_import_from_a_page(tmp_path: Path, now: datetime) -> None:
    with pytest.raises(NotPermitted):
        actions.import_annex_a(
            lists(tmp_path), by=a_worker(Role.SOCIAL_WORKER), at=now, report=lambda words, share: None
        )


def test_a_template_without_rows_is_read(tmp_path: Path, now: datetime) -> None:
    report = read(lists(tmp_path), now)
    assert [each.read for each in report.lists] == [0, 0]
    assert counts() == (0,) * 6


def test_the_triggers_accept_what_an_import_ends(tmp_path: Path, now: datetime) -> None:
    read(lists(tmp_path, contacts=[a_contact_row()]), now)
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
    assert Contact.objects.get().ended_at is not None


SOME_IDS = some.sampled_from([1, 2, "3", None, "#N/A"])
SOME_DAYS = some.sampled_from([date(2018, 7, 1), date(2018, 7, 2), "3/7/2018", "never", None])
SOME_SOURCES = some.sampled_from(["q) 6: Police", "School", "Milkman", None])
CONTACT_ROWS = some.builds(a_contact_row, child_id=SOME_IDS, on=SOME_DAYS, source=SOME_SOURCES)
REFERRAL_ROWS = some.builds(
    a_referral_row,
    child_id=SOME_IDS,
    on=SOME_DAYS,
    source=SOME_SOURCES,
    nfa=some.sampled_from(["Yes", "No", "?", None]),
)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=25)
@given(contacts=some.lists(CONTACT_ROWS, max_size=8), referrals=some.lists(REFERRAL_ROWS, max_size=8))
def test_the_totals_add_up_and_a_second_reading_adds_nothing(
    tmp_path: Path, now: datetime, contacts: list[tuple[object, ...]], referrals: list[tuple[object, ...]]
) -> None:
    file = lists(tmp_path, contacts=contacts, referrals=referrals)
    first = read(file, now)
    filled = [sum(any(cell is not None for cell in row) for row in rows) for rows in (contacts, referrals)]
    assert [each.read for each in first.lists] == filled
    held = counts()
    second = read(file, now)
    assert counts() == held
    assert [each.taken for each in second.lists] == [0, 0]
    assert [each.left_out for each in second.lists] == [each.left_out for each in first.lists]


def test_rows_are_named_in_runs() -> None:
    assert spans([2, 3, 4, 7]) == "rows 2-4, 7"
    assert spans([5]) == "row 5"


def test_the_same_finding_on_many_rows_is_one_line() -> None:
    same = {"sheet": "List_1", "column": "G", "name": "Contact Source", "value": "Milkman", "says": "is no source"}
    report = ImportReport(
        file="a.xlsx", lists=(), children_recorded=0, children_known=0, contacts_recorded=0, episodes_opened=0,
        findings=tuple(Finding(row=row, **same) for row in random.Random(1).sample(range(2, 7), 5)), notes=(),
    )  # fmt: skip
    assert report.words().splitlines()[-1] == "  List_1, rows 2-6, column G “Contact Source”: “Milkman” is no source"
