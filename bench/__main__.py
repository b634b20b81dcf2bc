"""`make bench`, or `python -m bench --size 100000 --postgres`: measure, print the table, write it to bench/results.

Nothing is asserted against the clock. What is asserted is that the product and the least page show the same rows.
"""

from __future__ import annotations

import argparse
import contextlib
import json
import os
import platform
import sys
import tempfile
from collections.abc import Iterator
from datetime import date
from importlib.metadata import version
from pathlib import Path
from typing import Any

from bench import pages, report
from bench.lists import measuring

PACKAGES = ("django", "jinja2", "weasyprint", "django-simple-history", "django-guardian", "psycopg")


def arguments(words: list[str] | None = None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m bench", description=__doc__)
    parser.add_argument("--size", type=int, default=100_000, help="engagements, and rows of each list (100000)")
    parser.add_argument("--rounds", type=int, default=5, help="interleaved rounds (5)")
    parser.add_argument("--calls", type=int, default=20, help="of a page in a round, at most; never less than 3 (20)")
    parser.add_argument("--postgres", action="store_true", help="PostgreSQL as well, on a private server")
    parser.add_argument("--only", choices=["pages", "lists", "pdf"], help="one part of it")
    parser.add_argument("--sqlite-file", type=Path, help="keep the filled SQLite database here and use it again")
    parser.add_argument("--lists-folder", type=Path, help="keep the lists' SQLite databases here and use them again")
    parser.add_argument("--name", default=date.today().isoformat(), help="name of the results files (today's date)")
    parser.add_argument("--results", type=Path, default=report.RESULTS, help="folder of the results files")
    return parser.parse_args(words)


def say(line: str) -> None:
    print(line, file=sys.stderr, flush=True)


def main(words: list[str] | None = None) -> int:
    asked = arguments(words)
    os.environ["DJANGO_SETTINGS_MODULE"] = "config.settings.bench"
    result: dict[str, Any] = {
        "date": date.today().isoformat(), "size": asked.size, "rounds": asked.rounds, "machine": machine(), "parts": [],
    }  # fmt: skip
    try:
        for part in measured(asked):
            result["parts"].append(part)
            write(result, asked)
    except pages.CannotMeasure as reason:
        print(reason, file=sys.stderr)
        return 1
    print(report.whole(result))
    return 0


def measured(asked: argparse.Namespace) -> Iterator[dict[str, Any]]:
    databases = {"SQLite": on_sqlite, "PostgreSQL": on_postgres} if asked.postgres else {"SQLite": on_sqlite}
    if asked.only in {None, "pages"}:
        for name, on_database in databases.items():
            yield {"title": f"Pages, {name}", "rows": on_database(asked)}
    if asked.only in {None, "lists"}:
        for name in databases:
            yield {"title": f"Lists, {name}", "lists": True, "rows": lists_on(name, asked)}
    if asked.only in {None, "pdf"}:
        from bench import pdfs

        say("PDF")
        yield {"title": "PDF", "rows": pdfs.measure(asked.rounds, say)}


def write(result: dict[str, Any], asked: argparse.Namespace) -> None:
    asked.results.mkdir(parents=True, exist_ok=True)
    (asked.results / f"{asked.name}.json").write_text(json.dumps(result, indent=1, ensure_ascii=False) + "\n")
    (asked.results / f"{asked.name}.md").write_text(report.whole(result))


def machine() -> dict[str, Any]:
    versions = {"Python": platform.python_version()} | {name: version(name) for name in PACKAGES}
    return {"cpus": os.cpu_count(), "load": LOAD, "versions": versions}


LOAD = round(os.getloadavg()[0], 1) if hasattr(os, "getloadavg") else None


def on_sqlite(asked: argparse.Namespace) -> list[dict[str, Any]]:
    with sqlite_file(asked.sqlite_file) as path:
        address = f"sqlite:///{path}"
        if not path.exists():
            say(f"SQLite: filling with {asked.size} engagements")
            pages.fill(address, asked.size, say)
        say("SQLite: measuring")
        return pages.measure(address, asked.rounds, asked.calls, say)


@contextlib.contextmanager
def sqlite_file(kept: Path | None) -> Iterator[Path]:
    if kept:
        yield kept.resolve()
        return
    with tempfile.TemporaryDirectory(prefix="utblick-bench-") as folder:
        yield Path(folder) / "bench.sqlite3"


def lists_on(name: str, asked: argparse.Namespace) -> list[dict[str, Any]]:
    """Every list in two databases of their own."""
    from tools import servers

    sizes = (measuring.small_of(asked.size), asked.size)
    with contextlib.ExitStack() as open_ones:
        if name == "SQLite":
            kept = asked.lists_folder or Path(open_ones.enter_context(tempfile.TemporaryDirectory(prefix="utblick-")))
            files = [kept.resolve() / f"lists-{size}.sqlite3" for size in sizes]
            filled, addresses = [path.exists() for path in files], [f"sqlite:///{path}" for path in files]
        else:
            filled, addresses = [False, False], [open_ones.enter_context(servers.postgres()) for _ in sizes]
        for size, address, has_rows in zip(sizes, addresses, filled, strict=True):
            if not has_rows:
                say(f"{name}: filling every list with {size} rows")
                pages.fill(address, size, say, "lists")
        say(f"{name}: measuring the lists")
        return measuring.measure(*addresses, asked.size, asked.rounds, say)


def on_postgres(asked: argparse.Namespace) -> list[dict[str, Any]]:
    from tools import servers

    with servers.postgres() as address:
        say(f"PostgreSQL: filling with {asked.size} engagements")
        pages.fill(address, asked.size, say)
        say("PostgreSQL: measuring")
        return pages.measure(address, asked.rounds, asked.calls, say)


if __name__ == "__main__":
    sys.exit(main())
