"""Reports and surveys to funders: one project's, and the list of all that are to be handed in."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from core.rules import Finding, Refused
from documents.serving import document_response
from documents.uploads import UploadRefused
from engagements import actions as engagements
from engagements.area_views import FormPage, answer
from projects import actions, conditions, selectors
from projects.enums import ReportKind
from projects.forms import HandInForm, ReportForm
from projects.models import Project, ReportingDate
from projects.views.dates import DATES, way_to_dates
from projects.views.lists import list_context
from projects.views.parts import Part, change_part, remove_part
from projects.views.projects import METHODS, part_to_change, project_to_change

REPORT = Part(
    model=ReportingDate,
    form=ReportForm,
    name="report",
    page=DATES,
    change=(gettext_lazy("Ändra rapporten"), gettext_lazy("Spara rapporten")),
    remove=(
        gettext_lazy("Ta bort rapporten"),
        gettext_lazy("Ta bort rapporten"),
        gettext_lazy("Rapporten tas bort ur projektet. Följer den av finansiärens regel kommer den tillbaka när "
                     "datumen räknas fram på nytt."),
    ),
    changing=actions.change_report,
    removing=actions.remove_report,
    stands=conditions.report_removable,
    also=(("done_on", gettext_lazy("Lämnad den")), ("document", gettext_lazy("Rapporten"))),
)  # fmt: skip
HANDED_IN = replace(
    REPORT,
    remove=(
        gettext_lazy("Ångra att rapporten är lämnad"),
        gettext_lazy("Ångra lämningen"),
        gettext_lazy("Rapporten väntar igen, utan dag och fil. Filen och historiken sparas."),
    ),
    removing=actions.take_back_report,
    stands=conditions.ready_to_take_back,
)


@require_safe
def report_list(request: HttpRequest) -> HttpResponse:
    context = list_context(request, ("visa", "slag"), selectors.report_page)
    return render(request, "projects/report_list.html", context | {"kinds": ReportKind.choices})


@require_http_methods(METHODS)
def report_create(request: HttpRequest, pk: int) -> HttpResponse:
    project = project_to_change(request, pk)
    form = ReportForm(request.POST or None)
    del form.fields["version"]
    way, closed = way_to_dates(project), conditions.still_open(project)
    page = FormPage(_("Lägg till rapport"), _("Lägg till rapporten"), way, str(project), closed)

    def save(data: dict[str, Any]) -> str:
        actions.record_report(project=project, by=request.user, **data)
        return _back(project)

    return answer(request, form, page, save)


@require_http_methods(METHODS)
def report_edit(request: HttpRequest, pk: int) -> HttpResponse:
    return change_part(request, REPORT, pk)


@require_http_methods(METHODS)
def report_remove(request: HttpRequest, pk: int) -> HttpResponse:
    return remove_part(request, REPORT, pk)


@require_http_methods(METHODS)
def report_take_back(request: HttpRequest, pk: int) -> HttpResponse:
    return remove_part(request, HANDED_IN, pk)


@require_http_methods(METHODS)
def report_hand_in(request: HttpRequest, pk: int) -> HttpResponse:
    report = part_to_change(request, ReportingDate, pk)
    form = HandInForm(request.POST or None, request.FILES or None)
    page = FormPage(_("Notera att rapporten är lämnad"), _("Notera rapporten"), way_to_dates(report.project), report)

    def save(data: dict[str, Any]) -> str:
        try:
            actions.hand_in(report=report, by=request.user, **data)
        except UploadRefused as reason:
            raise Refused([Finding("project.report-file", reason.message)]) from reason
        messages.success(request, _("Rapporten är noterad som lämnad."))
        return _back(report.project)

    return answer(request, form, page, save)


@require_safe
def report_file(request: HttpRequest, pk: int) -> HttpResponse:
    report = selectors.visible_part(ReportingDate, request.user, pk)
    if report is None or report.document is None:
        raise Http404
    if report.project.engagement.is_confidential:
        engagements.note_reading(engagement=report.project.engagement, by=request.user)
    return document_response(report.document)


def _back(project: Project) -> str:
    return reverse("projects:date_list", args=[project.pk])
