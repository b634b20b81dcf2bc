"""Private PostgreSQL and Redis servers for one test run, on free ports, gone when the run ends.

    python -m tools.servers -- pytest            runs the command with DATABASE_URL and REDIS_URL set

Nothing of it is meant to last: no fsync, a folder that is removed. PostgreSQL refuses to run as root; root runs it as
`postgres` (or `nobody`). The tests sign in as a role that is no superuser, as production does.
"""

from __future__ import annotations

import contextlib
import glob
import os
import pwd
import secrets
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from tools import processes

PATIENCE = 40.0
FAST_AND_FORGETFUL = {
    "fsync": "off",
    "synchronous_commit": "off",
    "full_page_writes": "off",
    "max_connections": "300",
    "shared_buffers": "128MB",
    "wal_level": "minimal",
    "max_wal_senders": "0",
    "max_wal_size": "4GB",
    "checkpoint_timeout": "1h",
    "autovacuum_naptime": "10min",
    "max_parallel_workers_per_gather": "0",
    "jit": "off",
    "log_min_messages": "error",
}


class CannotStart(Exception):
    """A server is missing or does not answer; the sentence says which."""


def postgres_program(name: str) -> str:
    """Return the path of PostgreSQL's newest `name`; Debian keeps them outside PATH."""
    beside = sorted(glob.glob(f"/usr/lib/postgresql/*/bin/{name}"), key=lambda path: float(path.split("/")[4]))
    found = beside[-1] if beside else shutil.which(name)
    if not found:
        raise CannotStart(f"PostgreSQL's {name} is not installed: sudo apt-get install postgresql")
    return found


def unprivileged() -> dict:
    """Return what Popen needs to run as somebody who is not root; nothing when this is nobody special already."""
    if os.geteuid() != 0:
        return {}
    for name in ("postgres", "nobody"):
        with contextlib.suppress(KeyError):
            account = pwd.getpwnam(name)
            return {"user": account.pw_uid, "group": account.pw_gid, "extra_groups": []}
    raise CannotStart("PostgreSQL does not run as root, and there is no user postgres or nobody")


def wait_for(ready: Callable[[], bool], process: subprocess.Popen, what: str, log: Path) -> None:
    deadline = time.monotonic() + PATIENCE
    while not ready():
        if process.poll() is not None or time.monotonic() > deadline:
            raise CannotStart(f"{what} did not start:\n{log.read_text(errors='replace')[-2000:]}")
        time.sleep(0.05)


@contextlib.contextmanager
def postgres() -> Iterator[str]:
    """Run a PostgreSQL server and yield the address of its maintenance database."""
    who = unprivileged()
    home = Path(tempfile.mkdtemp(prefix="utblick-postgres-"))
    try:
        admin_password, password = secrets.token_hex(12), secrets.token_hex(12)
        (home / "password").write_text(admin_password)
        for path in (home, home / "password"):
            if who:
                os.chown(path, who["user"], who["group"])
        data, log, port = home / "data", home / "log", processes.free_port()
        subprocess.run(
            [
                *(postgres_program("initdb"), "--pgdata", str(data), "--username", "postgres"),
                *("--auth", "scram-sha-256", "--pwfile", str(home / "password")),
                *("--encoding", "UTF8", "--locale", "C.UTF-8", "--no-sync"),
            ],
            check=True,
            stdout=subprocess.DEVNULL,
            cwd=home,
            **who,
        )
        settings = [part for name, value in FAST_AND_FORGETFUL.items() for part in ("-c", f"{name}={value}")]
        with log.open("wb") as output:
            server = processes.start(
                [
                    *(postgres_program("postgres"), "-D", str(data), "-p", str(port)),
                    *("-h", "127.0.0.1", "-k", str(home), *settings),
                ],
                stdout=output,
                stderr=output,
                cwd=home,
                **who,
            )
        try:
            wait_for(
                lambda: (home / f".s.PGSQL.{port}").exists() and processes.answers(port), server, "PostgreSQL", log
            )
            create_role(port, admin_password, password)
            yield f"postgres://utblick:{password}@127.0.0.1:{port}/utblick"
        finally:
            server.send_signal(signal.SIGINT)  # fast shutdown: does not wait for clients
            processes.end_all([server])
    finally:
        shutil.rmtree(home, ignore_errors=True)


def create_role(port: int, admin_password: str, password: str) -> None:
    import psycopg

    address = f"postgres://postgres:{admin_password}@127.0.0.1:{port}/postgres"
    for attempt in range(100):
        try:
            connection = psycopg.connect(address, autocommit=True)
            break
        except psycopg.OperationalError:
            if attempt == 99:
                raise
            time.sleep(0.1)
    with connection:
        connection.execute(f"CREATE ROLE utblick LOGIN CREATEDB NOSUPERUSER PASSWORD '{password}'")
        connection.execute("CREATE DATABASE utblick OWNER utblick")


@contextlib.contextmanager
def redis() -> Iterator[str]:
    """Run a Redis server and yield its address."""
    program = shutil.which("redis-server")
    if not program:
        raise CannotStart("redis-server is not installed: sudo apt-get install redis-server")
    home = Path(tempfile.mkdtemp(prefix="utblick-redis-"))
    try:
        port, log = processes.free_port(), home / "log"
        with log.open("wb") as output:
            server = processes.start(
                [
                    *(program, "--port", str(port), "--bind", "127.0.0.1", "--dir", str(home)),
                    *("--save", "", "--appendonly", "no", "--databases", "64"),
                ],
                stdout=output,
                stderr=output,
            )
        try:
            wait_for(lambda: processes.answers(port), server, "Redis", log)
            yield f"redis://127.0.0.1:{port}/0"
        finally:
            processes.end_all([server])
    finally:
        shutil.rmtree(home, ignore_errors=True)


@contextlib.contextmanager
def servers() -> Iterator[dict[str, str]]:
    """Run both and yield the environment that leads to them."""
    with postgres() as database, redis() as broker:
        yield {"DATABASE_URL": database, "REDIS_URL": broker}


def interrupt(*_: object) -> None:
    raise KeyboardInterrupt


def main(arguments: list[str]) -> int:
    command = arguments[1:] if arguments[:1] == ["--"] else arguments
    if not command:
        print(__doc__, file=sys.stderr)
        return 2
    signal.signal(signal.SIGTERM, interrupt)
    processes.adopt_orphans()
    try:
        with servers() as environment:
            run = subprocess.Popen(command, env=os.environ | environment, preexec_fn=processes.die_with_parent)
            try:
                return run.wait()
            except KeyboardInterrupt:
                run.terminate()
                with contextlib.suppress(subprocess.TimeoutExpired, KeyboardInterrupt):
                    run.wait(10)
                run.kill()
                return 130
    except CannotStart as reason:
        print(reason, file=sys.stderr)
        return 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
