"""Milestones, deliverables, the stages of a partnership, and the page of all dates."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from engagements.area_views import FormPage, answer
from projects import actions, selectors
from projects.forms import DeliverableForm, MilestoneForm, PeriodForm
from projects.models import Deliverable, Milestone, Project
from projects.states import DELIVERABLE
from projects.views.projects import (
    METHODS,
    crumbs_to,
    page_context,
    part_to_change,
    project_or_404,
    project_to_change,
)


@require_safe
def date_list(request: HttpRequest, pk: int) -> HttpResponse:
    project = project_or_404(request, pk)
    dates = selectors.dates_of(project)
    rows = [(each, _verbs(each)) for each in dates.deliverables]
    context = page_context(request, project, "dates", dates=dates, deliverables=rows, today=timezone.localdate())
    return render(request, "projects/date_list.html", context)


@require_POST
def date_generate(request: HttpRequest, pk: int) -> HttpResponse:
    project = project_to_change(request, pk)
    added = actions.generate_dates(project=project, by=request.user)
    said = ngettext("%(n)s datum lades till.", "%(n)s datum lades till.", added) % {"n": added}
    messages.success(request, said if added else _("Datumen stämmer redan med finansiärens regel."))
    return redirect(_back(project))


@require_http_methods(METHODS)
def milestone_create(request: HttpRequest, pk: int) -> HttpResponse:
    project = project_to_change(request, pk)
    form = MilestoneForm(request.POST or None)
    del form.fields["reached_on"]
    page = FormPage(_("Lägg till milstolpe"), _("Lägg till milstolpen"), way_to_dates(project), str(project))

    def save(data: dict[str, Any]) -> str:
        actions.record_milestone(project=project, by=request.user, **data)
        return _back(project)

    return answer(request, form, page, save)


@require_http_methods(METHODS)
def milestone_edit(request: HttpRequest, pk: int) -> HttpResponse:
    milestone = part_to_change(request, Milestone, pk)
    initial = {name: getattr(milestone, name) for name in MilestoneForm.base_fields}
    page = FormPage(_("Ändra milstolpen"), _("Spara milstolpen"), way_to_dates(milestone.project), milestone.title)

    def save(data: dict[str, Any]) -> str:
        actions.change_milestone(milestone=milestone, by=request.user, **data)
        return _back(milestone.project)

    return answer(request, MilestoneForm(request.POST or None, initial=initial), page, save)


@require_http_methods(METHODS)
def deliverable_create(request: HttpRequest, pk: int) -> HttpResponse:
    project = project_to_change(request, pk)
    page = FormPage(_("Lägg till leverans"), _("Lägg till leveransen"), way_to_dates(project), str(project))

    def save(data: dict[str, Any]) -> str:
        actions.record_deliverable(project=project, by=request.user, **data)
        return _back(project)

    return answer(request, DeliverableForm(request.POST or None), page, save)


@require_http_methods(METHODS)
def deliverable_edit(request: HttpRequest, pk: int) -> HttpResponse:
    deliverable = part_to_change(request, Deliverable, pk)
    initial = {name: getattr(deliverable, name) for name in DeliverableForm.base_fields}
    way = way_to_dates(deliverable.project)
    page = FormPage(_("Ändra leveransen"), _("Spara leveransen"), way, deliverable.title)

    def save(data: dict[str, Any]) -> str:
        actions.change_deliverable(deliverable=deliverable, by=request.user, **data)
        return _back(deliverable.project)

    return answer(request, DeliverableForm(request.POST or None, initial=initial), page, save)


@require_POST
def deliverable_move(request: HttpRequest, pk: int) -> HttpResponse:
    deliverable = part_to_change(request, Deliverable, pk)
    verb = request.POST.get("verb", "")
    if verb in DELIVERABLE.transitions:
        actions.move_deliverable(deliverable=deliverable, verb=verb, by=request.user)
    return redirect(_back(deliverable.project))


@require_http_methods(METHODS)
def period_create(request: HttpRequest, pk: int) -> HttpResponse:
    project = project_to_change(request, pk)
    lead = _("Planeringen varar omkring ett år, en projektperiod ett till tre år. Rapporter och enkäter läggs upp.")
    page = FormPage(_("Lägg till skede"), _("Lägg till skedet"), way_to_dates(project), lead)

    def save(data: dict[str, Any]) -> str:
        actions.add_period(project=project, by=request.user, **data)
        return _back(project)

    return answer(request, PeriodForm(request.POST or None), page, save)


def way_to_dates(project: Project) -> list[Any]:
    return crumbs_to(project, _("Datum"), "date_list")


def _back(project: Project) -> str:
    return reverse("projects:date_list", args=[project.pk])


def _verbs(deliverable: Deliverable) -> list[tuple[str, str]]:
    labels = {"begin": _("Börja"), "deliver": _("Leverera"), "drop": _("Låt utgå"), "resume": _("Ta upp igen")}
    return [(verb, label) for verb, label in labels.items() if DELIVERABLE.allows(deliverable, verb)]
