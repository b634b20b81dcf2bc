"""One page for each step a project takes that is no decision of a body."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from engagements.area_views import FormPage, answer
from governance.selectors import policy_in_force
from projects import actions, conditions
from projects.forms import AnswerForm, CloseForm, DropForm, StepForm, SubmitForm
from projects.models import Project
from projects.views.projects import METHODS, crumbs_to, project_to_change


@require_http_methods(METHODS)
def project_submit(request: HttpRequest, pk: int) -> HttpResponse:
    project = project_to_change(request, pk)
    page = FormPage(_("Notera lämnad ansökan"), _("Notera ansökan"), crumbs_to(project), str(project))

    def save(data: dict[str, Any]) -> str:
        actions.submit_application(project=project, by=request.user, **data)
        messages.success(request, _("Ansökan är noterad."))
        return project.get_absolute_url()

    return answer(request, SubmitForm(request.POST or None), page, save)


@require_http_methods(METHODS)
def project_answer(request: HttpRequest, pk: int) -> HttpResponse:
    project = project_to_change(request, pk)
    lead = _("Notera vad finansiären beslutade om ansökan.")
    page = FormPage(_("Notera finansiärens svar"), _("Notera svaret"), crumbs_to(project), lead)

    def save(data: dict[str, Any]) -> str:
        if data["answer"] == "granted":
            actions.record_grant(project=project, on=data["on"], amount=data["amount"], by=request.user)
        else:
            actions.record_rejection(project=project, on=data["on"], reason=data["reason"], by=request.user)
        messages.success(request, _("Svaret är noterat."))
        return project.get_absolute_url()

    return answer(request, AnswerForm(request.POST or None), page, save)


@require_http_methods(METHODS)
def project_start(request: HttpRequest, pk: int) -> HttpResponse:
    project = project_to_change(request, pk)
    findings = conditions.started_without_case(project) + conditions.ready_to_start(project, policy_in_force())
    lead = _("Ett beviljat projekt utan egna medel startar utan eget ärende.")
    page = FormPage(_("Starta projektet"), _("Starta projektet"), crumbs_to(project), lead, findings)

    def save(data: dict[str, Any]) -> str:
        actions.start_project(project=project, by=request.user, **data)
        messages.success(request, _("Projektet pågår."))
        return project.get_absolute_url()

    return answer(request, StepForm(request.POST or None), page, save)


@require_http_methods(METHODS)
def project_report(request: HttpRequest, pk: int) -> HttpResponse:
    project = project_to_change(request, pk)
    lead = _("Arbetet är klart, och det som återstår är slutrapporten.")
    page = FormPage(_("Gå till slutrapport"), _("Gå till slutrapport"), crumbs_to(project), lead)

    def save(data: dict[str, Any]) -> str:
        actions.report_finally(project=project, by=request.user, **data)
        return project.get_absolute_url()

    return answer(request, StepForm(request.POST or None), page, save)


@require_http_methods(METHODS)
def project_close(request: HttpRequest, pk: int) -> HttpResponse:
    project = project_to_change(request, pk)
    findings = conditions.ready_to_close(project)
    page = FormPage(_("Avsluta projektet"), _("Avsluta projektet"), crumbs_to(project), str(project), findings)

    def save(data: dict[str, Any]) -> str:
        actions.close_project(project=project, by=request.user, **data)
        messages.success(request, _("Projektet är avslutat."))
        return project.get_absolute_url()

    return answer(request, CloseForm(request.POST or None), page, save)


@require_http_methods(METHODS)
def project_drop(request: HttpRequest, pk: int) -> HttpResponse:
    project: Project = project_to_change(request, pk)
    lead = _("Projektet avslutas innan det är klart. Det går inte att ta upp igen.")
    page = FormPage(_("Lägg ned projektet"), _("Lägg ned projektet"), crumbs_to(project), lead)

    def save(data: dict[str, Any]) -> str:
        actions.drop_project(project=project, by=request.user, **data)
        return project.get_absolute_url()

    return answer(request, DropForm(request.POST or None), page, save)
