"""Writing a model as the text of a model.toml, which `read_model` reads."""

from collections.abc import Iterator

from frontdoor.library.matching.levels import LEVELS, Level
from frontdoor.library.matching.model import Model

HEAD = """\
# How much each agreement and disagreement says about whether two records are one person.
#
#   m         the share of pairs that ARE one person that look like this
#   u         the share of pairs of strangers that look like this
#   u_family  the share of pairs from one family (brothers and sisters, twins, parent and child) that look like this
#
# A level is worth log2(m / u) against a stranger and log2(m / u_family) against a relative.
# The u of "exact" is for values that are not known to be common: shares.toml and the register say which are.
# docs/explanation/matching.md says how they are added up, and how they were trained. Every number here may be edited;
# the reader refuses an agreement that would count against, or a difference that would count in favour.
"""


def write_model(model: Model) -> str:
    """Return the text of a model.toml."""
    return "\n".join((HEAD, *_about(model), *_habits(model), *_levels(model), ""))


def _about(model: Model) -> Iterator[str]:
    yield from ("[about]", f'edition = "{_plain(model.edition)}"', f'trained = "{_plain(model.trained)}"', "")
    yield "[odds]"
    yield f"same = {2**model.same_odds:.3g}  # the chance that a person told is one given person of a register"
    yield f"family = {2**-model.family_start:.3g}  # the chance that two people of that register are relatives"
    yield f"people = {model.people:.0f}  # of how large a register these odds speak"
    yield ""


def _habits(model: Model) -> Iterator[str]:
    dates = model.dates
    days = ", ".join(f'"{month:02}-{day:02}"' for month, day in sorted(dates.stand_in_days))
    whole = ", ".join(f'"{day.isoformat()}"' for day in sorted(dates.stand_in_dates))
    yield "[dates]"
    yield f'days_apart = {dates.days_apart}  # "within a few days"'
    yield f"born_within_days = {dates.born_within_days}  # a birth this near the expected date may be the child's"
    yield f"generation_years = {dates.generation_years}  # births this far apart are a parent's and a child's"
    yield f"stand_in_days = [{days}]  # month and day written when only the year is known"
    yield f"stand_in_dates = [{whole}]"
    yield ""
    yield "[unborn]"
    yield f"name_at_most = {model.unborn_name_at_most}  # what a name may count for until both are born"
    yield f"name_at_least = {model.unborn_name_at_least}"
    yield ""


def _levels(model: Model) -> Iterator[str]:
    for field, names in LEVELS.items():
        yield f"[{field}]"
        width = max(map(len, names))
        yield from (f"{name:{width}} = {_row(model.level(field, name))}" for name in names)
        yield ""


def _row(one: Level) -> str:
    return (
        f'{{ verdict = "{one.verdict}", m = {_share(one.m)}, u = {_share(one.u)}, u_family = {_share(one.u_family)} }}'
    )


def _share(share: float) -> str:
    return f"{share:.5g}"


def _plain(text: str) -> str:
    return text.replace("\\", "").replace('"', "'")
