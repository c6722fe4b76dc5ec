"""Setting up from nothing: what is made, what is left alone, and what is said when it cannot be."""

import ast
import importlib.util
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from types import ModuleType

import pytest

ROOT = Path(__file__).resolve().parents[2]
RECORDER = '#!/bin/sh\necho "$(basename "$0") $*" >> {calls}\n{more}\n'


@pytest.fixture
def checkout(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    """The bootstrap of a checkout of its own, whose environment is made of programs that only note their calls."""
    for name in ("bootstrap.py", "pyproject.toml"):
        shutil.copy(ROOT / name, tmp_path)
    shutil.copytree(ROOT / "requirements", tmp_path / "requirements")
    spec = importlib.util.spec_from_file_location("bootstrap_of_a_checkout", tmp_path / "bootstrap.py")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    really_run: Callable[..., subprocess.CompletedProcess[str]] = module.run

    def run(command: list[str], environment: dict[str, str] | None = None) -> subprocess.CompletedProcess[str]:
        if command[1:3] == ["-m", "venv"]:
            an_environment(tmp_path)
            note(tmp_path, "venv")
            return subprocess.CompletedProcess(command, 0, "")
        return really_run(command, environment)

    monkeypatch.setattr(module, "run", run)
    return module


def an_environment(root: Path, more: str = "", programs: tuple[str, ...] = ("python", "pip", "uv")) -> None:
    """Put down an environment of programs that note how they are called."""
    (root / ".venv" / "bin").mkdir(parents=True, exist_ok=True)
    (root / ".venv" / "lib" / "python3.11" / "site-packages").mkdir(parents=True, exist_ok=True)
    for name in programs:
        program = root / ".venv" / "bin" / name
        program.write_text(RECORDER.format(calls=root / "calls", more=more))
        program.chmod(0o755)


def note(root: Path, words: str) -> None:
    with (root / "calls").open("a") as calls:
        calls.write(f"{words}\n")


def calls(root: Path) -> str:
    """Give what was called since the last time, and forget it."""
    path = root / "calls"
    text = path.read_text() if path.exists() else ""
    path.unlink(missing_ok=True)
    return text


@pytest.fixture
def empty_path(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A machine without a browser."""
    programs = tmp_path / "programs"
    programs.mkdir()
    monkeypatch.setenv("PATH", str(programs))
    monkeypatch.delenv("FD_CHROMIUM", raising=False)
    return programs


def test_from_nothing_it_makes_the_environment_and_installs_by_hash(checkout: ModuleType, tmp_path: Path) -> None:
    assert checkout.main(["runtime"]) == 0
    done = calls(tmp_path)
    assert done.startswith("venv\n")
    assert re.search(r"uv pip sync .*--require-hashes .*requirements/runtime\.txt", done)


def test_a_second_run_starts_no_program_at_all(checkout: ModuleType, tmp_path: Path) -> None:
    checkout.main(["development"])
    calls(tmp_path)
    assert checkout.main(["development"]) == 0
    assert checkout.main(["runtime"]) == 0
    assert calls(tmp_path) == ""


def test_asked_for_less_it_takes_nobodys_tools_away(checkout: ModuleType, tmp_path: Path) -> None:
    an_environment(tmp_path, programs=("python", "pip", "uv", "pytest"))
    checkout.main(["runtime"])
    done = calls(tmp_path)
    assert "development.txt" in done
    assert "runtime.txt" not in done
    assert "venv\n" not in done


def test_a_changed_lock_is_installed(checkout: ModuleType, tmp_path: Path) -> None:
    checkout.main(["runtime"])
    calls(tmp_path)
    with (tmp_path / "requirements" / "runtime.txt").open("a") as lock:
        lock.write("# changed\n")
    checkout.main(["runtime"])
    done = calls(tmp_path)
    assert "uv pip sync" in done
    assert "venv\n" not in done


@pytest.mark.parametrize("harm", ["broken off", "moved", "no python"])
def test_an_environment_that_cannot_be_trusted_is_made_anew(checkout: ModuleType, tmp_path: Path, harm: str) -> None:
    checkout.main(["runtime"])
    calls(tmp_path)
    leftover = tmp_path / ".venv" / "leftover"
    leftover.touch()
    if harm == "broken off":
        (tmp_path / ".venv" / "unfinished").touch()
    elif harm == "moved":
        stamp = tmp_path / ".venv" / "made-from"
        stamp.write_text(stamp.read_text().replace(str(tmp_path), "/elsewhere"))
    else:
        (tmp_path / ".venv" / "bin" / "python").unlink()
    assert checkout.main(["runtime"]) == 0
    assert calls(tmp_path).startswith("venv\n")
    assert not leftover.exists()
    assert not (tmp_path / ".venv" / "unfinished").exists()


def test_without_a_network_it_says_so_and_keeps_what_works(
    checkout: ModuleType, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    checkout.main(["runtime"])
    (tmp_path / ".venv" / "made-from").write_text(f"runtime {tmp_path / '.venv'} older")
    an_environment(tmp_path, more="echo 'dns error: failed to lookup address'; exit 2")
    calls(tmp_path)
    assert checkout.main(["runtime"]) == 1
    assert "is there a network?" in capsys.readouterr().err
    assert "venv\n" not in calls(tmp_path)
    assert not checkout.is_unusable()


def test_a_breakdown_in_the_middle_begins_anew_next_time(
    checkout: ModuleType, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    checkout.main(["runtime"])
    (tmp_path / ".venv" / "made-from").write_text(f"runtime {tmp_path / '.venv'} older")
    an_environment(tmp_path, more="echo 'No space left on device'; exit 2")
    assert checkout.main(["runtime"]) == 1
    assert "No space left on device" in capsys.readouterr().err
    assert checkout.is_unusable()


def test_the_command_is_there_and_finds_the_project(checkout: ModuleType, tmp_path: Path) -> None:
    checkout.main(["runtime"])
    command = (tmp_path / ".venv" / "bin" / "frontdoor").read_text()
    assert "from frontdoor.site.commands import run" in command
    packages = tmp_path / ".venv" / "lib" / "python3.11" / "site-packages"
    assert (packages / "front-door.pth").read_text() == f"{tmp_path}\n"


def test_the_command_runs_from_any_folder_with_its_words_as_given(checkout: ModuleType, tmp_path: Path) -> None:
    checkout.main(["runtime"])
    module = tmp_path / "frontdoor" / "site" / "commands.py"
    module.parent.mkdir(parents=True)
    for package in (module.parent, module.parent.parent):
        (package / "__init__.py").touch()
    module.write_text("import sys\ndef run() -> int:\n    print(sys.argv)\n    return 7\n")
    python = tmp_path / ".venv" / "bin" / "python"
    python.write_text(f'#!/bin/sh\nPYTHONPATH="{tmp_path}" exec {sys.executable} "$@"\n')
    done = subprocess.run(
        [tmp_path / ".venv" / "bin" / "frontdoor", "two words", "--x"],
        capture_output=True,
        text=True,
        cwd="/",
        check=False,
    )
    assert done.stdout.strip() == "['frontdoor', 'two words', '--x']"
    assert done.returncode == 7


def test_an_old_python_can_at_least_read_what_to_do() -> None:
    ast.parse((ROOT / "bootstrap.py").read_text(), feature_version=(3, 7))


def test_a_python_that_is_too_old_is_refused_in_words(
    checkout: ModuleType, empty_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys, "version_info", (3, 9, 2))
    assert checkout.main(["runtime"]) == 1
    assert "Python 3.11 or newer, and this is 3.9" in capsys.readouterr().err


def test_a_python_that_cannot_make_environments_is_refused_in_words(
    checkout: ModuleType, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    failure = subprocess.CompletedProcess([], 1, "ensurepip is not available")
    monkeypatch.setattr(checkout, "run", lambda command, environment=None: failure)
    assert checkout.main(["runtime"]) == 1
    assert re.search(r"apt-get install python3\.\d+-venv", capsys.readouterr().err)


def test_a_browser_on_the_path_is_enough(checkout: ModuleType, empty_path: Path) -> None:
    (empty_path / "google-chrome").write_text("#!/bin/sh\n")
    (empty_path / "google-chrome").chmod(0o755)
    assert checkout.main(["browser"]) == 0


def test_without_a_browser_an_ordinary_user_is_told_how_to_get_one(
    checkout: ModuleType, empty_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(os, "geteuid", lambda: 1000)
    assert checkout.main(["browser"]) == 1
    said = capsys.readouterr().err
    assert "apt-get install chromium" in said
    assert "BROWSER=no" in said


def test_a_browser_that_is_named_wrongly_is_refused(
    checkout: ModuleType, empty_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("FD_CHROMIUM", "/nowhere/chromium")
    assert checkout.main(["browser"]) == 1
    assert "FD_CHROMIUM is /nowhere/chromium" in capsys.readouterr().err


def test_root_installs_debians_browser(
    checkout: ModuleType, empty_path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    arrival = f"echo '#!/bin/sh' > {empty_path}/chromium; /bin/chmod 755 {empty_path}/chromium"
    apt = empty_path / "apt-get"
    apt.write_text(f'#!/bin/sh\necho "apt-get $*" >> {tmp_path / "calls"}\n{arrival}\n')
    apt.chmod(0o755)
    monkeypatch.setattr(os, "geteuid", lambda: 0)
    assert checkout.main(["browser"]) == 0
    assert "chromium fonts-liberation2" in calls(tmp_path)


def test_words_it_does_not_know_are_answered_with_those_it_does(
    checkout: ModuleType, capsys: pytest.CaptureFixture[str]
) -> None:
    assert checkout.main(["everything"]) == 2
    assert "bootstrap.py runtime" in capsys.readouterr().err


def test_locks_hold_a_hash_for_each_package_and_no_address() -> None:
    for lock in (ROOT / "requirements").glob("*.txt"):
        text = lock.read_text()
        assert "://" not in text
        assert re.findall(r"^\S+==", text, re.MULTILINE)
        for requirement in re.split(r"\n(?=\S)", text.strip()):
            assert "--hash=sha256:" in requirement, requirement.splitlines()[0]


def test_make_lists_every_target_that_people_use() -> None:
    done = subprocess.run(["make"], cwd=ROOT, capture_output=True, text=True, check=True)
    listed = set(re.findall(r"^  make (\S+)", done.stdout, re.MULTILINE))
    assert listed == {"help", "setup", "demo", "test", "check", "docs", "bench", "proofs", "lock", "clean"}


def test_the_gate_is_a_program_and_its_last_line_counts(tmp_path: Path) -> None:
    assert os.access(ROOT / ".ci" / "run", os.X_OK)
    report = tmp_path / "results.xml"
    report.write_text('<testsuites><testsuite tests="9" failures="1" errors="2" skipped="3"/></testsuites>')
    counts = [sys.executable, str(ROOT / ".ci" / "counts"), str(report)]
    assert (
        subprocess.run(counts, capture_output=True, text=True, check=True).stdout == "3 passed, 3 failed, 3 skipped\n"
    )
    report.unlink()
    assert "broke off" in subprocess.run(counts, capture_output=True, text=True, check=True).stdout
