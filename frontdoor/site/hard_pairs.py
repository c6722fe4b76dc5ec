"""The page of hard pairs: who is mixed up with whom, and what the reasons say of it, drawn with the weights in use."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import partial

from django.template.loader import render_to_string

from frontdoor.journey.children import reasons
from frontdoor.journey.children.reasons import Reasons
from frontdoor.library import matching
from frontdoor.library.matching import Bands, PersonDetails
from frontdoor.record.policy.editions import EXAMPLE, read_file, understand

HOME = "14 Gull Street"
POSTCODE = ("TS1 4AB",)


@dataclass(frozen=True, kw_only=True)
class Pair:
    """Two people who are mixed up, or one person who is not recognised. All are invented."""

    key: str
    title: str
    story: str
    told: PersonDetails
    known: PersonDetails

    @property
    def picture(self) -> str:
        return f"hard-pair-{self.key}.svg"

    @property
    def reasons(self) -> Reasons:
        rules = understand(read_file(EXAMPLE))
        bands = Bands(show_first_from=rules.show_first_from, possible_from=rules.show_from)
        return reasons.lay_out(matching.compare(self.told, self.known, matching.default_model()), bands=bands)


def _at_home(first_name: str, last_name: str, born: date | None, sex: str) -> PersonDetails:
    return PersonDetails(
        first_name=first_name, last_name=last_name, date_of_birth=born, sex=sex, postcodes=POSTCODE, address=HOME
    )


FATHER = _at_home("Tobias", "Wraxall", date(1984, 11, 2), "M")

PAIRS: tuple[Pair, ...] = (
    Pair(
        key="twins",
        title="Twins",
        story="A school tells of Maeve; her twin Orla is known. All but the first name is the same.",
        told=_at_home("Maeve", "Fennimore", date(2014, 7, 3), "F"),
        known=_at_home("Orla", "Fennimore", date(2014, 7, 3), "F"),
    ),
    Pair(
        key="father",
        title="A boy with his father’s name",
        story="A nurse tells of Tobias, who is nine; his father, of the same name and home, is known.",
        told=_at_home("Tobias", "Wraxall", date(2009, 2, 11), "M"),
        known=FATHER,
    ),
    Pair(
        key="father-undated",
        title="The same boy, when nobody tells his date of birth",
        story="Now nothing that was told holds against the father. That he is shown first is right only as long as "
        "somebody reads the caution: the boy, if he is known, is shown just as high.",
        told=_at_home("Tobias", "Wraxall", None, "M"),
        known=FATHER,
    ),
    Pair(
        key="hyphen",
        title="A double surname the other way round",
        story="One record has her mother’s name first, the other her father’s.",
        told=PersonDetails(first_name="Adaeze", last_name="Thwaite-Obiora", date_of_birth=date(2012, 5, 30), sex="F"),
        known=PersonDetails(first_name="Adaeze", last_name="Obiora Thwaite", date_of_birth=date(2012, 5, 30), sex="F"),
    ),
    Pair(
        key="baby",
        title="A baby not yet named",
        story="The hospital tells of a birth where a child was expected; the record is older than the name.",
        told=_at_home("Baby", "Quarmby", date(2018, 9, 14), "F"),
        known=PersonDetails(
            first_name="Unborn", last_name="Quarmby", expected_on=date(2018, 9, 20), postcodes=POSTCODE, address=HOME
        ),
    ),
    Pair(
        key="day-and-month",
        title="Day and month swapped, and a short name",
        story="A form from abroad puts the month first, and everybody calls him Bobby.",
        told=PersonDetails(
            first_name="Bobby", last_name="Quill", date_of_birth=date(2014, 3, 7), sex="M", postcodes=POSTCODE
        ),
        known=PersonDetails(
            first_name="Robert", last_name="Quill", date_of_birth=date(2014, 7, 3), sex="M", postcodes=POSTCODE
        ),
    ),
)


def page() -> str:
    """Write how to read the reasons, and each pair in words beside its picture."""
    return render_to_string("docs/hard_pairs.txt", {"pairs": PAIRS})


def picture(pair: Pair) -> str:
    """Draw one pair by itself, for a page that has no stylesheet of ours."""
    return render_to_string("docs/hard_pair.svg", {"pair": pair, "comparison": pair.reasons})


PAGES: dict[str, Callable[[], str]] = {
    "explanation/hard-pairs.md": page,
    **{f"images/{pair.picture}": partial(picture, pair) for pair in PAIRS},
}
