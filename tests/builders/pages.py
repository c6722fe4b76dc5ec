"""Somebody at the pages."""

from __future__ import annotations

from typing import Any

from django.test import Client

from frontdoor.record.access import context
from frontdoor.record.access.models import Worker


class AtTheirDesk(Client):
    """A signed-in worker's browser. After each page the test goes on working for the worker's authority."""

    def __init__(self, worker: Worker) -> None:
        super().__init__()
        self.authority_id = worker.authority_id
        self.force_login(worker, backend="frontdoor.record.access.knowing.SignedIn")

    def request(self, **request: Any) -> Any:  # Django's own signature
        try:
            return super().request(**request)
        finally:
            context.enter(authority_id=self.authority_id, worker_id=None)


def signed_in(worker: Worker) -> AtTheirDesk:
    return AtTheirDesk(worker)
