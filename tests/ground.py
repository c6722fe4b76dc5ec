"""The ground the tests stand on: a PostgreSQL of their own, in var/test, unless DATABASE_URL names one.

Loaded before Django reads its settings (pyproject.toml, addopts: -p tests.ground).
"""

from __future__ import annotations

import os
from pathlib import Path

FOLDER = Path(os.environ.get("FRONTDOOR_TEST_VAR", "var/test")).resolve()


def _stand() -> None:
    os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")  # Playwright keeps a loop running in the test's thread
    if "PYTEST_XDIST_WORKER" in os.environ:
        return  # the first process has started the database and handed its address on
    os.environ["FRONTDOOR_VAR"] = str(FOLDER)  # before anything that reads it is imported
    os.environ["FRONTDOOR_DEMONSTRATION"] = "yes"
    from frontdoor.site import standing

    ground = standing.stand(FOLDER)
    os.environ["FRONTDOOR_DATABASE"] = standing.address(ground.owner)
    os.environ["FRONTDOOR_TEST_WEB"] = standing.address(ground.web)


_stand()
