"""The list of one area: a page of its engagements the person may see, filtered, in two queries."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db import connections
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from core.dates import shown
from core.words import asked_words, matching
from engagements.enums import Status
from engagements.indexes import swedish_title
from engagements.querysets import open_or_granted

PAGE = 50
CAP = 1000
TITLE = "engagement__title"
TEMPLATE = "engagements/area_list.html"
STATUS_COLOURS = {
    Status.PROPOSED: "info",
    Status.ACTIVE: "success",
    Status.DORMANT: "warning",
    Status.ENDED: "neutral",
    Status.DECLINED: "neutral",
}


@dataclass(frozen=True, slots=True)
class Row:
    pk: int
    title: str
    cells: Sequence[str]
    status: str
    colour: str
    confidential: bool


@dataclass(frozen=True, slots=True)
class Page:
    rows: list[Row]
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


@dataclass(frozen=True, slots=True)
class Filter:
    """A select of the filter row: `field` is what a chosen value must equal."""

    name: str
    label: Any
    field: str
    choices: Callable[[], Sequence[tuple[Any, Any]]]


@dataclass(frozen=True, slots=True)
class AreaList:
    """What one area's list shows: `columns` are (heading, field), `cell` turns a stored value into what is read.
    `also` are the area's other lists: label and the name of the address."""

    title: Any
    lead: Any
    model: type
    columns: Sequence[tuple[Any, str]]
    create_url: str
    create_label: Any
    filters: Sequence[Filter] = ()
    choices: dict[str, dict[str, Any]] | None = None
    order: Sequence[str] = ("engagement__title", "pk")
    also: Sequence[tuple[Any, str]] = ()


def rows_of(listing: AreaList, person: Any, asked: dict[str, str]) -> QuerySet:
    rows = listing.model._default_manager.filter(open_or_granted(person, "engagement__"))
    rows = matching(rows, asked.get("q", ""), "engagement__search_text")
    if asked.get("status") in Status.values:
        rows = rows.filter(engagement__status=asked["status"])
    for each in listing.filters:
        value = asked.get(each.name, "")
        if value:
            try:
                rows = rows.filter(**{each.field: value})
            except (ValueError, ValidationError):
                rows = rows.none()
    return rows


def page_of(listing: AreaList, person: Any, asked: dict[str, str], number: int) -> Page:
    rows = rows_of(listing, person, asked)
    number = max(number, 1)
    first = (number - 1) * PAGE
    fields = [field for _heading, field in listing.columns]
    title = swedish_title(connections[rows.db], TITLE)
    order = [title if each == TITLE else each for each in listing.order]
    values = rows.order_by(*order).values_list(
        "pk", "engagement__title", "engagement__status", "engagement__confidentiality", *fields
    )
    found = list(values[first : first + PAGE + 1])
    labels, words = dict(Status.choices), listing.choices or {}
    shown = [
        Row(
            pk=pk,
            title=title,
            cells=[_cell(value, words.get(field)) for field, value in zip(fields, cells, strict=True)],
            status=str(labels[status]),
            colour=STATUS_COLOURS[Status(status)],
            confidential=secrecy == "confidential",
        )
        for pk, title, status, secrecy, *cells in found[:PAGE]
    ]
    return Page(shown, number, len(found) > PAGE, _count(rows))


def answer(
    request: HttpRequest, listing: AreaList, *, template: str = TEMPLATE, more: dict[str, Any] | None = None
) -> HttpResponse:
    """`template` may extend the usual one with the area's own section, drawn from `more`."""
    asked = {name: request.GET.get(name, "") for name in ("status", *(each.name for each in listing.filters))}
    asked |= {"q": asked_words(request)}
    number = request.GET.get("page", "1")
    query = request.GET.copy()
    query.pop("page", None)
    context = {
        "listing": listing,
        "area": listing.model._meta.app_label,
        "page": page_of(listing, request.user, asked, int(number) if number.isdecimal() else 1),
        "asked": asked,
        "filtered": any(asked.values()),
        "query": query.urlencode(),
        "statuses": Status.choices,
        "filters": [
            (each, asked[each.name], [(str(v), label) for v, label in each.choices()]) for each in listing.filters
        ],
        "headings": [heading for heading, _field in listing.columns],
        "prefix": reverse("engagements:engagement_list"),
        "may_create": bool(request.user.powers.own_units),
    }
    return render(request, template, context | (more or {}))


def _cell(value: Any, words: dict[str, Any] | None) -> str:
    if value is None:
        return ""
    if words:
        return str(words.get(value, value))
    if isinstance(value, date):
        return shown(value)
    return f"{value:,}".replace(",", "\N{NO-BREAK SPACE}") if isinstance(value, int) else str(value)


def _count(rows: QuerySet) -> str:
    number = rows.order_by().values("pk")[: CAP + 1].count()
    if number > CAP:
        return _("över 1 000 rader")
    return _("1 rad") if number == 1 else _("%(number)s rader") % {"number": number}
