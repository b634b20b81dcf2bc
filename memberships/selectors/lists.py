"""The rows of a list as they are read: a heading that leads on, and cells of text."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from core.dates import shown

PAGE = 50
CAP = 1000


@dataclass(frozen=True, slots=True)
class Cell:
    text: str
    color: str = ""
    url: str = ""
    note: str = ""
    number: bool = False


@dataclass(frozen=True, slots=True)
class Row:
    title: str
    url: str
    cells: Sequence[Cell]
    late: bool = False


@dataclass(frozen=True, slots=True)
class Listing:
    """One page of a list; `total` stands under a column of numbers."""

    rows: Sequence[Row]
    number: int
    has_next: bool
    count_label: str
    total: str = ""

    @property
    def has_previous(self) -> bool:
        return self.number > 1

    @property
    def previous_page_number(self) -> int:
        return self.number - 1

    @property
    def next_page_number(self) -> int:
        return self.number + 1


def listing(rows: QuerySet, number: int, make: Callable[[Any], Row], total: str = "") -> Listing:
    """One page of ordered rows: two queries."""
    number = max(number, 1)
    first = (number - 1) * PAGE
    found = list(rows[first : first + PAGE + 1])
    return Listing([make(row) for row in found[:PAGE]], number, len(found) > PAGE, _count(rows), total)


def day(value: date | None, otherwise: str = "") -> Cell:
    return Cell(shown(value) if value else otherwise)


def kronor(number: int) -> str:
    return _("%(number)s kr") % {"number": spaced(number)}


def spaced(number: Any) -> str:
    return f"{number:,}".replace(",", "\N{NO-BREAK SPACE}")


def _count(rows: QuerySet) -> str:
    number = rows.order_by().values("pk")[: CAP + 1].count()
    if number > CAP:
        return _("över 1 000 rader")
    return _("1 rad") if number == 1 else _("%(number)s rader") % {"number": number}
