"""Search on every page: one box over what each app lets itself be found by."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Hit:
    title: str
    url: str
    meta: str = ""


@dataclass(frozen=True, slots=True)
class Source:
    """`find(words, person)` gives at most a page of hits the person may see, in one query."""

    key: str
    label: Any
    find: Callable[[str, Any], Sequence[Hit]]


@dataclass(frozen=True, slots=True)
class Found:
    label: Any
    hits: Sequence[Hit]


SHORTEST = 2
_sources: dict[str, Source] = {}


def register(source: Source) -> None:
    _sources[source.key] = source


def find(words: str, person: Any, *, most: int = 50) -> list[Found]:
    """Hits by source, sources without any left out. Fewer letters than two find nothing."""
    cleaned = " ".join(words.split())
    if len(cleaned) < SHORTEST:
        return []
    found = [Found(source.label, list(source.find(cleaned, person))[:most]) for source in _sources.values()]
    return [group for group in found if group.hits]
