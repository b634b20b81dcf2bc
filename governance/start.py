"""The panels of the start page: each app registers its own in `AppConfig.ready()`."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from governance.navigation import everyone
from governance.powers import Powers


@dataclass(frozen=True, slots=True)
class Panel:
    """One part of the start page.

    `context(person)` gives what `template` is rendered with, in a fixed number of queries. A template that has nothing
    to say renders nothing; `narrow` puts the panel in the column beside.
    """

    key: str
    order: int
    template: str
    context: Callable[[Any], dict[str, Any]]
    shown_to: Callable[[Powers], bool] = everyone
    narrow: bool = False


@dataclass(frozen=True, slots=True)
class Filled:
    key: str
    template: str
    context: dict[str, Any]
    narrow: bool


_panels: dict[str, Panel] = {}


def register(*panels: Panel) -> None:
    for panel in panels:
        _panels[panel.key] = panel


def known() -> list[Panel]:
    return sorted(_panels.values(), key=lambda panel: (panel.order, panel.key))


def panels_for(person: Any) -> list[Filled]:
    return [
        Filled(key=panel.key, template=panel.template, context=panel.context(person), narrow=panel.narrow)
        for panel in known()
        if panel.shown_to(person.powers)
    ]
