"""One way to show a list of memberships' affairs: filters in the address, a table, a pager, an empty state."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from core.words import asked_words
from engagements.area_views import Crumb
from memberships.selectors.lists import Listing
from memberships.views.tabs import tabs


@dataclass(frozen=True, slots=True)
class Column:
    label: Any
    number: bool = False


@dataclass(frozen=True, slots=True)
class Select:
    """A select of the filter row; `every` is the word for no choice, empty when one is always chosen."""

    name: str
    label: Any
    choices: Sequence[tuple[Any, Any]]
    every: Any = ""
    chosen: str = ""


@dataclass(frozen=True, slots=True)
class ListPage:
    """What stands around the rows. `heads` names the first column; `actions` are label and address, the first one the
    main one; `search` is the label of the search box, empty when there is none."""

    title: Any
    lead: Any
    heads: Any
    columns: Sequence[Column]
    empty: Any
    empty_text: Any = ""
    search: Any = ""
    selects: Sequence[Select] = ()
    actions: Sequence[tuple[Any, str]] = ()
    late: Any = ""
    context: dict[str, Any] = field(default_factory=dict)
    template: str = "memberships/list.html"


def asked_of(request: HttpRequest, *names: str) -> dict[str, str]:
    return {name: asked_words(request) if name == "q" else request.GET.get(name, "") for name in names}


def number_of(request: HttpRequest) -> int:
    number = request.GET.get("page", "1")
    return int(number) if number.isdecimal() else 1


def show(request: HttpRequest, page: ListPage, rows: Listing, asked: dict[str, str]) -> HttpResponse:
    query = request.GET.copy()
    query.pop("page", None)
    context = {
        "page": page,
        "listing": rows,
        "asked": asked,
        "filtered": any(asked.values()),
        "query": query.urlencode(),
        "selects": [(each, asked.get(each.name, "") or each.chosen, _as_text(each.choices)) for each in page.selects],
        "crumbs": [organisations_crumb()],
        "tabs": tabs(request.resolver_match.view_name if request.resolver_match else ""),
    }
    return render(request, page.template, context | page.context)


def organisations_crumb() -> Crumb:
    return Crumb(_("Organisationer"), reverse("memberships:organisation_list"))


def _as_text(choices: Sequence[tuple[Any, Any]]) -> list[tuple[str, Any]]:
    return [(str(value), label) for value, label in choices]
