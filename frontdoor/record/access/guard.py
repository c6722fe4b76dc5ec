"""The guard on each page: a view names its permission, or says why it is open. A test refuses one that does neither."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec, cast

from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseBase

from frontdoor.record.access.models import Worker
from frontdoor.record.access.roles import Permission

Rest = ParamSpec("Rest")
View = Callable[Concatenate[HttpRequest, Rest], HttpResponseBase]


class Asked(HttpRequest):
    """A request whose asker is known: what a guarded view is given."""

    user: Worker  # narrower than Django's, because the guard has looked


def needs(permission: Permission) -> Callable[[Callable[Concatenate[Asked, Rest], HttpResponse]], View[Rest]]:
    """Guard a view: signed in, active, and the role grants the permission; else sign in, or 403."""

    def guard(view: Callable[Concatenate[Asked, Rest], HttpResponse]) -> View[Rest]:
        @wraps(view)
        def guarded(request: HttpRequest, *args: Rest.args, **kwargs: Rest.kwargs) -> HttpResponseBase:
            worker = request.user
            if not isinstance(worker, Worker) or not worker.is_active:
                return redirect_to_login(request.get_full_path())
            if not worker.may(permission):
                raise PermissionDenied(permission.value)
            return view(cast(Asked, request), *args, **kwargs)

        guarded.needs = permission  # type: ignore[attr-defined]  # read by the house test and the roles page
        return cast(View[Rest], guarded)

    return guard


def open_to_all(why: str) -> Callable[[Callable[Rest, HttpResponse]], Callable[Rest, HttpResponse]]:
    """Mark a view that anybody may open, and say why."""

    def mark(view: Callable[Rest, HttpResponse]) -> Callable[Rest, HttpResponse]:
        view.open_because = why  # type: ignore[attr-defined]  # read by the house test
        return view

    return mark
