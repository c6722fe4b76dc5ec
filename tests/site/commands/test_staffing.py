"""`frontdoor staffing` and `frontdoor forecast`, as they are run."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import pytest
from typer.testing import CliRunner

from frontdoor.library.staffing import example
from frontdoor.site.commands import app
from frontdoor.site.postgres import Unusable

RUNNER = CliRunner()


@pytest.fixture
def ours(tmp_path: Path) -> Path:
    file = tmp_path / "ours.toml"
    file.write_text(example(), encoding="utf-8")
    return file


def run(*words: str) -> str:
    result = RUNNER.invoke(app, [*words], catch_exceptions=False)
    assert result.exit_code == 0, result.output
    return result.output


def test_the_example_is_printed_and_answers() -> None:
    assert run("staffing", "--example") == example()


def test_what_the_staff_there_are_can_do(ours: Path) -> None:
    said = run("staffing", "--scenario", str(ours), "--months", "20")
    assert "Marlsea as it is: 2018-09-03 to 2018-09-30, 20 months lived, seed 1" in said
    assert "Red: decide: in time, %" in said
    assert "- Handling times are assumed, not measured, for: Look at and rate" in said
    assert "nan" not in said


def test_changes_stand_side_by_side(ours: Path) -> None:
    words = ("--what-if", "lose-two-social-workers", "--what-if", "fewer-duplicates")
    said = run("staffing", "--scenario", str(ours), "--months", "20", *words)
    assert "Social worker: 2 fewer" in said
    assert "Duplicate: 20% fewer" in said
    assert said.count("points in time, to the first") == 12


def test_how_many_a_target_takes(ours: Path) -> None:
    said = run("staffing", "--scenario", str(ours), "--months", "20", "--target", "amber=0.9")
    assert said.startswith("For 90% of amber in time: ")
    assert "which might do, to" in said


@pytest.mark.parametrize(
    ("words", "why"),
    [
        ((), "--scenario names the file"),
        (("--scenario", "nowhere.toml"), "cannot be read"),
        (("--scenario", "OURS", "--target", "amber"), "write a clock and a share"),
        (("--scenario", "OURS", "--target", "blue=0.9"), 'There is no clock "blue"'),
        (("--scenario", "OURS", "--months", "1"), "months must be between"),
    ],
)
def test_a_question_that_cannot_be_answered_says_why(ours: Path, words: tuple[str, ...], why: str) -> None:
    told = [str(ours) if word == "OURS" else word for word in words]
    with pytest.raises(Unusable, match=why):
        RUNNER.invoke(app, ["staffing", *told], catch_exceptions=False)


def test_a_scenario_with_a_mistake_is_refused_with_its_line(ours: Path) -> None:
    ours.write_text(example().replace("breaks = 30", "breaks = -30", 1), encoding="utf-8")
    with pytest.raises(Unusable, match=r"ours\.toml: Line \d+, people number 1 breaks: breaks must not be less than 0"):
        RUNNER.invoke(app, ["staffing", "--scenario", str(ours)], catch_exceptions=False)


def test_a_forecast_is_a_table_and_says_how_far_to_believe_it(tmp_path: Path) -> None:
    file = tmp_path / "counts.csv"
    days = (date(2024, 1, 1) + timedelta(days=place) for place in range(200))
    rows = "".join(f"{day},{40 + day.day % 5 if day.weekday() < 5 else 6}\n" for day in days)
    file.write_text("date,gross\n" + rows, encoding="utf-8")
    said = run("forecast", str(file), "--weeks", "2").splitlines()
    assert said[0] == "column,week_from,expected,low,high"
    assert len(said) == 4
    assert said[1].startswith("gross,2024-07-19,")
    assert said[3].startswith("# gross: ")


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("day,gross\n", 'must have a column "date"'),
        ("date,gross\n2024-13-01,4\n", "line 2"),
        ("date,gross\n2024-01-01,4\n", "at least 56 days"),
    ],
)
def test_counts_that_cannot_be_read_say_where(tmp_path: Path, text: str, why: str) -> None:
    file = tmp_path / "counts.csv"
    file.write_text(text, encoding="utf-8")
    with pytest.raises(Unusable, match=why):
        RUNNER.invoke(app, ["forecast", str(file)], catch_exceptions=False)
