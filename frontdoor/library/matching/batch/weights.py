"""The weights to match by: shipped, from a file, or learnt from the very people."""

from datetime import date
from importlib.resources import files
from pathlib import Path

from frontdoor.library.matching.batch.columns import Unreadable
from frontdoor.library.matching.batch.people import People
from frontdoor.library.matching.model import Model, read_model

SHARES = files("frontdoor.library.matching").joinpath("shares.toml")


def read_weights(file: Path) -> Model:
    """Return the model in a file such as model.toml."""
    try:
        return read_model(file.read_text(encoding="utf-8"), shares=SHARES.read_text(encoding="utf-8"))
    except (OSError, ValueError, KeyError) as error:
        raise Unreadable(f"--model {file} cannot be used: {error}.") from error


def learn_weights(people: People, *, of: str, on: date) -> Model:
    """Return a model trained on the people of the files."""
    from frontdoor.library.matching.training import Lesson, train

    known = list(people.details_in(range(people.known)))
    told = list(people.details_in(people.told)) if people.has_two_files else []
    try:
        text = train(known, told, lesson=Lesson(of=of, on=on))
    except ValueError as error:
        raise Unreadable(f"--train: {error}. Leave it out to use the model that is shipped.") from error
    return read_model(text, shares=SHARES.read_text(encoding="utf-8"))
