"""The compiled engine where nothing may be written, and where it may."""

from __future__ import annotations

import pytest
from numba.core import caching

from frontdoor.library.staffing import simulation
from frontdoor.library.staffing.engine.compiled import compiled_and_kept, is_kept


def twice(x: int) -> int:
    return 2 * x


def test_without_a_folder_to_write_to_every_process_compiles_for_itself(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(caching.CacheImpl, "_locator_classes", [])
    made = compiled_and_kept(twice)
    assert made(21) == 42
    assert not is_kept(made)


def test_the_engine_is_kept_where_it_can_be() -> None:
    assert simulation.is_kept()
