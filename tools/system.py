"""What the machine must have before anything else: asked for, installed by root, or told in one line.

`python3 tools/system.py run` for setting up and running, `test` for the tests as well, `python` for which interpreter
to take. Only the standard library: this runs before there is a virtual environment.
"""

import ctypes.util
import glob
import importlib.util
import os
import re
import shutil
import subprocess
import sys

PYTHON = (3, 11)
NODE = 20
OWN_PYTHON = "/usr/bin/python3"
"""The distribution's own, compiled to be quick; what else stands first in PATH may take a fifth longer."""
HEADLESS = "chromium-headless-shell"
BROWSERS = (HEADLESS, "chromium", "chromium-browser", "google-chrome")
"""The shell first: the same Chromium without windows and menus costs a third less."""


def can_install() -> bool:
    return os.geteuid() == 0 and has_program("apt-get")


def python() -> str:
    """Return the interpreter to make the virtual environment with: the distribution's own where that can be done.

    It cannot where it is of another version than the one that runs this, or lacks what only root could install.
    """
    needs = "sys" if can_install() else "sys, ensurepip"
    asked = [OWN_PYTHON, "-c", f"import {needs}; sys.exit(sys.version_info[:2] != {sys.version_info[:2]})"]
    can = os.path.exists(OWN_PYTHON) and not subprocess.run(asked, check=False, stderr=subprocess.DEVNULL).returncode
    return OWN_PYTHON if can else sys.executable


def has_library(name: str) -> bool:
    return ctypes.util.find_library(name) is not None


def has_program(*names: str) -> bool:
    return any(shutil.which(name) for name in names)


def browser() -> str | None:
    """Return the path of the browser the tests drive."""
    return next(filter(None, map(shutil.which, BROWSERS)), None)


def has_postgres() -> bool:
    return bool(shutil.which("initdb") or glob.glob("/usr/lib/postgresql/*/bin/initdb"))


def missing_packages(purpose: str) -> list[str]:
    """Return the Debian packages this machine lacks."""
    present = {
        "python3-venv": bool(importlib.util.find_spec("ensurepip") and importlib.util.find_spec("venv")),
        "libpango-1.0-0": has_library("pango-1.0"),
        "libpangoft2-1.0-0": has_library("pangoft2-1.0"),
        "libharfbuzz-subset0": has_library("harfbuzz-subset"),
    }
    if purpose == "test":
        present |= {
            "postgresql": has_postgres(),
            "redis-server": has_program("redis-server"),
            "chromium": bool(browser()),
            "gettext": has_program("msgfmt"),
            "poppler-utils": has_program("pdftotext"),
        }
    return [package for package, there in present.items() if not there]


def install(packages: list[str]) -> None:
    environment = os.environ | {"DEBIAN_FRONTEND": "noninteractive"}
    print("Installing with apt-get:", " ".join(packages), flush=True)
    subprocess.run(["apt-get", "-q", "update"], env=environment, check=False, stdout=subprocess.DEVNULL)
    if "chromium" in packages and apt_has(HEADLESS):
        packages = [*packages, HEADLESS]
    subprocess.run(
        ["apt-get", "-q", "install", "-y", "--no-install-recommends", *packages],
        env=environment,
        check=False,
        stdout=subprocess.DEVNULL,
    )


def apt_has(package: str) -> bool:
    known = subprocess.run(["apt-cache", "policy", package], capture_output=True, text=True, check=False).stdout
    return "Candidate:" in known and "Candidate: (none)" not in known


def node_version() -> int:
    if not has_program("node") or not has_program("npm"):
        return 0
    answer = subprocess.run(["node", "--version"], capture_output=True, text=True, check=False).stdout
    found = re.match(r"v(\d+)", answer)
    return int(found.group(1)) if found else 0


def complaint(purpose: str) -> str | None:
    """Return one line that says what is missing and what to do about it, or nothing."""
    if sys.version_info < PYTHON:
        return f"Python {PYTHON[0]}.{PYTHON[1]} or later is needed; {sys.executable} is {sys.version.split()[0]}."
    if node_version() < NODE:
        return f"Node {NODE} or later with npm is needed; install it from your distribution or nodejs.org."
    missing = missing_packages(purpose)
    if missing and can_install():
        install(missing)
        missing = missing_packages(purpose)
    if missing:
        return f"Missing on this machine: {', '.join(missing)}. Install with: sudo apt-get install {' '.join(missing)}"
    return None


def main(purpose: str) -> str | None:
    if purpose == "python":
        print(python())
        return None
    return complaint(purpose)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1] if len(sys.argv) > 1 else "run"))
