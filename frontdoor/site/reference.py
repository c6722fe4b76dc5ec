"""The reference pages and the hard pairs, written from the code, so that they cannot say something else."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

import typer

from frontdoor.journey.decision.models import OutcomeKind
from frontdoor.journey.decision.steps import AWAY, BEFORE_RECOMMENDING, DESKS, STEPS, Stage, Step
from frontdoor.library import demand
from frontdoor.library.clocks import STATUTORY, Limit
from frontdoor.library.demand.measures import measures
from frontdoor.record.access.roles import ROLES, Permission, Role
from frontdoor.record.ledger.acts import ACTS
from frontdoor.record.policy.editions import EXAMPLE, read_file, understand
from frontdoor.site import hard_pairs
from frontdoor.site.openapi_words import api_words

FOLDER = Path(__file__).resolve().parents[2] / "docs"
MADE = "<!-- Written by `make docs` from the code. Change the code, not this page. -->\n"

ENVIRONMENT: dict[str, str] = {
    "DATABASE_URL": "The owner's address of a PostgreSQL server (15 or newer) to use instead of our own in `var/`",
    "DATABASE_WEB_URL": "The address of the role that pages sign in as, where the owner may not create roles",
    "FRONTDOOR_VAR": "The folder for our own database, secrets and outgoing mail; `var` here unless set",
    "FRONTDOOR_HOSTS": "The host names that the pages answer to, with commas between",
    "FRONTDOOR_ORIGINS": "Origins that forms may come from when a proxy stands in front, with commas between",
    "FRONTDOOR_ADDRESS": "The address that e-mails tell people to sign in at",
    "FRONTDOOR_TLS": "`yes` when a proxy in front speaks TLS: cookies and redirects then insist on it",
    "FRONTDOOR_IDLE_SECONDS": "How long a session lives without a request; 900 unless set",
    "FRONTDOOR_EMAIL_HOST": "The mail server that e-mails leave by; unless set, they are written to `var/outbox`",
    "FRONTDOOR_EMAIL_PORT": "Its port; unless set, the usual one: 587, or 465 or 25 by `FRONTDOOR_EMAIL_TLS`",
    "FRONTDOOR_EMAIL_USER": "The name to sign in to the mail server with; unless set, nobody signs in",
    "FRONTDOOR_EMAIL_PASSWORD": "The password to sign in to the mail server with",
    "FRONTDOOR_EMAIL_TLS": "How mail is sealed: `starttls` unless set, `yes` for TLS from the first byte, or `no`",
    "FRONTDOOR_EMAIL_BACKEND": "Another of Django's e-mail backends, in place of the mail server or `var/outbox`",
    "FRONTDOOR_FROM": "The address that e-mails come from",
    "FRONTDOOR_SECRET_KEY": "The secret that signs sessions; unless set, one is made and kept in `var/secret-key`",
    "FRONTDOOR_DEMONSTRATION": "`yes` in the demonstration only: one-time codes are then offered, not required",
    "FD_PG_BIN": "The folder of PostgreSQL's programs to start our own database with, instead of the package's",
    "FRONTDOOR_DATABASE": "Set by our own commands for one another: the database and role of this process",
    "FRONTDOOR_POOL": "Set by our own commands for one another: how many connections the pages share",
}


def write(*, check: bool) -> list[str]:
    """Write every page that differs from what the code says, and name them; write nothing when only checking."""
    stale = []
    for name, make in PAGES.items():
        text, path = MADE + make(), FOLDER / name
        if not path.exists() or path.read_text(encoding="utf-8") != text:
            stale.append(name)
            if not check:
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_text(text, encoding="utf-8")
    return stale


def _table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    lines = ["| " + " | ".join(head) + " |", "|" + " --- |" * len(head)]
    lines += ["| " + " | ".join(cell.replace("|", "\\|") for cell in row) + " |" for row in rows]
    return "\n".join(lines) + "\n"


def _roles() -> str:
    head = ("May", *(role.words for role in Role))
    rows = [(p.value, *("yes" if p in ROLES[role] else "" for role in Role)) for p in Permission]
    return "# Roles\n\nWho may do what. What the table does not grant, nobody may.\n\n" + _table(head, rows)


def _commands() -> str:
    from frontdoor.site.commands import app

    return "# Commands\n\n`frontdoor` is one command.\n\n" + "\n".join(
        _command("frontdoor", typer.main.get_command(app))
    )


def _command(path: str, command: object) -> list[str]:
    found: list[str] = []
    for name, child in sorted(getattr(command, "commands", {}).items()):
        found += _command(f"{path} {name}", child)
    if not found:
        words = str(getattr(command, "help", "") or "")
        found = [f"## `{path}`\n\n{words}\n"]
        rows = [_option(one) for one in getattr(command, "params", ()) if one.name != "help"]
        if rows:
            found.append(_table(("Option", "What"), rows))
    return found


def _option(one: object) -> tuple[str, str]:
    names = (
        getattr(one, "opts", [])
        if getattr(one, "param_type_name", "") == "option"
        else [str(getattr(one, "name", "")).upper()]
    )
    return ", ".join(f"`{name}`" for name in names), str(getattr(one, "help", "") or "")


def _settings() -> str:
    return "# Settings\n\nAll from the environment.\n\n" + _table(
        ("Name", "What"), [(f"`{name}`", words) for name, words in ENVIRONMENT.items()]
    )


def _limits() -> str:
    rules = understand(read_file(EXAMPLE))
    head = ("Code", "What", "Limit", "Starts when", "Source")
    return (
        "# Time limits\n\nHow they are counted: [explanation](../explanation/clocks.md).\n\n## National\n\n"
        + _table(head, map(_limit, STATUTORY))
        + f"\n## The example edition: {rules.name}\n\n"
        + _table(head, map(_limit, rules.limits.values()))
    )


def _limit(limit: Limit) -> tuple[str, ...]:
    unit = limit.unit.value.replace("_", " ")
    amount = f"{limit.amount} {unit if limit.amount != 1 else unit.removesuffix('s')}"
    return f"`{limit.code}`", limit.name, amount, limit.starts, limit.source


def _ledger() -> str:
    rows = [(f"`{act}`", words) for act, words in ACTS.items()]
    return "# The ledger's acts\n\nEvery kind of entry there is. Another cannot be written.\n\n" + _table(
        ("Act", "What"), rows
    )


def _demand() -> str:
    rows = [(f"`{one.code}`", one.name, "yes" if one.is_net else "", one.meaning) for one in demand.CLASSES]
    outcomes = [(f"`{one.value}`", str(one.label)) for one in OutcomeKind]
    return (
        "# Demand classes and outcomes\n\n"
        + _table(("Code", "Name", "Net demand", "When"), rows)
        + "\n## Outcomes\n\n"
        + _table(("Code", "What happens for the child"), outcomes)
    )


def _measures() -> str:
    rows = [
        (f"`{one.code}`", one.name, one.counts, one.of, one.unit, one.source, one.caveat) for one in measures().values()
    ]
    return (
        "# Measures of demand\n\nEach figure is defined once. Pages, exports, board packs and the report from files "
        "use these; where nothing stands under “Out of”, it is a count.\n\n"
        + _table(("Code", "Name", "Counts", "Out of", "Unit", "Source", "Caveat"), rows)
    )


def _steps() -> str:
    arrows = [f'    {one.state} -->|"{one.act}"| {one.next_state}' for one in STEPS if not _is_away(one)]
    away = {(one.act, one.next_state) for one in STEPS if one.next_state in AWAY}
    there = [f'    before -->|"{act}"| {stage}' for act, stage in sorted(away)]
    back = [f'    {stage} -->|"triage.answer, triage.take_back"| before' for stage in AWAY]
    before = [f'        {stage}["{stage.words}"]' for stage in BEFORE_RECOMMENDING]
    boxes = [f'    {stage}["{stage.words}"]' for stage in Stage if stage not in BEFORE_RECOMMENDING]
    group = ('    subgraph before["Before a recommendation"]', *before, "    end")
    return (
        "# From a contact to a decision\n\nEvery step there is. An act is refused while its guard gives reasons, and "
        "the page lists those reasons beside the button.\n\n"
        + _table(("Waits for", "Act", "Who", "Guard", "Then waits for"), _step_rows())
        + "\nWhat nobody has been given by name has an owner all the same: a desk.\n\n"
        + _table(
            ("Waits for", "With, where no worker has it"), [(one.words, desk) for one, desk in DESKS.items() if desk]
        )
        + "\n```mermaid\n"
        + "\n".join(("flowchart TD", *group, *boxes, *arrows, *there, *back))
        + "\n```\n"
    )


def _is_away(step: Step) -> bool:
    return step.state in AWAY or step.next_state in AWAY


def _step_rows() -> list[tuple[str, str, str, str, str]]:
    """Put the same act from several stages on one line."""
    acts: dict[tuple[str, str, str], list[Step]] = {}
    for one in STEPS:
        acts.setdefault((one.act, one.who, one.guard), []).append(one)
    return [
        (
            "; ".join(dict.fromkeys(one.state.words for one in steps)),
            f"`{act}`",
            Permission[who].value,
            f"`{guard}`",
            "Where it was before" if all(one.state in AWAY for one in steps) else steps[0].next_state.words,
        )
        for (act, who, guard), steps in acts.items()
    ]


PAGES: dict[str, Callable[[], str]] = {
    "reference/roles.md": _roles,
    "reference/commands.md": _commands,
    "reference/settings.md": _settings,
    "reference/limits.md": _limits,
    "reference/ledger.md": _ledger,
    "reference/demand.md": _demand,
    "reference/measures.md": _measures,
    "reference/steps.md": _steps,
    "reference/api.md": api_words,
    **hard_pairs.PAGES,
}
