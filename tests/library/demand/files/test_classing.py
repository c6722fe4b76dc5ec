"""What rows in files are classed as, and why."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from tests.library.demand.files.ground import analysed, contact, write

HIT = "Mum's partner hit her on Sunday 22 July 2018 at 23:15 in the kitchen; the boy was awake and heard it"
BURN = "Came to nursery with a burn on his hand on 25/07/2018 that nobody at home could explain"


def classes(folder: Path, *contacts: dict[str, str], episodes: list[dict[str, str]] | None = None) -> dict[str, str]:
    files = [write(folder / "contacts.csv", contacts)]
    if episodes:
        files.append(write(folder / "episodes.csv", episodes))
    return {contact_id: code for (contact_id, _), (code, _, _) in analysed(*files)[1].items()}


def test_a_childs_first_contact_is_new(tmp_path: Path) -> None:
    assert classes(tmp_path, contact("1", "2018-07-24T10:00", concern=HIT)) == {"1": "new"}


def test_the_same_incident_from_another_agency_is_a_duplicate_linked_to_the_first(tmp_path: Path) -> None:
    file = write(
        tmp_path / "contacts.csv",
        [
            contact("1", "2018-07-23T09:00", concern=HIT),
            contact("2", "2018-07-24T10:00", source_code="2A", agency="Harbour School", concern=f"We heard: {HIT}"),
        ],
    )
    code, linked, why = analysed(file)[1]["2", 1]
    assert (code, linked) == ("duplicate", "1")
    assert "by another sender" in why


def test_another_incident_in_the_same_week_is_not_hidden(tmp_path: Path) -> None:
    found = classes(
        tmp_path,
        contact("1", "2018-07-23T09:00", concern=HIT, outcome="NFA", decided_at="2018-07-23T15:00"),
        contact("2", "2018-07-25T10:00", source_code="2B", concern=BURN),
    )
    assert found["2"] == "repeat"


def test_news_of_an_open_child_is_open_case_information(tmp_path: Path) -> None:
    episodes = [{"child_id": "P1", "opened_on": "2018-05-01", "closed_on": "", "kind": "child_in_need"}]
    assert classes(tmp_path, contact("1", "2018-07-24T10:00"), episodes=episodes) == {"1": "open_case"}


def test_the_contact_that_opened_an_episode_is_not_news_of_it(tmp_path: Path) -> None:
    episodes = [{"child_id": "P1", "opened_on": "2018-07-24", "closed_on": "", "kind": "child_in_need"}]
    found = classes(
        tmp_path,
        contact("1", "2018-07-24T10:00", concern=HIT, outcome="Referral", decided_at="2018-07-24T16:00"),
        contact("2", "2018-07-24T18:00", concern=BURN, outcome="Existing case"),
        episodes=episodes,
    )
    assert found == {"1": "new", "2": "open_case"}


@pytest.mark.parametrize(
    ("days_after", "code"),
    [("2018-04-26T09:00", "repeat"), ("2018-06-30T09:00", "repeat"), ("2018-07-30T09:00", "new")],
)
def test_a_return_within_ninety_days_of_an_end_without_referral_is_a_repeat(
    tmp_path: Path, days_after: str, code: str
) -> None:
    first = contact("1", "2018-04-10T09:00", concern=HIT, outcome="advice", decided_at="2018-04-11T09:00")
    assert classes(tmp_path, first, contact("2", days_after, concern=BURN))["2"] == code


def test_a_court_that_asks_for_records_asks(tmp_path: Path) -> None:
    asks = "Section 7 report ordered. Please state any previous involvement with the family. We raise no concern."
    assert classes(tmp_path, contact("1", "2018-07-24T10:00", source_code="7", concern=asks)) == {
        "1": "information_request"
    }


def test_a_court_that_tells_of_harm_does_not(tmp_path: Path) -> None:
    tells = (
        "At the hearing on 23/07/2018 the boy disclosed that he was hit and had bruising; the judge asked that you know"
    )
    assert classes(tmp_path, contact("1", "2018-07-24T10:00", source_code="7", concern=tells)) == {"1": "new"}


def test_what_is_another_services_is_not_for_us(tmp_path: Path) -> None:
    asks = "Parent asks for a replacement bus pass. No concern about the child."
    assert classes(tmp_path, contact("1", "2018-07-24T10:00", source_code="1A", concern=asks)) == {"1": "not_for_us"}


def test_a_row_of_nobody_known_is_new_and_says_so(tmp_path: Path) -> None:
    file = write(tmp_path / "contacts.csv", [contact("1", "2018-07-24T10:00", child_id="")])
    code, _, why = analysed(file)[1]["1", 1]
    assert code == "new"
    assert "who the child is" in why


def test_the_order_of_rows_and_columns_changes_no_class(tmp_path: Path) -> None:
    rows = [
        contact("1", "2018-07-23T09:00", concern=HIT, outcome="NFA", decided_at="2018-07-23T15:00"),
        contact("2", "2018-07-24T10:00", source_code="2A", concern=HIT),
        contact("3", "2018-07-25T10:00", source_code="2B", concern=BURN),
        contact("4", "2018-07-25T11:00", child_id="P2", concern=BURN),
    ]
    first = classes(tmp_path, *rows)
    random.Random(3).shuffle(rows)
    turned = [dict(sorted(row.items())) for row in rows]
    assert classes(tmp_path, *turned) == first
    assert first["2"] == "duplicate"


def test_every_row_has_one_class_and_a_reason(tmp_path: Path) -> None:
    rows = [contact(str(number), f"2018-07-{number:02d}T09:00", child_id=f"P{number % 4}") for number in range(1, 29)]
    found = analysed(write(tmp_path / "contacts.csv", rows))[1]
    assert len(found) == 28
    assert all(why for _, _, why in found.values())


def test_where_no_file_holds_episodes_the_outcome_says_that_a_child_was_open(tmp_path: Path) -> None:
    told = contact("1", "2018-07-24T10:00", outcome="Existing case - passed to social worker")
    assert classes(tmp_path, told) == {"1": "open_case"}


def test_of_a_child_whom_nobody_can_tell_the_outcome_is_believed(tmp_path: Path) -> None:
    told = contact("1", "2018-07-24T10:00", child_id="", outcome="Duplicate contact")
    assert classes(tmp_path, told) == {"1": "duplicate"}


@pytest.mark.parametrize(
    ("kind", "code"),
    [("CIN", "open_case"), ("child_protection_plan", "open_case"), ("", "open_case"), ("Early Help", "new")],
)
def test_only_social_cares_episodes_make_a_child_open(tmp_path: Path, kind: str, code: str) -> None:
    episodes = [{"child_id": "P1", "opened_on": "2018-05-01", "closed_on": "", "kind": kind}]
    assert classes(tmp_path, contact("1", "2018-07-24T10:00"), episodes=episodes) == {"1": code}


def test_a_question_that_ended_without_action_makes_the_next_contact_no_repeat(tmp_path: Path) -> None:
    asks = "Cafcass safeguarding checks: is the family known to you? We raise no concern."
    first = contact(
        "1", "2018-07-01T10:00", source_code="7", concern=asks, outcome="NFA", decided_at="2018-07-02T10:00"
    )
    found = classes(tmp_path, first, contact("2", "2018-07-24T10:00", concern=BURN))
    assert found == {"1": "information_request", "2": "new"}


def test_a_teams_name_in_place_of_a_reference_hides_nothing(tmp_path: Path) -> None:
    team = {"agency": "Harbour School", "source_code": "2A", "reference": "DSL1"}
    others = [contact(str(10 + each), f"2018-06-{each:02}T09:00", child_id=f"R{each}", **team) for each in range(1, 31)]
    found = classes(
        tmp_path,
        *others,
        contact("1", "2018-07-23T09:00", concern=HIT, outcome="NFA", decided_at="2018-07-23T15:00", **team),
        contact("2", "2018-07-25T10:00", concern=BURN, **team),
    )
    assert found["2"] == "repeat"


def test_a_childs_number_in_place_of_a_reference_hides_nothing(tmp_path: Path) -> None:
    police = {"agency": "Saltshire Police"}
    often = [
        contact(f"{child}.{month}", f"2018-0{month}-03T09:00", child_id=f"R{child}", reference=f"N{child}", **police)
        for child in range(8)
        for month in (4, 6)
    ]
    own = {"reference": "N99", "child_id": "P1", **police}
    found = classes(
        tmp_path,
        *often,
        contact("1", "2018-07-23T09:00", concern=HIT, outcome="NFA", decided_at="2018-07-23T15:00", **own),
        contact("2", "2018-07-25T10:00", concern=BURN, **own),
    )
    assert found["2"] == "repeat"


def test_the_first_in_time_is_what_a_duplicate_is_linked_to_however_rows_are_ordered(tmp_path: Path) -> None:
    rows = [
        contact("3", "2018-07-25T11:00", concern=HIT),
        contact("2", "2018-07-24T10:00", concern=HIT),
        contact("1", "2018-07-23T09:00", concern=HIT),
    ]
    found = analysed(write(tmp_path / "contacts.csv", rows))[1]
    assert {key[0]: value[:2] for key, value in found.items()} == {
        "1": ("new", ""),
        "2": ("duplicate", "1"),
        "3": ("duplicate", "1"),
    }


def test_a_row_left_out_keeps_its_number(tmp_path: Path) -> None:
    rows = [contact("1", "never"), contact("1", "2018-07-24T10:00", child_id="P2")]
    assert set(analysed(write(tmp_path / "contacts.csv", rows))[1]) == {("1", 2)}


@pytest.mark.parametrize(
    ("words", "code"),
    [
        ("Please can you confirm if this child has ever been open to your service?", "information_request"),
        ("We act for the father. Please disclose all records held concerning the child.", "information_request"),
        ("During interview the child told me that dad hits her. We wish to raise a concern.", "new"),
        ("Dispute between two adult neighbours. No children present at either address.", "not_for_us"),
        ("Complaint about rubbish left in the street.", "not_for_us"),
        ("Officers attended a noise complaint; three children found in squalid conditions.", "new"),
        ("Mum asked about housing benefit; she disclosed that her partner hits her. Two children.", "new"),
    ],
)
def test_words_of_other_places_are_understood(tmp_path: Path, words: str, code: str) -> None:
    source = "7" if code == "information_request" or "interview" in words else "6"
    assert classes(tmp_path, contact("1", "2018-07-24T10:00", source_code=source, concern=words)) == {"1": code}
