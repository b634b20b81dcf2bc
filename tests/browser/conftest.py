"""Chromium, a served city, and people signed in through the real page.

Everything runs in processes of its own: the test process holds no database here, since Playwright's loop runs in it.
"""

from __future__ import annotations

import json
import shutil
import uuid
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, sync_playwright

from tests.browser.running import City, environment
from tests.browser.visitor import Visitor
from tests.databases import Database, alone, empty_database, run_module
from tools.system import browser

STOCKHOLM = ("stockholm", "with-extra")
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-dev-shm-usage",
    "--force-color-profile=srgb",
    "--font-render-hinting=none",
    # A page is read once: its scripts end before compiling them better has paid for itself.
    "--js-flags=--no-opt --no-maglev",
]


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items):
    here = Path(__file__).parent
    for item in items:
        if here in item.path.parents:
            item.add_marker(pytest.mark.browser)
            item.add_marker(pytest.mark.slow)


@pytest.fixture(scope="session")
def template_of(request, shared_folder, migrated) -> Callable[..., tuple[Path, Database]]:
    """A city's demo, built by whichever test process comes first."""
    start = migrated.copy_to if migrated else empty_database

    def built(name: str, *extra: str) -> tuple[Path, Database]:
        folder = shared_folder / name
        with alone(shared_folder / f"{name}.lock"):
            ready = folder / "ready"
            if not ready.exists():
                shutil.rmtree(folder, ignore_errors=True)
                folder.mkdir()
                database = start(f"utblick_template_{uuid.uuid4().hex[:8]}", folder)
                env = environment(folder, database, migrations=not request.config.getvalue("nomigrations"))
                run_module("tests.browser.build", name, *extra, env=env)
                ready.write_text(database.url)
            return folder, Database(ready.read_text())

    return built


@pytest.fixture(scope="session")
def template(template_of) -> tuple[Path, Database]:
    return template_of(*STOCKHOLM)


@pytest.fixture(scope="session")
def tour(request, template, shared_folder) -> dict:
    """Which address and whose eyes for each page, found once for all test processes."""
    found = shared_folder / "tour.json"
    with alone(shared_folder / "tour.lock"):
        if not found.exists():
            folder, database = template
            copy = database.copy_to("utblick_tour", _made(shared_folder / "tour"))
            env = environment(folder, copy, migrations=not request.config.getvalue("nomigrations"))
            found.write_text(run_module("tests.browser.tour", env=env))
            copy.remove()
        return json.loads(found.read_text())


def _made(folder: Path) -> Path:
    folder.mkdir(exist_ok=True)
    return folder


@pytest.fixture(scope="session")
def copy_of(request, tmp_path_factory) -> Callable[[tuple[Path, Database]], City]:
    """Serve a copy of a template; whoever asked stops it."""

    def make(template: tuple[Path, Database]) -> City:
        source, database = template
        folder = tmp_path_factory.mktemp("city")
        copy = database.copy_to(f"utblick_city_{uuid.uuid4().hex[:8]}", folder)
        shutil.copytree(source / "documents", folder / "documents", dirs_exist_ok=True)
        env = environment(folder, copy, migrations=not request.config.getvalue("nomigrations"))
        city = City(folder, copy, env)
        city.serve()
        return city

    return make


@pytest.fixture(scope="package")
def city_of(template_of, copy_of) -> Iterator[Callable[..., City]]:
    """A city as from the start. Its server goes on from test to test: to start one takes longer than many a test."""
    served: dict[str, City] = {}

    def as_from_the_start(name: str, *extra: str) -> City:
        template = template_of(name, *extra)
        if name in served:
            served[name].begin_anew(template)
        else:
            served[name] = copy_of(template)
        return served[name]

    yield as_from_the_start
    for each in served.values():
        each.stop()


@pytest.fixture
def gothenburg(city_of) -> City:
    """Gothenburg's demo, which nobody else touches."""
    return city_of("goteborg")


@pytest.fixture
def city(city_of) -> City:
    """A city nobody else touches."""
    return city_of(*STOCKHOLM)


@pytest.fixture(scope="package")
def chromium() -> Iterator[Browser]:
    """Closed before other tests: while Playwright's loop runs, Django refuses its database to the same process."""
    with sync_playwright() as playwright:
        launched = playwright.chromium.launch(executable_path=browser(), args=FLAGS)
        yield launched
        launched.close()


@pytest.fixture
def visit(chromium, request) -> Iterator[Callable[..., Visitor]]:
    """Open a browser window of somebody's own. What it complains of fails the test."""
    made: list[Visitor] = []

    def open_window(city: City, *, language: str = "sv", width: int = 1280, height: int = 900) -> Visitor:
        pictures = language == "sv" and request.config.getoption("--keep-pictures")
        visitor = Visitor(chromium, city, language=language, width=width, height=height, keeps_pictures=pictures)
        made.append(visitor)
        return visitor

    yield open_window
    complaints = [complaint for visitor in made for complaint in visitor.complaints]
    for visitor in made:
        visitor.context.close()
    assert complaints == [], "\n".join({visitor.city.logs() for visitor in made})
