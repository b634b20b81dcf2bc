"""Agreements of a relation: listed, read, drafted, signed, moved; and those to take a stand on."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from cities import actions, permissions
from cities.enums import AgreementState
from cities.forms import AgreementForm, DocumentForm, MoveForm, NoticeForm, SignForm, agreement_initial
from cities.forms.agreements import MOVES
from cities.models import Agreement
from cities.selectors import agreements as selectors
from cities.selectors import amendments_of
from cities.states import AGREEMENT
from cities.views.crumbs import home, of_agreement, of_relation, page_number, relation_or_404
from core.dates import shown
from core.rules import Finding, Refused
from core.words import asked_words
from documents.serving import document_response
from documents.uploads import UploadRefused
from engagements import actions as engagements
from engagements.area_lists import Page
from engagements.area_views import FormPage, answer
from engagements.permissions import may_change_engagement
from governance.selectors import policy_in_force

FORM = ["GET", "HEAD", "POST"]


@require_safe
def agreements_due(request: HttpRequest) -> HttpResponse:
    """Agreements to take a stand on, with the last day and the last meeting before it."""
    permissions.may_see_agreements.require(request.user)
    words, number, today = asked_words(request), page_number(request), timezone.localdate()
    rows, more = selectors.due(request.user, policy_in_force(), today, number, words)
    count = selectors.due_count(request.user, today, words)
    label = _("över 1 000 avtal") if count > selectors.COUNTED else _("%(number)s avtal") % {"number": count}
    context = {
        "rows": rows,
        "words": words,
        "page": Page(rows, number, more, label),
        "query": urlencode({"q": words}) if words else "",
        "crumbs": home(),
    }
    return render(request, "cities/agreements_due.html", context)


@require_safe
def agreement_list(request: HttpRequest, pk: int) -> HttpResponse:
    relation = relation_or_404(request, pk)
    rows = selectors.agreements_of(relation)
    may_change = may_change_engagement.allows(request.user, relation.engagement)
    context = {
        "relation": relation,
        "rows": rows,
        "amendments": amendments_of(relation),
        "may_change": may_change,
        "crumbs": of_relation(relation),
    }
    return render(request, "cities/agreement_list.html", context)


@require_safe
def agreement_detail(request: HttpRequest, pk: int) -> HttpResponse:
    agreement = agreement_or_404(request, pk)
    may_change = may_change_engagement.allows(request.user, agreement.relation.engagement)
    today = timezone.localdate()
    case = agreement.case or (agreement.amendment.case if agreement.amendment else None)
    context = {
        "agreement": agreement,
        "case": case,
        "colour": selectors.COLOURS[AgreementState(agreement.state)],
        "period": selectors.period_of(agreement),
        "themes": [str(theme) for theme in agreement.themes.all()],
        "window": agreement.window(today) if agreement.decide_by else None,
        "otherwise": selectors.otherwise(agreement) if agreement.decide_by else "",
        "plan": selectors.plan_of(agreement, policy_in_force()),
        "changes": selectors.changes_of(agreement),
        "possible": _possible(agreement) if may_change else {},
        "crumbs": of_relation(agreement.relation),
    }
    return render(request, "cities/agreement_detail.html", context)


def _possible(agreement: Agreement) -> dict[str, bool]:
    return {
        "change": agreement.state == AgreementState.DRAFT,
        "sign": AGREEMENT.allows(agreement, "sign"),
        "notice": AGREEMENT.allows(agreement, "give_notice"),
        "move": any(AGREEMENT.allows(agreement, verb) for verb in MOVES),
        "document": agreement.state != AgreementState.DRAFT,
    }


@require_http_methods(FORM)
def agreement_create(request: HttpRequest, pk: int) -> HttpResponse:
    relation = relation_or_404(request, pk, change=True)
    policy = policy_in_force()
    initial = agreement_initial(relation, None, policy.municipality if policy else "")
    form = AgreementForm(request.POST or None, relation=relation, initial=initial)
    lead = _("Utkastet följer med ärendet. Det undertecknas när rätt organ har beslutat.")
    page = FormPage(_("Skriv avtal"), _("Spara utkastet"), of_relation(relation), lead)

    def save(data: dict[str, Any]) -> str:
        agreement = actions.draft_agreement(relation=relation, by=request.user, **data)
        messages.success(request, _("Utkastet är sparat."))
        return agreement.get_absolute_url()

    return answer(request, form, page, save)


@require_http_methods(FORM)
def agreement_edit(request: HttpRequest, pk: int) -> HttpResponse:
    agreement = agreement_or_404(request, pk, change=True)
    relation = agreement.relation
    initial = agreement_initial(relation, agreement, "")
    form = AgreementForm(request.POST or None, relation=relation, agreement=agreement, initial=initial)
    page = FormPage(_("Ändra utkastet"), _("Spara utkastet"), of_agreement(agreement))

    def save(data: dict[str, Any]) -> str:
        return actions.change_draft(agreement=agreement, by=request.user, **data).get_absolute_url()

    return answer(request, form, page, save)


@require_http_methods(FORM)
def agreement_sign(request: HttpRequest, pk: int) -> HttpResponse:
    agreement = agreement_or_404(request, pk, change=True)
    page = FormPage(_("Notera undertecknandet"), _("Spara undertecknandet"), of_agreement(agreement))

    def save(data: dict[str, Any]) -> str:
        signed = actions.sign(agreement=agreement, by=request.user, **data)
        messages.success(request, _("Avtalet är undertecknat: %(state)s.") % {"state": signed.get_state_display()})
        return signed.get_absolute_url()

    offices = {name: getattr(agreement, name) for name in ("city_office", "partner_office")}
    return answer(request, SignForm(request.POST or None, initial=offices), page, save)


@require_http_methods(FORM)
def agreement_move(request: HttpRequest, pk: int) -> HttpResponse:
    agreement = agreement_or_404(request, pk, change=True)
    lead = _("Varje ändring vilar på ett beslut eller på ett skäl.")
    page = FormPage(_("Ändra avtalets läge"), _("Spara läget"), of_agreement(agreement), lead)

    def save(data: dict[str, Any]) -> str:
        moved = actions.move(agreement=agreement, by=request.user, **data)
        messages.success(request, _("Avtalet är nu: %(state)s.") % {"state": moved.get_state_display()})
        return moved.get_absolute_url()

    return answer(request, MoveForm(request.POST or None, agreement=agreement), page, save)


@require_http_methods(FORM)
def agreement_notice(request: HttpRequest, pk: int) -> HttpResponse:
    agreement = agreement_or_404(request, pk, change=True)
    lead = _("Stadens uppsägning vilar på ett beslut. Motpartens noteras med sitt skäl.")
    page = FormPage(_("Notera uppsägning"), _("Spara uppsägningen"), of_agreement(agreement), lead)

    def save(data: dict[str, Any]) -> str:
        ended = actions.give_notice(agreement=agreement, by=request.user, **data)
        messages.success(request, _("Avtalet är uppsagt och gäller till %(day)s.") % {"day": shown(ended.runs_to)})
        return ended.get_absolute_url()

    return answer(request, NoticeForm(request.POST or None, agreement=agreement), page, save)


@require_http_methods(FORM)
def agreement_upload(request: HttpRequest, pk: int) -> HttpResponse:
    agreement = agreement_or_404(request, pk, change=True)
    page = FormPage(_("Lägg till det undertecknade avtalet"), _("Spara handlingen"), of_agreement(agreement))

    def save(data: dict[str, Any]) -> str:
        try:
            actions.add_document(agreement=agreement, file=data["file"], by=request.user)
        except UploadRefused as refused:
            raise Refused([Finding("documents.refused", refused.message)]) from refused
        return agreement.get_absolute_url()

    return answer(request, DocumentForm(request.POST or None, request.FILES or None), page, save)


@require_safe
def agreement_document(request: HttpRequest, pk: int) -> HttpResponse:
    agreement = agreement_or_404(request, pk)
    if agreement.document is None:
        raise Http404
    if agreement.relation.engagement.is_confidential:
        engagements.note_reading(engagement=agreement.relation.engagement, by=request.user)
    return document_response(agreement.document)


def agreement_or_404(request: HttpRequest, pk: int, *, change: bool = False) -> Agreement:
    agreement = selectors.visible_agreement(request.user, pk)
    if agreement is None:
        raise Http404
    if agreement.relation.engagement.is_confidential:
        agreement.relation.engagement.seen_by_id = request.user.pk
    if change:
        may_change_engagement.require(request.user, agreement.relation.engagement)
    return agreement
