"""The whole picture: who stands where on the paper, with the words beside them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from frontdoor.journey.children.kin import Duty, Family, Kin
from frontdoor.journey.children.pictures.bonds import bonds_of
from frontdoor.journey.children.pictures.lines import Lanes, Levels, lay, trace
from frontdoor.journey.children.pictures.places import Places, places_of
from frontdoor.journey.children.pictures.shapes import LABEL, LINE, PITCH, ROOM, SIGN, Drawing, Line, Outline, Sign
from frontdoor.journey.children.pictures.units import Box

LANE = 12
MARGIN = 6
UNDER_ROW, OVER_ROW = 16, 34
"""What lies free between a row's words and the first lane, and between the last lane and the next row."""
HEAD = 22
"""An outline's own line of words, above the signs in it."""
LETTER = 6.3
"""About how wide a letter is."""
HOLDS = {"yes": "PR: yes", "no": "PR: no", "not_known": "PR: not known"}


def draw(family: Family) -> Drawing:
    """Draw a family as it is known on its day."""
    places = places_of(family)
    runs, lanes = lay(bonds_of(family), places.spots)
    labels = _labels(family, places)
    levels = _levels(places, lanes, labels)
    signs = _signs(family, places, levels, labels)
    lines = tuple(trace(run, places.spots, levels) for run in runs)
    outlines = _outlines(family, places, levels)
    left, right = _sides(signs, lines, outlines)
    return Drawing(
        left=left,
        width=right - left,
        height=levels.bottoms[-1] + UNDER_ROW + lanes.count(places.last_row + 1) * LANE + MARGIN,
        signs=signs,
        lines=lines,
        outlines=outlines,
        words=_words(family, places),
    )


def _labels(family: Family, places: Places) -> dict[int, tuple[str, ...]]:
    """Write what stands under each sign."""
    held = {duty.holder_id: duty for duty in family.duties if duty.child_id == family.child_id and not duty.is_over}
    numbers = numbers_of(family)
    further = {one: [numbers[home] for home in homes if home in numbers] for one, homes in places.also_at.items()}
    return {
        one.person_id: _label(one, held.get(one.person_id), further.get(one.person_id, [])) for one in family.people
    }


def _levels(places: Places, lanes: Lanes, labels: Mapping[int, tuple[str, ...]]) -> Levels:
    tops: list[float] = []
    bottoms: list[float] = []
    firsts: list[float] = []
    y = float(MARGIN)
    for row in range(places.last_row + 1):
        firsts.append(y + (UNDER_ROW if row or lanes.count(row) else 0))
        tops.append(firsts[row] + lanes.count(row) * LANE + OVER_ROW)
        bottoms.append(tops[row] + SIGN + LABEL)
        y = bottoms[row]
    firsts.append(y + UNDER_ROW)
    starts = {one: tops[row] + SIGN + 7 + LINE * len(labels[one]) for one, (_, row) in places.spots.items()}
    return Levels(starts=starts, tops=tops, bottoms=bottoms, firsts=firsts, lanes=lanes, step=LANE)


def _signs(family: Family, places: Places, levels: Levels, labels: Mapping[int, tuple[str, ...]]) -> tuple[Sign, ...]:
    people = {one.person_id: one for one in family.people}
    return tuple(
        Sign(
            person_id=person_id,
            shape=_shape(people[person_id]),
            x=round(x * PITCH, 1),
            y=levels.tops[row],
            inside=_inside(people[person_id], family.on),
            lines=labels[person_id],
            has_died=people[person_id].died_on is not None,
            is_child=person_id == family.child_id,
        )
        for row, x, person_id in sorted((row, x, one) for one, (x, row) in places.spots.items())
    )


def numbers_of(family: Family) -> dict[int, int]:
    """Number the homes as the picture and the tables name them."""
    return {home.household_id: number for number, home in enumerate(family.homes, start=1)}


def _shape(one: Kin) -> str:
    if one.is_unborn:
        return "triangle"
    return {"M": "square", "F": "circle"}.get(one.sex, "diamond")


