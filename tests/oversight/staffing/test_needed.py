"""How many it takes: what may be wanted, the number that is found, and the answer kept like any other."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.test import Client

from frontdoor.library.staffing import Unworkable, checks, what_if
from frontdoor.oversight.staffing import answering, asked, needing, pictures, wanted
from frontdoor.oversight.staffing.models import KeptAnswer
from frontdoor.oversight.staffing.queries import kept as keeping
from frontdoor.oversight.staffing.queries import own
from frontdoor.record.access.models import Worker
from frontdoor.record.access.roles import Role
from frontdoor.record.ledger.models import Entry
from tests.builders import a_worker
from tests.library.staffing import doors
from tests.oversight.staffing.test_what_if import ANSWER, AT, the_front_door

SignIn = Callable[[Worker], Client]


@pytest.fixture
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(needing, "MONTHS", 12)
    monkeypatch.setattr(needing, "SURE", 12)


def test_what_is_wanted_reads_back_in_words_and_as_an_address() -> None:
    door = doors.the_example()
    told = {"share_red": "95%", "in_red": "3", "share_amber": "90", "in_amber": "1", "share_green": " "}
    found = wanted.read(told, door)
    assert found.words(door) == (
        "Social workers for 95% of “red” in 3 working hours (the policy says 4 working hours) "
        "and 90% of “amber” in 1 working day"
    )
    assert wanted.read(found.codes, door) == found
    assert [clock.limit.amount for clock in found.asked_of(door).clocks if clock.code == "red"] == [3]
    more = wanted.read({**told, "demand": "120"}, door)
    assert sum(checks.contacts_a_week(more.asked_of(door)).values()) == pytest.approx(
        1.2 * sum(checks.contacts_a_week(door).values())
    )


def test_before_anybody_asks_the_fields_hold_the_usual_target() -> None:
    fields = {field.code: field for field in wanted.fields({}, doors.the_example())}
    assert (fields["amber"].share, fields["amber"].amount, fields["amber"].unit) == ("95", "1", "working days")
    assert (fields["red"].share, fields["red"].amount, fields["green"].share) == ("95", "4", "")


@pytest.mark.parametrize(
    ("told", "words"),
    [
        ({"share_red": "lots"}, "must be a number more than 0 and less than 100, such as 95; “lots” is none"),
        ({"share_red": "100"}, "nobody can promise all of them"),
        ({"share_red": "-5"}, "it is -5"),
        ({"share_red": "nan"}, "it is nan"),
        ({"share_red": "95", "in_red": "soon"}, "The time of “red” must be a whole number from 1 to 365"),
        ({"share_red": "95", "in_red": "0"}, "it is 0"),
        ({"share_red": " "}, "Say at least one share"),
        ({"share_red": "95", "role": "astronaut"}, "Say whose number is asked"),
        ({"share_red": "95", "demand": "9000"}, "Contacts, in per cent of now, must be a whole number from 10 to 400"),
    ],
)
def test_a_bad_target_is_answered_in_a_sentence(told: dict[str, str], words: str) -> None:
    with pytest.raises(Unworkable, match=words):
        wanted.read(told, doors.the_example())


@pytest.mark.usefixtures("quick")
def test_the_number_that_is_found_keeps_what_is_wanted() -> None:
    door = doors.the_example()
    found = needing.answer(door, wanted.read({"share_amber": "90"}, door))
    assert found.taken is not None
    people = int(found.taken.headline.partition(" ")[0])
    many, fewer = (
        answering.outcome_of(what_if.with_people(door, "social_worker", count), months=12).clock("amber").in_time
        for count in (people, people - 1)
    )
    assert many is not None
    assert many.mean >= 0.9
    assert fewer is None or fewer.mean < 0.9
    assert "There are 11 now" in found.taken.headline
    assert found.is_changed is (people != 11)
    assert pictures.of_tried(found.taken) is not None


@pytest.mark.usefixtures("quick")
def test_a_target_that_no_number_meets_says_how_near_it_comes(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(needing, "MOST", 13)
    door = doors.the_example()
    found = needing.answer(door, wanted.read({"share_red": "99.9", "share_amber": "60"}, door))
    assert found.taken is not None
    assert found.taken.headline.startswith("Not even 13 social workers would do. Something else is in the way")
    assert found.taken.each[0].startswith("red: 99.9%: no number would do; the most reached is ")
    assert found.taken.each[1].startswith("amber: 60%: for this alone about ")
    assert not found.is_changed


@pytest.mark.django_db
@pytest.mark.usefixtures("quick")
def test_an_answer_is_asked_kept_and_shown_again(signed_in: SignIn) -> None:
    the_front_door(times=7)
    manager = a_worker(Role.SERVICE_MANAGER)
    client = signed_in(manager)
    assert "Press Ask" in client.get("/staffing/needed/").content.decode()
    url = "/staffing/needed/?role=social_worker&share_amber=80&in_amber=1"
    page = client.get(url).content.decode()
    assert "What each number reaches" in page
    assert "Social workers for 80% of “Amber: decide” in 1 working day" in page
    assert Entry.objects.get(act="staffing.answer_viewed", by_id=manager.pk).detail["share_amber"] == "80"
    assert client.post(url, {"name": ""}).status_code == 422
    client.post(url, {"name": "Four in five"})
    kept = KeptAnswer.objects.get()
    assert kept.question == {"page": "needed", "role": "social_worker", "share_amber": "80"}
    assert keeping.url_to_ask_again(kept) == "/staffing/needed/?role=social_worker&share_amber=80"
    again = client.get(f"/staffing/answers/{kept.pk}/").content.decode()
    for words in ("What each number reaches", "What it assumes", "Not finished at the end of a day", "Ask the same"):
        assert words in again, words
    client.post(f"/staffing/answers/{kept.pk}/board/")
    assert "Before the board" in client.get("/staffing/answers/").content.decode()


@pytest.mark.django_db
def test_a_bad_target_on_the_page_keeps_what_was_typed(signed_in: SignIn) -> None:
    the_front_door()
    answer = signed_in(a_worker(Role.TEAM_MANAGER)).get("/staffing/needed/?share_amber=often")
    assert answer.status_code == 422
    assert "“often” is none" in answer.content.decode()
    assert 'value="often"' in answer.content.decode()


@pytest.mark.django_db
def test_the_edition_says_what_is_overseen_and_the_other_can_be_asked() -> None:
    the_front_door(times=3)
    door = own.own_scenario(1, at=AT).scenario
    assert own.is_everything_overseen(door)
    sampled = what_if.changed(door, asked.read({"sampled": "yes"}).changes())
    assert not own.is_everything_overseen(sampled)
    assert checks.hours_needed(sampled)["oversee"] < checks.hours_needed(door)["oversee"]
    assert own.is_everything_overseen(what_if.changed(sampled, asked.read({"overseen": "yes"}).changes()))


def test_every_question_of_the_board_can_be_slid() -> None:
    said = {
        words: asked.read(told).changes()[0].words
        for words, told in {
            "two fewer": {"social_worker": "-2"},
            "a fifth": {"duplicates": "80"},
            "a day": {"partners": "24"},
            "surge": {"demand": str(asked.SURGE)},
            "second": {"second_team": "yes"},
            "all": {"overseen": "yes"},
        }.items()
    }
    assert said == {
        "two fewer": "Social worker: 2 fewer",
        "a fifth": "Duplicate: 20% fewer",
        "a day": "Partners answer in 24 hours",
        "surge": "+23% contacts, as from April to July 2018",
        "second": "A second team: 4 of social worker, 1 of team manager",
        "all": "Everything is overseen, instead of a sample",
    }


@pytest.mark.django_db
def test_answers_are_chosen_to_stand_side_by_side(signed_in: SignIn) -> None:
    manager = a_worker(Role.TEAM_MANAGER)
    kept = [
        KeptAnswer.objects.create(
            authority_id=1, name=f"Answer {place}", question={}, answer=ANSWER, kept_at=AT, kept_by=manager
        )
        for place in range(8)
    ]
    assert len(keeping.latest(manager)) == keeping.MOST
    found = keeping.chosen(manager, [str(kept[0].pk), "x", str(kept[7].pk)])
    assert [one.name for one in found] == ["Answer 0", "Answer 7"]
    page = signed_in(manager).get(f"/staffing/answers/?answer={kept[0].pk}").content.decode()
    assert "Choose which stand side by side" in page
    assert page.count('<th scope="col">') == 2
