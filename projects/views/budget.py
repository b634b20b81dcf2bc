"""Who pays what in which year, and what the city has set aside."""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from documents import charts
from engagements.area_views import FormPage, answer
from governance.selectors import policy_in_force
from projects import actions, conditions, law, selectors
from projects.enums import Source
from projects.forms import BudgetForm, SetAsideForm
from projects.models import Project
from projects.selectors.parts import version_of_budget
from projects.views.parts import with_newest_version
from projects.views.projects import METHODS, crumbs_to, page_context, project_or_404, project_to_change

MOST_YEARS = 10


@require_safe
def budget_show(request: HttpRequest, pk: int) -> HttpResponse:
    project = project_or_404(request, pk)
    policy = policy_in_force()
    budget = selectors.budget_of(project)
    context = page_context(
        request,
        project,
        "budget",
        budget=budget,
        more_years=_years(project, (year.year or 0 for year in budget.years), "")[-1] + 2,
        chart=_chart(budget) if budget.total.total else None,
        findings=conditions.resources_set_aside(project, policy) + conditions.aid_without_own_money(project, policy),
        ground=law.ground_for_own_money(project.funder) if project.own_budget else "",
    )
    return render(request, "projects/budget_show.html", context)


@require_http_methods(METHODS)
def budget_edit(request: HttpRequest, pk: int) -> HttpResponse:
    """?till= adds years up to that one."""
    project = project_to_change(request, pk)
    budget = selectors.budget_of(project)
    years = _years(project, (year.year or 0 for year in budget.years), request.GET.get("till", ""))
    form = BudgetForm(request.POST or None, years=years, budget=budget, version=version_of_budget(project))
    lead = _("Hela kronor. Lämna tomt där ingen betalar något: en rad som du tömmer tas bort.")
    way = crumbs_to(project, _("Budget"), "budget_show")

    def save(data: dict[str, Any]) -> str:
        typed = {"amounts": form.amounts(), "version": data["version"]}
        act = partial(actions.set_budget, project=project, by=request.user, **typed)
        with_newest_version(form, act, lambda: version_of_budget(project))
        messages.success(request, _("Budgeten är sparad."))
        return reverse("projects:budget_show", args=[project.pk])

    page = FormPage(_("Ändra budgeten"), _("Spara budgeten"), way, lead, conditions.still_open(project))
    return answer(request, form, page, save)


@require_http_methods(METHODS)
def set_aside(request: HttpRequest, pk: int) -> HttpResponse:
    project = project_to_change(request, pk)
    form = SetAsideForm(request.POST or None, initial={"amount": project.set_aside or project.own_budget})
    way = crumbs_to(project, _("Budget"), "budget_show")
    page = FormPage(_("Avsätt egna medel"), _("Notera avsatta medel"), way, _("Egna medel avsätts före start."))

    def save(data: dict[str, Any]) -> str:
        actions.set_aside(project=project, by=request.user, **data)
        messages.success(request, _("De avsatta medlen är noterade."))
        return reverse("projects:budget_show", args=[project.pk])

    return answer(request, form, page, save)


def _years(project: Project, known: Iterable[int], until: str) -> list[int]:
    """The years of the lines and of the project's own days, at least three, and up to the one asked for."""
    spine = project.engagement
    stated = [day.year for day in (spine.starts_on, spine.ends_on) if day is not None]
    years = [*known, *stated]
    first = min(years, default=timezone.localdate().year)
    last = max([*years, first + 2])
    if until.isdecimal():
        last = max(last, int(until))
    return list(range(first, min(last, first + MOST_YEARS - 1) + 1))


def _chart(budget: selectors.Budget) -> Any:
    total = budget.total
    rows = [
        (str(Source.EXTERNAL.label), total.external),
        (str(Source.OWN.label), total.own),
        (str(Source.PARTNER.label), total.partner),
    ]
    description = _("Hur mycket varje källa betalar av projektet, i kronor.")
    return charts.bars_svg(charts.Bars(_("Finansiering"), description, "kr", rows, _("Källa")))
