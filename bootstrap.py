"""Makes Front Door's own Python environment in .venv, with nothing but Python's standard library.

python3 bootstrap.py runtime        what the program runs on
python3 bootstrap.py development    the same, with what its tests and checks need
python3 bootstrap.py browser        finds Chromium for the journeys, or installs Debian's
python3 bootstrap.py lock           writes the hash-locked lists of packages again
"""

from __future__ import annotations

import hashlib
import os
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

OLDEST = (3, 11)
OTHERS = ("python3.13", "python3.12", "python3.11")  # looked for when the Python we were started with is too old
ROOT = Path(__file__).resolve().parent
PLACE = ROOT / ".venv"
BIN = PLACE / "bin"
LOCKS = ROOT / "requirements"
AT_WORK = PLACE / "unfinished"  # there while the environment is being changed; left behind, it means "begin again"
STAMP = PLACE / "made-from"
BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
NETWORK_WORDS = ("resolve", "connect", "network", "timed out", "dns", "retries", "unreachable", "fetch", "proxy")
LOCKING = "--universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header --no-annotate --quiet"
MIRRORS = {"index-url": "UV_DEFAULT_INDEX", "cert": "SSL_CERT_FILE"}  # what pip is told about a mirror, uv is told too


class StuckError(Exception):
    """Setting up cannot go on; the text says in plain words what to do."""


