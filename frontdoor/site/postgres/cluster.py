"""Our own PostgreSQL server on one folder.

It is a child of its starter and ends with it, cleanly, even when the starter is killed. It listens to no network, only
to a socket in a folder that nobody else may enter, and it asks everybody for a password.
"""

import atexit
import ctypes
import fcntl
import functools
import hashlib
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from frontdoor.site.postgres import folders, memory, programs, roles
from frontdoor.site.postgres.connection import Connection, Unusable, opened

SUPERUSER = "postgres"
DATABASE = "frontdoor"
EXTENSIONS = ("pg_trgm", "fuzzystrmatch", "btree_gist", "unaccent")
PATIENCE_SECONDS = 300  # after a crash a large database replays its log before it answers
SHUTDOWN_SECONDS = 30
LONGEST_SOCKET_FOLDER = 85  # a socket's path holds 107 bytes, and PostgreSQL adds a file name
LARGEST_LOG = 10_000_000
ELSEWHERE = Path("/var/lib/frontdoor")
SETTINGS = {
    "listen_addresses": "",
    "unix_socket_permissions": "0700",
    "timezone": "UTC",
    "log_timezone": "UTC",
    "max_wal_size": "4GB",
    "max_connections": "80",
    "fsync": "on",  # with these three, what is confirmed is kept, whatever a copied settings file says
    "full_page_writes": "on",
    "synchronous_commit": "on",
    "log_min_messages": "log",  # a refused statement names people: the application reports its own errors
    "log_min_error_statement": "panic",
    "log_error_verbosity": "terse",
    "log_statement": "none",
}


