"""The operations of the machines' door."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Annotated

from django.http import HttpRequest, HttpResponse, JsonResponse
from ninja import NinjaAPI, Status
from ninja.params.functions import Header
from pydantic import StringConstraints

from frontdoor.api import answers, telling
from frontdoor.api.door import JsonOnly, MachineKey
from frontdoor.api.shapes import ContactSent, Problems, Received
from frontdoor.journey.intake import actions as intake
from frontdoor.record.access import context
from frontdoor.record.access.models import Machine
from frontdoor.record.access.refusals import Refused

Key = Annotated[str, StringConstraints(min_length=1, max_length=200, pattern=r"^[\x20-\x7e]+$")]
KEY_HEADER = Header(
    alias="Idempotency-Key", description="Your own key for this contact: sent again, it makes no second one"
)


class Shown(HttpRequest):
    """A request whose machine has shown its key."""

    auth: Machine


api = NinjaAPI(
    title="Front Door",
    version="1",
    description="How an agency's own system tells a children's services front door of a contact.",
    urls_namespace="api-1",
    docs_url=None,
    openapi_url=None,
    parser=JsonOnly(),
    auth=MachineKey(),
)
answers.register(api)
REFUSALS = {code: Problems for code in (400, 401, 405, 409, 411, 413, 415, 422, 500, 503)}


@api.post("/contacts", response={201: Received, 200: Received, **REFUSALS}, summary="Tell us of a contact")
def receive_contact(
    request: Shown,
    sent: ContactSent,
    idempotency_key: Key = KEY_HEADER,
) -> HttpResponse | Status[Received]:
    """Receive one contact. The receipt is given only once it is kept; the same key and body give the same answer."""
    machine, at = request.auth, datetime.now(UTC)
    with context.working_for(authority_id=machine.authority_id):
        told = telling.told_by(machine.agency, sent, at=at)
        try:
            contact, is_new = intake.receive_once(
                told, machine=machine, key=idempotency_key, digest=telling.digest_of(sent), at=at
            )
        except intake.KeyReused:
            return answers.answer(409, "This key came before with another contact", field="Idempotency-Key")
        except Refused as refused:
            return _not_received(refused, sent)
    received = Received(receipt=contact.receipt, received_at=contact.received_at.astimezone(UTC).replace(microsecond=0))
    return Status(201 if is_new else 200, received)


def _not_received(refused: Refused, sent: ContactSent) -> HttpResponse:
    """Give each reason with the sender's own name of its field."""
    named = getattr(refused, "field_reasons", None)
    problems = (
        [(telling.senders_name(each.field, children=len(sent.children)), each.text) for each in named]
        if named
        else [("", reason) for reason in refused.reasons]
    )
    return JsonResponse({"errors": [{"field": field, "message": message} for field, message in problems]}, status=422)


def describe(request: HttpRequest) -> HttpResponse:  # noqa: ARG001  (Django's signature)
    """Describe the door as an OpenAPI document."""
    return JsonResponse(api.get_openapi_schema(path_prefix="/api/v1/"))


def nowhere(request: HttpRequest, rest: str = "") -> HttpResponse:  # noqa: ARG001  (Django's signature)
    """Say in JSON that there is nothing at an address."""
    return answers.answer(404, "There is nothing here. The operations are listed at /api/v1/openapi.json")
