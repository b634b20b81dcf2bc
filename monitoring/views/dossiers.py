from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from decisions.permissions import may_open
from engagements import area_lists
from engagements.area_views import Crumb, FormPage, answer, own_unit_or_refuse
from engagements.permissions import may_change_engagement
from monitoring import actions, consulting, selectors
from monitoring.enums import DossierKind
from monitoring.forms import ConsultationForm, DossierEditForm, DossierForm
from monitoring.models import Dossier

LISTING = area_lists.AreaList(
    title=gettext_lazy("Omvärlds- och intressebevakning"),
    lead=gettext_lazy("Internationella processer som staden följer eller vill påverka."),
    model=Dossier,
    columns=(
        (gettext_lazy("Slag"), "kind"),
        (gettext_lazy("Riktas till"), "target"),
        (gettext_lazy("Nästa tidsfrist"), "next_deadline"),
        (gettext_lazy("Ansvarig enhet"), "engagement__responsible_unit__name"),
    ),
    choices={"kind": dict(DossierKind.choices)},
    create_url="monitoring:dossier_create",
    create_label=gettext_lazy("Registrera bevakning"),
    also=((gettext_lazy("Samråd att besvara"), "monitoring:consultation_list"),),
    filters=(area_lists.Filter("slag", gettext_lazy("Slag"), "kind", lambda: DossierKind.choices),),
)


@require_safe
def dossier_list(request: HttpRequest) -> HttpResponse:
    return area_lists.answer(request, LISTING)


@require_http_methods(["GET", "HEAD", "POST"])
def dossier_create(request: HttpRequest) -> HttpResponse:
    unit = own_unit_or_refuse(request)
    form = DossierForm(request.POST or None, person=request.user, initial={"responsible_unit": unit.pk})
    page = FormPage(_("Registrera bevakning"), _("Registrera bevakningen"), _crumbs())

    def save(data: dict[str, Any]) -> str:
        dossier = actions.register_dossier(
            title=data["title"],
            responsible_unit=data["responsible_unit"],
            spine=form.spine(),
            by=request.user,
            **form.own(),
        )
        messages.success(request, _("Bevakningen är registrerad."))
        return dossier.engagement.get_absolute_url()

    return answer(request, form, page, save)


@require_http_methods(["GET", "HEAD", "POST"])
def dossier_edit(request: HttpRequest, pk: int) -> HttpResponse:
    dossier = selectors.visible_dossier(request.user, pk)
    if dossier is None:
        raise Http404
    may_change_engagement.require(request.user, dossier.engagement)
    form = DossierEditForm(request.POST or None, initial={name: getattr(dossier, name) for name in actions.OWN})
    crumbs = [*_crumbs(), Crumb(dossier.engagement.title, dossier.engagement.get_absolute_url())]

    def save(data: dict[str, Any]) -> str:
        actions.change_dossier(dossier=dossier, by=request.user, **data)
        return dossier.engagement.get_absolute_url()

    return answer(request, form, FormPage(_("Ändra bevakningen"), _("Spara bevakningen"), crumbs), save)


@require_safe
def consultation_list(request: HttpRequest) -> HttpResponse:
    """Consultations, those without an answer first, the late ones marked (GBG-M3)."""
    number = request.GET.get("page", "1")
    page = selectors.consultations(request.user, int(number) if number.isdecimal() else 1)
    return render(request, "monitoring/consultation_list.html", {"page": page})


@require_http_methods(["GET", "HEAD", "POST"])
def consultation_create(request: HttpRequest, pk: int) -> HttpResponse:
    """Register a consultation on what is watched, and open the case in which the answer is decided (GBG-M3)."""
    dossier = selectors.visible_dossier(request.user, pk)
    if dossier is None:
        raise Http404
    may_open.require(request.user, dossier.engagement.responsible_unit)
    crumbs = [*_crumbs(), Crumb(dossier.engagement.title, dossier.engagement.get_absolute_url())]
    lead = _("Ett ärende öppnas. Den ansvariga enheten bereder svaret, och det gäller när det är beslutat.")
    page = FormPage(_("Registrera samråd"), _("Öppna ärendet"), crumbs, lead)

    def save(data: dict[str, Any]) -> str:
        consultation = consulting.register_consultation(dossier=dossier, by=request.user, **data)
        messages.success(request, _("Samrådet är registrerat och ärendet öppnat."))
        return consultation.case.get_absolute_url()

    return answer(request, ConsultationForm(request.POST or None), page, save)


def _crumbs() -> list[Crumb]:
    return [Crumb(_("Omvärlds- och intressebevakning"), reverse("monitoring:dossier_list"))]
