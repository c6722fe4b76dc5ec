from __future__ import annotations

import random
from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from frontdoor.journey.children.kin import Family
from frontdoor.journey.children.pictures import Drawing, draw
from frontdoor.journey.children.pictures.places import places_of
from frontdoor.journey.children.pictures.shapes import LABEL, PITCH, SIGN, Sign
from tests.journey.children.pictures.strategies import families

HALF = PITCH / 2


def _box(sign: Sign) -> tuple[float, float, float, float]:
    """The sign, with the words under it."""
    return sign.x - HALF + 4, sign.y, sign.x + HALF - 4, sign.y + SIGN + LABEL


def _touches(segment: tuple[float, float, float, float], sign: Sign) -> bool:
    """Say whether a straight piece runs through somebody. Slanted pieces lie between rows, and are taken as a box."""
    x1, y1, x2, y2 = segment
    left, top, right, bottom = _box(sign)
    return min(x1, x2) < right and max(x1, x2) > left and min(y1, y2) < bottom - 1 and max(y1, y2) > top + 1


@given(families())
def test_everybody_is_drawn_once_and_nobody_overlaps(family: Family) -> None:
    signs = draw(family).signs
    assert sorted(sign.person_id for sign in signs) == sorted(one.person_id for one in family.people)
    for place, one in enumerate(signs):
        for other in signs[place + 1 :]:
            assert one.y != other.y or abs(one.x - other.x) >= PITCH - 0.2


@given(families())
def test_rows_are_apart_and_all_of_it_is_on_the_paper(family: Family) -> None:
    drawing = draw(family)
    tops = sorted({sign.y for sign in drawing.signs})
    assert all(later - earlier >= SIGN + LABEL for earlier, later in zip(tops, tops[1:], strict=False))
    right = drawing.left + drawing.width
    xs = [x for line in drawing.lines for x1, _, x2, _ in line.segments for x in (x1, x2)]
    xs += [x for home in drawing.outlines for x in (home.x, home.x + home.width)]
    ys = [y for line in drawing.lines for _, y1, _, y2 in line.segments for y in (y1, y2)]
    ys += [y for home in drawing.outlines for y in (home.y, home.y + home.height)]
    assert all(drawing.left <= x <= right for x in xs + [sign.x for sign in drawing.signs])
    assert all(0 <= y <= drawing.height for y in ys + [sign.y + SIGN + LABEL for sign in drawing.signs])


def _is_drawn(family: Family, drawing: Drawing, one: int, other: int, kind: str) -> bool:
    """Say whether some line shows what one person is to another, or it follows from lines that do."""
    lines = [line for line in drawing.lines if {one, other} <= {*line.seniors, *line.juniors}]
    if kind == "partner":
        return any({one, other} <= set(line.seniors) for line in lines)
    if kind in ("twin", "sibling"):
        return any({one, other} <= set(line.juniors) for line in lines)
    if any(one in line.seniors and other in line.juniors and line.kind == kind for line in lines):
        return True
    parents = {(tie.person_id, tie.other_id) for tie in family.ties if tie.kind == "parent" and not tie.is_over}
    return kind == "grandparent" and any((one, x) in parents and (x, other) in parents for x, _ in parents)


@given(families())
def test_every_relationship_that_stands_is_drawn_and_every_partnership_that_is_over(family: Family) -> None:
    drawing = draw(family)
    for tie in family.ties:
        if not tie.is_over or tie.kind == "partner":
            assert _is_drawn(family, drawing, tie.person_id, tie.other_id, tie.kind), tie


@given(families())
def test_a_line_ends_at_everybody_it_is_about_and_runs_through_nobody(family: Family) -> None:
    drawing = draw(family)
    signs = {sign.person_id: sign for sign in drawing.signs}
    for line in drawing.lines:
        ends = {(x, y) for x1, y1, x2, y2 in line.segments for x, y in ((x1, y1), (x2, y2))}
        for junior in line.juniors:
            sign = signs[junior]
            assert any(y == sign.y and abs(x - sign.x) < HALF for x, y in ends)
        for senior in line.seniors:
            sign = signs[senior]
            assert any(sign.y + SIGN < y <= sign.y + SIGN + LABEL and abs(x - sign.x) < HALF for x, y in ends)
        for sign in drawing.signs:
            own = sign.person_id in line.seniors
            for segment in line.segments:
                lies_under = own and abs(segment[0] - sign.x) < HALF and min(segment[1], segment[3]) > sign.y + SIGN
                assert lies_under or not _touches(segment, sign), (line.kind, sign.person_id)


@given(families())
def test_an_outline_holds_those_who_live_there_and_nobody_else(family: Family) -> None:
    drawing, also_at = draw(family), places_of(family).also_at
    for home in drawing.outlines:
        lives = {stay.person_id for stay in family.stays if stay.household_id == home.household_id}
        inside = {
            sign.person_id
            for sign in drawing.signs
            if home.x < sign.x < home.x + home.width and home.y < sign.y + SIGN / 2 < home.y + home.height
        }
        assert inside == {one for one in lives if home.household_id not in also_at.get(one, ())}


@given(families())
def test_whoever_an_outline_does_not_reach_says_where_else_they_live(family: Family) -> None:
    drawing, also_at = draw(family), places_of(family).also_at
    signs = {sign.person_id: " ".join(sign.lines) for sign in drawing.signs}
    outlined = {home.household_id for home in drawing.outlines}
    for stay in family.stays:
        is_told = stay.household_id in also_at.get(stay.person_id, ())
        assert is_told or stay.household_id in outlined
        assert not is_told or f"+ Home {stay.household_id}" in signs[stay.person_id] or "…" in signs[stay.person_id]


@given(families(most=15), st.randoms(use_true_random=False))
def test_the_order_in_which_facts_are_read_changes_nothing(family: Family, rng: random.Random) -> None:
    shuffled = replace(
        family,
        people=tuple(rng.sample(family.people, len(family.people))),
        ties=tuple(rng.sample(family.ties, len(family.ties))),
        stays=tuple(rng.sample(family.stays, len(family.stays))),
    )
    assert draw(shuffled) == draw(family)


@given(families(most=12))
def test_parents_stand_above_where_nothing_contradicts_it(family: Family) -> None:
    """In a family of parents alone, each under two hundred years, without a loop."""
    straight = replace(
        family,
        ties=tuple(tie for tie in family.ties if tie.kind == "parent" and tie.person_id > tie.other_id)[:1],
    )
    rows = {who: row for who, (_, row) in places_of(straight).spots.items()}
    assert all(rows[tie.person_id] < rows[tie.other_id] for tie in straight.ties)
