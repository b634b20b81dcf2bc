"""Voting mandates: the list, the card on a phone, writing and giving it, and what came of it (GBG-O5)."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from engagements.area_views import Crumb, FormPage, answer
from memberships import actions, conditions, offices, permissions
from memberships.enums import MandateState
from memberships.forms import MandateForm, OutcomeForm, QuestionForm
from memberships.models import MandateQuestion, VotingMandate
from memberships.selectors import mandates
from memberships.views.lists import Column, ListPage, Select, asked_of, number_of, organisations_crumb, show
from memberships.views.memberships import membership_or_404
from memberships.views.organisations import crumbs_to

FORM = ["GET", "HEAD", "POST"]


@require_safe
def mandate_list(request: HttpRequest) -> HttpResponse:
    asked = asked_of(request, "q", "lage", "visa")
    page = ListPage(
        title=_("Mandat"),
        lead=_("Vad den som företräder staden får göra på organisationernas möten, och hur det gick."),
        heads=_("Möte"),
        columns=[
            Column(_("Organisation")), Column(_("När och var")), Column(_("Företräds av")),
            Column(_("Frågor"), True), Column(_("Läge")),
        ],
        empty=_("Inga mandat finns"),
        empty_text=_("Ett mandat skrivs på organisationens sida."),
        search=_("Sök organisation"),
        selects=[
            Select("lage", _("Läge"), MandateState.choices, _("Alla")),
            Select("visa", _("Visa"), [("mina", _("Mandat jag bär"))], _("Alla")),
        ],
    )  # fmt: skip
    return show(request, page, mandates.mandate_page(request.user, asked, number=number_of(request)), asked)


@require_safe
def mandate_detail(request: HttpRequest, pk: int) -> HttpResponse:
    """The mandate card: who, where, and for each question what the city has decided. Made for a phone."""
    mandate = mandate_or_404(request, pk)
    rows = mandates.card(mandate, request.user)
    may_write = permissions.may_write_mandate.allows(request.user, mandate.membership)
    met = mandate.starts_on <= timezone.localdate()
    may_note = mandate.state == MandateState.GIVEN and permissions.may_note_outcome.allows(request.user, mandate)
    questions = [row.question for row in rows]
    findings = []
    if may_write and mandate.state == MandateState.DRAFT:
        findings = conditions.ready_to_give(mandate, questions)
    elif may_write and mandate.state == MandateState.GIVEN and met:
        findings = conditions.ready_to_report(mandate, questions)
    context = {
        "mandate": mandate,
        "rows": rows,
        "color": mandates.COLORS[MandateState(mandate.state)],
        "may_write": may_write,
        "may_note": may_note and met,
        "met": met,
        "findings": findings,
        "unseen": may_write and mandate.state != MandateState.REPORTED and not offices.reaches_somebody(mandate),
        "through": _through(mandate),
        "crumbs": [*crumbs_to(mandate.membership.organisation), _mandates_crumb()],
    }
    return render(request, "memberships/mandate_detail.html", context)


@require_http_methods(FORM)
def mandate_create(request: HttpRequest, pk: int) -> HttpResponse:
    membership = membership_or_404(request, pk)
    permissions.may_write_mandate.require(request.user, membership)
    lead = _("Skriv först mötet och vem som företräder staden. Därefter lägger du till frågorna, en i taget.")
    page = FormPage(_("Skriv mandat"), _("Spara mandatet"), crumbs_to(membership.organisation), lead)

    def save(data: dict[str, Any]) -> str:
        data.pop("version")
        return actions.draft_mandate(membership=membership, by=request.user, **data).get_absolute_url()

    return answer(request, MandateForm(request.POST or None), page, save)


@require_http_methods(FORM)
def mandate_edit(request: HttpRequest, pk: int) -> HttpResponse:
    mandate = _own_mandate(request, pk)
    page = FormPage(_("Ändra mandatet"), _("Spara mandatet"), _crumbs(mandate))

    def save(data: dict[str, Any]) -> str:
        version = data.pop("version")
        actions.change_mandate(mandate=mandate, version=version or mandate.version, by=request.user, **data)
        return mandate.get_absolute_url()

    return answer(request, MandateForm(request.POST or None, mandate=mandate), page, save)


@require_http_methods(FORM)
def question_add(request: HttpRequest, pk: int) -> HttpResponse:
    mandate = _own_mandate(request, pk)
    form = QuestionForm(request.POST or None, person=request.user, membership_pk=mandate.membership_id)
    page = FormPage(_("Lägg till fråga"), _("Lägg till frågan"), _crumbs(mandate))

    def save(data: dict[str, Any]) -> str:
        actions.add_question(mandate=mandate, by=request.user, **data)
        return mandate.get_absolute_url()

    return answer(request, form, page, save)


@require_http_methods(FORM)
def question_edit(request: HttpRequest, pk: int) -> HttpResponse:
    question = _own_question(request, pk)
    mandate = question.mandate
    form = QuestionForm(
        request.POST or None, person=request.user, membership_pk=mandate.membership_id, question=question
    )
    page = FormPage(_("Ändra frågan"), _("Spara frågan"), _crumbs(mandate))

    def save(data: dict[str, Any]) -> str:
        actions.change_question(question=question, by=request.user, **data)
        return mandate.get_absolute_url()

    return answer(request, form, page, save)


@require_POST
def question_remove(request: HttpRequest, pk: int) -> HttpResponse:
    question = _own_question(request, pk)
    mandate = question.mandate
    actions.remove_question(question=question, by=request.user)
    messages.success(request, _("Frågan är borttagen: %(title)s.") % {"title": question.title})
    return redirect(mandate)


@require_POST
def mandate_give(request: HttpRequest, pk: int) -> HttpResponse:
    mandate = _own_mandate(request, pk)
    actions.give_mandate(mandate=mandate, by=request.user)
    messages.success(request, _("Mandatet är givet. Den som företräder staden ser det på sin startsida."))
    return redirect(mandate)


@require_POST
def mandate_recall(request: HttpRequest, pk: int) -> HttpResponse:
    mandate = _own_mandate(request, pk)
    actions.recall_mandate(mandate=mandate, by=request.user)
    messages.success(request, _("Mandatet är tillbaka som utkast."))
    return redirect(mandate)


@require_http_methods(FORM)
def mandate_outcome(request: HttpRequest, pk: int) -> HttpResponse:
    mandate = mandate_or_404(request, pk)
    permissions.may_note_outcome.require(request.user, mandate)
    lead = _("Noteras under eller efter mötet. Du kan komma tillbaka och fylla på tills mandatet är återrapporterat.")
    page = FormPage(_("Så gick det"), _("Spara utfallet"), _crumbs(mandate), lead)
    form = OutcomeForm(request.POST or None, mandate=mandate, questions=mandates.questions_of(mandate))

    def save(data: dict[str, Any]) -> str:
        actions.note_outcomes(mandate=mandate, outcomes=form.outcomes(), came_of_it=data["came_of_it"], by=request.user)
        messages.success(request, _("Utfallet är sparat."))
        return mandate.get_absolute_url()

    return answer(request, form, page, save)


@require_POST
def mandate_report(request: HttpRequest, pk: int) -> HttpResponse:
    """Make the report of the meeting, and go on to complete it and send it in."""
    mandate = _own_mandate(request, pk)
    mandate = actions.report_mandate(mandate=mandate, by=request.user)
    messages.success(request, _("Mandatet är återrapporterat. Fyll i det som saknas och skicka in rapporten."))
    return redirect("engagements:activity_edit", mandate.activity_id)


def mandate_or_404(request: HttpRequest, pk: int) -> VotingMandate:
    mandate = mandates.visible_mandate(request.user, pk)
    if mandate is None:
        raise Http404
    return mandate


def _own_mandate(request: HttpRequest, pk: int) -> VotingMandate:
    mandate = mandate_or_404(request, pk)
    permissions.may_write_mandate.require(request.user, mandate.membership)
    return mandate


def _own_question(request: HttpRequest, pk: int) -> MandateQuestion:
    question = mandates.visible_question(request.user, pk)
    if question is None:
        raise Http404
    permissions.may_write_mandate.require(request.user, question.mandate.membership)
    return question


def _through(mandate: VotingMandate) -> str:
    """The membership it is held through, unless that is hidden."""
    other = mandate.membership.through
    return "" if other is None or other.engagement.is_confidential else other.organisation.name


def _mandates_crumb() -> Crumb:
    return Crumb(_("Mandat"), reverse("memberships:mandate_list"))


def _crumbs(mandate: VotingMandate) -> list[Crumb]:
    return [organisations_crumb(), _mandates_crumb(), Crumb(mandate.meeting, mandate.get_absolute_url())]
