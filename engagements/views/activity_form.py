"""Reporting an activity: one page that saves as one goes."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from core.rules import Conflict, Finding, NotPermitted, Refused
from documents.uploads import UploadRefused
from engagements import actions, conditions, permissions
from engagements.actions.drafts import EDITABLE
from engagements.forms import ActivityForm, AttendanceFormSet
from engagements.models import Activity, Engagement
from engagements.selectors import activities as selectors
from engagements.views.lookup import activity_or_404, number_in
from governance.models import Unit
from governance.selectors import policy_in_force

PREFIX = "deltagare"
form_page = require_http_methods(["GET", "HEAD", "POST"])


@form_page
def activity_report(request: HttpRequest) -> HttpResponse:
    """A new report. A page that has saved itself already goes on with the same draft."""
    units = selectors.units_to_report_for(request.user)
    if not units:
        message = _("Du rapporterar för den enhet där du är kontaktperson, chef eller handläggare.")
        raise NotPermitted(Finding("activity.not-your-unit", message))
    return _page(request, None, units)


@form_page
def activity_edit(request: HttpRequest, pk: int) -> HttpResponse:
    activity = activity_or_404(request, pk)
    refusal = permissions.may_edit_activity(request.user, activity)
    if refusal:
        raise NotPermitted(refusal)
    if activity.state not in EDITABLE:
        raise Refused([Finding("activity.sent", _("Aktiviteten är redan inskickad och ändras inte här."))])
    units = selectors.units_to_report_for(request.user)
    if activity.unit not in units:
        units.append(activity.unit)
    return _page(request, activity, units)


@require_POST
def activity_autosave(request: HttpRequest, pk: int | None = None) -> HttpResponse:
    """What the page sends while one types: saved if it can be, told in a word if not."""
    activity = activity_or_404(request, pk) if pk else None
    units = selectors.units_to_report_for(request.user)
    form, rows = _forms(request, activity, units, None)
    if not (form.is_valid() and rows.is_valid()):
        return JsonResponse({"saved": False}, status=422)
    try:
        saved = _save(request, activity, form, rows)
    except (Refused, Conflict) as reason:
        return JsonResponse({"saved": False, "why": str(reason)}, status=409)
    return JsonResponse({"saved": True, "activity": saved.pk, "version": saved.version})


def _page(request: HttpRequest, activity: Activity | None, units: list[Unit]) -> HttpResponse:
    parts = selectors.parts_of_report(activity) if activity else None
    form, rows = _forms(request, activity, units, parts)
    findings: list[Finding] = []
    status = 200
    if request.method == "POST":
        status = 422
        if form.is_valid() and rows.is_valid():
            try:
                return _save_and_go_on(request, activity, form, rows)
            except Refused as refused:
                findings, status = refused.findings, 409
            except UploadRefused as reason:
                form.add_error("file", str(reason))
    elif activity is not None:
        findings = conditions.ready_to_submit(activity, policy_in_force())
    context = {
        "form": form,
        "rows": rows,
        "activity": activity,
        "findings": findings,
        "one_unit": units[0] if len(units) == 1 else None,
        "forums": selectors.forums_of(_engagement(request, activity)),
        "attachments": parts.attachments if parts else [],
    }
    return render(request, "engagements/activity_form.html", context, status=status)


def _save_and_go_on(request: HttpRequest, activity: Activity | None, form: ActivityForm, rows: Any) -> HttpResponse:
    """Save, and send in when asked to. A report that may not be sent is still saved as the draft it is."""
    saved = _save(request, activity, form, rows)
    if form.cleaned_data.get("file"):
        actions.add_attachment(activity=saved, file=form.cleaned_data["file"], by=request.user)
    if "submit" not in request.POST:
        messages.success(request, _("Utkastet är sparat."))
        return redirect("engagements:activity_edit", saved.pk)
    try:
        sent = actions.submit(activity=saved, by=request.user)
    except Refused as refused:
        if activity is None:
            messages.warning(request, _("Rapporten är sparad som utkast men inte inskickad. Se vad som saknas nedan."))
            return redirect("engagements:activity_edit", saved.pk)
        raise refused
    messages.success(request, _("Tack! Aktiviteten är inskickad: %(state)s.") % {"state": sent.get_state_display()})
    return redirect(sent)


def _save(request: HttpRequest, activity: Activity | None, form: ActivityForm, rows: Any) -> Activity:
    data = form.cleaned_data
    return actions.save_draft(
        by=request.user,
        activity=activity,
        engagement=data["engagement"],
        unit=data["unit"],
        version=data.get("version"),
        draft_key=data.get("draft_key"),
        aims=data["aims"],
        attendances=rows.rows,
        **form.values,
    )


def _forms(
    request: HttpRequest, activity: Activity | None, units: list[Unit], parts: selectors.ReportParts | None
) -> tuple[ActivityForm, Any]:
    chosen, choices = _engagement(request, activity), selectors.form_choices()
    form = ActivityForm(
        request.POST or None,
        request.FILES or None,
        initial=_initial(activity, parts, chosen, units),
        units=Unit.objects.filter(pk__in=[unit.pk for unit in units]),
        engagements=selectors.engagements_to_report_on(request.user),
        offered=selectors.offered_engagements(request.user, chosen.pk if chosen else None),
        choices=choices,
    )
    rows = AttendanceFormSet(
        request.POST or None,
        prefix=PREFIX,
        initial=parts.attendances if parts else None,
        form_kwargs={"bodies": choices["bodies"]},
    )
    return form, rows


def _engagement(request: HttpRequest, activity: Activity | None) -> Engagement | None:
    if activity is not None:
        return activity.engagement
    pk = number_in(request.POST.get("engagement") or request.GET.get("engagemang"))
    return selectors.engagements_to_report_on(request.user).filter(pk=pk).first() if pk else None


def _initial(
    activity: Activity | None, parts: selectors.ReportParts | None, chosen: Engagement | None, units: list[Unit]
) -> dict[str, Any]:
    if activity is None:
        return {
            "draft_key": uuid4(),
            "unit": units[0].pk if units else None,
            "engagement": chosen.pk if chosen else None,
        }
    names = [name for name in ActivityForm.base_fields if hasattr(activity, name) and name != "aims"]
    plain = {name: getattr(activity, name) for name in names}
    return plain | {
        "unit": activity.unit_id,
        "engagement": activity.engagement_id,
        "country": activity.country_id,
        "aims": parts.aims if parts else [],
    }
