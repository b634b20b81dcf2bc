"""A page of a list, and how many there are, said shortly."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from django.db.models import QuerySet
from django.utils.translation import gettext as _

PAGE = 50
CAP = 1000
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Page(Generic[T]):
    rows: list[T]
    number: int
    has_next: bool
    count_label: str

    @property
    def has_previous(self) -> bool:
        return self.number > 1

    @property
    def previous_page_number(self) -> int:
        return self.number - 1

    @property
    def next_page_number(self) -> int:
        return self.number + 1


def page_of(rows: QuerySet[Any], number: int) -> Page[Any]:
    """Page `number` of ordered rows; two queries beside what they prefetch."""
    number = min(max(number, 1), 10_000)
    start = (number - 1) * PAGE
    found = list(rows[start : start + PAGE + 1])
    return Page(found[:PAGE], number, len(found) > PAGE, count_label(rows))


def count_label(rows: QuerySet[Any]) -> str:
    number = rows.order_by().values("pk")[: CAP + 1].count()
    if number > CAP:
        return _("över 1 000 rader")
    return _("1 rad") if number == 1 else _("%(number)s rader") % {"number": number}
