"""What came of a visit, and the list of promises."""

from __future__ import annotations

import datetime
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from core.words import asked_words
from engagements.area_views import Crumb, FormPage, answer
from governance.models import Unit
from visits.actions import outcomes as actions
from visits.forms.outcomes import CompanyForm, DroppedForm, KeptForm, PromiseForm
from visits.models import CompanyMet, Promise, Visit
from visits.permissions.outcomes import may_settle_promise
from visits.permissions.programme import may_plan_visit
from visits.selectors import outcomes as selectors
from visits.views.programme import crumbs_to, visit_or_404, visit_to_plan

METHODS = ["GET", "HEAD", "POST"]
SHOWN = (
    ("open", gettext_lazy("Att hålla")),
    ("late", gettext_lazy("Försenade")),
    ("kept", gettext_lazy("Hållna")),
    ("dropped", gettext_lazy("Släppta")),
    ("all", gettext_lazy("Alla")),
)


def address_of(pk: int) -> str:
    return reverse("visits:outcome_detail", args=[pk])


def crumbs_below(visit: Visit) -> list[Crumb]:
    return crumbs_to(visit, Crumb(_("Utfall"), address_of(visit.pk)))


@require_safe
def outcome_detail(request: HttpRequest, pk: int) -> HttpResponse:
    visit = visit_or_404(request, pk)
    found = selectors.outcome_of(visit)
    today = timezone.localdate()
    context = {
        "visit": visit,
        "outcome": found,
        "promises": [
            (each, each.is_late(today), may_settle_promise.allows(request.user, each)) for each in _of(visit, found)
        ],
        "gift_total": sum(gift.value for gift in found.gifts),
        "may_plan": may_plan_visit.allows(request.user, visit),
        "crumbs": crumbs_to(visit),
    }
    return render(request, "visits/outcome_detail.html", context)


def _of(visit: Visit, found: selectors.Outcome) -> list[Promise]:
    """The promises with the visit the page has read already."""
    for promise in found.promises:
        promise.visit = visit
    return found.promises


@require_http_methods(METHODS)
def company_record(request: HttpRequest, pk: int) -> HttpResponse:
    visit = visit_to_plan(request, pk)
    page = FormPage(_("Notera företag"), _("Notera företaget"), crumbs_below(visit))
    return answer(request, CompanyForm(request.POST or None), page, _save_company(request, visit))


@require_http_methods(METHODS)
def company_edit(request: HttpRequest, pk: int) -> HttpResponse:
    company = _company_to_plan(request, pk)
    form = CompanyForm(request.POST or None, initial={name: getattr(company, name) for name in CompanyForm.names})
    page = FormPage(_("Ändra företag"), _("Spara företaget"), crumbs_below(company.visit))
    return answer(request, form, page, _save_company(request, company.visit, company))


def _save_company(request: HttpRequest, visit: Visit, company: CompanyMet | None = None) -> Any:
    def save(data: dict[str, Any]) -> str:
        actions.record_company(visit=visit, company=company, by=request.user, **data)
        return address_of(visit.pk)

    return save


@require_POST
def company_remove(request: HttpRequest, pk: int) -> HttpResponse:
    company = _company_to_plan(request, pk)
    actions.remove_company(company=company, by=request.user)
    messages.success(request, _("Företaget är borttaget."))
    return redirect("visits:outcome_detail", pk=company.visit_id)


@require_safe
def promise_list(request: HttpRequest) -> HttpResponse:
    today = timezone.localdate()
    asked = {"q": asked_words(request)} | {name: request.GET.get(name, "") for name in ("visa", "enhet", "page")}
    query = request.GET.copy()
    query.pop("page", None)
    page = selectors.promises(request.user, asked, today=today)
    context = {
        "page": page,
        "rows": [(each, each.is_late(today)) for each in page.rows],
        "asked": asked | {"visa": asked["visa"] or "open"},
        "filtered": any(asked[name] for name in ("q", "visa", "enhet")),
        "query": query.urlencode(),
        "shown": SHOWN,
        "units": [(str(pk), name) for pk, name in Unit.objects.order_by("name").values_list("pk", "name")],
    }
    return render(request, "visits/outcome_promises.html", context)


@require_http_methods(METHODS)
def promise_make(request: HttpRequest, pk: int) -> HttpResponse:
    visit = visit_to_plan(request, pk)
    month = timezone.localdate() + datetime.timedelta(days=30)
    form = PromiseForm(request.POST or None, initial={"due_on": month, "unit": visit.engagement.responsible_unit_id})
    lead = _("Den ansvariga enheten får veta det nu, och blir påmind före sista dagen.")
    page = FormPage(_("Notera löfte"), _("Notera löftet"), crumbs_below(visit), lead)

    def save(data: dict[str, Any]) -> str:
        actions.make_promise(visit=visit, by=request.user, **data)
        messages.success(request, _("Löftet är noterat."))
        return address_of(visit.pk)

    return answer(request, form, page, save)


@require_http_methods(METHODS)
def promise_edit(request: HttpRequest, pk: int) -> HttpResponse:
    promise = _promise_or_404(request, pk)
    may_plan_visit.require(request.user, promise.visit)
    initial = {name: getattr(promise, name) for name in PromiseForm.names} | {"unit": promise.unit_id}
    form = PromiseForm(request.POST or None, initial=initial)
    page = FormPage(_("Ändra löftet"), _("Spara löftet"), crumbs_below(promise.visit))

    def save(data: dict[str, Any]) -> str:
        actions.change_promise(promise=promise, by=request.user, **data)
        return address_of(promise.visit_id)

    return answer(request, form, page, save)


@require_http_methods(METHODS)
def promise_keep(request: HttpRequest, pk: int) -> HttpResponse:
    promise = _promise_or_404(request, pk)
    may_settle_promise.require(request.user, promise)
    form = KeptForm(request.POST or None, initial={"on": timezone.localdate()})
    page = FormPage(_("Löftet är hållet"), _("Notera att löftet är hållet"), crumbs_below(promise.visit), promise.text)

    def save(data: dict[str, Any]) -> str:
        actions.keep_promise(promise=promise, by=request.user, **data)
        messages.success(request, _("Löftet är noterat som hållet."))
        return address_of(promise.visit_id)

    return answer(request, form, page, save)


@require_http_methods(METHODS)
def promise_drop(request: HttpRequest, pk: int) -> HttpResponse:
    promise = _promise_or_404(request, pk)
    may_settle_promise.require(request.user, promise)
    page = FormPage(_("Släpp löftet"), _("Släpp löftet"), crumbs_below(promise.visit), promise.text)

    def save(data: dict[str, Any]) -> str:
        actions.drop_promise(promise=promise, by=request.user, **data)
        return address_of(promise.visit_id)

    return answer(request, DroppedForm(request.POST or None), page, save)


def _promise_or_404(request: HttpRequest, pk: int) -> Promise:
    promise = selectors.promise_for(request.user, pk)
    if promise is None:
        raise Http404
    return promise


def _company_to_plan(request: HttpRequest, pk: int) -> CompanyMet:
    company = selectors.company_for(request.user, pk)
    if company is None:
        raise Http404
    may_plan_visit.require(request.user, company.visit)
    return company
