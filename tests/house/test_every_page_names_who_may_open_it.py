"""Deny by default: an address that names no permission and gives no reason to be open fails the build."""

from __future__ import annotations

from collections.abc import Callable

from ninja import NinjaAPI
from ninja.operation import PathView

from frontdoor.record.access.guard import needs, open_to_all
from frontdoor.record.access.roles import ROLES, Permission
from frontdoor.record.access.urls import BORROWED
from tests.house.ground import Address, addresses


def complaint(address: Address) -> str:
    """Say what is wrong with an address, or nothing."""
    view = address.view
    if address.name in BORROWED or hasattr(view, "needs") or getattr(view, "open_because", ""):
        return ""
    if is_of_the_api(view):
        return "" if is_guarded_by_a_key(view) else f"{address.route} ({address.name}): an API operation without a key"
    return f"{address.route} ({address.name}): decorate {view.__module__}.{view.__name__} with @needs or @open_to_all"


def is_of_the_api(view: Callable[..., object]) -> bool:
    return view.__module__.startswith("ninja.")


def is_guarded_by_a_key(view: Callable[..., object]) -> bool:
    """Say whether every operation behind an API address asks for a key. Its description may be open."""
    path_view = next(
        (cell.cell_contents for cell in view.__closure__ or () if isinstance(cell.cell_contents, PathView)), None
    )
    if path_view is None:
        bound = getattr(view, "__self__", None)
        path_view = bound if isinstance(bound, PathView) else None
    if path_view is None:
        return getattr(view, "keywords", {}).get("api") is not None or "openapi" in view.__module__
    return all(operation.auth_callbacks for operation in path_view.operations)


def test_every_address_names_who_may_open_it() -> None:
    found = [said for said in map(complaint, addresses()) if said]
    assert not found, "\n".join(found)


def test_an_address_without_a_guard_would_be_found() -> None:
    def bare(request: object) -> None: ...

    assert "@needs" in complaint(Address(route="/bare/", name="bare", view=bare))
    assert not complaint(Address(route="/guarded/", name="", view=needs(Permission.BOARD_SEE)(bare)))
    assert not complaint(Address(route="/open/", name="", view=open_to_all("a reason")(bare)))


def test_every_borrowed_page_exists_and_has_a_reason() -> None:
    there = {address.name for address in addresses()}
    assert set(BORROWED) <= there, f"listed, but there is no such page: {set(BORROWED) - there}"
    assert all(why.strip() for why in BORROWED.values())


def test_every_permission_is_held_by_some_role() -> None:
    held = set().union(*ROLES.values())
    assert held == set(Permission), f"granted to nobody: {set(Permission) - held}"


def test_an_api_without_keys_would_be_found() -> None:
    api = NinjaAPI(urls_namespace="house-test", docs_url=None, openapi_url=None)

    @api.get("/open")
    def operation(request: object) -> str:
        return ""

    views = [one.callback for one in api.urls[0] if one.name != "api-root"]
    assert [is_guarded_by_a_key(view) for view in views] == [False]
