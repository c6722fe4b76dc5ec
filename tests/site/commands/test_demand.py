"""`frontdoor demand` and `frontdoor score`, as they are run."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest
from openpyxl import Workbook
from typer.testing import CliRunner

from benchmarks import elsewhere
from frontdoor.site.commands import app
from frontdoor.site.postgres import Unusable

RUNNER = CliRunner()


def test_files_become_classes_tables_and_a_report_that_can_be_scored(tmp_path: Path) -> None:
    elsewhere.write(tmp_path, contacts=300, seed=2)
    out = tmp_path / "out"
    words = ["demand", str(tmp_path / "contacts.csv"), "--episodes", str(tmp_path / "episodes.csv"), "--out", str(out)]
    result = RUNNER.invoke(app, [*words, "--people", str(tmp_path / "people.csv"), "--rules", "sfdl-2020"])
    assert result.exit_code == 0, result.output
    names = {file.name for file in out.iterdir()}
    assert {"classes.csv", "report.html", "by_month.csv", "partners.csv", "sfdl_2020.csv", "unread.csv"} <= names
    with (out / "classes.csv").open(encoding="utf-8", newline="") as file:
        assert next(csv.reader(file)) == ["contact_id", "row", "child_id", "demand_class", "linked_to", "why"]
    scored = RUNNER.invoke(app, ["score", str(out), str(tmp_path / "truth")])
    assert scored.output.splitlines()[-2].startswith("agreement ")
    assert scored.output.splitlines()[-1].startswith("hidden ")


@pytest.mark.parametrize("titles", [("List_1", "List_3"), ("Contacts", "Referrals")])
def test_a_workbook_of_annex_a_is_read_in_either_style(tmp_path: Path, titles: tuple[str, str]) -> None:
    book = Workbook()
    contacts, referrals = book.create_sheet(titles[0]), book.create_sheet(titles[1])
    contacts.append(["List of contacts"])
    contacts.append(["Child Unique ID", "Gender", "Date of Birth", "Date of Contact", "Contact Source"])
    contacts.append([1001, "a) Male", "01/02/2014", "03/05/2018", "q) 6: Police"])
    contacts.append([1001, "a) Male", "01/02/2014", "not a date", "6"])
    contacts.append([1001, "Male", "01/02/2014", "20/06/2018", "e) 2A: Schools"])
    referrals.append(["Child Unique ID", "Date of referral", "Referral Source", "Referral NFA?"])
    referrals.append([2002, "04/05/2018", "6", "b) No"])
    file, out = tmp_path / "annex.xlsx", tmp_path / "out"
    book.save(file)
    result = RUNNER.invoke(app, ["demand", str(file), "--out", str(out), "--no-match"])
    assert result.exit_code == 0, result.output
    with (out / "classes.csv").open(encoding="utf-8", newline="") as read:
        assert [row["demand_class"] for row in csv.DictReader(read)] == ["new", "repeat"]
    assert "not a date" in (out / "unread.csv").read_text(encoding="utf-8")


def test_a_map_names_the_columns(tmp_path: Path) -> None:
    (tmp_path / "ours.csv").write_text("Ref,When,Mosaic ID\n1,24/07/2018,P1\n", encoding="utf-8")
    columns = tmp_path / "map.toml"
    columns.write_text('Ref = "contact_id"\nWhen = "received_at"\n"Mosaic ID" = "child_id"\n', encoding="utf-8")
    words = ["demand", str(tmp_path / "ours.csv"), "--out", str(tmp_path / "out"), "--columns", str(columns)]
    assert RUNNER.invoke(app, [*words, "--no-match"]).exit_code == 0


def test_what_cannot_be_done_is_said_and_nothing_is_written(tmp_path: Path) -> None:
    result = RUNNER.invoke(app, ["demand", str(tmp_path / "none.csv"), "--out", str(tmp_path / "out")])
    assert isinstance(result.exception, Unusable)
    assert "none.csv" in str(result.exception)
    assert list(tmp_path.iterdir()) == []


def test_a_score_needs_both_files(tmp_path: Path) -> None:
    result = RUNNER.invoke(app, ["score", str(tmp_path), str(tmp_path)])
    assert isinstance(result.exception, Unusable)
    assert "classes.csv" in str(result.exception)


def test_spark_that_is_not_installed_is_said_with_how_to_install_it(tmp_path: Path) -> None:
    (tmp_path / "contacts.csv").write_text("contact_id,received_at,child_id\n1,24/07/2018,P1\n", encoding="utf-8")
    words = ["demand", str(tmp_path / "contacts.csv"), "--out", str(tmp_path / "out"), "--engine", "spark"]
    result = RUNNER.invoke(app, words)
    assert isinstance(result.exception, Unusable)
    assert "Install them into the environment that runs frontdoor" in str(result.exception)
    assert [file.name for file in tmp_path.iterdir()] == ["contacts.csv"]
