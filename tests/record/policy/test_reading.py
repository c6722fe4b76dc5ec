"""A policy is files that a partnership reads and changes: whatever is wrong is said with its file, line and remedy."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from frontdoor.journey.decision.models import OutcomeKind
from frontdoor.journey.intake.models import FamilyAgreement, FamilyTold, SharingBasis
from frontdoor.library.clocks import Weekday
from frontdoor.library.demand import CLASSES
from frontdoor.record.access.roles import Permission, Role, may
from frontdoor.record.policy import national
from frontdoor.record.policy.document import parts
from frontdoor.record.policy.editions import EXAMPLE, BadEdition, read_file, understand, usual_caseloads, vocabulary
from frontdoor.record.policy.editions.faults import Line
from frontdoor.record.policy.editions.places import places
from tests.record.policy.ground import folder

OLD = {
    "name": "An edition of before",
    "in_force_from": "2018-04-01",
    "hub": {"monday": ["09:00", "17:00"]},
    "closed": {},
    "limits": [
        {"code": code, "name": code, "amount": 1, "unit": "hours", "starts": "it comes", "source": "Local"}
        for code in vocabulary.REQUIRED_LIMITS
    ],
    "demand_windows": {"duplicate": 7, "repeat": 90, "history": 365},
    "levels": [{"code": "universal", "name": "Universal", "words": "For every child"}],
    "matching": {"show_first": 20.0, "show": 11.0},
}


def said(place: Path) -> str:
    with pytest.raises(BadEdition) as refused:
        read_file(place)
    return str(refused.value)


def test_the_example_says_all_of_its_parts_itself() -> None:
    rules = understand(read_file(EXAMPLE))
    assert not rules.usual
    assert set(rules.ratings) == {"red", "amber", "green"}
    assert {(one.level, one.need) for one in rules.indicators} == {
        (level.code, need) for level in rules.levels for need in vocabulary.NEEDS
    }
    assert rules.limits["red"].source
    assert rules.threshold.name


def test_one_file_is_as_good_as_a_folder(tmp_path: Path) -> None:
    one = tmp_path / "ours.toml"
    files = sorted(EXAMPLE.glob("*.toml"), key=lambda file: file.name != "edition.toml")
    one.write_text("\n".join(file.read_text(encoding="utf-8") for file in files).replace("[commencement]\n", ""))
    assert understand(read_file(one)).outcomes == understand(read_file(EXAMPLE)).outcomes


def test_what_is_kept_as_json_reads_the_same() -> None:
    content = read_file(EXAMPLE)
    assert understand(json.loads(json.dumps(content))) == understand(content)


def test_an_edition_of_before_stays_readable_and_the_usual_rules_fill_it() -> None:
    rules = understand({**OLD, "a_section_of_old": 1})
    assert rules.usual >= {"ratings", "outcomes", "consent_reasons", "oversight"}
    assert rules.oversight.closures == "all"
    assert rules.outcomes["referral"].follows == ("new", "repeat")


@pytest.mark.parametrize(
    ("file", "before", "after", "told"),
    [
        (
            "clocks.toml",
            'unit = "working_days"',
            'unit = "fortnights"',
            "limit 'amber', unit: 'fortnights' is not known. Write one of: hours, working_hours, working_days",
        ),
        (
            "clocks.toml",
            "amount = 4",
            'amount = "four"',
            "limit 'red', amount: write a number, without quotation marks",
        ),
        (
            "clocks.toml",
            "amount = 4",
            "amount = -4",
            "limit 'red', amount: -4 is out of range. Write a number of 0 or more",
        ),
        ("clocks.toml", "waits_for_opening = false", 'waits_for_opening = "no"', "write true or false"),
        (
            "clocks.toml",
            "waits_for_opening",
            "wait_for_opening",
            "there is no field 'wait_for_opening'. Did you mean 'waits_for_opening'?",
        ),
        (
            "clocks.toml",
            'monday    = ["08:45", "17:15"]',
            'monday    = ["08:45"]',
            '[hub], monday: write two times, such as ["09:00", "17:00"]',
        ),
        ("clocks.toml", "monday ", "moonday ", "this is not a day of the week"),
        ("days.toml", "2018-12-24", '"24 December"', "24 December is not a date. Write one such as 2018-04-01"),
        (
            "ratings.toml",
            'limit = "amber"',
            'limit = "ambre"',
            "rating 'amber', limit: 'ambre' is not known. Did you mean 'amber'?",
        ),
        ("ratings.toml", '"team_manager"', '"team_leader"', "'team_leader' is not known. Did you mean 'team_manager'?"),
        (
            "thresholds.toml",
            'level = "early_help"',
            'level = "early"',
            "indicator 'e_development', level: 'early' is not known",
        ),
        (
            "consent.toml",
            'code = "police"',
            'code = "polise"',
            "consent reason 'polise', code: 'polise' is not known. Did you mean 'police'?",
        ),
        ("outcomes.toml", '"repeat"]', '"again"]', "'again' is not known. Write one of: new, repeat"),
        (
            "outcomes.toml",
            'code = "advice"',
            'code = "early_help"',
            "'early_help' is used above. Give each its own code",
        ),
        (
            "concerns.toml",
            'code = "missing"',
            'code = "neglect"',
            "concern 'neglect', code: 'neglect' is used above. Give each its own code",
        ),
        ("concerns.toml", 'name = "Neglect"', 'name = ""', "concern 'neglect', name: write some text"),
        ("concerns.toml", 'code = "neglect"', 'code = "Neglect!"', "must be small letters, figures and _"),
        (
            "concerns.toml",
            'source = "Children in need census: factor 16A',
            'sorce = "Children in need census: factor 16A',
            "concern 'neglect': there is no field 'sorce'. Did you mean 'source'?",
        ),
        (
            "concerns.toml",
            'name = "Neglect"',
            'name = "Neglect"\nnow = "strain"',
            "concern 'neglect', now: only a retired concern says what took its place",
        ),
        (
            "concerns.toml",
            'name = "Neglect"',
            'name = "Neglect"\nretired = true\nnow = "starin"',
            "concern 'neglect', now: 'starin' is not a concern of this edition",
        ),
        (
            "concerns.toml",
            'name = "Neglect"',
            'name = "Neglect"\nretired = true\nnow = "neglect"',
            "concern 'neglect', now: 'neglect' is retired itself. Name one that people can still choose",
        ),
        (
            "oversight.toml",
            '\nclosures = "all"',
            '\nclosures = "some"',
            "Write one of: all, sample",
        ),
        ("oversight.toml", '\nclosures = "all"', '\nclosures = "sample"', "[oversight], percent: write a number"),
        ("oversight.toml", 'levels = ["child_in_need"]', 'levels = ["in_need"]', "Did you mean 'child_in_need'?"),
        ("demand.toml", "history = 365", "history = 30", "30 is shorter than the 90 days of repeat"),
        ("matching.toml", "show_first = 20.0", "show_first = 2.0", "What is shown first is shown"),
        (
            "edition.toml",
            "[commencement]",
            "[commencement]\nduty_to_shair = 2026-06-01",
            "this is no duty of the national files",
        ),
        ("edition.toml", "2018-04-01", '"soon"', "in_force_from: soon is not a date"),
    ],
)
def test_a_fault_names_file_and_line_and_says_what_to_do(
    tmp_path: Path, file: str, before: str, after: str, told: str
) -> None:
    made = folder(tmp_path, (file, before, after))
    text = (made / file).read_text(encoding="utf-8")
    message = said(made)
    assert told in message
    at = re.match(r"([\w.]+) line (\d+): ", message)
    assert at, message
    assert at[1] == file
    stands = text[: text.index(after.splitlines()[-1])].count("\n") + 1
    if "percent" not in told and "used above" not in told and "is shown" not in told:
        assert int(at[2]) == stands


def test_every_fault_is_said_at_once(tmp_path: Path) -> None:
    message = said(
        folder(
            tmp_path,
            ("clocks.toml", 'unit = "working_hours"', 'unit = "weeks"'),
            ("ratings.toml", 'name = "Amber"\n', ""),
            ("demand.toml", "[demand_windows]", "[demand_windos]"),
        )
    )
    assert "clocks.toml line " in message
    assert "rating 'amber', name: write some text" in message
    assert "demand.toml line 3: there is no section 'demand_windos'" in message
    assert "there is no section demand_windows. Add one" in message


def test_what_cannot_be_read_at_all_is_said_with_its_line(tmp_path: Path) -> None:
    message = said(folder(tmp_path, ("clocks.toml", "amount = 4", "amount = ")))
    assert re.match(r"clocks.toml line [0-9]+: this cannot be read", message)
    (tmp_path / "ours" / "clocks.toml").write_bytes(b"[hub]\n\xff\xfe")
    assert said(tmp_path / "ours") == "clocks.toml line 2: this is not text. Save the file as UTF-8."


def test_two_files_do_not_say_the_same_thing(tmp_path: Path) -> None:
    made = folder(tmp_path)
    (made / "more.toml").write_text("[hub]\nmonday = ['09:00', '12:00']\n", encoding="utf-8")
    assert said(made) == "more.toml line 1: hub stands in clocks.toml already. Keep one."


def test_a_folder_without_a_policy_is_said_to_hold_none(tmp_path: Path) -> None:
    assert "holds no policy file" in said(tmp_path)


def test_a_limit_that_every_edition_needs_is_asked_for(tmp_path: Path) -> None:
    assert "add a limit with the code 'news'" in said(
        folder(tmp_path, ("clocks.toml", 'code = "news"', 'code = "gossip"'))
    )


def test_lines_are_found_through_long_texts_and_lists() -> None:
    text = 'a = """\n[not.a.table]\nb = 1\n"""\nc = [\n  "[[nor.this]]",\n]\n'
    text += '[d]\n"e f" = 1 # [g]\n[[h]]\ni = 1\n[[h]]\ni = 2\n'
    found = places(text, file="x")
    assert found == {
        ("a",): Line(file="x", line=1),
        ("c",): Line(file="x", line=5),
        ("d",): Line(file="x", line=8),
        ("d", "e f"): Line(file="x", line=9),
        ("h",): Line(file="x", line=10),
        ("h", 0): Line(file="x", line=10),
        ("h", 0, "i"): Line(file="x", line=11),
        ("h", 1): Line(file="x", line=12),
        ("h", 1, "i"): Line(file="x", line=13),
    }


def test_the_codes_of_an_edition_are_those_of_the_house() -> None:
    """The words live apart, because the policy stands below the journey: they are held together here."""
    assert set(vocabulary.CLASSES) == {one.code for one in CLASSES}
    assert {
        "sharing": tuple(SharingBasis.values),
        "agreement": tuple(FamilyAgreement.values),
        "openness": tuple(FamilyTold.values),
    } == vocabulary.ANSWERS
    assert set(vocabulary.ROLES) <= set(Role)
    assert set(vocabulary.RATERS) == {role for role in Role if may(role, Permission.CONTACT_RATE)}
    assert set(vocabulary.OVERSEERS) == {role for role in Role if may(role, Permission.OUTCOME_OVERSEE)}
    assert set(vocabulary.DUTIES) == national.duty_codes()
    assert set(understand(OLD).outcomes) <= set(OutcomeKind.values)


def test_friday_closes_earlier_in_marlsea() -> None:
    hours = understand(read_file(EXAMPLE)).calendar.hub_hours
    assert f"{hours[Weekday.FRIDAY].closes:%H:%M}" == "16:45"


def test_an_edition_of_before_is_asked_the_usual_concerns() -> None:
    rules = understand(OLD)
    assert "concerns" in rules.usual
    assert {"neglect", "domestic_abuse", "something_else"} <= rules.concerns.keys()
    assert all(one.name and one.words and one.source for one in rules.concerns.values())


def test_a_list_of_concerns_has_one_for_what_fits_none_of_the_others(tmp_path: Path) -> None:
    told = "concerns.toml line 4: concerns: add one with the code 'something_else', for what fits none of the others."
    for change in ('code = "other"', 'code = "something_else"\nretired = true'):
        assert said(folder(tmp_path / str(len(change)), ("concerns.toml", 'code = "something_else"', change))) == told


def test_an_edition_may_ask_for_no_concern_at_all() -> None:
    assert understand({**OLD, "concerns": []}).concerns == {}


def test_a_retired_concern_is_read_as_what_took_its_place_and_no_longer_chosen(tmp_path: Path) -> None:
    change = ("concerns.toml", 'name = "Missing', 'retired = true\nnow = "exploitation"\nname = "Missing')
    rules = understand(read_file(folder(tmp_path, change)))
    assert "missing" not in {one.code for one in rules.concerns_to_choose}
    assert rules.concerns["missing"].name == "Missing from home or care"
    assert rules.concerns_now({"missing", "neglect", "of_another_edition"}) == {
        "exploitation",
        "neglect",
        "of_another_edition",
    }
    (said,) = [one for part in parts(rules) if part.code == "concerns" for one in part.lines if one.key == "missing"]
    assert said.words.endswith("No longer chosen; “Exploitation” took its place")


def test_the_example_says_what_work_weighs_and_an_edition_of_before_falls_back_to_the_usual() -> None:
    rules = understand(read_file(EXAMPLE))
    assert set(rules.caseloads.of_contacts) == {"red", "amber", "green", "unrated"}
    assert "caseloads" not in rules.usual
    before = understand(OLD)
    assert "caseloads" in before.usual
    assert before.caseloads == usual_caseloads()


@pytest.mark.parametrize(
    ("before", "after", "told"),
    [
        ("red = 2.0", "red = -1", "[caseloads], red: -1 is out of range. Write a number from 0 to 100"),
        ("red = 2.0", "reds = 2.0", "[caseloads], red: write a number, without quotation marks"),
        ("full_time_hours = 37", "full_time_hours = 370", "full_time_hours: 370 is out of range"),
        ("full_load = 18", "full_loads = 18", "[caseloads], full_load: write a number"),
        ("open_child = 1.0", 'open_child = "one"', "open_child: write a number, without quotation marks"),
        ("full_load = 18", "full_load = 18\nheavy = 3", "[caseloads]: there is no field 'heavy'"),
    ],
)
def test_a_fault_in_what_work_weighs_is_named_with_its_line(tmp_path: Path, before: str, after: str, told: str) -> None:
    place = folder(tmp_path, ("caseloads.toml", before, after))
    assert told in said(place)
    assert "caseloads.toml line " in said(place)
