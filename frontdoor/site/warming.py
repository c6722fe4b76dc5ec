"""Before the first page: what every page needs is read once, so that nobody waits for it."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from threading import Thread

from django.template import engines
from django.template.backends.django import DjangoTemplates
from django.template.utils import get_app_template_dirs
from django.urls import get_resolver

from frontdoor.journey.children import queries as children
from frontdoor.journey.intake import queries as intake
from frontdoor.library import clocks, matching
from frontdoor.record.access import context
from frontdoor.record.organisations.models import Authority
from frontdoor.record.policy import queries as policy

OURS = Path(__file__).resolve().parents[1]


def warm(*, at: datetime) -> None:
    """Read the views, the templates, the matching model, each policy in force, and what is asked as somebody types."""
    get_resolver().url_patterns  # noqa: B018  (asking imports every room's views)
    for name in template_names():
        engines["django"].get_template(name)
    invented = matching.PersonDetails(first_name="Robert", last_name="Mc Ashe", postcodes=("ZZ1 1AA",))
    matching.block_keys(invented)
    matching.compare(invented, invented, matching.default_model())
    for authority_id in Authority.objects.values_list("pk", flat=True):
        with context.working_for(authority_id=authority_id):
            _warm_clocks(authority_id, at=at)
            children.model_of(authority_id)
            intake.read_through(authority_id)


COMPILE = """
from frontdoor.library.staffing import simulation
simulation.warm()
raise SystemExit(not simulation.is_kept())
"""


def compiling() -> subprocess.Popen[bytes]:
    """Compile the staffing simulation in a process of its own, where nobody has yet; it ends with 0 if it is kept."""
    return subprocess.Popen([sys.executable, "-c", COMPILE], preexec_fn=_give_way, stderr=subprocess.DEVNULL)


@contextmanager
def simulation_made_ready() -> Iterator[None]:
    """Compile the staffing simulation in a process of its own beside the pages, where nobody has yet; then load it.

    Compiling takes some seconds of processor once; what it makes is kept on disk. Loading it takes a second, which the
    first question would wait for otherwise.
    """
    made = compiling()
    loading = Thread(target=_load_once, args=[made], name="loads the simulation")
    loading.start()
    try:
        yield
    finally:
        made.terminate()
        loading.join()


def _load_once(made: subprocess.Popen[bytes]) -> None:
    """Load what was compiled, if it was and could be kept: compiling here would hold up the pages."""
    if made.wait() == 0:
        from frontdoor.library.staffing import simulation

        simulation.warm()


def _give_way() -> None:
    os.nice(15)


def _warm_clocks(authority_id: int, *, at: datetime) -> None:
    """Count every limit once: the first count of a year reads its bank holidays."""
    try:
        rules = policy.in_force(authority_id, at=at).rules
    except policy.NoEdition:
        return  # the pages say so themselves, and what to do
    for limit in rules.limits.values():
        clocks.due_at(limit, at, rules.calendar)


def template_names() -> Iterator[str]:
    """Name our own templates, as pages ask for them."""
    engine = engines["django"]
    assert isinstance(engine, DjangoTemplates)
    for place in (*engine.dirs, *get_app_template_dirs("templates")):
        folder = Path(str(place))
        if folder.is_relative_to(OURS):
            yield from (file.relative_to(folder).as_posix() for file in sorted(folder.rglob("*.html")))
