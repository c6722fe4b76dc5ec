"""A time in need that is over closes the episode that its referral opened, where it says so clearly."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from pathlib import Path

import pytest

from frontdoor.journey.children.models import Episode, Person
from frontdoor.library.clocks import LONDON
from frontdoor.record.ledger.models import Entry
from tests.builders.contacts import a_contact_about
from tests.builders.decisions import decide
from tests.oversight.returns.workbooks import (
    Cells,
    a_contact_row,
    a_referral_row,
    a_row,
    read,
    says,
    whole_lists,
)

pytestmark = pytest.mark.django_db
MARCH, MAY, JULY = date(2018, 3, 1), date(2018, 5, 2), date(2018, 7, 2)

CLOSED = a_row("List_6", CIN_Start=MARCH, CIN_Closure=JULY, Reason="RC7")


def test_a_closed_time_in_need_closes_what_its_referral_opened(tmp_path: Path, now: datetime) -> None:
    file = whole_lists(tmp_path, List_3=[a_referral_row(on=MARCH)], List_6=[CLOSED])
    report = read(file, now)
    episode = Episode.objects.get()
    assert (episode.closed_at, episode.closure_reason) == (datetime(2018, 7, 2, tzinfo=LONDON), "RC7")
    assert (report.episodes_opened, report.episodes_closed, report.findings) == (1, 1, ())
    assert Entry.objects.filter(act="episode.closed", subject_id=episode.person_id).count() == 1
    again = read(file, now)
    assert (again.episodes_opened, again.episodes_closed, again.findings) == (0, 0, ())


def test_a_later_file_closes_what_an_earlier_one_opened(tmp_path: Path, now: datetime) -> None:
    open_still = a_row("List_6", CIN_Start=MARCH)
    read(whole_lists(tmp_path, List_3=[a_referral_row(on=MARCH)], List_6=[open_still]), now)
    assert Episode.objects.get().closed_at is None
    report = read(whole_lists(tmp_path, List_6=[CLOSED]), now)
    assert Episode.objects.get().closure_reason == "RC7"
    assert (report.episodes_closed, report.involvements_ended) == (1, 1)


@pytest.mark.parametrize(
    ("lists", "words"),
    [
        (
            {"List_6": [a_row("List_6", CIN_Start=MARCH, CIN_Closure=JULY)]},
            "it gives no reason for the closure",
        ),
        (
            {"List_6": [a_row("List_6", CIN_Start=MAY, CIN_Closure=JULY, Reason="RC7")]},
            "the child is open from 01/03/2018, which is not within this time in need",
        ),
        (
            {"List_6": [CLOSED], "List_7": [a_row("List_7", Plan_Start=MAY)]},
            "the file has a row of List_7 of 02/05/2018, which goes on or came after it",
        ),
        (
            {"List_6": [CLOSED], "List_3": [a_referral_row(on=MARCH), a_referral_row(on=date(2018, 7, 9))]},
            "the file has a row of List_3 of 09/07/2018, which goes on or came after it",
        ),
    ],
)
def test_what_does_not_say_clearly_that_a_child_is_closed_closes_nothing_and_is_told(
    tmp_path: Path, now: datetime, lists: dict[str, list[Cells]], words: str
) -> None:
    report = read(whole_lists(tmp_path, **{"List_3": [a_referral_row(on=MARCH)], **lists}), now)
    assert Episode.objects.get().closed_at is None
    assert f"J: closed no episode: {words}" in says(report)


def test_what_a_decision_here_opened_is_closed_here(tmp_path: Path, now: datetime) -> None:
    read(whole_lists(tmp_path, List_1=[a_contact_row(on=MARCH)]), now)
    child = Person.objects.get()
    decide(a_contact_about(child, at=now), kind="referral", level="child_in_need", at=now)
    today = now.date()
    closed = a_row("List_6", CIN_Start=MARCH, CIN_Closure=today, Reason="RC7")
    report = read(whole_lists(tmp_path, List_6=[closed]), now + timedelta(hours=1))
    assert Episode.objects.get().closed_at is None
    assert says(report) == ["J: closed no episode: it was opened by a decision here"]
