"""The main navigation: each app registers its items in `AppConfig.ready()`."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from django.urls import NoReverseMatch, get_script_prefix, reverse
from django.utils.translation import get_language

from governance.powers import Powers


def everyone(powers: Powers) -> bool:
    return True


@dataclass(frozen=True, slots=True)
class Item:
    """`url_name` is the page it opens; `prefixes` are further paths that belong to it ("/organ/").

    `shown_to` answers from the powers alone: what it said is kept for everybody with the same. Items with the key of a
    group that is known stand together under its label.
    """

    key: str
    label: Any
    url_name: str
    shown_to: Callable[[Powers], bool] = everyone
    order: int = 50
    prefixes: tuple[str, ...] = ()
    group: str = ""


@dataclass(frozen=True, slots=True)
class Group:
    """What belongs together, opened and closed as one, so that the menu is one row on a screen (WCAG 2.4.1, 3.2.3)."""

    key: str
    label: Any


@dataclass(frozen=True, slots=True)
class Link:
    key: str
    label: str
    url: str
    current: bool


@dataclass(frozen=True, slots=True)
class Section:
    """One place in the row: a link by itself (no label), or links under the label of their group."""

    label: str
    links: tuple[Link, ...]

    @property
    def current(self) -> bool:
        return any(link.current for link in self.links)


@dataclass(frozen=True, slots=True)
class Menu:
    """The links in their order. Two menus with the same `key` read the same, each in its language."""

    sections: tuple[Section, ...]
    key: str

    @property
    def links(self) -> tuple[Link, ...]:
        return tuple(link for section in self.sections for link in section.links)

    def __iter__(self) -> Iterator[Link]:
        return iter(self.links)

    def __len__(self) -> int:
        return len(self.links)


NO_MENU = Menu((), "")
MOST_KEPT = 1000
Shown = tuple[tuple[Item, str], ...]
_items: dict[str, Item] = {}
_groups: dict[str, Group] = {}
_shown: dict[tuple, Shown] = {}
_menus: dict[tuple, Menu] = {}


def register(*parts: Item | Group) -> None:
    for part in parts:
        if isinstance(part, Group):
            _groups[part.key] = part
        else:
            _items[part.key] = part
    _shown.clear()
    _menus.clear()


def known() -> list[Item]:
    return sorted(_items.values(), key=lambda item: (item.order, item.key))


def links_for(powers: Powers, path: str) -> Menu:
    """What a person with these powers sees on the page at `path`. An item whose page is not installed is left out."""
    here = (powers.fingerprint, get_script_prefix())
    shown = _kept(_shown, here, lambda: _shown_to(powers))
    lengths = {item.key: _matched(path, (url, *item.prefixes)) for item, url in shown}
    longest = max(lengths.values(), default=0)
    current = tuple(key for key, length in lengths.items() if 0 < longest == length)
    return _kept(_menus, (here, current, get_language()), lambda: _menu(shown, current))


def _shown_to(powers: Powers) -> Shown:
    return tuple((item, url) for item in known() if item.shown_to(powers) and (url := _url(item)))


def _menu(shown: Shown, current: tuple[str, ...]) -> Menu:
    """A group stands where its first item does; with one item it is that link and no more to open."""
    together: dict[str, list[Link]] = {}
    for item, url in shown:
        place = item.group if item.group in _groups else f"/{item.key}"
        together.setdefault(place, []).append(Link(item.key, str(item.label), url, item.key in current))
    sections = tuple(
        Section(str(_groups[place].label) if len(links) > 1 else "", tuple(links)) for place, links in together.items()
    )
    key = " ".join(f"{link.url}{'*' if link.current else ''}" for section in sections for link in section.links)
    return Menu(sections, key)


def _kept(store: dict[tuple, Any], key: tuple, make: Callable[[], Any]) -> Any:
    if key not in store:
        if len(store) >= MOST_KEPT:
            store.clear()
        store[key] = make()
    return store[key]


def _url(item: Item) -> str:
    try:
        return reverse(item.url_name)
    except NoReverseMatch:
        return ""


def _matched(path: str, prefixes: tuple[str, ...]) -> int:
    """The length of the longest prefix that `path` lies under; the start page matches only itself."""
    return max((len(p) for p in prefixes if path == p or (p != "/" and path.startswith(p))), default=0)