def main(words: list[str]) -> int:
    """Do what the command line asks, and turn every refusal into one sentence."""
    work = {"runtime": lambda: set_up("runtime"), "development": lambda: set_up("development")}
    work.update({"browser": find_browser, "lock": lock})
    if len(words) != 1 or words[0] not in work:
        print(__doc__, file=sys.stderr)
        return 2
    try:
        use_a_new_enough_python()
        work[words[0]]()
    except StuckError as stuck:
        print(f"\nFront Door: {stuck}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print("\nFront Door: stopped. The next run begins again from here.", file=sys.stderr)
        return 130
    return 0


def use_a_new_enough_python() -> None:
    """Go on in a newer Python if this one is too old and the machine has another."""
    if sys.version_info[:2] >= OLDEST:
        return
    for name in OTHERS:
        found = shutil.which(name)
        if found and runs([found, "-c", "import ensurepip, venv"]):
            os.execv(found, [found, *sys.argv])
    raise StuckError(
        "it needs Python {}.{} or newer, and this is {}.{}. Install python3.11 (and python3.11-venv), then run "
        "make again with PYTHON=python3.11.".format(*OLDEST, *sys.version_info[:2])
    )


def set_up(kind: str) -> None:
    """Bring .venv to what a lock says; a second run has nothing to do."""
    if is_unusable():
        make_environment()
    if kind == "runtime" and has_development():
        kind = "development"  # it holds everything of runtime, and nobody's tools are taken away
    made_from = f"{kind} {PLACE} {fingerprint(kind)}"
    if not STAMP.exists() or STAMP.read_text() != made_from:
        install(kind)
    connect_project()
    if not STAMP.exists() or STAMP.read_text() != made_from:
        STAMP.write_text(made_from)


def is_unusable() -> bool:
    """Say whether .venv is missing, was left half-made, was moved here, or lost its Python."""
    if AT_WORK.exists() or not (BIN / "python").exists() or not (BIN / "pip").exists():
        return True
    if STAMP.exists() and f" {PLACE} " not in STAMP.read_text():
        return True
    return not STAMP.exists() and not runs([str(BIN / "python"), "-m", "pip", "--version"])


def has_development() -> bool:
    """Say whether .venv already holds the development packages."""
    return STAMP.read_text().startswith("development ") if STAMP.exists() else (BIN / "pytest").exists()


def fingerprint(kind: str) -> str:
    """Give the fingerprint of what an environment is made from."""
    text = (LOCKS / f"{kind}.txt").read_bytes() + (LOCKS / "tools.txt").read_bytes()
    return hashlib.sha256(text).hexdigest()


def make_environment() -> None:
    """Make .venv anew, marked as unfinished until its packages are in."""
    say("Making the Python environment in .venv")
    shutil.rmtree(PLACE, ignore_errors=True)
    try:
        PLACE.mkdir()
        AT_WORK.touch()
    except OSError as error:
        raise StuckError(f"{ROOT} cannot be written to ({error.strerror}). Work in a copy of your own.") from error
    made = run([sys.executable, "-m", "venv", str(PLACE)])
    if made.returncode:
        version = "{}.{}".format(*sys.version_info[:2])
        raise StuckError(
            f"Python cannot make an environment. On Debian or Ubuntu: sudo apt-get install python{version}-venv\n"
            + last_words(made.stdout)
        )


def install(kind: str) -> None:
    """Install exactly what the lock names, each file checked against its hash."""
    say(f"Installing the {kind} packages")
    fresh = AT_WORK.exists()
    AT_WORK.touch()
    pip = [str(BIN / "python"), "-m", "pip", "install", "--quiet", "--require-hashes", "--disable-pip-version-check"]
    fetched = run([*pip, "--requirement", str(LOCKS / "tools.txt")])
    if not fetched.returncode:
        lock_file = str(LOCKS / f"{kind}.txt")
        sync = [str(BIN / "uv"), "pip", "sync", "--quiet", "--require-hashes", "--python", str(BIN / "python")]
        fetched = run([*sync, lock_file], told_mirrors())
    if not fetched.returncode:
        AT_WORK.unlink()
        return
    words = last_words(fetched.stdout)
    if any(word in words.lower() for word in NETWORK_WORDS):
        if not fresh:
            AT_WORK.unlink()  # nothing arrived, so nothing changed: what was there still works
        raise StuckError(
            "the packages could not be fetched: is there a network? Behind a proxy set HTTPS_PROXY; with a mirror of "
            "your own, tell pip about it (pip config set global.index-url …). Then run make again.\n" + words
        )
    raise StuckError(
        f"the packages could not be installed. Run make again; if it stays so, this is what was said:\n{words}"
    )


def told_mirrors() -> dict[str, str]:
    """Give uv's settings for what pip is told about mirrors and certificates, unless uv has been told itself."""
    environment = dict(os.environ)
    for line in run([str(BIN / "python"), "-m", "pip", "config", "list"]).stdout.splitlines():
        key, _, value = line.partition("=")
        name = MIRRORS.get(key.rpartition(".")[2])
        if name and (key.startswith(":env:") or key.startswith(("global.", "install."))):
            environment.setdefault(name, value.strip("'\""))
    return environment


def connect_project() -> None:
    """Let .venv find the project, and put its commands in .venv/bin, without building or fetching anything."""
    import tomllib  # Python 3.11 has it, and only now do we know that this is one

    packages = next((PLACE / "lib").glob("python*/site-packages"))
    write_if_new(packages / "front-door.pth", f"{ROOT}\n")
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    for name, target in project.get("scripts", {}).items():
        module, _, function = target.partition(":")
        code = f"import sys; sys.argv[0] = '{name}'; from {module} import {function}; sys.exit({function}())"
        python = shlex.quote(str(BIN / "python"))
        write_if_new(BIN / name, f'#!/bin/sh\nexec {python} -P -c {shlex.quote(code)} "$@"\n')
        (BIN / name).chmod(0o755)


def write_if_new(path: Path, text: str) -> None:
    """Write a small file unless it says so already."""
    if not path.exists() or path.read_text() != text:
        path.write_text(text)


def find_browser() -> None:
    """Find Chromium for the journeys, or install Debian's where that is allowed."""
    told = os.environ.get("FD_CHROMIUM")
    if told and not shutil.which(told):
        raise StuckError(f"FD_CHROMIUM is {told}, which is no program. Correct it, or take it away.")
    if told or any(shutil.which(name) for name in BROWSERS):
        return
    advice = (
        "the tests walk through the pages in Chromium, and there is none here. Install it (on Debian: sudo apt-get "
        "install chromium fonts-liberation2), or set FD_CHROMIUM to one, or leave the walks out: make test BROWSER=no"
    )
    apt = shutil.which("apt-get")
    if os.geteuid() != 0 or not apt:
        raise StuckError(advice)
    say("Installing Debian's Chromium for the journeys")
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    run([apt, "update", "--quiet"], environment)
    done = run(
        [apt, "install", "--yes", "--quiet", "--no-install-recommends", "chromium", "fonts-liberation2"], environment
    )
    if done.returncode or not any(shutil.which(name) for name in BROWSERS):
        raise StuckError(f"{advice}\n{last_words(done.stdout)}")


def lock() -> None:
    """Write the hash-locked lists again from what requirements/*.in ask for; no address of an index goes in."""
    set_up("development")
    for kind in ("tools", "runtime", "development"):
        say(f"Locking requirements/{kind}.txt")
        same = ["--constraints", str(LOCKS / "runtime.txt")] if kind == "development" else []
        words = [str(BIN / "uv"), "pip", "compile", *LOCKING.split(), *same, str(LOCKS / f"{kind}.in")]
        done = run([*words, "--output-file", str(LOCKS / f"{kind}.txt")], told_mirrors())
        if done.returncode:
            raise StuckError(f"requirements/{kind}.in could not be locked.\n{last_words(done.stdout)}")


def run(command: list[str], environment: dict[str, str] | None = None) -> subprocess.CompletedProcess[str]:
    """Run a program to its end, keeping what it says, with nothing to read."""
    return subprocess.run(
        command, env=environment, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
    )


def runs(command: list[str]) -> bool:
    """Say whether a program runs to a good end."""
    return run(command).returncode == 0


def last_words(text: str) -> str:
    """Give the end of what a program said, without the warnings that only led up to it."""
    return "\n".join([line for line in text.strip().splitlines() if not line.startswith("WARNING")][-12:])


def say(text: str) -> None:
    """Tell whoever waits what is going on."""
    print(f"{text} …", flush=True)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
