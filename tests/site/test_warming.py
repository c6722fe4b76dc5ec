"""What the first page needs is there before it is asked for."""

from __future__ import annotations

import subprocess
import sys
import threading
from datetime import datetime

import pytest
from django.db import connection, transaction
from django.template import engines

from frontdoor.journey.intake.queries.recognising import STANDS_ON
from frontdoor.library.matching import default_model
from frontdoor.library.staffing import simulation
from frontdoor.record.organisations import asking
from frontdoor.record.policy import queries as policy
from frontdoor.site import warming

pytestmark = pytest.mark.django_db


def test_the_model_the_templates_and_the_policies_are_read_before_the_first_page(now: datetime) -> None:
    default_model.cache_clear()
    policy._rules.cache_clear()
    (loader,) = engines["django"].engine.template_loaders
    loader.reset()
    warming.warm(at=now)
    assert default_model.cache_info().currsize == 1
    assert policy._rules.cache_info().currsize == 3, "of all three authorities"
    assert "worklist/board.html" in set(warming.template_names())
    assert len(loader.get_template_cache) >= len(set(warming.template_names()))


def test_what_a_keystroke_reads_is_read_along_its_indexes(now: datetime) -> None:
    warming.warm(at=now)
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(asking.ALONG_AN_INDEX)
        for one in STANDS_ON:
            cursor.execute("EXPLAIN " + asking.ROW_BY_ROW.format(**one._asdict()), [1])
            plan = "\n".join(line for (line,) in cursor.fetchall())
            assert "Index" in plan, f"{one.table} is read from end to end, which leaves nothing at hand:\n{plan}"
            assert "Seq Scan" not in plan
            assert "Sort" not in plan, f"{one.table} is not read along the index of {one.by}:\n{plan}"


def test_a_server_that_ends_at_once_leaves_nothing_behind_that_compiles() -> None:
    with warming.simulation_made_ready():
        (loading,) = [each for each in threading.enumerate() if each.name == "loads the simulation"]
    assert not loading.is_alive()


def test_what_was_compiled_beside_is_loaded_and_what_could_not_be_is_left(monkeypatch: pytest.MonkeyPatch) -> None:
    loaded: list[str] = []
    monkeypatch.setattr(simulation, "warm", lambda: loaded.append("the simulation"))
    for kept in (False, True):
        with subprocess.Popen([sys.executable, "-c", f"raise SystemExit({not kept})"]) as made:
            warming._load_once(made)
        assert bool(loaded) == kept


def test_an_authority_without_a_policy_does_not_keep_the_server_from_starting() -> None:
    warming.warm(at=datetime.fromisoformat("2001-01-01T00:00:00+00:00"))
