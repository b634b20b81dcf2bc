"""The list, its CSV file, and the search box of every page."""

from __future__ import annotations

import csv
from collections.abc import Iterator

from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from core.words import asked_words
from engagements import search
from engagements.areas import all_areas
from engagements.row_markup import hit_items, table_rows
from engagements.selectors import engagement_list as selectors
from engagements.selectors.engagement_list import CSV_HEADINGS, Filters, Row
from engagements.views.lookup import page_number

STARTS_A_FORMULA = ("=", "+", "-", "@", "\t", "\r")


@require_safe
def engagement_list(request: HttpRequest) -> HttpResponse:
    filters = Filters.read(request.GET)
    areas = selectors.counts_by_area(request.user)
    everything = 0 if filters.any else sum(area.count for area in areas)
    page = selectors.page_of(request.user, filters, page_number(request), at_least=everything)
    context = {
        "page": page,
        "table_rows": table_rows(page.rows, reverse("engagements:engagement_list")),
        "areas": areas,
        "choices": selectors.choices(filters),
        "filters": filters,
        "may_register": bool(request.user.powers.own_units),
    }
    return render(request, "engagements/engagement_list.html", context)


@require_safe
def engagement_csv(request: HttpRequest) -> StreamingHttpResponse:
    """The filtered list as CSV, a row at a time; semicolons and a mark of order, as spreadsheets here expect."""
    rows = selectors.all_rows(request.user, Filters.read(request.GET))
    response = StreamingHttpResponse(_csv(rows), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="engagemang.csv"'
    return response


class _Echo:
    def write(self, value: str) -> str:
        return value


def _csv(rows: Iterator[Row]) -> Iterator[str]:
    writer = csv.writer(_Echo(), delimiter=";")
    yield "\N{ZERO WIDTH NO-BREAK SPACE}" + writer.writerow([_(label) for _name, label in CSV_HEADINGS])
    for row in rows:
        yield writer.writerow([_safe(getattr(row, name)) for name, _label in CSV_HEADINGS])


def _safe(text: str) -> str:
    """A cell that a spreadsheet would take for a formula is made text."""
    return f"'{text}" if text.startswith(STARTS_A_FORMULA) else text


@require_safe
def engagement_create(request: HttpRequest) -> HttpResponse:
    """Which area is it? The area's own form follows."""
    begun = [area for area in all_areas() if area.create_url]
    choices = [{"key": area.key, "label": area.key.label, "url": _url(area.create_url)} for area in begun]
    return render(request, "engagements/engagement_create.html", {"areas": choices})


def _url(name: str) -> str:
    return name if name.startswith("/") else reverse(name)


@require_safe
def search_page(request: HttpRequest) -> HttpResponse:
    words = asked_words(request)
    found = search.find(words, request.user)
    groups = [(group.label, len(group.hits), hit_items(group.hits)) for group in found]
    context = {"found": found, "groups": groups, "search_query": words}
    return render(request, "engagements/search.html", context)


@require_safe
def search_suggest(request: HttpRequest) -> HttpResponse:
    words = asked_words(request)
    found = search.find(words, request.user, most=6)
    asked = len(words) >= search.SHORTEST
    return render(request, "engagements/_suggestions.html", {"found": found, "asked": asked, "words": words})
