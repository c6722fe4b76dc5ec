"""The threshold: what is turned away before it is read, and what is read only in one way."""

from __future__ import annotations

import json
from collections.abc import Callable
from functools import wraps
from typing import Final, NoReturn, cast

from django.core.exceptions import RequestDataTooBig
from django.http import HttpRequest, HttpResponse, UnreadablePostError
from ninja.parser import Parser
from ninja.security import HttpBearer

from frontdoor.api.answers import answer
from frontdoor.record.access import machines
from frontdoor.record.access.models import Machine

LARGEST_BODY: Final = 512 * 1024
View = Callable[..., HttpResponse]


class NotJson(ValueError):
    """A body that is not JSON; the words say why."""


class MachineKey(HttpBearer):
    """Lets in a machine that shows its key."""

    def authenticate(self, request: HttpRequest, token: str) -> Machine | None:  # noqa: ARG002  (ninja's signature)
        return machines.machine_with(token)


class JsonOnly(Parser):
    """Reads a body as JSON in the one way that means the same to everybody."""

    def parse_body(self, request: HttpRequest) -> dict[str, object]:
        try:
            return cast(
                dict[str, object],
                json.loads(request.body.decode("utf-8"), object_pairs_hook=_object, parse_constant=_refuse_constant),
            )
        except NotJson:
            raise
        except UnicodeDecodeError as error:
            raise NotJson("The body is not UTF-8") from error
        except json.JSONDecodeError as error:
            raise NotJson(f"The body is not JSON: line {error.lineno}, column {error.colno}") from error
        except (RecursionError, ValueError) as error:
            raise NotJson("The body is not JSON that can be read") from error


def _object(pairs: list[tuple[str, object]]) -> dict[str, object]:
    """Refuse an object that says the same thing twice, as either could be meant."""
    made = dict(pairs)
    if len(made) != len(pairs):
        raise NotJson("The body holds an object with the same field twice")
    return made


def _refuse_constant(name: str) -> NoReturn:
    raise NotJson(f"The body holds {name}, which is not JSON")


def at_the_door(view: View, *, why: str) -> View:
    """Answer in JSON whatever comes, and name for the house's sweep who may open this."""

    @wraps(view)
    def answered(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        refused = _refusal(request)
        if refused is not None:
            return refused
        answered = view(request, *args, **kwargs)
        if answered.status_code == 405:
            allowed = answered.get("Allow", "")
            answered = answer(405, f"Use {allowed or 'another method'} here")
            answered["Allow"] = allowed
        answered["Cache-Control"] = "no-store"
        return answered

    answered.open_because = why  # type: ignore[attr-defined]  # read by the house test
    return answered


def _refusal(request: HttpRequest) -> HttpResponse | None:
    """Turn away a body of the wrong kind or size, before it is read."""
    if request.method != "POST":
        return None
    if request.content_type != "application/json":
        return answer(415, "Send application/json", field="Content-Type")
    if "CONTENT_LENGTH" not in request.META or request.META["CONTENT_LENGTH"] == "":
        return answer(411, "Send the body whole, with its Content-Length, not in chunks")
    too_large = answer(413, f"The body is larger than {LARGEST_BODY // 1024} KB")
    try:
        if int(request.META["CONTENT_LENGTH"]) > LARGEST_BODY or len(request.body) > LARGEST_BODY:
            return too_large
    except RequestDataTooBig:
        return too_large
    except (UnreadablePostError, ValueError):
        return answer(400, "The body did not arrive whole")
    return None if request.body else answer(400, "There is no body")
