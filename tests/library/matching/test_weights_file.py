"""The file of weights is read with care."""

import tomllib
from importlib.resources import files

import pytest

from frontdoor.library import matching
from frontdoor.library.matching import Field

FOLDER = files("frontdoor.library.matching")
WEIGHTS = FOLDER.joinpath("model.toml").read_text(encoding="utf-8")
SHARES = FOLDER.joinpath("shares.toml").read_text(encoding="utf-8")


def test_the_model_says_how_it_was_trained() -> None:
    trained = matching.default_model().trained
    assert all(word in trained for word in ("Splink", "invented authority", "people known", "seed"))


def _row(field: Field, name: str) -> str:
    """Return the row of a level as it stands in the file."""
    part = WEIGHTS[WEIGHTS.index(f"[{field}]") :]
    return next(line for line in part.splitlines() if line.startswith(f"{name} "))


def _with(field: Field, name: str, **shares: float) -> str:
    """Return the file with other shares at one level."""
    at = matching.default_model().level(field, name)
    told = {"m": at.m, "u": at.u, "u_family": at.u_family} | shares
    row = ", ".join(f"{key} = {share}" for key, share in told.items())
    return WEIGHTS.replace(_row(field, name), f'{name} = {{ verdict = "{at.verdict}", {row} }}', 1)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (WEIGHTS.replace("[sex]", "[gender]"), r"\[sex\] is missing"),
        (WEIGHTS.replace(_row(Field.SEX, "agrees"), ""), r"\[sex\] should have exactly these levels: agrees, differs"),
        (_with(Field.SEX, "agrees", m=1.98), "sex.agrees: m, u and u_family"),
        (_with(Field.SEX, "agrees", m=0.4), "its verdict is 'agrees'"),
        (_with(Field.SEX, "differs", m=0.7), "its verdict is 'differs'"),
        (_with(Field.NHS_NUMBER, "slip", u_family=0.000001), "nhs_number.slip: it would count for more"),
        (WEIGHTS.replace("same = 2e-05", 'same = "few"'), "same should be a number"),
        (WEIGHTS.replace('stand_in_days = ["01-01"]', "stand_in_days = 1"), "stand_in_days should be a list"),
    ],
)
def test_a_mistake_in_the_file_is_refused_by_name(text: str, message: str) -> None:
    assert text != WEIGHTS
    with pytest.raises(ValueError, match=message):
        matching.read_model(text, shares=SHARES)


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
