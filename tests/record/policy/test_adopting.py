"""Adopting an edition: one a day, none in the past, and a file that is not there is said in words."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from frontdoor.record.policy import actions
from frontdoor.record.policy.editions import EXAMPLE, NotAdopted
from frontdoor.record.policy.models import Edition
from frontdoor.record.policy.rules import AdoptionFacts, reasons_not_to_adopt
from frontdoor.site.commands import policy as command
from frontdoor.site.postgres import Unusable
from tests.builders import Machinery

TODAY = date(2018, 7, 24)
FIRST = {date(2018, 4, 1): "edition 1"}


def _reasons(start: date, adopted: dict[date, str]) -> list[str]:
    return reasons_not_to_adopt(AdoptionFacts(in_force_from=start, today=TODAY, adopted=adopted))


def test_the_first_edition_may_be_dated_in_the_past() -> None:
    assert _reasons(date(2018, 4, 1), {}) == []
    assert _reasons(date(2018, 4, 1), {date(2018, 9, 1): "not in force yet"}) == []


@pytest.mark.parametrize("start", [TODAY, date(2018, 9, 1)])
def test_a_later_edition_is_dated_from_today(start: date) -> None:
    assert _reasons(start, FIRST) == []


@pytest.mark.parametrize("start", [date(2018, 3, 1), date(2018, 7, 23)])
def test_a_date_in_the_past_would_move_due_times(start: date) -> None:
    assert "due times that people worked to would move" in _reasons(start, FIRST)[0]


def test_there_is_one_edition_a_day() -> None:
    assert "adopted already (edition 1)" in _reasons(date(2018, 4, 1), FIRST)[0]


@pytest.mark.django_db
def test_adopting_the_same_file_again_is_refused_and_nothing_is_written() -> None:
    before = Edition.objects.count()
    with pytest.raises(NotAdopted, match="one edition a day"):
        actions.adopt(file=EXAMPLE, by=Machinery(authority_id=1), at=datetime(2018, 7, 24, tzinfo=UTC))
    assert Edition.objects.count() == before


def test_a_file_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(Unusable, match="There is no file or folder .*nowhere.toml"):
        command.check(tmp_path / "nowhere.toml")
    with pytest.raises(Unusable, match="holds no policy file"):
        command.check(tmp_path)
