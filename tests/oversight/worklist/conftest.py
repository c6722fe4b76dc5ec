from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.conf import settings
from django.test import Client

from frontdoor.record.access import context
from frontdoor.record.access.models import Worker


class Browser(Client):
    """A browser for Testborough's tests: a request ends by working for nobody, and the test goes on working for (1)."""

    def request(self, **what: Any) -> Any:  # Django's own signature says no more
        try:
            return super().request(**what)
        finally:
            context.enter(authority_id=1, worker_id=None)


@pytest.fixture
def signed_in() -> Callable[[Worker], Client]:
    """Open the pages as somebody."""

    def sign_in(worker: Worker) -> Client:
        client = Browser()
        client.force_login(worker, backend=settings.AUTHENTICATION_BACKENDS[-1])
        return client

    return sign_in