class Cluster:
    """A server on a folder; a second starter of the same folder joins the server that the first one started."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder.absolute()
        self._process: subprocess.Popen[bytes] | None = None

    @property
    def is_ours(self) -> bool:
        """Say whether this object started the running server, and so will stop it."""
        return self._process is not None and self._process.poll() is None

    @property
    def owner(self) -> Connection:
        """Give the role that owns the tables: for migrations, and for making test databases."""
        return self._connection(roles.OWNER, DATABASE)

    @property
    def web(self) -> Connection:
        """Give the role that pages sign in as, which row-level security always binds."""
        return self._connection(roles.WEB, DATABASE)

    @property
    def data(self) -> Path:
        """Give the folder that PostgreSQL keeps everything in."""
        return self._home / "data"

    @functools.cached_property
    def bin(self) -> Path:
        """Give the folder of PostgreSQL's programs, copied if its account could not reach them."""
        found = programs.find_programs()
        if self._account.reaches(found / "postgres"):
            return found
        return programs.copy_programs(found, self._home / "programs")

    def start(self) -> None:
        """Start the server, or join the one already running on the folder, and see that its roles are there."""
        if threading.current_thread() is not threading.main_thread():
            raise RuntimeError(
                "Start the cluster from the main thread: the server ends with the thread that started it."
            )
        with self._alone():
            self._prepare()
            self._build()
            if self._joined():
                self._furnish()
                return
            try:
                self._launch()
                self._furnish()
            except BaseException:
                self.stop()
                raise

    def stop(self) -> None:
        """Shut the server down cleanly if this object started it; otherwise leave it to its starter."""
        process, self._process = self._process, None
        atexit.unregister(self.stop)
        if process is None or process.poll() is not None:
            return
        process.send_signal(signal.SIGINT)  # PostgreSQL's fast shutdown: sessions end, everything is written
        try:
            process.wait(SHUTDOWN_SECONDS)
        except subprocess.TimeoutExpired:
            process.send_signal(signal.SIGQUIT)  # at once; the next start replays the log
            process.wait()

    def erase(self) -> None:
        """Delete the folder and every record in it, unless a server is running on it."""
        with self._alone():
            if self._answers() or self._is_held():
                raise Unusable(f"A Front Door is still running on {self.folder}: stop it, then try again.")
            for place in (self._home, self._sockets, self.folder):
                shutil.rmtree(place, ignore_errors=True)
        for remembered in ("_account", "_home", "bin"):
            self.__dict__.pop(remembered, None)

    @functools.cached_property
    def _account(self) -> programs.Account:
        return programs.account_for((self._noted_home or self.folder) / "data")

    @property
    def _noted_home(self) -> Path | None:
        note = self.folder / "home.txt"
        return Path(note.read_text().strip()) if note.exists() else None

    @functools.cached_property
    def _home(self) -> Path:
        """Choose where the database lives: in the folder, or elsewhere if a closed one above it is in the way."""
        if self._noted_home:
            return self._noted_home
        if self._account.reaches(self.folder):
            return self.folder
        try:
            ELSEWHERE.mkdir(mode=0o711, parents=True, exist_ok=True)
            home = Path(tempfile.mkdtemp(prefix=f"{self.folder.name}-", dir=ELSEWHERE))
            home.chmod(0o711)
        except OSError:
            home = self.folder
        if not self._account.reaches(home):
            raise Unusable(
                f"The account {self._account.name}, which runs PostgreSQL, cannot reach {self.folder}: "
                "put Front Door below a folder that everybody may enter (/srv, say), or run it as an ordinary user."
            )
        (self.folder / "home.txt").write_text(f"{home}\n")
        return home

    @property
    def _sockets(self) -> Path:
        place = self._home / "run"
        if len(os.fsencode(place)) <= LONGEST_SOCKET_FOLDER:
            return place
        return Path("/tmp") / f"fd-{hashlib.sha256(os.fsencode(place)).hexdigest()[:12]}"  # noqa: S108 - ours, 0700, checked

    def _connection(self, user: str, name: str) -> Connection:
        password = roles.read_password(self.folder, user)
        return Connection(host=str(self._sockets), port=None, user=user, password=password, name=name)

    @contextmanager
    def _alone(self) -> Iterator[None]:
        """Hold the folder's lock, so that two starters never build or launch at once."""
        try:
            folders.make_base(self.folder)
            lock = (self.folder / "lock").open("w")
        except OSError as error:
            raise Unusable(
                f"{self.folder} cannot be used ({error.strerror}): work as the account that made it."
            ) from error
        with lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            yield

    def _prepare(self) -> None:
        folders.make_private(self._sockets, self._account)
        if self.data.exists():
            folders.refuse_strange(self.data, self._account)

    def _build(self) -> None:
        """Build the data folder aside, then put it in place whole: a broken-off build never looks like a database."""
        if self.data.exists():
            self._refuse_unfit()
            return
        draft = self._home / "data.new"
        shutil.rmtree(draft, ignore_errors=True)
        folders.make_private(draft, self._account)
        self._initialise(draft)
        draft.rename(self.data)
        folders.settle(self._home)

    def _refuse_unfit(self) -> None:
        version = self.data / "PG_VERSION"
        if not version.exists() or not (self.data / "global" / "pg_control").exists():
            raise Unusable(
                f"{self.data} is a half-built database. If it holds nothing you need, delete {self.folder} "
                "or run `make demo RESET=1`; if it does, restore a backup there."
            )
        was, now = int(version.read_text()), programs.major_of(self.bin, self._account)
        if was != now:
            raise Unusable(
                f"{self.data} was made by PostgreSQL {was}, and the PostgreSQL here is {now}. Set FD_PG_BIN to the "
                f"programs of version {was}, or back up with {was} and restore with {now}; "
                "if it is a demonstration, run `make demo RESET=1`."
            )

    def _initialise(self, draft: Path) -> None:
        locale = ["--encoding=UTF8", "--locale=C.UTF-8"]
        if programs.major_of(self.bin, self._account) >= 17:
            locale += ["--locale-provider=builtin", "--builtin-locale=C.UTF-8"]
        done = self._account.run(
            self.bin / "initdb",
            f"--pgdata={draft}",
            f"--username={SUPERUSER}",
            "--pwfile=/dev/stdin",
            "--auth=scram-sha-256",
            "--data-checksums",
            *locale,
            secret=roles.keep_password(self.folder, SUPERUSER),
        )
        if done.returncode:
            raise Unusable(f"A new database could not be built in {self._home}: {done.stderr.strip()}")

    def _answers(self) -> bool:
        from psycopg import pq

        address = f"host='{self._sockets}' user={SUPERUSER} dbname={SUPERUSER}"
        return pq.PGconn.ping(address.encode()) == pq.Ping.OK

    def _is_held(self) -> bool:
        """Say whether a server still has the data: its own file alone may be left over, its number given to another."""
        try:
            number = int((self.data / "postmaster.pid").read_text().split()[0])
            return os.fsencode(self.data) in Path(f"/proc/{number}/cmdline").read_bytes()
        except (OSError, ValueError, IndexError):
            return False

    def _joined(self) -> bool:
        """Say whether a server is already there for us, after waiting for one that is only starting or ending."""
        end = time.monotonic() + PATIENCE_SECONDS
        while self._is_held():
            if self._answers():
                return True
            if time.monotonic() > end:
                raise Unusable(f"A PostgreSQL on {self.data} neither answers nor ends: see {self._log} and stop it.")
            time.sleep(0.05)
        return False

    @property
    def _log(self) -> Path:
        return self.folder / "postgres.log"

    def _launch(self) -> None:
        if self._log.exists() and self._log.stat().st_size > LARGEST_LOG:
            self._log.rename(self._log.with_suffix(".old.log"))
        settings = [f"--{name}={value}" for name, value in SETTINGS.items()]
        settings.append(f"--shared_buffers={memory.to_use()}MB")
        settings.append(f"--unix_socket_directories={self._sockets}")
        self._log.touch(mode=0o600)
        with self._log.open("ab") as log:
            self._process = subprocess.Popen(
                [self.bin / "postgres", "-D", self.data, *settings],
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                cwd="/",
                env=programs.ENVIRONMENT,
                start_new_session=True,
                preexec_fn=_ending_with(os.getpid()),
                user=self._account.uid,
                group=self._account.gid,
                extra_groups=self._account.groups,
            )
        atexit.register(self.stop)
        end = time.monotonic() + PATIENCE_SECONDS
        while not self._answers():
            if self._process.poll() is not None or time.monotonic() > end:
                words = self._log.read_text(errors="replace")[-1500:]
                raise Unusable(f"PostgreSQL did not start. Its last words, from {self._log}:\n{words}")
            time.sleep(0.02)

    def _furnish(self) -> None:
        """See that both roles, the database and the extensions are there."""
        from psycopg import sql

        superuser = self._connection(SUPERUSER, SUPERUSER)
        with opened(superuser) as session:
            roles.put_role(session, roles.OWNER, roles.OWNER_RIGHTS, roles.keep_password(self.folder, roles.OWNER))
            roles.put_role(session, roles.WEB, roles.WEB_RIGHTS, roles.keep_password(self.folder, roles.WEB))
        self._extend("template1")  # what test databases are copied from
        with opened(superuser) as session:
            if session.execute("select 1 from pg_database where datname = %s", [DATABASE]).fetchone() is None:
                names = sql.Identifier(DATABASE), sql.Identifier(roles.OWNER)
                session.execute(sql.SQL("create database {} owner {}").format(*names))
            session.execute(sql.SQL("revoke all on database {} from public").format(sql.Identifier(DATABASE)))
            roles.let_connect(session, roles.WEB, DATABASE)
        self._extend(DATABASE)

    def _extend(self, database: str) -> None:
        from psycopg import sql

        with opened(self._connection(SUPERUSER, database)) as session:
            session.execute("set client_min_messages = warning")
            for extension in EXTENSIONS:
                session.execute(sql.SQL("create extension if not exists {}").format(sql.Identifier(extension)))


def _ending_with(parent: int) -> Callable[[], None]:
    """Give what the child does before it becomes PostgreSQL: ask for a clean shutdown when its starter is gone."""
    control = ctypes.CDLL(None).prctl if sys.platform == "linux" else None

    def ask() -> None:
        if control:
            control(1, signal.SIGINT)  # PR_SET_PDEATHSIG; after the change of account, which would clear it
        if os.getppid() != parent:
            os._exit(1)

    return ask