def _inside(one: Kin, on: date) -> str:
    """Write an age as a genogram does, inside the sign: years, or months and weeks of the very young."""
    until = one.died_on or on
    if one.born_on is None or one.born_on > until:
        return "" if one.is_unborn or one.sex in ("M", "F") else "?"
    years = until.year - one.born_on.year - ((until.month, until.day) < (one.born_on.month, one.born_on.day))
    if years >= 2:
        return str(years)
    days = (until - one.born_on).days
    return f"{days // 7}w" if days < 61 else f"{days * 12 // 365}m"


def _label(one: Kin, duty: Duty | None, further: Sequence[int]) -> tuple[str, ...]:
    """Write at most three lines: the names, then what else must be seen at once."""
    most = int((PITCH - ROOM) / LETTER)
    notes = [
        f"died {one.died_on.year}" if one.died_on else "",
        f"due {one.expected_on.day} {one.expected_on:%b %Y}" if one.is_unborn and one.expected_on else "",
        HOLDS[duty.answer] if duty else "",
        *(f"+ Home {number}" for number in further),
    ]
    names = [one.first_name, one.last_name] if one.first_name or one.last_name else [one.name]
    return tuple(_clipped(words, most) for words in (*names, " ".join(filter(None, notes))) if words)


def _clipped(words: str, most: int) -> str:
    return words if len(words) <= most else words[: most - 1].rstrip() + "…"


def _outlines(family: Family, places: Places, levels: Levels) -> tuple[Outline, ...]:
    numbers = numbers_of(family)
    boxes = sorted(places.boxes, key=lambda box: numbers.get(box.household_id, 0))
    return tuple(_outline(box, numbers.get(box.household_id, 0), family, levels) for box in boxes)


def _outline(box: Box, number: int, family: Family, levels: Levels) -> Outline:
    """Outline a home; every second one a little wider, so that two round the same child do not run as one."""
    wider = 5 if number % 2 == 0 else 0
    x, right = box.left * PITCH + 2, box.right * PITCH - 2
    top, bottom = levels.tops[box.first_row] - HEAD - wider, levels.bottoms[box.last_row] + 4 + wider
    is_alone = box.alone_to > box.alone_from
    is_right = not is_alone and number % 2 == 0
    room = (box.alone_to - box.alone_from) * PITCH - 16 if is_alone else PITCH / 2
    return Outline(
        household_id=box.household_id,
        x=round(x, 1),
        y=round(top, 1),
        width=round(right - x, 1),
        height=round(bottom - top, 1),
        words=_home_words(number, family, int(room / LETTER)),
        words_x=round(right - 8 if is_right else (box.alone_from * PITCH + 10 if is_alone else x + 8), 1),
        words_y=round(top + 15, 1),
        anchor="end" if is_right else "start",
    )


def _home_words(number: int, family: Family, most: int) -> str:
    home = family.homes[number - 1] if number else None
    if home is None:
        return "Home"
    if home.is_sealed:
        ways = [f"Home {number}: address sealed", f"Home {number} (sealed)"]
    else:
        lines = home.address.rpartition(", ")[0] or home.address
        ways = [f"Home {number}: {lines}", f"Home {number}: {lines.split(',')[0]}"] if lines else []
    return next((words for words in ways if len(words) <= most), f"Home {number}")


def _sides(signs: Sequence[Sign], lines: Sequence[Line], outlines: Sequence[Outline]) -> tuple[float, float]:
    xs = [x for line in lines for x1, _, x2, _ in line.segments for x in (x1, x2)]
    xs += [sign.x + side * PITCH / 2 for sign in signs for side in (-1, 1)]
    xs += [x for one in outlines for x in (one.x, one.x + one.width)]
    return round(min(xs) - MARGIN, 1), round(max(xs) + MARGIN, 1)


def _words(family: Family, places: Places) -> str:
    people, rows = len(family.people), places.last_row + 1
    counted = f"{people} people" if people != 1 else "1 person"
    generations = f" in {rows} generations" if rows > 1 else ""
    child = next(one.name for one in family.people if one.person_id == family.child_id)
    return f"{child}, drawn with a double line, and the family: {counted}{generations}. The tables say the same."
