"""A small invented authority, made once: a few hundred families and six months."""

from __future__ import annotations

from datetime import date, datetime

import pytest

from frontdoor.site.authority import times
from frontdoor.site.authority.invent import invent
from frontdoor.site.authority.shapes import Authority

START = date(2018, 4, 1)
UNTIL = datetime(2018, 10, 3, 10, 30, tzinfo=times.LONDON)
CHILDREN = 1_500


@pytest.fixture(scope="session")
def small() -> Authority:
    return invent(7, START, UNTIL, CHILDREN)
