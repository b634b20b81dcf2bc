"""Milestones, deliverables, the stages of a partnership, and the page of all dates."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from engagements.area_views import FormPage, answer
from projects import actions, conditions, selectors
from projects.forms import DeliverableForm, MilestoneForm, PeriodForm
from projects.models import Deliverable, Milestone, PartnershipPeriod, Project
from projects.states import DELIVERABLE
from projects.views.parts import Part, change_part, remove_part
from projects.views.projects import (
    METHODS,
    crumbs_to,
    page_context,
    part_to_change,
    project_or_404,
    project_to_change,
)

DATES = (gettext_lazy("Datum"), "date_list")
MILESTONE = Part(
    model=Milestone,
    form=MilestoneForm,
    name="milestone",
    page=DATES,
    change=(gettext_lazy("Ändra milstolpen"), gettext_lazy("Spara milstolpen")),
    remove=(
        gettext_lazy("Ta bort milstolpen"),
        gettext_lazy("Ta bort milstolpen"),
        gettext_lazy("Milstolpen tas bort ur projektet. Historiken finns kvar."),
    ),
    changing=actions.change_milestone,
    removing=actions.remove_milestone,
    stands=conditions.milestone_removable,
)
DELIVERABLE_PART = Part(
    model=Deliverable,
    form=DeliverableForm,
    name="deliverable",
    page=DATES,
    change=(gettext_lazy("Ändra leveransen"), gettext_lazy("Spara leveransen")),
    remove=(
        gettext_lazy("Ta bort leveransen"),
        gettext_lazy("Ta bort leveransen"),
        gettext_lazy("Leveransen tas bort ur projektet. Ska den inte längre göras, låt den utgå i stället."),
    ),
    changing=actions.change_deliverable,
    removing=actions.remove_deliverable,
    stands=conditions.deliverable_removable,
    also=(("state", gettext_lazy("Läge")),),
)
PERIOD = Part(
    model=PartnershipPeriod,
    form=PeriodForm,
    name="period",
    page=DATES,
    change=(gettext_lazy("Ändra skedet"), gettext_lazy("Spara skedet")),
    remove=(
        gettext_lazy("Ta bort skedet"),
        gettext_lazy("Ta bort skedet"),
        gettext_lazy("Skedet tas bort med sina rapporter och enkäter. Historiken finns kvar."),
    ),
    changing=actions.change_period,
    removing=actions.remove_period,
    stands=conditions.period_removable,
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
    del form.fields["reached_on"], form.fields["version"]
    page = _page_of_new(project, _("Lägg till milstolpe"), _("Lägg till milstolpen"), str(project))

    def save(data: dict[str, Any]) -> str:
        actions.record_milestone(project=project, by=request.user, **data)
        return _back(project)

    return answer(request, form, page, save)


@require_http_methods(METHODS)
def milestone_edit(request: HttpRequest, pk: int) -> HttpResponse:
    return change_part(request, MILESTONE, pk)


@require_http_methods(METHODS)
def milestone_remove(request: HttpRequest, pk: int) -> HttpResponse:
    return remove_part(request, MILESTONE, pk)


@require_http_methods(METHODS)
def deliverable_create(request: HttpRequest, pk: int) -> HttpResponse:
    project = project_to_change(request, pk)
    form = DeliverableForm(request.POST or None)
    del form.fields["version"]
    page = _page_of_new(project, _("Lägg till leverans"), _("Lägg till leveransen"), str(project))

    def save(data: dict[str, Any]) -> str:
        actions.record_deliverable(project=project, by=request.user, **data)
        return _back(project)

    return answer(request, form, page, save)


@require_http_methods(METHODS)
def deliverable_edit(request: HttpRequest, pk: int) -> HttpResponse:
    return change_part(request, DELIVERABLE_PART, pk)


@require_http_methods(METHODS)
def deliverable_remove(request: HttpRequest, pk: int) -> HttpResponse:
    return remove_part(request, DELIVERABLE_PART, pk)


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
    form = PeriodForm(request.POST or None)
    del form.fields["version"]
    page = _page_of_new(project, _("Lägg till skede"), _("Lägg till skedet"), lead)

    def save(data: dict[str, Any]) -> str:
        actions.add_period(project=project, by=request.user, **data)
        return _back(project)

    return answer(request, form, page, save)


@require_http_methods(METHODS)
def period_edit(request: HttpRequest, pk: int) -> HttpResponse:
    return change_part(request, PERIOD, pk)


@require_http_methods(METHODS)
def period_remove(request: HttpRequest, pk: int) -> HttpResponse:
    return remove_part(request, PERIOD, pk)


def way_to_dates(project: Project) -> list[Any]:
    return crumbs_to(project, *DATES)


def _page_of_new(project: Project, title: str, button: str, lead: str) -> FormPage:
    return FormPage(title, button, way_to_dates(project), lead, conditions.still_open(project))


def _back(project: Project) -> str:
    return reverse("projects:date_list", args=[project.pk])


def _verbs(deliverable: Deliverable) -> list[tuple[str, str]]:
    labels = {"begin": _("Börja"), "deliver": _("Leverera"), "drop": _("Låt utgå"), "resume": _("Ta upp igen")}
    return [(verb, label) for verb, label in labels.items() if DELIVERABLE.allows(deliverable, verb)]
