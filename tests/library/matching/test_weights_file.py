"""The file of weights is read with care."""

import tomllib
from importlib.resources import files

import pytest

from frontdoor.library import matching
from frontdoor.library.matching import Field

FOLDER = files("frontdoor.library.matching")
WEIGHTS = FOLDER.joinpath("model.toml").read_text(encoding="utf-8")
SHARES = FOLDER.joinpath("shares.toml").read_text(encoding="utf-8")


def test_the_model_says_that_it_is_not_trained() -> None:
    assert "Not trained" in matching.default_model().trained


@pytest.mark.parametrize(
    ("right", "wrong", "message"),
    [
        ("[sex]", "[gender]", r"\[sex\] is missing"),
        ("agrees  = { verdict", "same = { verdict", r"\[sex\] should have exactly these levels: agrees, differs"),
        ("m = 0.98, u = 0.50, u_family = 0.50", "m = 1.98, u = 0.50, u_family = 0.50", "sex.agrees: m, u and u_family"),
        ("m = 0.98, u = 0.50, u_family = 0.50", "m = 0.40, u = 0.50, u_family = 0.50", "its verdict is 'agrees'"),
        ("m = 0.02, u = 0.50, u_family = 0.50", "m = 0.70, u = 0.50, u_family = 0.50", "its verdict is 'differs'"),
        (
            "u = 0.000090, u_family = 0.0005",
            "u = 0.000090, u_family = 0.00001",
            "nhs_number.slip: it would count for more",
        ),
        ("same = 0.00002 ", 'same = "few" ', "same should be a number"),
        ('stand_in_days = ["01-01"]', "stand_in_days = 1", "stand_in_days should be a list"),
    ],
)
def test_a_mistake_in_the_file_is_refused_by_name(right: str, wrong: str, message: str) -> None:
    assert right in WEIGHTS
    with pytest.raises(ValueError, match=message):
        matching.read_model(WEIGHTS.replace(right, wrong, 1), shares=SHARES)


def test_every_listed_name_is_in_its_standard_spelling() -> None:
    """A share under a spelling that is read as another name would never be used."""
    groups = tomllib.loads(FOLDER.joinpath("spellings.toml").read_text(encoding="utf-8"))
    other_ways = {way for ways in groups.values() for way in ways}
    names = tomllib.loads(SHARES)
    assert not other_ways & {*names["forenames"], *names["surnames"]}


def test_no_spelling_belongs_to_two_names() -> None:
    groups = tomllib.loads(FOLDER.joinpath("spellings.toml").read_text(encoding="utf-8"))
    ways = [way for standard, ways in groups.items() for way in (standard, *ways)]
    assert len(ways) == len(set(ways))


def test_a_name_outside_the_list_is_rare() -> None:
    model = matching.default_model()
    assert model.share(Field.LAST_NAME, "featherstonehaugh") == model.level(Field.LAST_NAME, "exact").u
    assert model.share(Field.LAST_NAME, "smith") == pytest.approx(0.0115)
