"""Staff needed, and what the staff there are can do, from a scenario; and the demand to come, from counts."""

from __future__ import annotations

import csv
from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from frontdoor.library.staffing import Rules, Scenario, Unworkable, example, policy_named, read
from frontdoor.site.postgres import Unusable

if TYPE_CHECKING:
    from frontdoor.library.staffing.comparing import Compared
    from frontdoor.library.staffing.needed import Needed, Target
    from frontdoor.library.staffing.results import Figure, Outcome
    from frontdoor.library.staffing.what_if import Change

WIDTH = 46


class WhatIf(StrEnum):
    """Changes by name, as issue papers ask for them."""

    LOSE_TWO_SOCIAL_WORKERS = "lose-two-social-workers"
    FEWER_DUPLICATES = "fewer-duplicates"
    PARTNERS_IN_A_DAY = "partners-in-a-day"
    EVERYTHING_OVERSEEN = "everything-overseen"
    SURGE_OF_2018 = "surge-of-2018"
    SECOND_TEAM = "second-team"


def staffing(
    *,
    scenario: Annotated[Path | None, typer.Option(help="The scenario: a TOML file")] = None,
    show_example: Annotated[bool, typer.Option("--example", help="Print an example of a scenario, and stop")] = False,
    what_if: Annotated[
        list[WhatIf] | None, typer.Option(help="Compare with this change; give it again for more, side by side")
    ] = None,
    target: Annotated[
        list[str] | None, typer.Option(help="A share in time for a clock, such as amber=0.95: how many does it take?")
    ] = None,
    role: Annotated[str, typer.Option(help="Whose number the target is asked of")] = "social_worker",
    months: Annotated[int, typer.Option(help="How many months are lived through")] = 1000,
    seed: Annotated[int, typer.Option(help="The same seed gives the same figures")] = 1,
) -> None:
    """Ask what the staff there are can do, or how many a target takes: every figure with its interval."""
    if show_example:
        print(example(), end="")
        return
    if scenario is None:
        raise Unusable("--scenario names the file that says what comes and who is there; --example prints one.")
    try:
        asked = _read(scenario)
        if target:
            _needed(asked, target, role=role, months=months, seed=seed)
        elif what_if:
            _compare(asked, what_if, months=months, seed=seed)
        else:
            _answer(asked, months=months, seed=seed)
    except Unworkable as error:
        raise Unusable(f"{scenario}: {error}") from error


def forecast(
    counts: Annotated[Path, typer.Argument(help="A CSV file: date, and one column of counts for each class")],
    *,
    weeks: Annotated[int, typer.Option(help="How many weeks ahead")] = 4,
) -> None:
    """Forecast demand for the coming weeks by class, with intervals, and say how far to believe it."""
    from frontdoor.library.clocks import england_and_wales
    from frontdoor.library.staffing.forecast import backtests, forecasting

    if not 1 <= weeks <= 26:
        raise Unusable(f"--weeks must be between 1 and 26; it is {weeks}")
    print("column,week_from,expected,low,high")
    try:
        for name, history in _histories(counts).items():
            last = max(history)
            named = {
                day: words
                for year in range(min(history).year, last.year + 2)
                for day, words in england_and_wales(year).items()
            }
            ahead = [last + timedelta(days=place) for place in range(1, weeks * 7 + 1)]
            found = forecasting.weekly(history, ahead, named)
            for week in found:
                print(f"{name},{week.begins_on},{week.mean:.0f},{week.low:.0f},{week.high:.0f}")
            print(f"# {name}: {backtests.of_days(history, named).words}")
    except Unworkable as error:
        raise Unusable(f"{counts}: {error}") from error


def _histories(file: Path) -> Mapping[str, Mapping[date, int]]:
    """Read counts by day: every day between the first and the last, nothing as 0."""
    try:
        with file.open(encoding="utf-8-sig", newline="") as opened:
            rows = [*csv.DictReader(opened)]
    except (OSError, UnicodeDecodeError) as error:
        raise Unusable(f"{file} cannot be read: {error}") from error
    if not rows or "date" not in rows[0]:
        raise Unusable(f'{file} must have a column "date" and at least one column of counts.')
    found: dict[str, dict[date, int]] = {}
    for number, row in enumerate(rows, 2):
        try:
            day = date.fromisoformat(row.pop("date"))
            for name, count in row.items():
                found.setdefault(name, {})[day] = int(count)
        except (TypeError, ValueError) as error:
            raise Unusable(
                f"{file}, line {number}: {error}. Dates are written 2018-09-03, and counts whole."
            ) from error
    return {name: _filled(days) for name, days in found.items()}


