"""Changing, assessing, publishing and sharing an engagement, and its resources."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from core.rules import Refused
from engagements import actions, conditions, permissions
from engagements.forms import AssessmentForm, EngagementForm, ResourceForm, ShareForm
from engagements.models import Engagement
from engagements.selectors import engagement_page as selectors
from engagements.selectors.engagement_parts import parts_of
from engagements.views.lookup import engagement_or_404
from governance.models import Person, Unit
from governance.selectors import policy_in_force

form_page = require_http_methods(["GET", "HEAD", "POST"])
VERBS = {"begin": actions.begin, "rest": actions.rest, "end": actions.end, "decline": actions.decline}


def _answer(
    request: HttpRequest, template: str, context: dict[str, Any], save: Callable[[forms.Form], str]
) -> HttpResponse:
    """Show the form, or save and leave; what was typed stays on the page when it is refused."""
    form, status = context["form"], 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            try:
                messages.success(request, save(form))
                return redirect(context["engagement"])
            except Refused as refused:
                context["findings"], status = refused.findings, 409
    return render(request, template, context, status=status)


@form_page
def engagement_edit(request: HttpRequest, pk: int) -> HttpResponse:
    engagement = engagement_or_404(request, pk)
    permissions.may_change_engagement.require(request.user, engagement)
    form = EngagementForm(request.POST or None, engagement=engagement, parts=parts_of(engagement, request.user))

    def save(form: forms.Form) -> str:
        actions.change(engagement=engagement, by=request.user, **form.cleaned_data)
        return _("Ändringarna är sparade.")

    return _answer(request, "engagements/engagement_edit.html", {"engagement": engagement, "form": form}, save)


@form_page
def engagement_assess(request: HttpRequest, pk: int) -> HttpResponse:
    engagement = engagement_or_404(request, pk)
    permissions.may_assess.require(request.user, engagement)
    initial = {
        "version": engagement.version,
        "text": engagement.foreign_policy_assessment,
        "on": engagement.assessed_on or timezone.localdate(),
    }
    form = AssessmentForm(request.POST or None, initial=initial)

    def save(form: forms.Form) -> str:
        actions.assess(engagement=engagement, by=request.user, **form.cleaned_data)
        return _("Bedömningen är sparad.")

    return _answer(request, "engagements/engagement_assess.html", {"engagement": engagement, "form": form}, save)


@require_POST
def engagement_publish(request: HttpRequest, pk: int) -> HttpResponse:
    engagement = engagement_or_404(request, pk)
    if request.POST.get("remove"):
        actions.unpublish(engagement=engagement, by=request.user)
        messages.success(request, _("Engagemanget visas inte längre för allmänheten."))
    else:
        actions.publish(engagement=engagement, by=request.user)
        messages.success(request, _("Engagemanget är publicerat."))
    return redirect(engagement)


@require_POST
def engagement_status(request: HttpRequest, pk: int) -> HttpResponse:
    """By hand, in areas where no decision moves the status."""
    engagement = engagement_or_404(request, pk)
    verb = request.POST.get("verb", "")
    if verb not in selectors.possible(engagement, request.user, policy_in_force()).verbs:
        raise Http404
    VERBS[verb](engagement=engagement, by=request.user)
    messages.success(request, _("Status är ändrad."))
    return redirect(engagement)


@form_page
def engagement_share(request: HttpRequest, pk: int) -> HttpResponse:
    engagement = engagement_or_404(request, pk)
    permissions.may_share.require(request.user, engagement)
    if request.POST.get("revoke"):
        return _revoke(request, engagement)
    context = {
        "engagement": engagement,
        "form": ShareForm(request.POST or None),
        "grants": selectors.grants_of(engagement),
    }

    def save(form: forms.Form) -> str:
        person = form.cleaned_data["person"]
        actions.share(engagement=engagement, person=person, by=request.user)
        return _("%(person)s har nu åtkomst.") % {"person": person}

    return _answer(request, "engagements/engagement_share.html", context, save)


def _revoke(request: HttpRequest, engagement: Engagement) -> HttpResponse:
    number = request.POST["revoke"]
    person = Person.objects.filter(pk=int(number)).first() if number.isdecimal() else None
    if person is None:
        raise Http404
    actions.revoke(engagement=engagement, person=person, by=request.user)
    messages.success(request, _("Åtkomsten är borttagen."))
    return redirect("/" if person == request.user else request.path)


@form_page
def resource_edit(request: HttpRequest, pk: int) -> HttpResponse:
    """The unit's line of a year; a line that is there already is written over, with its history kept."""
    engagement = engagement_or_404(request, pk)
    powers = request.user.powers
    if not powers.own_units:
        permissions.may_record_resources.require(request.user, engagement, engagement.responsible_unit)
    anybodys = powers.coordinates or engagement.responsible_unit_id in powers.own_units
    units = Unit.objects.all() if anybodys else Unit.objects.filter(pk__in=powers.own_units)
    initial = {"unit": min(powers.own_units, default=None), "year": timezone.localdate().year}
    context = {
        "engagement": engagement,
        "form": ResourceForm(request.POST or None, units=units, initial=initial),
        "lines": list(engagement.resources.select_related("unit")),
        "findings": conditions.resources_asked(engagement, policy_in_force()),
    }

    def save(form: forms.Form) -> str:
        actions.record_resource(engagement=engagement, by=request.user, **form.cleaned_data)
        return _("Resurserna är noterade.")

    return _answer(request, "engagements/resource_edit.html", context, save)
