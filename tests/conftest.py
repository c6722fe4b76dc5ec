"""Every test works as the web role, for one authority, inside a transaction that is rolled back."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from datetime import UTC, datetime

import pytest
from django.core.management import call_command
from django.db import connection
from hypothesis import settings as hypothesis_settings

CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), "/usr/bin/chromium")

hypothesis_settings.register_profile("house", deadline=None, max_examples=60, derandomize=bool(os.environ.get("CI")))
hypothesis_settings.load_profile("house")


@pytest.hookimpl(trylast=True)
def pytest_configure(config: pytest.Config) -> None:
    if not hasattr(config, "workerinput"):
        call_command("collectstatic", interactive=False, verbosity=0)


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    if "proof_long" not in (config.option.markexpr or ""):
        left = [item for item in items if "proof_long" in item.keywords]
        config.hook.pytest_deselected(items=left)
        items[:] = [item for item in items if "proof_long" not in item.keywords]
    # Playwright keeps a loop running in this thread until the last test, so nothing else may follow a browser.
    items.sort(key=lambda item: "browser" in getattr(item, "fixturenames", ()))


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict[str, object]) -> dict[str, object]:
    quiet = ("--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking")
    return {
        **browser_type_launch_args,
        "executable_path": os.environ.get("FD_CHROMIUM", CHROMIUM),
        "args": [*quiet, "--disable-component-update", "--disable-sync"],
    }


def sign_in_as(role: str) -> None:
    """Reach the database as its owner or as the web role from here on."""
    from frontdoor.site.places import database

    address = os.environ["FRONTDOOR_TEST_WEB" if role == "web" else "FRONTDOOR_DATABASE"]
    kept = os.environ["FRONTDOOR_DATABASE"]
    os.environ["FRONTDOOR_DATABASE"] = address
    try:
        told = database()
    finally:
        os.environ["FRONTDOOR_DATABASE"] = kept
    connection.close()
    for name in ("USER", "PASSWORD"):
        connection.settings_dict[name] = told[name]


@pytest.fixture(scope="session")
def django_db_setup(
    django_test_environment: None,
    django_db_modify_db_settings: None,
    django_db_blocker: pytest.FixtureRequest,
) -> Iterator[None]:
    """Make the test database as its owner, grant, add three authorities, and become the web role.

    It stands in for pytest-django's own, which makes no database when only journeys are run.
    """
    from django.test.utils import setup_databases, teardown_databases

    with django_db_blocker.unblock():  # type: ignore[attr-defined]
        made = setup_databases(verbosity=0, interactive=False)
        _furnish()
        sign_in_as("web")
    yield
    with django_db_blocker.unblock():  # type: ignore[attr-defined]
        _see_others_out()
        sign_in_as("owner")
        teardown_databases(made, verbosity=0)


def _see_others_out() -> None:
    """End what a server that has just been stopped may still hold open: a database in use cannot be dropped."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity"
            " WHERE datname = current_database() AND usename = current_user AND pid <> pg_backend_pid()"
        )


def _furnish() -> None:
    """Grant what the web role needs, and adopt the example policy in three authorities."""
    from frontdoor.record.access import context
    from frontdoor.record.organisations.models import Authority
    from frontdoor.record.policy import actions as policy
    from frontdoor.record.policy.editions import EXAMPLE
    from frontdoor.site.grants import prepare
    from tests.builders import Machinery

    prepare()
    for key, name in ((1, "Testborough"), (2, "Elsewhere"), (3, "Journeyborough")):
        Authority.objects.create(pk=key, name=name, short_name=name, children_population=33_000)
        with context.working_for(authority_id=key):
            policy.adopt(file=EXAMPLE, by=Machinery(authority_id=key), at=datetime(2018, 4, 1, tzinfo=UTC))


@pytest.fixture(autouse=True)
def _working_for_testborough(request: pytest.FixtureRequest) -> Iterator[None]:
    """Work for Testborough in every test that touches the database."""
    if "db" not in request.fixturenames and request.node.get_closest_marker("django_db") is None:
        yield
        return
    request.getfixturevalue("db")
    from frontdoor.journey.triage.queries import pressure
    from frontdoor.oversight.staffing.queries import own
    from frontdoor.record.access import context

    for told in (pressure, own):
        told.forget()  # what is told again for a minute is another test's
    with context.working_for(authority_id=1):
        yield
        if connection.in_atomic_block and not connection.needs_rollback:
            connection.check_constraints()  # what waits for the end of a transaction is checked while rows can be seen


@pytest.fixture
def now() -> datetime:
    """A Tuesday in July 2018, ten past eleven in the morning in London."""
    return datetime(2018, 7, 24, 10, 10, tzinfo=UTC)
