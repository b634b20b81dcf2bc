"""The public notice board, those who keep it, and appeals."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from core.rules import NotPermitted, Refused
from core.words import asked_words
from decisions.actions import appealing
from decisions.actions import board as actions
from decisions.conditions.board import ready_to_take_down, stays_until
from decisions.enums import NoticeKind
from decisions.forms.board import AppealEndForm, AppealForm
from decisions.permissions.minutes import may_keep_board
from decisions.selectors import board as found
from decisions.selectors import minutes as found_minutes
from governance.middleware import public

page = require_http_methods(["GET", "HEAD", "POST"])


@public
@require_safe
def board_public(request: HttpRequest) -> HttpResponse:
    """What KL 8:10-11 lets the board hold, and nothing else. For anybody; nothing is asked of who reads."""
    words = asked_words(request)
    notices = found.public_notices(words)
    context = {
        "minutes": notices[NoticeKind.ADJUSTED_MINUTES],
        "meetings": notices[NoticeKind.COUNCIL_MEETING] + notices[NoticeKind.MEETING],
        "delegated": notices[NoticeKind.DELEGATED_DECISION],
        "information": notices[NoticeKind.APPEAL_INFORMATION],
        "words": words,
        "now": timezone.now(),
    }
    return render(request, "decisions/board_public.html", context)


@public
@require_safe
def board_notice(request: HttpRequest, pk: int) -> HttpResponse:
    """One notice, and of adjusted minutes the part that is public."""
    notice, row = found.public_notice(pk)
    minutes = notice.minutes
    context = {
        "row": row,
        "minutes": minutes,
        "shown": found_minutes.read(minutes, None) if minutes else None,
        "delegated": notice.delegated,
    }
    return render(request, "decisions/board_notice.html", context)


@require_safe
def board_list(request: HttpRequest) -> HttpResponse:
    """For those who keep the board: what hangs there, until when, and whether it has been up."""
    bodies = found.recording(request.user)
    today = timezone.localdate()
    words = asked_words(request)
    notices = found.notices_of(bodies, words) if bodies else []
    rows = [
        {
            "notice": notice,
            "until": stays_until(notice),
            "late": bool(notice.posted_at and timezone.localdate(notice.posted_at) > notice.due_on),
            "may_come_down": notice.taken_down_at is None and not ready_to_take_down(notice, today),
        }
        for notice in notices
    ]
    context = {
        "rows": rows,
        "words": words,
        "keeps": bool(bodies),
        "last_check": found.last_check(),
        "clocks": found.clocks_for(request.user),
    }
    return render(request, "decisions/board_list.html", context)


@require_POST
def board_take_down(request: HttpRequest, pk: int) -> HttpResponse:
    actions.take_down(notice=found.notice_for(request.user, pk), by=request.user)
    messages.success(request, _("Anslaget är nedtaget."))
    return redirect("decisions:board_list")


@page
def appeal_record(request: HttpRequest, pk: int) -> HttpResponse:
    decision = found.decision_for(request.user, pk)
    _allowed(may_keep_board(request.user, decision.body))
    initial = {"received_on": timezone.localdate(), "court": _("Förvaltningsrätten")}
    form = AppealForm(request.POST if request.method == "POST" else None, initial=initial)
    context: dict[str, Any] = {"decision": decision, "case": decision.case, "form": form}
    context["force"] = found.legal_force(decision)
    if request.method == "POST" and form.is_valid():
        try:
            appealing.record_appeal(decision=decision, by=request.user, **form.cleaned_data)
        except Refused as refusal:
            context["findings"] = refusal.findings
            return render(request, "decisions/appeal_record.html", context, status=409)
        messages.success(request, _("Överklagandet är registrerat."))
        return redirect(decision.case)
    return render(request, "decisions/appeal_record.html", context, status=422 if form.is_bound else 200)


@page
def appeal_end(request: HttpRequest, pk: int) -> HttpResponse:
    appeal = found.appeal_for(request.user, pk)
    decision = appeal.decision
    _allowed(may_keep_board(request.user, decision.body))
    form = AppealEndForm(request.POST if request.method == "POST" else None)
    context: dict[str, Any] = {"appeal": appeal, "decision": decision, "case": decision.case, "form": form}
    if request.method == "POST" and form.is_valid():
        facts = {"ended_on": form.cleaned_data["ended_on"], "upheld": form.cleaned_data["upheld"] == "yes"}
        try:
            appealing.end_appeal(appeal=appeal, by=request.user, **facts)
        except Refused as refusal:
            context["findings"] = refusal.findings
            return render(request, "decisions/appeal_end.html", context, status=409)
        messages.success(request, _("Överklagandet är avgjort."))
        return redirect(decision.case)
    return render(request, "decisions/appeal_end.html", context, status=422 if form.is_bound else 200)


def _allowed(finding: Any) -> None:
    if finding is not None:
        raise NotPermitted(finding)
