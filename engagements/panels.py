"""Sections that upper apps put on an engagement's page. Each runs one or two queries, whatever the number of rows."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Panel:
    """`context(engagement, person)` gives the template's variables; None leaves the section out."""

    key: str
    order: int
    template: str
    context: Callable[[Any, Any], dict[str, Any] | None]


_panels: dict[str, Panel] = {}


def register(panel: Panel) -> None:
    _panels[panel.key] = panel


def all_panels() -> list[Panel]:
    return sorted(_panels.values(), key=lambda panel: (panel.order, panel.key))


def shown(engagement: Any, person: Any) -> list[tuple[str, dict[str, Any]]]:
    """Template and context of each section to show."""
    built = ((panel.template, panel.context(engagement, person)) for panel in all_panels())
    return [(template, context) for template, context in built if context is not None]


def one(key: str, engagement: Any, person: Any) -> tuple[str, dict[str, Any]] | None:
    """The template and context of one section, to show it elsewhere too; None when it has nothing to say."""
    panel = _panels.get(key)
    context = panel.context(engagement, person) if panel else None
    return (panel.template, context) if panel and context is not None else None
