"""One list, and what is asked of it."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import quote

from bench.words import RARE

FIRST, FAR, FILTER, SEARCH = "first", "far", "filter", "search"
ASKED = (FIRST, FAR, FILTER, SEARCH)
FULL = 50
"""Rows of a full page."""


@dataclass(frozen=True)
class ListPage:
    """`name` is the name of the address, `model` the table that grows. `filter` is what is chosen, `search` the name of
    the search field, `pages` whether one can leaf through it; `in_admin` are the columns the admin searches, and
    `admin_filter` the same choice there."""

    name: str
    model: str
    filter: str = ""
    search: str = ""
    pages: bool = True
    in_admin: tuple[str, ...] = ()
    admin_filter: str = ""

    def address(self, size: int) -> dict[str, str]:
        """What is asked for, of a table of `size` rows. Far in is after a twentieth of it."""
        from django.urls import reverse

        page = reverse(self.name)
        asked = {FIRST: page}
        if self.pages:
            asked[FAR] = f"{page}?page={far(size)}"
        if self.filter:
            asked[FILTER] = f"{page}?{self.filter}"
        if self.search:
            asked[SEARCH] = f"{page}?{self.search}={quote(RARE)}"
        return asked

    def in_the_admin(self, size: int) -> dict[str, str]:
        """The same of the admin's list of the same table, as far as it can."""
        app, model = self.model.lower().split(".")
        page = f"/lists/{app}/{model}/"
        asked = {FIRST: page}
        if self.pages:
            asked[FAR] = f"{page}?p={far(size)}"
        if self.admin_filter:
            asked[FILTER] = f"{page}?{self.admin_filter}"
        if self.search and self.in_admin:
            asked[SEARCH] = f"{page}?q={quote(RARE)}"
        return asked


def far(size: int) -> int:
    return max(size // 1000, 2)
