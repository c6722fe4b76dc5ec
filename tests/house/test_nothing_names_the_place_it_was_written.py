"""No tracked file names a machine's folder or a package index: it must work wherever it is cloned."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

from tests.house.ground import ROOT

# Written in parts, so that this file does not find itself.
PLACES = re.compile(
    "|".join(
        [
            r"(?<![\w.])/(?:" + "work" + r"|" + "root" + r"|" + "home" + r"/\w+)/[\w.-]+",
            r"(?:--(?:extra-)?index-url|index-url\s*=|" + "registry" + r"\s*=)\s*\S*https?:",
            r"https?://[^\s\"']*/(?:simple|pypi)/",
        ]
    )
)
BINARY = {".png", ".woff2", ".ico", ".xlsx", ".parquet", ".gz", ".zip"}


def tracked() -> list[Path]:
    """List the files of the project; outside git, those that git would take."""
    said = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard", "-z"],
        cwd=ROOT,
        capture_output=True,
        check=False,
    )
    if said.returncode:
        kept = ("frontdoor", "tests", "docs", "requirements", "benchmarks")
        return [file for folder in kept for file in (ROOT / folder).rglob("*") if file.is_file()]
    return [ROOT / name.decode() for name in said.stdout.split(b"\0") if name]


def named(text: str) -> list[str]:
    return [match.group(0) for match in PLACES.finditer(text)]


def test_nothing_names_the_machine_or_the_index() -> None:
    wrong = [
        f"{file.relative_to(ROOT)}: {found[:3]}"
        for file in tracked()
        if file.is_file() and file.suffix not in BINARY and (found := named(file.read_text(errors="replace")))
    ]
    assert not wrong, "\n".join(wrong)


def test_a_place_would_be_found() -> None:
    assert named("see /" + "work/main/x")
    assert named("--index-url " + "https://mirror.example/x")
    assert named("https://mirror.example/" + "simple/django")
    assert not named("frontdoor/site/" + "work" + "/page and /account/login/")
