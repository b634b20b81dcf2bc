"""A page of a list: fifty rows, and how many there are up to a thousand."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from engagements.area_lists import CAP, PAGE, Page

T = TypeVar("T")


def page_of(rows: QuerySet, number: int, make: Callable[[Any], T]) -> Page:
    """Two queries: the rows with one more to see whether the list goes on, and the capped count."""
    number = max(number, 1)
    first = (number - 1) * PAGE
    found = list(rows[first : first + PAGE + 1])
    counted = rows.order_by().values("pk")[: CAP + 1].count()
    label = _("över 1 000 rader") if counted > CAP else ngettext("%(n)s rad", "%(n)s rader", counted) % {"n": counted}
    return Page([make(row) for row in found[:PAGE]], number, len(found) > PAGE, label)  # type: ignore[misc]