def _filled(days: Mapping[date, int]) -> Mapping[date, int]:
    first, last = min(days), max(days)
    each = (first + timedelta(days=place) for place in range((last - first).days + 1))
    return {day: days.get(day, 0) for day in each}


def _read(file: Path) -> Scenario:
    """Read the scenario, with the hours and limits of the policy edition that it names."""
    from frontdoor.record.policy import editions

    try:
        text = file.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise Unusable(f"--scenario {file} cannot be read: {error}") from error
    named = policy_named(text)
    place = editions.EXAMPLE if named == "example" else file.parent / named
    try:
        rules = editions.understand(editions.read_file(place))
    except editions.BadEdition as error:
        raise Unusable(f"{file}: the policy {place} cannot be used: {error}") from error
    return read(text, Rules(calendar=rules.calendar, limits=rules.limits))


def _change(named: WhatIf) -> Change:
    from frontdoor.library.staffing import what_if

    changes: dict[WhatIf, Change] = {
        WhatIf.LOSE_TWO_SOCIAL_WORKERS: what_if.FewerPeople(role="social_worker", count=2),
        WhatIf.FEWER_DUPLICATES: what_if.FewerOfClass(code="duplicate", share=0.2),
        WhatIf.PARTNERS_IN_A_DAY: what_if.PartnersAnswerIn(hours=24),
        WhatIf.EVERYTHING_OVERSEEN: what_if.EverythingOverseen(),
        WhatIf.SURGE_OF_2018: what_if.Surge(),
        WhatIf.SECOND_TEAM: what_if.SecondTeam(),
    }
    return changes[named]


def _answer(asked: Scenario, *, months: int, seed: int) -> None:
    from frontdoor.library.staffing import simulation

    _say(simulation.simulate(asked, months=months, seed=seed))


def _needed(asked: Scenario, told: Sequence[str], *, role: str, months: int, seed: int) -> None:
    from frontdoor.library.staffing import needed

    targets = [_target(each) for each in told]
    found: Needed = needed.staff_needed(asked, targets, role=role, months=months, seed=seed)
    asked_of = ", ".join(f"{each.share:.0%} of {each.clock}" for each in targets)
    print(f"For {asked_of} in time: {found.people} of {found.name}, {found.full_time:.1f} full time.")
    print(f"From {found.at_least}, which might do, to {found.at_most}, which surely do; there are {found.now} now.")
    _say(found.outcome)


def _target(told: str) -> Target:
    from frontdoor.library.staffing.needed import Target

    clock, _, share = told.partition("=")
    try:
        return Target(clock=clock, share=float(share))
    except ValueError:
        raise Unusable(f"--target {told}: write a clock and a share, such as amber=0.95.") from None


def _compare(asked: Scenario, changes: Sequence[WhatIf], *, months: int, seed: int) -> None:
    from frontdoor.library.staffing import comparing, what_if

    scenarios = [asked, *(what_if.changed(asked, [_change(named)]) for named in changes)]
    for one in comparing.compare(scenarios, months=months, seed=seed):
        _say(one.outcome)
        _say_differences(one)


def _say_differences(one: Compared) -> None:
    for difference in one.differences:
        points = difference.points
        print(
            f"{f'{difference.clock}: points in time, to the first':<{WIDTH}} {points.mean:>+8.2f}"
            f"  {f'{points.low:+.2f} to {points.high:+.2f}':>18}"
        )
    print()


def _say(found: Outcome) -> None:
    print(f"{found.scenario}: {found.first_on} to {found.last_on}, {found.months:,} months lived, seed {found.seed}")
    print(f"{'':<{WIDTH}} {'mean':>8}  {'95 % interval':>18}  {'8 months in 10':>18}  {'counted':>11}")
    _row("Contacts", found.contacts)
    for clock in found.clocks:
        _row(f"{clock.name}: in time, %", clock.in_time, 100)
        _row("  nine in ten within, open hours", clock.p90_hours)
    for step in found.steps:
        _row(f"{step.name}: waits, open hours", step.wait_hours)
    for role in found.roles:
        _row(f"{role.name}: at work on it, % of time", role.busy, 100)
        _row("  overtime, hours a week", role.overtime)
    _row("Not finished at the end of a day", found.backlog)
    print(found.bottleneck)
    for words in (*found.warnings, *found.assumptions):
        print(f"- {words}")


def _row(name: str, figure: Figure | None, times: float = 1) -> None:
    if figure is None:
        print(f"{name:<{WIDTH}} {'none':>8}")
        return
    interval = f"{figure.low * times:.2f} to {figure.high * times:.2f}"
    usual = f"{figure.usual_low * times:.2f} to {figure.usual_high * times:.2f}"
    print(f"{name:<{WIDTH}} {figure.mean * times:>8.2f}  {interval:>18}  {usual:>18}  {figure.counted:>11,}")
