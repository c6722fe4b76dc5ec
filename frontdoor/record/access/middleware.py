"""Who asks, told to the database before any page runs."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

from frontdoor.record.access import context
from frontdoor.record.access.models import Worker


class WorkFor:
    """Set the authority whose rows this request may see; none for somebody who is not signed in."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        worker = request.user
        known = isinstance(worker, Worker)
        context.enter(
            authority_id=worker.authority_id if known else None,
            worker_id=worker.pk if known else None,
        )
        try:
            return self.get_response(request)
        finally:
            context.enter(authority_id=None, worker_id=None)
