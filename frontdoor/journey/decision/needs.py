"""The picture as it is read: each child's needs, and the referrer's level beside the one found."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from frontdoor.journey.decision import queries
from frontdoor.journey.decision.facts import ProposedOutcome
from frontdoor.journey.decision.models import Finding, FindingKind, Need
from frontdoor.journey.decision.picture_forms import PictureForm
from frontdoor.journey.decision.queries import Picture
from frontdoor.journey.intake.models import NamedPerson


@dataclass(frozen=True, kw_only=True)
class NeedRow:
    """One need: what is known of it and what is not; `is_unsaid` where nobody has said either."""

    name: str
    known: Sequence[Finding]
    missing: Sequence[Finding]
    is_unsaid: bool


@dataclass(frozen=True, kw_only=True)
class NeedsOf:
    """The picture of one child, or of all of them together."""

    name: str
    rows: Sequence[NeedRow]


def needs_of(picture: Picture) -> list[NeedsOf]:
    """Lay the picture out: for each child and each need what is known and what is not, and what nobody has said."""
    alone = len(picture.children) == 1
    groups = [] if alone else [_needs_of(picture, None, "All the children", unsaid=())]
    groups += [
        _needs_of(picture, each, queries.told_name(each), unsaid=picture.needs_unsaid(each), alone=alone)
        for each in picture.children
    ]
    return groups


def _needs_of(
    picture: Picture, child: NamedPerson | None, name: str, *, unsaid: Sequence[str], alone: bool = False
) -> NeedsOf:
    ids = {child.pk if child else None} | ({None} if alone else set())
    own = [each for each in picture.findings if each.named_id in ids]
    rows = [_need_row(str(need.label), need.value, own, unsaid) for need in Need]
    unsorted = _need_row("Not of one need", "", own, ())
    return NeedsOf(name=name, rows=[*rows, unsorted] if unsorted.known or unsorted.missing else rows)


def _need_row(name: str, need: str, findings: Sequence[Finding], unsaid: Sequence[str]) -> NeedRow:
    own = [each for each in findings if each.need == need]
    return NeedRow(
        name=name,
        known=[each for each in own if each.kind != FindingKind.MISSING],
        missing=[each for each in own if each.kind == FindingKind.MISSING],
        is_unsaid=need in unsaid,
    )


def picture_form(picture: Picture, typed: object = None) -> PictureForm:
    """Make the form of the picture, about one of these children or all."""
    children = [(str(each.position), queries.told_name(each)) for each in picture.children]
    return PictureForm(typed, children=children)  # type: ignore[arg-type]  # a request's fields, or none


@dataclass(frozen=True, kw_only=True)
class LevelBeside:
    """The level that the referrer stated beside the level found for one child, by the same document."""

    child: str
    stated: str
    found: str

    @property
    def differs(self) -> bool:
        return self.stated != self.found


def levels_beside(picture: Picture, found: Mapping[int, ProposedOutcome]) -> list[LevelBeside]:
    """Set the referrer's level beside the one found for each child; nothing where either is not said."""
    names, stated = {each.code: each.name for each in picture.rules.levels}, picture.contact.level_stated
    return [
        LevelBeside(
            child=queries.told_name(each),
            stated=names.get(stated, stated),
            found=names.get(found[each.pk].level, found[each.pk].level),
        )
        for each in picture.children
        if stated and each.pk in found and found[each.pk].level
    ]
