"""What each of the five areas tells the spine about itself."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from engagements.enums import AreaKey


@dataclass(frozen=True, slots=True)
class Fact:
    """One line of an engagement's page that the area knows: label, value, link."""

    label: Any
    value: Any
    url: str = ""


@dataclass(frozen=True, slots=True)
class Area:
    """An area's part of the spine's pages.

    `facts(engagement, person)` and `panel(engagement, person)` run a fixed number of queries. `panel` returns the
    template and context of the area's own section of the detail page. `forums(engagement)` names where activities take
    place. `load_register(facts, unit, source)` reads the area's part of a register file, idempotently.
    `search_words(engagement)` are the area's words for the search text; `kin(engagement)` those of them that others may
    share (city, organisation, programme), when not all are. `create_url` begins a new engagement.
    `ready_to_begin(engagement, day)` gives the findings that stand in the way of its becoming active, whoever asks.
    `by_decision` says that status follows from decided cases only; otherwise the page lets it be changed by hand.
    `decided(engagement)` says whether a body may come to decide about it: only then the page tells what is missing.
    """

    key: AreaKey
    icon: str
    create_url: str
    facts: Callable[[Any, Any], Sequence[Fact]]
    panel: Callable[[Any, Any], tuple[str, dict[str, Any]] | None]
    forums: Callable[[Any], Sequence[str]] = lambda engagement: ()
    load_register: Callable[..., list[str]] = lambda facts, **kwargs: []
    search_words: Callable[[Any], Sequence[str]] = lambda engagement: ()
    by_decision: bool = True
    decided: Callable[[Any], bool] = lambda engagement: True
    kin: Callable[[Any], Sequence[str]] | None = None
    ready_to_begin: Callable[[Any, Any], Sequence[Any]] = lambda engagement, day: ()


_areas: dict[str, Area] = {}


def register(area: Area) -> None:
    _areas[area.key] = area


def area_of(engagement: Any) -> Area:
    return _areas[engagement.area]


def find(engagement: Any) -> Area | None:
    return _areas.get(engagement.area)


def all_areas() -> list[Area]:
    """In the order of the guidelines."""
    return [_areas[key] for key in AreaKey.values if key in _areas]
