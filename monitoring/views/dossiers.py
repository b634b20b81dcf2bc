"""Dossiers: the list, the forms, and the course of what is followed."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from engagements import area_lists
from engagements.area_views import Crumb, FormPage, answer, own_unit_or_refuse
from engagements.permissions import may_change_engagement
from monitoring import actions
from monitoring.actions import dossiers as writing
from monitoring.enums import DossierKind, Stage
from monitoring.forms.dossiers import DossierEditForm, DossierForm, NoteForm, StageForm
from monitoring.models import Dossier
from monitoring.selectors import dossiers as selectors
from monitoring.views.asking import crumbs, dossier_crumbs, or_404

form_page = require_http_methods(["GET", "HEAD", "POST"])

LISTING = area_lists.AreaList(
    title=gettext_lazy("Omvärlds- och intressebevakning"),
    lead=gettext_lazy("Internationella processer som staden följer eller vill påverka."),
    model=Dossier,
    columns=(
        (gettext_lazy("Slag"), "kind"),
        (gettext_lazy("Skede"), "stage"),
        (gettext_lazy("Riktas till"), "target"),
        (gettext_lazy("Nästa tidsfrist"), "next_deadline"),
        (gettext_lazy("Ansvarig enhet"), "engagement__responsible_unit__name"),
    ),
    choices={"kind": dict(DossierKind.choices), "stage": {"": "", **dict(Stage.choices)}},
    create_url="monitoring:dossier_create",
    create_label=gettext_lazy("Registrera bevakning"),
    also=(
        (gettext_lazy("Signaler"), "monitoring:signal_list"),
        (gettext_lazy("Samråd att besvara"), "monitoring:consultation_list"),
        (gettext_lazy("Ståndpunkter"), "monitoring:position_list"),
        (gettext_lazy("Kontakter med EU"), "monitoring:contact_list"),
        (gettext_lazy("Årsplaner"), "monitoring:plan_list"),
        (gettext_lazy("Vem bevakar vad"), "monitoring:field_list"),
    ),
    filters=(
        area_lists.Filter("slag", gettext_lazy("Slag"), "kind", lambda: DossierKind.choices),
        area_lists.Filter("skede", gettext_lazy("Skede"), "stage", lambda: Stage.choices),
    ),
)


@require_safe
def dossier_list(request: HttpRequest) -> HttpResponse:
    return area_lists.answer(request, LISTING)


@form_page
def dossier_create(request: HttpRequest) -> HttpResponse:
    unit = own_unit_or_refuse(request)
    form = DossierForm(request.POST or None, person=request.user, initial={"responsible_unit": unit.pk})
    page = FormPage(_("Registrera bevakning"), _("Registrera bevakningen"), crumbs())

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


@form_page
def dossier_edit(request: HttpRequest, pk: int) -> HttpResponse:
    dossier = _own_dossier(request, pk)
    form = DossierEditForm(request.POST or None, initial={name: getattr(dossier, name) for name in actions.OWN})
    page = FormPage(_("Ändra bevakningen"), _("Spara bevakningen"), dossier_crumbs(dossier))

    def save(data: dict[str, Any]) -> str:
        actions.change_dossier(dossier=dossier, by=request.user, **data)
        return dossier.engagement.get_absolute_url()

    return answer(request, form, page, save)


@require_safe
def dossier_course(request: HttpRequest, pk: int) -> HttpResponse:
    """The stages of what is followed, and what the city did at each (GBG-M2)."""
    dossier = or_404(selectors.visible_dossier(request.user, pk))
    if dossier.engagement.is_confidential:
        dossier.engagement.seen_by_id = request.user.pk
    context = {
        "dossier": dossier,
        "course": selectors.course_of(dossier, request.user),
        "may_change": may_change_engagement.allows(request.user, dossier.engagement),
    }
    return render(request, "monitoring/dossier_course.html", context)


@form_page
def stage_create(request: HttpRequest, pk: int) -> HttpResponse:
    dossier = _own_dossier(request, pk)
    page = FormPage(_("Notera nytt skede"), _("Notera skedet"), _course_crumbs(dossier))

    def save(data: dict[str, Any]) -> str:
        writing.record_stage(dossier=dossier, by=request.user, **data)
        messages.success(request, _("Skedet är noterat."))
        return dossier.course_url

    return answer(request, StageForm(request.POST or None), page, save)


@require_POST
def stage_remove(request: HttpRequest, pk: int) -> HttpResponse:
    change = or_404(selectors.stage_for(request.user, pk))
    dossier = writing.remove_stage(change=change, by=request.user)
    messages.success(request, _("Skedet är borttaget."))
    return redirect(dossier.course_url)


@form_page
def note_create(request: HttpRequest, pk: int) -> HttpResponse:
    dossier = _own_dossier(request, pk)
    page = FormPage(_("Skriv anteckning"), _("Spara anteckningen"), _course_crumbs(dossier))

    def save(data: dict[str, Any]) -> str:
        writing.write_note(dossier=dossier, by=request.user, **data)
        return dossier.course_url

    return answer(request, NoteForm(request.POST or None), page, save)


def _own_dossier(request: HttpRequest, pk: int) -> Dossier:
    dossier = or_404(selectors.visible_dossier(request.user, pk))
    may_change_engagement.require(request.user, dossier.engagement)
    return dossier


def _course_crumbs(dossier: Dossier) -> list[Crumb]:
    return [*dossier_crumbs(dossier), Crumb(_("Förlopp"), reverse("monitoring:dossier_course", args=[dossier.pk]))]
