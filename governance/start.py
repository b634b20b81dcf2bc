"""The panels of the start page: each app registers its own in `AppConfig.ready()`.

The page shows as many as it has queries for, in their order; those that are left come in parts of their own, which the
page asks for when it has been shown.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from governance.navigation import everyone
from governance.powers import Powers

# A page may ask ten queries, and three are asked before its own content.
ROOM = 7


@dataclass(frozen=True, slots=True)
class Panel:
    """One part of the start page.

    `context(person)` gives what `template` is rendered with, in at most `queries` queries; panels that name the same
    `shares` are filled from what the first of them read. A template that has nothing to say renders nothing; `narrow`
    puts the panel in the column beside. The lower the `order`, the more urgent: the sooner on the page itself.
    """

    key: str
    order: int
    template: str
    context: Callable[[Any], dict[str, Any]]
    shown_to: Callable[[Powers], bool] = everyone
    narrow: bool = False
    queries: int = 1
    shares: str = ""


@dataclass(frozen=True, slots=True)
class Filled:
    key: str
    template: str
    context: dict[str, Any]
    narrow: bool


@dataclass(slots=True)
class Part:
    """What is asked for at once: the page itself (number 0), or more of one of its columns."""

    narrow: bool = False
    number: int = 0
    panels: list[Panel] = field(default_factory=list)

    def takes(self, panel: Panel) -> bool:
        return not self.panels or self._asked([*self.panels, panel]) <= ROOM

    def filled(self, person: Any) -> list[Filled]:
        return [
            Filled(key=panel.key, template=panel.template, context=panel.context(person), narrow=panel.narrow)
            for panel in self.panels
        ]

    def _asked(self, panels: list[Panel]) -> int:
        """What is shared is read once."""
        return sum({panel.shares or panel.key: panel.queries for panel in panels}.values())


_panels: dict[str, Panel] = {}


def register(*panels: Panel) -> None:
    for panel in panels:
        _panels[panel.key] = panel


def known() -> list[Panel]:
    return sorted(_panels.values(), key=lambda panel: (panel.order, panel.key))


def parts_for(powers: Powers) -> list[Part]:
    """The page itself, then its further parts: those of the wide column before those of the narrow one. No query."""
    page = Part()
    later: list[Part] = []
    for panel in known():
        if not panel.shown_to(powers):
            continue
        column = [page, *(part for part in later if part.narrow == panel.narrow)]
        part = next((part for part in column if part.takes(panel)), None)
        if part is None:
            part = Part(narrow=panel.narrow)
            later.append(part)
        part.panels.append(panel)
    later.sort(key=lambda part: part.narrow)
    for number, part in enumerate(later, start=1):
        part.number = number
    return [page, *later]


def part_for(powers: Powers, number: int) -> Part:
    """A further part of the page; an empty one where there is none, as after an appointment that has ended since."""
    found = [part for part in parts_for(powers)[1:] if part.number == number]
    return found[0] if found else Part(number=number)
