"""Themes first, and the global goals: what there is of each across cities, organisations and projects."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from documents.charts import Bars, bars_svg
from engagements import permissions
from engagements.enums import AreaKey
from engagements.goals import Goal
from engagements.selectors import overview
from engagements.selectors import themes as selectors
from engagements.selectors.themes import SubjectSum
from engagements.views.lookup import number_in


def _year(request: HttpRequest) -> tuple[int, range]:
    this_year = overview.this_year()
    year = number_in(request.GET.get("year")) or this_year
    year = year if this_year - 20 <= year <= this_year + 2 else this_year
    return year, range(this_year + 1, this_year - 6, -1)


def _area_labels() -> list[str]:
    return [str(label) for _key, label in AreaKey.choices]


def _chart(title: str, rows: list[SubjectSum]) -> str:
    told = [(row.name, row.count) for row in rows if row.count][:12]
    return bars_svg(Bars(title=title, description=title, unit="", rows=told)) if told else ""


@require_safe
def theme_list(request: HttpRequest) -> HttpResponse:
    permissions.may_see_overview.require(request.user)
    year, years = _year(request)
    rows = selectors.themes(request.user, year)
    context = {
        "rows": rows,
        "areas": _area_labels(),
        "year": year,
        "years": years,
        "chart": _chart(_("Pågående engagemang per tema"), sorted(rows, key=lambda row: -row.count)),
    }
    return render(request, "engagements/theme_list.html", context)


@require_safe
def theme_detail(request: HttpRequest, pk: int) -> HttpResponse:
    permissions.may_see_overview.require(request.user)
    theme, (year, years) = selectors.theme(pk), _year(request)
    if theme is None:
        raise Http404
    rows = selectors.themes(request.user, year)
    context = {
        "theme": theme,
        "sum": next(row for row in rows if row.pk == pk),
        "others": [row for row in rows if row.pk != pk],
        "areas": _area_labels(),
        "lines": selectors.under(request.user, themes=pk),
        "year": year,
        "years": years,
    }
    return render(request, "engagements/theme_detail.html", context)


@require_safe
def theme_compare(request: HttpRequest) -> HttpResponse:
    """Two themes beside each other: ?a=<number>&b=<number>."""
    permissions.may_see_overview.require(request.user)
    year, years = _year(request)
    rows = selectors.themes(request.user, year)
    by_pk = {row.pk: row for row in rows}
    one, two = (by_pk.get(number_in(request.GET.get(name)) or 0) for name in ("a", "b"))
    context = {
        "rows": sorted(rows, key=lambda row: row.name),
        "one": one,
        "two": two,
        "table": _beside(one, two) if one and two else [],
        "both": selectors.in_both(request.user, one.pk, two.pk) if one and two else [],
        "year": year,
        "years": years,
    }
    return render(request, "engagements/theme_compare.html", context)


def _beside(one: SubjectSum, two: SubjectSum) -> list[tuple[str, int, int, bool]]:
    """What is compared, how much of each, and whether it is money."""
    told = [(_("Engagemang"), one.count, two.count, False)]
    told += [(label, *pair, False) for label, *pair in zip(_area_labels(), one.by_area, two.by_area, strict=True)]
    told.append((_("Aktiviteter"), one.activities, two.activities, False))
    told.append((_("Aktiviteternas kostnad"), one.activity_cost, two.activity_cost, True))
    told.append((_("Planerat"), one.planned, two.planned, True))
    told.append((_("Utfall"), one.spent, two.spent, True))
    return told


@require_safe
def goal_list(request: HttpRequest) -> HttpResponse:
    permissions.may_see_overview.require(request.user)
    year, years = _year(request)
    rows = selectors.goals(request.user, year)
    context = {
        "rows": rows,
        "areas": _area_labels(),
        "year": year,
        "years": years,
        "chart": _chart(_("Pågående engagemang per globalt mål"), sorted(rows, key=lambda row: -row.count)),
    }
    return render(request, "engagements/goal_list.html", context)


@require_safe
def goal_detail(request: HttpRequest, goal: int) -> HttpResponse:
    permissions.may_see_overview.require(request.user)
    if goal not in Goal.values:
        raise Http404
    year, years = _year(request)
    context = {
        "goal": Goal(goal),
        "sum": selectors.goals(request.user, year)[goal - 1],
        "areas": _area_labels(),
        "lines": selectors.under(request.user, goals__goal=goal),
        "year": year,
        "years": years,
    }
    return render(request, "engagements/goal_detail.html", context)
