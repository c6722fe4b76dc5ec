"""The runs that the demand benchmark compares: ours, whole and in part, and the peers', each on the same files."""

from __future__ import annotations

import csv
import filecmp
import json
import os
import shutil
import subprocess
import sys
import time
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from benchmarks.environments import Missing, python_of, run_in

COLUMNS = ("id", "first_name", "last_name", "date_of_birth", "address", "postcode")


@dataclass(frozen=True, kw_only=True)
class Run:
    """What a run took: seconds on the clock and of processors, and the most memory of its first process."""

    seconds: float
    processor_seconds: float
    megabytes: float


def classify(folder: Path, *words: str, out: str, lent: str = "") -> Run:
    """Run `frontdoor demand` on the files of a folder."""
    shutil.rmtree(folder / out, ignore_errors=True)
    command = [sys.executable, "-m", "frontdoor.site.commands", "demand", str(folder / "contacts.csv")]
    command += ["--people", str(folder / "people.csv"), "--episodes", str(folder / "episodes.csv")]
    environment = {**os.environ} | ({"PYTHONPATH": lent} if lent else {})
    begun = time.perf_counter()
    with (folder / "said.txt").open("wb") as said:
        child = subprocess.Popen(
            [*command, "--out", str(folder / out), *words], env=environment, stdout=said, stderr=said
        )
        _, code, used = os.wait4(child.pid, 0)
    child.returncode = os.waitstatus_to_exitcode(code)
    if child.returncode:
        raise Missing(f"frontdoor demand did not finish: {(folder / 'said.txt').read_text()[-600:]}")
    return Run(
        seconds=time.perf_counter() - begun,
        processor_seconds=used.ru_utime + used.ru_stime,
        megabytes=used.ru_maxrss / 1024,
    )


def classify_on_spark(folder: Path) -> tuple[Run, bool]:
    """Run the same on Spark, lent from an environment of its own; say whether every file is the same to the byte."""
    lent = next(python_of("spark").parent.parent.glob("lib/python*/site-packages"))
    run = classify(folder, "--engine", "spark", out="out-spark", lent=str(lent))
    names = sorted(file.name for file in (folder / "out").iterdir())
    same, _, _ = filecmp.cmpfiles(folder / "out", folder / "out-spark", names, shallow=False)
    return run, sorted(same) == names == sorted(file.name for file in (folder / "out-spark").iterdir())


def take_steps_of_2020(folder: Path) -> float:
    """Take the steps of 2020 alone, by our rules for it; give the seconds."""
    command = [sys.executable, "-m", "benchmarks.demand_steps", str(folder)]
    return float(subprocess.run(command, check=True, capture_output=True, text=True).stdout.split()[0])


def take_steps_in_pandas(folder: Path) -> float:
    """Take the steps of 2020 as the notebook does; give the seconds."""
    return float(run_in("pandas", "demand_pandas.py", str(folder)).split()[0])


def score(folder: Path) -> tuple[float, float]:
    """Give the agreement with the truth and what was hidden, per cent."""
    command = [sys.executable, "-m", "frontdoor.site.commands", "score", str(folder / "out"), str(folder / "truth")]
    lines = subprocess.run(command, check=True, capture_output=True, text=True).stdout.splitlines()
    said = {line.split()[0]: float(line.split()[1]) for line in lines if line.endswith("%") and line[0] in "ah"}
    return said["agreement"], said["hidden"]


def write_people(folder: Path) -> int:
    """Write the register as a.csv, and the rows of contacts without an id as b.csv; say how many those are."""
    told = folder / "matching"
    told.mkdir(exist_ok=True)
    with (folder / "people.csv").open(newline="") as file:
        _write(told / "a.csv", [(row["child_id"], row) for row in csv.DictReader(file)])
    with (folder / "contacts.csv").open(newline="") as file:
        rows = [(f"row {n}", row) for n, row in enumerate(csv.DictReader(file)) if not row["child_id"]]
    _write(told / "b.csv", rows)
    return len(rows)


def match(folder: Path) -> float:
    """Match them with `frontdoor match`, from its start to the file written; give the seconds."""
    told = folder / "matching"
    command = [sys.executable, "-m", "frontdoor.site.commands", "match", str(told / "a.csv"), str(told / "b.csv")]
    begun = time.perf_counter()
    subprocess.run([*command, "--out", str(told / "ours.csv")], check=True, capture_output=True)
    return time.perf_counter() - begun


def match_with_splink(folder: Path) -> float:
    """Match them with Splink alone, training and all; its own imports are not counted."""
    told = folder / "matching"
    seconds: dict[str, float] = json.loads(run_in("splink", "splink_peer.py", str(told), str(told / "splink.csv")))
    return seconds["ended"]


def _write(path: Path, rows: list[tuple[str, dict[str, str]]]) -> None:
    with path.open("w", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(COLUMNS)
        for row_id, row in rows:
            born = datetime.strptime(row["date_of_birth"], "%d/%m/%Y").date()  # noqa: DTZ007  (a day alone)
            writer.writerow((row_id, row["first_name"], row["last_name"], born, row["address"], row["postcode"]))
