"""Try Utblick out: prepare one city's data, then serve it with a worker and a clock until Ctrl-C.

    python -m tools.run --city goteborg --port 8000

Everything started here ends with it, and nothing but Python is needed: the database is a file and so is the broker.
"""

from __future__ import annotations

import argparse
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

from tools import processes

ROOT = Path(__file__).resolve().parents[1]
BIN = Path(sys.executable).parent
PATIENCE = 60.0
PORT_TAKEN = (
    "Port {port} on 127.0.0.1 is already in use. Stop what runs there, or choose another: make run PORT={other}"
)


class Ended(Exception):
    """The reason to stop, for the person at the terminal; empty when it was their own wish."""


def main() -> int:
    options = arguments()
    stop_on_signals()
    processes.adopt_orphans()
    if "MAKELEVEL" in os.environ:
        processes.die_with_parent()
    if processes.answers(options.port):
        print(PORT_TAKEN.format(port=options.port, other=options.port + 1), file=sys.stderr)
        return 1
    environment = os.environ | {
        "DJANGO_SETTINGS_MODULE": "config.settings.demo",
        "UTBLICK_CITY": options.city,
        "PYTHONUNBUFFERED": "1",
        "PYTHONWARNINGS": "ignore:You're running the worker",  # as root, in a container one tries it out in
    }
    started: list[subprocess.Popen] = []
    try:
        prepare(options.city, environment, started)
        serve(options, environment, started)
    except Ended as reason:
        if str(reason):
            print(reason, file=sys.stderr)
        return 1 if str(reason) else 0
    finally:
        signal.signal(signal.SIGINT, signal.SIG_IGN)
        signal.signal(signal.SIGTERM, signal.SIG_IGN)
        processes.end_all(started)
    return 0


def arguments() -> argparse.Namespace:
    cities = sorted(path.stem for path in (ROOT / "policies").glob("*.toml"))
    parser = argparse.ArgumentParser(prog="make run")
    parser.add_argument("--city", default="stockholm")
    parser.add_argument("--port", type=int, default=8000)
    options = parser.parse_args()
    if options.city not in cities:
        parser.error(f"there is no policies/{options.city}.toml; CITY is one of: {', '.join(cities) or 'none yet'}")
    return options


def stop_on_signals() -> None:
    def stop(*_: object) -> None:
        raise Ended

    signal.signal(signal.SIGINT, stop)
    signal.signal(signal.SIGTERM, stop)
    signal.signal(signal.SIGHUP, stop)


def prepare(city: str, environment: dict[str, str], started: list[subprocess.Popen]) -> None:
    if not (ROOT / "var" / city / "utblick.sqlite3").exists():
        print(f"Preparing {city} for the first time, which takes about a minute…", flush=True)
    run = processes.start([sys.executable, "-m", "tools.prepare", city], env=environment, cwd=ROOT)
    started.append(run)
    if run.wait():
        raise Ended(f"The data of {city} could not be prepared; the reason stands above.")
    started.remove(run)


def serve(options: argparse.Namespace, environment: dict[str, str], started: list[subprocess.Popen]) -> None:
    started.append(processes.start(web(options.port), env=environment, cwd=ROOT))
    started.append(processes.start(worker(options.city), env=environment, cwd=ROOT))
    deadline, told = time.monotonic() + PATIENCE, False
    while True:
        for process in started:
            if process.poll() is not None:
                raise Ended(f"{Path(process.args[0]).name} stopped by itself (status {process.returncode}).")
        if not told and processes.answers(options.port):
            told = True
            print(greeting(options), flush=True)
        if not told and time.monotonic() > deadline:
            raise Ended(f"The web server did not answer within {PATIENCE:.0f} seconds.")
        time.sleep(0.2 if told else 0.05)


def web(port: int) -> list[str]:
    return [
        *(str(BIN / "gunicorn"), "config.wsgi", "--bind", f"127.0.0.1:{port}"),
        *("--workers", "2", "--threads", "4", "--preload", "--no-control-socket"),
        *("--log-level", "warning", "--graceful-timeout", "4"),
    ]


def worker(city: str) -> list[str]:
    schedule = ROOT / "var" / city / "beat-schedule"
    return [
        *(str(BIN / "celery"), "--quiet", "--app", "config", "worker", "--beat", "--schedule", str(schedule)),
        *("--concurrency", "1", "--loglevel", "warning", "--without-gossip", "--without-mingle"),
    ]


def greeting(options: argparse.Namespace) -> str:
    return (
        f"\n  Utblick ({options.city}) is on http://127.0.0.1:{options.port}\n"
        "  Sign in there with one click as one of the people on the first page.\n"
        "  Stop with Ctrl-C.\n"
    )


if __name__ == "__main__":
    sys.exit(main())
