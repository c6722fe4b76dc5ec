"""What a machine is told when something is not right: always JSON, always the field, never the value."""

from __future__ import annotations

import logging
from collections.abc import Callable, Mapping, Sequence
from typing import Final, TypeVar, cast

from django.db import OperationalError
from django.http import HttpRequest, HttpResponse, JsonResponse
from ninja import NinjaAPI
from ninja.errors import AuthenticationError, HttpError, ValidationError

log = logging.getLogger("frontdoor.api")
Error = TypeVar("Error", bound=Exception)

MESSAGES: Final[Mapping[str, str]] = {
    "missing": "is missing",
    "extra_forbidden": "is not a field of this document",
    "string_type": "must be text",
    "string_unicode": "must be text",
    "bool_type": "must be true or false",
    "list_type": "must be a list",
    "model_type": "must be an object",
    "model_attributes_type": "must be an object",
    "dict_type": "must be an object",
    "date_from_datetime_parsing": "is not a real date",
    "date_parsing": "is not a real date",
    "date_type": "is not a real date",
}


def answer(status: int, message: str, *, field: str = "") -> JsonResponse:
    """Write one problem."""
    return JsonResponse({"errors": [{"field": field, "message": message}]}, status=status)


def register(api: NinjaAPI) -> None:
    """Let every error leave in the one shape."""
    _on(api, ValidationError, _not_valid)
    _on(api, AuthenticationError, _not_known)
    _on(api, HttpError, _not_read)
    _on(api, OperationalError, _away)
    _on(api, Exception, _broken)


def _on(api: NinjaAPI, kind: type[Error], handler: Callable[[HttpRequest, Error], HttpResponse]) -> None:
    """Answer one kind of error. Ninja's own type of a handler also allows the class of the error, which never comes."""
    api.add_exception_handler(kind, cast(Callable[[HttpRequest, Error | type[Error]], HttpResponse], handler))


def _not_valid(request: HttpRequest, error: ValidationError) -> HttpResponse:  # noqa: ARG001  (ninja's signature)
    return JsonResponse(
        {"errors": [{"field": path_of(each["loc"]), "message": _message(each)} for each in error.errors]}, status=422
    )


def _not_known(request: HttpRequest, error: AuthenticationError) -> HttpResponse:  # noqa: ARG001  (ninja's signature)
    refused = answer(401, "Send the key of a machine that we know: Authorization: Bearer KEY", field="Authorization")
    refused["WWW-Authenticate"] = "Bearer"
    return refused


def _not_read(request: HttpRequest, error: HttpError) -> HttpResponse:  # noqa: ARG001  (ninja's signature)
    return answer(error.status_code, str(error.__cause__ or error.message))


def _away(request: HttpRequest, error: OperationalError) -> HttpResponse:  # noqa: ARG001  (ninja's signature)
    log.error("The database was away while a machine was answered")
    refused = answer(503, "Nothing was kept. Send it again in a minute, with the same Idempotency-Key.")
    refused["Retry-After"] = "60"
    return refused


def _broken(request: HttpRequest, error: Exception) -> HttpResponse:  # noqa: ARG001  (ninja's signature)
    log.error("A machine could not be answered: %s", type(error).__name__)
    return answer(500, "Something broke here. Send it again with the same Idempotency-Key: it will be kept only once.")


def path_of(place: Sequence[str | int]) -> str:
    """Write where a problem is, such as children[0].date_of_birth; a header is its own name."""
    inside = place[2:] if place and place[0] == "body" else place[1:]
    path = "".join(f"[{step}]" if isinstance(step, int) else f".{step}" for step in inside)
    return path.lstrip(".")


def _message(error: Mapping[str, object]) -> str:
    kind, context = str(error["type"]), error.get("ctx")
    known = context if isinstance(context, Mapping) else {}
    if kind in MESSAGES:
        return MESSAGES[kind]
    if kind == "value_error":
        return str(known.get("error", "is not right"))
    if kind == "string_too_long":
        return f"is too long: the limit is {known['max_length']:,} characters"
    if kind in ("too_short", "too_long"):
        limit = known.get("min_length", known.get("max_length"))
        return f"must hold at {'least' if kind == 'too_short' else 'most'} {limit}"
    if kind == "literal_error":
        return f"must be one of {known['expected']}"
    return "is not in the right form"
