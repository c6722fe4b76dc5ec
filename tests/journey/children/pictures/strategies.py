"""Families of every shape: loops, missing parents, three partners, twins, two homes, people who fit nowhere."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import strategies as st

from frontdoor.journey.children.kin import Duty, Family, HomePlace, Kin, Stay, Tie

ON = date(2018, 7, 24)
KINDS = ("parent", "parent", "parent", "step_parent", "grandparent", "twin", "carer", "partner", "sibling")


@st.composite
def people(draw: st.DrawFn, count: int) -> tuple[Kin, ...]:
    return tuple(
        Kin(
            person_id=number,
            reference=f"P{100_000 + number}",
            first_name=draw(st.sampled_from(["", "Bo", "Marlowe", "Christabel-Anne Philippa"])),
            last_name=draw(st.sampled_from(["", "Quillfeather", "Featherstonehaugh-Cholmondeley"])),
            sex=draw(st.sampled_from("MFU")),
            born_on=born_on,
            expected_on=None if born_on or draw(st.booleans()) else ON + timedelta(days=60),
            died_on=draw(st.sampled_from([None, None, None, date(2017, 1, 1)])),
        )
        for number in range(1, count + 1)
        for born_on in [draw(st.none() | st.dates(date(1930, 1, 1), ON))]
    )


@st.composite
def families(draw: st.DrawFn, most: int = 40) -> Family:
    count = draw(st.integers(1, most))
    ids = st.integers(1, count)
    pairs = draw(st.lists(st.tuples(ids, ids, st.sampled_from(KINDS), st.booleans()), max_size=2 * count))
    homes = draw(st.integers(0, 5))
    lives = draw(st.sets(st.tuples(ids, st.integers(1, homes)), max_size=2 * count)) if homes else set()
    return Family(
        child_id=1,
        on=ON,
        people=draw(people(count)),
        ties=tuple(
            Tie(person_id=one, other_id=other, kind=kind, until_on=date(2016, 1, 1) if is_over else None)
            for one, other, kind, is_over in pairs
            if one != other
        ),
        stays=tuple(Stay(person_id=one, household_id=home, from_on=date(2015, 1, 1)) for one, home in sorted(lives)),
        homes=tuple(HomePlace(household_id=home, address=f"{home} Gull Street") for home in range(1, homes + 1)),
        duties=tuple(
            Duty(child_id=1, holder_id=one, answer=answer)
            for one, answer in draw(st.dictionaries(ids, st.sampled_from(["yes", "no", "not_known"]))).items()
        ),
    )
