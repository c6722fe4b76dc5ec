"""The reasons say what the comparison says, neither more nor less, and the picture is the sum."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date

import html5lib
import pytest
from django.template.loader import render_to_string
from hypothesis import given
from hypothesis import strategies as some

from frontdoor.journey.children import reasons
from frontdoor.journey.children.reasons import words
from frontdoor.journey.children.reasons.drawing import ROW, WIDTH
from frontdoor.library import matching
from frontdoor.library.matching import Bands, Comparison, Field, FieldReason, PersonDetails, Rival, Verdict

BANDS = Bands(show_first_from=20, possible_from=11)
MARKUP = re.compile(r"<[^>]+>")


Said = tuple[Verdict, float] | tuple[Verdict, float, str]


def a_comparison(said: Mapping[str, Said], *, start: float = 0.0, rival: Rival = Rival.STRANGER) -> Comparison:
    """A comparison in which these fields say this; the others are known of neither."""
    fields = tuple(_field(one, *said.get(one.value, (Verdict.BLANK, 0.0))) for one in Field)
    weight = start + sum(one.weight for one in fields)
    return Comparison(weight=weight, probability=0.5, rival=rival, start=start, fields=fields)


def _field(field: Field, verdict: Verdict, weight: float, known: str = "") -> FieldReason:
    told = "" if verdict is Verdict.BLANK else "one"
    return FieldReason(field=field, verdict=verdict, weight=weight, told=told, known=known or told, words="So it is")


AGREES, CLOSE, DIFFERS = Verdict.AGREES, Verdict.CLOSE, Verdict.DIFFERS
ROBERT = PersonDetails(
    first_name="Robert",
    last_name="Quill",
    date_of_birth=date(2014, 7, 3),
    postcodes=("TS1 4AB",),
    address="14 Gull Street",
    phone="01632 960111",
)


def test_twins_are_said_to_be_possible_twins() -> None:
    said: Mapping[str, Said] = {
        "first_name": (DIFFERS, -6.3),
        "last_name": (AGREES, 0.3),
        "date_of_birth": (AGREES, 4.5),
        "sex": (AGREES, 1.0),
        "postcode": (AGREES, 0.0),
        "address": (AGREES, 0.0),
    }
    comparison = a_comparison(said, start=13.6, rival=Rival.RELATIVE)
    assert reasons.in_short(comparison, bands=BANDS).sentence == (
        "Possible: agrees on date of birth, last name and address; first name differs. Could be a twin."
    )


@pytest.mark.parametrize(
    ("said", "caution"),
    [
        ({"first_name": (AGREES, 9.0), "last_name": (AGREES, 9.0), "date_of_birth": (AGREES, 12.0)}, ""),
        ({"first_name": (DIFFERS, -6.0), "date_of_birth": (AGREES, 12.0)}, ""),
        (
            {"first_name": (DIFFERS, -6.0), "last_name": (AGREES, 9.0), "date_of_birth": (DIFFERS, -5.0)},
            "Could be a brother, a sister or another relative.",
        ),
        (
            {"first_name": (DIFFERS, -6.0), "address": (AGREES, 9.0)},
            "Could be a brother, a sister or another relative.",
        ),
        (
            {"first_name": (AGREES, 9.0), "last_name": (AGREES, 9.0), "date_of_birth": (DIFFERS, -5.0)},
            "Could be a relative of the same name, such as a parent.",
        ),
        (
            {"first_name": (AGREES, 9.0), "last_name": (CLOSE, 5.0)},
            "Without a date of birth, a parent and a child of one name look the same.",
        ),
        (
            {"last_name": (AGREES, 9.0), "date_of_birth": (AGREES, 12.0)},
            "Without a first name, twins look the same.",
        ),
    ],
)
def test_who_else_it_could_be_is_said_where_there_is_room_for_somebody_else(
    said: dict[str, Said], caution: str
) -> None:
    assert reasons.in_short(a_comparison(said), bands=BANDS).caution == caution


def test_a_difference_is_said_however_much_agrees() -> None:
    agreeing: dict[str, Said] = {name: (AGREES, 9.0) for name in ("first_name", "last_name", "address")}
    comparison = a_comparison({**agreeing, "date_of_birth": (AGREES, 12.0), "nhs_number": (DIFFERS, -6.0)})
    said = reasons.in_short(comparison, bands=BANDS)
    assert said.agreeing == ("date of birth", "first name", "last name")
    assert said.differing == ("NHS number",)


@pytest.mark.parametrize(("weight", "band"), [(19.9, "Possible"), (20.0, "Strong"), (11.0, "Possible"), (10.9, "Weak")])
def test_the_band_is_the_policys_and_absolute(weight: float, band: str) -> None:
    assert reasons.in_short(a_comparison({"phone": (AGREES, weight)}), bands=BANDS).band == band


@pytest.mark.parametrize(
    ("field", "rival", "said"),
    [
        ((AGREES, 12.0), Rival.STRANGER, "Fewer than 1 in 4,000 strangers agree"),
        ((CLOSE, 4.5), Rival.RELATIVE, "Fewer than 1 in 20 relatives come this close"),
        ((AGREES, 30.0), Rival.STRANGER, "Fewer than 1 in a million strangers agree"),
        ((AGREES, 0.97), Rival.STRANGER, "Says a little: about half of strangers agree, or fewer"),
        ((AGREES, 0.0), Rival.RELATIVE, "Says little: many relatives agree too"),
        ((DIFFERS, -6.3), Rival.RELATIVE, "One person’s records differ so less than 1 time in 70"),
        (
            (DIFFERS, -1.2),
            Rival.STRANGER,
            "Says a little: one person’s records differ so about half of the time, or less",
        ),
        ((DIFFERS, -0.3), Rival.STRANGER, "Says little: records of one person often differ here"),
        ((Verdict.BLANK, 0.0), Rival.STRANGER, "Counts for nothing"),
    ],
)
def test_a_weight_is_said_in_words(field: tuple[Verdict, float], rival: Rival, said: str) -> None:
    assert words.worth_in_words(_field(Field.PHONE, *field), rival) == said


@given(some.floats(min_value=3.0, max_value=999_999))
def test_a_number_of_others_is_never_said_too_high_and_seldom_far_too_low(times: float) -> None:
    said = int(words.rounded_down(times).replace(",", ""))
    assert times / 2 < said <= times


verdicts = some.sampled_from([(AGREES, 1), (CLOSE, 1), (DIFFERS, -1), (Verdict.BLANK, 0)])


@some.composite
def comparisons(draw: some.DrawFn) -> Comparison:
    said: dict[str, Said] = {}
    for field in Field:
        verdict, sign = draw(verdicts)
        said[field.value] = (
            verdict,
            sign * draw(some.floats(min_value=0, max_value=25)),
            draw(some.text("a<&", max_size=3)),
        )
    start = draw(some.sampled_from([0.0, 13.6]))
    return a_comparison(said, start=start, rival=Rival.RELATIVE if start else Rival.STRANGER)


@given(comparisons())
def test_the_picture_is_one_unbroken_fall_from_the_start_to_the_sum(comparison: Comparison) -> None:
    laid = reasons.lay_out(comparison, bands=BANDS)
    ends = [_ends(step.link) for step in laid.steps]
    for before, after in zip(ends, ends[1:], strict=False):
        assert abs(before[1] - after[0]) < 0.11  # each is rounded to a tenth
    for step in laid.steps:
        assert step.x >= -0.1
        assert step.x + step.width <= WIDTH + 3.1  # the thinnest step may lean over the edge
    assert laid.steps[0].name == "Start"
    assert laid.steps[-1].name == "Together"
    assert laid.steps[-1].worth == words.worth(comparison.weight)
    assert 0 <= laid.zero_x <= laid.possible_x <= laid.first_x <= WIDTH


def _ends(link: str) -> tuple[float, float]:
    """Read where a link comes from and where it leads."""
    first, _, last = link.removeprefix("M").partition("M")
    return float(first.split()[0]), float((last or first).split()[0])


@given(comparisons())
def test_every_field_known_of_either_has_its_row_and_the_others_are_named(comparison: Comparison) -> None:
    laid = reasons.lay_out(comparison, bands=BANDS)
    shown = {step.name.lower() for step in laid.steps}
    for one in comparison.fields:
        name = words.name_of(one.field)
        assert (name.lower() in shown) is bool(one.told or one.known)
        assert (name in laid.unknown) >= (not one.told and not one.known)


@given(comparisons())
def test_nothing_is_said_to_be_likely_certain_or_so_many_in_a_hundred(comparison: Comparison) -> None:
    laid = reasons.lay_out(comparison, bands=BANDS)
    html = render_to_string("children/reasons.html", {"comparison": laid})
    said = MARKUP.sub(" ", html).lower()
    assert not re.search(r"likel|probab|certain|%|score", said)
    assert not re.search(r"<(input|button|script|style)|style=|\son\w+=", html)


def test_the_component_is_a_table_with_a_piece_of_the_picture_in_every_row() -> None:
    told = PersonDetails(first_name="Oliver", last_name="Quill", date_of_birth=date(2014, 7, 3), phone="01632 960111")
    laid = reasons.lay_out(matching.compare(told, ROBERT, matching.default_model()), bands=BANDS)
    html = render_to_string(
        "children/reasons.html", {"comparison": laid, "left_name": "C0000001", "right_name": "P100001"}
    )
    html5lib.HTMLParser(strict=True).parseFragment(html)
    assert html.count("<tr") == 1 + len(laid.steps)
    assert html.count("<svg") == html.count('aria-hidden="true" focusable="false"') == 1 + len(laid.steps)
    assert html.count("≠") == 1
    assert "Oliver" in html
    assert 'data-label="P100001">Robert' in html


def test_a_telephone_number_keeps_its_first_nought() -> None:
    comparison = matching.compare(ROBERT, ROBERT, matching.default_model())
    step = next(one for one in reasons.lay_out(comparison, bands=BANDS).steps if one.name == "Telephone")
    assert step.told == step.known == "01632960111"


def test_a_step_of_nothing_is_still_seen_and_what_is_unknown_has_no_bar() -> None:
    laid = reasons.lay_out(a_comparison({"postcode": (AGREES, 0.0), "sex": (Verdict.BLANK, 0.0, "M")}), bands=BANDS)
    by_name = {step.name: step for step in laid.steps}
    assert by_name["Postcode"].width >= 3
    assert (by_name["Sex"].kind, by_name["Sex"].worth, by_name["Sex"].known) == ("unknown", "", "Male")
    assert by_name["Sex"].link.endswith(f"V{ROW}")
