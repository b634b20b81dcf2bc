from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from engagements import area_lists
from engagements.area_views import Crumb, FormPage, answer, own_unit_or_refuse
from engagements.permissions import may_change_engagement
from visits import actions, selectors
from visits.actions.visits import OWN
from visits.enums import VisitKind
from visits.forms.visits import VisitEditForm, VisitForm
from visits.models import Visit

LISTING = area_lists.AreaList(
    title=gettext_lazy("Besök"),
    lead=gettext_lazy("Protokollära besök, VIP-besök och studiebesök."),
    model=Visit,
    columns=(
        (gettext_lazy("Slag"), "kind"),
        (gettext_lazy("Besökare"), "visitor"),
        (gettext_lazy("Från"), "engagement__starts_on"),
        (gettext_lazy("Huvudvärd"), "main_host__name"),
    ),
    choices={"kind": dict(VisitKind.choices)},
    create_url="visits:visit_create",
    create_label=gettext_lazy("Registrera besök"),
    filters=(area_lists.Filter("slag", gettext_lazy("Slag"), "kind", lambda: VisitKind.choices),),
    order=("-engagement__starts_on", "engagement__title", "pk"),
)


@require_safe
def visit_list(request: HttpRequest) -> HttpResponse:
    return area_lists.answer(request, LISTING)


@require_http_methods(["GET", "HEAD", "POST"])
def visit_create(request: HttpRequest) -> HttpResponse:
    unit = own_unit_or_refuse(request)
    form = VisitForm(request.POST or None, person=request.user, initial={"responsible_unit": unit.pk})
    page = FormPage(_("Registrera besök"), _("Registrera besöket"), _crumbs())

    def save(data: dict[str, Any]) -> str:
        visit = actions.register_visit(
            title=data["title"],
            responsible_unit=data["responsible_unit"],
            spine=form.spine(),
            by=request.user,
            **form.own(),
        )
        messages.success(request, _("Besöket är registrerat."))
        return visit.engagement.get_absolute_url()

    return answer(request, form, page, save)


@require_http_methods(["GET", "HEAD", "POST"])
def visit_edit(request: HttpRequest, pk: int) -> HttpResponse:
    visit = selectors.visible_visit(request.user, pk)
    if visit is None:
        raise Http404
    may_change_engagement.require(request.user, visit.engagement)
    form = VisitEditForm(request.POST or None, initial={name: getattr(visit, name) for name in OWN})
    crumbs = [*_crumbs(), Crumb(visit.engagement.title, visit.engagement.get_absolute_url())]

    def save(data: dict[str, Any]) -> str:
        actions.change_visit(visit=visit, by=request.user, **data)
        return visit.engagement.get_absolute_url()

    return answer(request, form, FormPage(_("Ändra besöket"), _("Spara besöket"), crumbs), save)


def _crumbs() -> list[Crumb]:
    return [Crumb(_("Besök"), reverse("visits:visit_list"))]
