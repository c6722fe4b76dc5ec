"""Environments of the peers' own, made on first use under var/bench: nothing of theirs comes into Front Door's."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

FOLDER = Path(os.environ.get("FRONTDOOR_BENCH_VAR", "var/bench")).resolve()
PEERS = Path(__file__).parent / "peers"


class Missing(Exception):
    """A peer cannot be had here; the text says why."""


def python_of(name: str) -> Path:
    """Give the Python of a peer's environment, made from peers/NAME.txt if it is not there or the list has changed."""
    wanted = (PEERS / f"{name}.txt").read_text()
    return _made(name, wanted, ["-r", str(PEERS / f"{name}.txt")])


def python_of_checkout(name: str, checkout: Path) -> Path:
    """Give the Python of an environment made from a peer's own checkout."""
    return _made(name, str(checkout), [str(checkout)])


def _made(name: str, wanted: str, packages: list[str]) -> Path:
    place = FOLDER / "peers" / name
    python, stamp = place / "bin" / "python", place / "made-from"
    if stamp.exists() and stamp.read_text() == wanted:
        return python
    print(f"Making an environment for {name}…", file=sys.stderr, flush=True)
    shutil.rmtree(place, ignore_errors=True)
    place.parent.mkdir(parents=True, exist_ok=True)
    subprocess.run([sys.executable, "-m", "venv", str(place)], check=True)
    words = [str(python), "-m", "pip", "install", "--quiet", "--disable-pip-version-check", *packages]
    done = subprocess.run(words, check=False, capture_output=True, text=True)
    if done.returncode:
        shutil.rmtree(place, ignore_errors=True)
        raise Missing(f"{name} could not be installed: {done.stderr.strip().splitlines()[-1]}")
    stamp.write_text(wanted)
    return python


def run_in(name: str, script: str, *words: str) -> str:
    """Run one of the peers' programs in its environment and give what it printed."""
    command = [str(python_of(name)), str(PEERS / script), *words]
    done = subprocess.run(command, check=False, capture_output=True, text=True)
    if done.returncode:
        said = "\n".join(done.stderr.strip().splitlines()[-6:])
        raise Missing(f"{script} did not finish:\n{said}")
    return done.stdout
