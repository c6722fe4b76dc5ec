"""Foreign keys written as strings are invisible to the import contracts: they follow the same map."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable

from django.apps import apps

from tests.house.ground import ROOT


def layers() -> dict[str, list[list[str]]]:
    """Read the map from pyproject.toml: for each container its layers, the highest first."""
    contracts = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["importlinter"]["contracts"]
    return {
        container: [[room.strip() for room in layer.split("|")] for layer in contract["layers"]]
        for contract in contracts
        if contract["type"] == "layers"
        for container in contract["containers"]
    }


def may_use(user: str, used: str, told: dict[str, list[list[str]]]) -> bool:
    """Say whether the map lets one module use another."""
    for container, rows in told.items():
        mine, theirs = _floor(user, container, rows), _floor(used, container, rows)
        if mine and theirs and mine != theirs:
            return mine[0] < theirs[0]
    return True


def _floor(module: str, container: str, rows: list[list[str]]) -> tuple[int, str] | None:
    for floor, rooms in enumerate(rows):
        for room in rooms:
            if module.startswith(f"{container}.{room}."):
                return floor, room
    return None


def links() -> Iterable[tuple[str, str, str]]:
    for model in apps.get_models(include_auto_created=True):
        for field in model._meta.get_fields():
            if field.is_relation and not field.auto_created and field.related_model:
                yield model.__module__, field.related_model.__module__, f"{model._meta.label}.{field.name}"


def test_every_foreign_key_points_down_the_map() -> None:
    told = layers()
    wrong = [
        f"{name} points up or sideways: {user} to {used}"
        for user, used, name in links()
        if not may_use(user, used, told)
    ]
    assert not wrong, "\n".join(wrong)


def test_a_key_that_points_up_would_be_found() -> None:
    told = layers()
    assert not may_use("frontdoor.journey.intake.models", "frontdoor.journey.decision.models", told)
    assert not may_use("frontdoor.record.ledger.models", "frontdoor.journey.children.models", told)
    assert not may_use("frontdoor.portal.models", "frontdoor.api.models", told)
    assert may_use("frontdoor.journey.decision.models", "frontdoor.journey.intake.models", told)
    assert may_use("frontdoor.journey.decision.models", "frontdoor.record.policy.models", told)
