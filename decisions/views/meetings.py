"""Meetings: found, planned, read, changed, called and cancelled."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from core.rules import Finding, NotPermitted, Refused, blocking, warnings
from core.words import asked_words
from decisions import selectors
from decisions.actions import meetings as actions
from decisions.enums import MeetingState
from decisions.forms.meetings import CancelForm, ChangeForm, ChosenDaysForm, PlanForm, YearForm
from decisions.models import Meeting
from decisions.permissions.meetings import may_arrange
from decisions.presenting import meetings as presenting
from decisions.selectors import meetings as found
from decisions.selectors.papers import agenda_of
from decisions.views.cases import count_label, query_without_page
from governance.enums import BodyKind

page = require_http_methods(["GET", "HEAD", "POST"])


@require_safe
def meeting_list(request: HttpRequest) -> HttpResponse:
    words = asked_words(request)
    listed = found.meetings(request.user, request.GET.dict(), words)
    chosen = {name: request.GET.get(name, "") for name in ("body", "when")}
    context = {
        "page": listed,
        "page_query": query_without_page(request),
        "counted": count_label(listed),
        "chosen": chosen,
        "words": words,
        "filtered": bool(words) or any(chosen.values()),
        "bodies": selectors.bodies(),
        "may_plan": bool(found.recorded_bodies(request.user)),
    }
    return render(request, "decisions/meeting_list.html", context)


@require_safe
def meeting_detail(request: HttpRequest, pk: int) -> HttpResponse:
    meeting = found.meeting_for(request.user, pk)
    findings = presenting.findings_of(meeting, request.user)
    called = found.called_to(meeting)
    lines = agenda_of(meeting, request.user)
    context = {
        "meeting": meeting,
        "color": found.STATE_COLORS[MeetingState(meeting.state)],
        "lines": lines,
        "called": called,
        "minutes": found.minutes_of(meeting, request.user),
        "will_be_called": meeting.state == MeetingState.PLANNED,
        "buttons": presenting.buttons(meeting, request.user, findings),
        "findings": findings,
        "history": presenting.happened(found.history_of(meeting), lines),
    }
    return render(request, "decisions/meeting_detail.html", context)


@page
def meeting_plan(request: HttpRequest) -> HttpResponse:
    bodies = _own_bodies(request)
    first = {"body": request.GET.get("organ", "")}
    form = PlanForm(request.POST if request.method == "POST" else None, bodies=bodies, initial=first)
    context: dict[str, Any] = {"form": form, "bodies": bodies}
    if request.method == "POST" and form.is_valid():
        try:
            meeting = actions.plan_meeting(by=request.user, **form.facts())
        except Refused as refusal:
            context["findings"] = refusal.findings
            return render(request, "decisions/meeting_plan.html", context, status=409)
        messages.success(request, _("Sammanträdet är planerat. Bygg dagordningen när du vill."))
        return redirect(meeting)
    return render(request, "decisions/meeting_plan.html", context, status=422 if form.is_bound else 200)


@page
def meeting_plan_year(request: HttpRequest) -> HttpResponse:
    """A rule or a pasted list becomes a list of days to tick; nothing is saved before the list has been seen."""
    bodies = _own_bodies(request)
    if request.method == "POST" and "confirm" in request.POST:
        return _save_year(request, bodies)
    form = YearForm(request.POST if request.method == "POST" else None, bodies=bodies, initial=_next_year())
    context: dict[str, Any] = {"form": form, "bodies": bodies}
    if request.method == "POST" and "change" not in request.POST and form.is_valid():
        body = form.cleaned_data["body"]
        context |= {"proposed": presenting.proposed(body, form.cleaned_data["days"]), "body": body}
        context["sent"] = [(name, value) for name, values in _sent(request) for value in values]
        return render(request, "decisions/meeting_plan_year_review.html", context)
    status = 422 if form.is_bound and "change" not in request.POST else 200
    return render(request, "decisions/meeting_plan_year.html", context, status=status)


def _save_year(request: HttpRequest, bodies: list[Any]) -> HttpResponse:
    form = ChosenDaysForm(request.POST, bodies=bodies)
    if not form.is_valid():
        raise Refused([Finding("meeting.no-body", _("Välj ett organ som du planerar för."))])
    body, place = form.cleaned_data["body"], form.cleaned_data["place"]
    try:
        planned = actions.plan_year(body=body, days=form.days(), place=place, by=request.user)
    except Refused as refusal:
        context = {"findings": refusal.findings, "proposed": presenting.proposed(body, form.days())}
        context |= {"body": body, "sent": [(name, value) for name, values in _sent(request) for value in values]}
        return render(request, "decisions/meeting_plan_year_review.html", context, status=409)
    messages.success(request, _("%(number)s sammanträden är planerade.") % {"number": len(planned)})
    return redirect(f"/sammantraden/?body={body.pk}")


@page
def meeting_change(request: HttpRequest, pk: int) -> HttpResponse:
    meeting = _arranged(request, pk)
    start = timezone.localtime(meeting.starts_at)
    initial = {"version": meeting.version, "day": start.date(), "clock": start.time(), "place": meeting.place}
    initial |= {"public": meeting.public, "note": meeting.note}
    form = ChangeForm(
        request.POST if request.method == "POST" else None,
        initial=initial,
        always_public=meeting.body.kind == BodyKind.COUNCIL,
    )
    context: dict[str, Any] = {"meeting": meeting, "form": form}
    if request.method == "POST" and form.is_valid():
        try:
            version = form.cleaned_data["version"]
            actions.change_meeting(meeting=meeting, version=version, by=request.user, **form.facts())
        except Refused as refusal:
            context["findings"] = refusal.findings
            return render(request, "decisions/meeting_change.html", context, status=409)
        messages.success(request, _("Ändringen är sparad."))
        return redirect(meeting)
    return render(request, "decisions/meeting_change.html", context, status=422 if form.is_bound else 200)


@page
def meeting_call(request: HttpRequest, pk: int) -> HttpResponse:
    """A last look at what will be sent to whom, and at everything remarked on, before the notice goes."""
    meeting = _arranged(request, pk)
    status = 200
    if request.method == "POST":
        try:
            actions.call_meeting(meeting=meeting, by=request.user)
        except Refused:
            status = 409
        else:
            messages.success(request, _("Kallelsen är skickad."))
            return redirect(meeting)
    findings = presenting.findings_of(meeting, request.user)
    context = {
        "meeting": meeting,
        "lines": agenda_of(meeting, request.user),
        "called": found.called_to(meeting),
        "blocked": blocking(findings),
        "remarks": warnings(findings),
        "council": meeting.body.kind == BodyKind.COUNCIL,
    }
    return render(request, "decisions/meeting_call.html", context, status=status)


@page
def meeting_cancel(request: HttpRequest, pk: int) -> HttpResponse:
    meeting = _arranged(request, pk)
    form = CancelForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        actions.cancel_meeting(meeting=meeting, reason=form.cleaned_data["reason"], by=request.user)
        messages.success(request, _("Sammanträdet är inställt och de som var kallade får veta det."))
        return redirect(meeting)
    status = 422 if form.is_bound else 200
    return render(request, "decisions/meeting_cancel.html", {"meeting": meeting, "form": form}, status=status)


def _arranged(request: HttpRequest, pk: int) -> Meeting:
    """The meeting, for those who arrange it."""
    meeting = found.meeting_for(request.user, pk)
    finding = may_arrange(request.user, meeting)
    if finding is not None:
        raise NotPermitted(finding)
    return meeting


def _own_bodies(request: HttpRequest) -> list[Any]:
    bodies = found.bodies_recorded_by(request.user)
    if not bodies:
        message = _("Sammanträden planeras av organens nämndsekreterare. Du har inget sådant uppdrag i dag.")
        raise NotPermitted(Finding("meeting.no-appointment", message))
    return bodies


def _next_year() -> dict[str, Any]:
    """The year that is usually planned: the next one from the summer on, else the rest of this one."""
    today = timezone.localdate()
    if today.month > 6:
        return {"starts_on": today.replace(year=today.year + 1, month=1, day=1), "ends_on": _end(today.year + 1)}
    return {"starts_on": today, "ends_on": _end(today.year)}


def _end(year: int) -> Any:
    return timezone.localdate().replace(year=year, month=12, day=31)


def _sent(request: HttpRequest) -> list[tuple[str, list[str]]]:
    """What was filled in, to be sent along while the days are looked at."""
    left_out = {"csrfmiddlewaretoken", "confirm", "change", "day"}
    return [(name, values) for name, values in request.POST.lists() if name not in left_out]
