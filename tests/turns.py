"""In which order the tests are taken, and what of them stays in one process of a run."""

from __future__ import annotations

from xdist.scheduler import LoadScopeScheduling

LONGEST = (
    # Others wait for what the tour finds and for the city it is shown.
    "tests/browser/test_every_page.py::test_tour_finds_every_page",
    "tests/decisions/test_walks_stateful.py",
    "tests/decisions/test_race_processes.py",
    "tests/access/",
    "tests/browser/",
    "tests/demo/",
    "tests/bench/",
    "tests/operations/",
    "tests/reviews/",
    "tests/documents/",
    "tests/decisions/",
)
PARTED = ("tests/browser/", "tests/access/", "tests/demo/")
"""Their modules take minutes: what has the same parameters stays together, and not the whole module."""


def turn(nodeid: str) -> int:
    """What takes longest begins first, so that no process is left alone with it at the end."""
    return next((place for place, start in enumerate(LONGEST) if nodeid.startswith(start)), len(LONGEST))


def together(nodeid: str) -> str:
    """What tests must share to be run by one process: their module, which may keep something for them all."""
    module, _, name = nodeid.partition("::")
    if not module.startswith(PARTED):
        return module
    _, bracket, parameters = name.partition("[")
    return f"{module}[{parameters}" if bracket else nodeid


class Turns(LoadScopeScheduling):
    """A process that is free takes the next ones in turn."""

    def _split_scope(self, nodeid: str) -> str:
        return together(nodeid)
