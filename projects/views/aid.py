"""Aid and export of services under lag (2009:47), and which countries receive Swedish state aid."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from engagements.area_views import Crumb, FormPage, answer
from governance.selectors import policy_in_force
from projects import actions, conditions, enums, law
from projects.facts import aid_facts
from projects.forms import AidCountryForm, AidForm, ExportForm
from projects.models import Project
from projects.permissions import may_state_aid_country
from projects.selectors import funders
from projects.views.projects import METHODS, crumbs, crumbs_to, page_context, project_or_404, project_to_change


@require_safe
def aid_show(request: HttpRequest, pk: int) -> HttpResponse:
    project = project_or_404(request, pk)
    facts = aid_facts(project) if project.is_aid else None
    stops = conditions.lawful(project, facts) + conditions.aid_without_own_money(project, policy_in_force())
    context = page_context(
        request,
        project,
        "aid",
        forms=[enums.AidForm(each).label for each in project.aid.forms] if facts else [],
        receivers=facts.receivers if facts else (),
        findings=stops,
        left=law.use_verified(facts) + law.sida_told(facts) if facts else [],
        transport=facts is not None and law.may_pay_transport(facts.forms),
        export=getattr(project, "service_export", None),
        may_state_country=may_state_aid_country.allows(request.user),
    )
    return render(request, "projects/aid_show.html", context)


@require_http_methods(METHODS)
def aid_edit(request: HttpRequest, pk: int) -> HttpResponse:
    project = project_to_change(request, pk)
    form = AidForm(request.POST or None, project=project)
    page = FormPage(_("Bistånd"), _("Spara uppgifterna"), _way(project), _("Lag (2009:47) 5 kap. 4–9 §§."))

    def save(data: dict[str, Any]) -> str:
        given = {name: data[name] for name in AidForm.facts}
        actions.state_aid(project=project, is_aid=data["is_aid"], forms=data["aid_forms"], by=request.user, **given)
        return _back(project)

    return answer(request, form, page, save)


@require_http_methods(METHODS)
def export_edit(request: HttpRequest, pk: int) -> HttpResponse:
    project = project_to_change(request, pk)
    form = ExportForm(request.POST or None, project=project)
    page = FormPage(_("Tjänsteexport"), _("Spara uppgifterna"), _way(project), _("Lag (2009:47) 5 kap. 1–3 §§."))

    def save(data: dict[str, Any]) -> str:
        actions.state_export(project=project, by=request.user, **data)
        return _back(project)

    return answer(request, form, page, save)


@require_safe
def country_list(request: HttpRequest) -> HttpResponse:
    may_state = may_state_aid_country.allows(request.user)
    context = {"countries": funders.aid_countries(), "may_state": may_state, "crumbs": crumbs()}
    return render(request, "projects/country_list.html", context)


@require_http_methods(METHODS)
def country_state(request: HttpRequest) -> HttpResponse:
    may_state_aid_country.require(request.user)
    form = AidCountryForm(request.POST or None, initial={"country": request.GET.get("land", "")})
    way = [*crumbs(), Crumb(_("Svenskt bistånd"), reverse("projects:country_list"))]
    lead = _("Uppgiften avgör vilket bistånd staden får lämna. Länder i EES får inget svenskt statligt bistånd.")
    page = FormPage(_("Ange svenskt bistånd till land"), _("Spara uppgiften"), way, lead)

    def save(data: dict[str, Any]) -> str:
        actions.state_aid_country(by=request.user, **data)
        messages.success(request, _("Uppgiften är sparad."))
        return reverse("projects:country_list")

    return answer(request, form, page, save)


def _way(project: Project) -> list[Crumb]:
    return crumbs_to(project, _("Bistånd och export"), "aid_show")


def _back(project: Project) -> str:
    return reverse("projects:aid_show", args=[project.pk])
