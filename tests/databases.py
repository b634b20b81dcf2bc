"""Databases of the tests: made empty, migrated once, and copied for whoever needs one of its own."""

from __future__ import annotations

import fcntl
import os
import shutil
import subprocess
import sys
import time
import uuid
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

import psycopg

HERE = "postgresql" if os.environ.get("DATABASE_URL") else "sqlite"
"""Which database this run is on."""
ROOT = Path(__file__).resolve().parents[1]
PATIENCE = 600
"""Seconds: other processes of the run want the processors too."""


@dataclass
class Database:
    """An address and how to copy what is there; SQLite copies a file, PostgreSQL a template."""

    url: str

    @property
    def is_file(self) -> bool:
        return self.url.startswith("sqlite")

    @property
    def name(self) -> str:
        """The file's path, or the name on the server."""
        return self.url.removeprefix("sqlite:///") if self.is_file else urlsplit(self.url).path[1:]

    def copy_to(self, name: str, folder: Path) -> Database:
        """A copy of this name; a file is put in the folder."""
        return self.copy_as(str(folder / "utblick.sqlite3") if self.is_file else name)

    def copy_as(self, name: str) -> Database:
        """A copy with this name on the same server, or in this file, instead of what was there."""
        if self.is_file:
            for each in (name, f"{name}-wal", f"{name}-shm"):
                Path(each).unlink(missing_ok=True)
            shutil.copy(self.name, name)
            return Database(f"sqlite:///{name}")
        _drop(self.url, name)
        with _maintenance(self.url) as connection:
            connection.execute(f'CREATE DATABASE "{name}" TEMPLATE "{self.name}"')
        return Database(_renamed(self.url, name))

    def remove(self) -> None:
        if not self.is_file:
            _drop(self.url, self.name)


def empty_database(name: str, folder: Path) -> Database:
    """A new database beside the one DATABASE_URL leads to, or a file when there is none."""
    address = os.environ.get("DATABASE_URL", "")
    if not address.startswith(("postgres", "postgresql")):
        return Database(f"sqlite:///{folder / 'template.sqlite3'}")
    _drop(address, name)
    with _maintenance(address) as connection:
        connection.execute(f'CREATE DATABASE "{name}"')
    return Database(_renamed(address, name))


def migrated_database(folder: Path) -> Database:
    """An empty database with every migration run, made by whichever process of the run asks first."""
    folder.mkdir(exist_ok=True)
    ready = folder / "ready"
    with alone(folder / "lock"):
        if not ready.exists():
            made = empty_database(f"utblick_migrated_{uuid.uuid4().hex[:8]}", folder)
            settings = {"DJANGO_SETTINGS_MODULE": "config.settings.test", "DATABASE_URL": made.url}
            run_module("django", "migrate", "--verbosity", "0", env=os.environ | settings | {"PYTHONPATH": str(ROOT)})
            ready.write_text(made.url)
        return Database(ready.read_text())


@contextmanager
def alone(path: Path) -> Iterator[None]:
    """One process of the run at a time."""
    with path.open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def run_module(module: str, *arguments: str, env: dict[str, str]) -> str:
    """Run a module to its end; what it printed is returned, a failure is shown."""
    ran = subprocess.run(
        [sys.executable, "-m", module, *arguments], env=env, cwd=ROOT, capture_output=True, text=True, timeout=PATIENCE
    )
    assert ran.returncode == 0, ran.stdout[-2000:] + ran.stderr[-4000:]
    return ran.stdout


def _drop(url: str, name: str, tries: int = 40) -> None:
    """A vacuum that the server has begun there by itself is not ours to end: wait for it."""
    for left in reversed(range(tries)):
        try:
            with _maintenance(url) as connection:
                connection.execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')
            return
        except psycopg.errors.InsufficientPrivilege:
            if not left:
                raise
            time.sleep(0.5)


def _renamed(address: str, name: str) -> str:
    return urlunsplit(urlsplit(address)._replace(path=f"/{name}"))


@contextmanager
def _maintenance(address: str) -> Iterator:
    with closing(psycopg.connect(_renamed(address, "postgres"), autocommit=True)) as connection:
        yield connection
