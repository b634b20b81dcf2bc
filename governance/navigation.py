"""The main navigation: each app registers its items in `AppConfig.ready()`."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.urls import NoReverseMatch, reverse

from governance.powers import Powers


def everyone(powers: Powers) -> bool:
    return True


@dataclass(frozen=True, slots=True)
class Item:
    """`url_name` is the page it opens; `prefixes` are further paths that belong to it ("/organ/")."""

    key: str
    label: Any
    url_name: str
    shown_to: Callable[[Powers], bool] = everyone
    order: int = 50
    prefixes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Link:
    key: str
    label: str
    url: str
    current: bool


_items: dict[str, Item] = {}


def register(*items: Item) -> None:
    for item in items:
        _items[item.key] = item


def known() -> list[Item]:
    return sorted(_items.values(), key=lambda item: (item.order, item.key))


def links_for(powers: Powers, path: str) -> list[Link]:
    """What a person with these powers sees on the page at `path`. An item whose page is not installed is left out."""
    shown = [(item, url) for item in known() if item.shown_to(powers) and (url := _url(item))]
    lengths = {item.key: _matched(path, (url, *item.prefixes)) for item, url in shown}
    longest = max(lengths.values(), default=0)
    return [
        Link(key=item.key, label=str(item.label), url=url, current=0 < longest == lengths[item.key])
        for item, url in shown
    ]


def _url(item: Item) -> str:
    try:
        return reverse(item.url_name)
    except NoReverseMatch:
        return ""


def _matched(path: str, prefixes: tuple[str, ...]) -> int:
    """The length of the longest prefix that `path` lies under; the start page matches only itself."""
    return max((len(p) for p in prefixes if path == p or (p != "/" and path.startswith(p))), default=0)
