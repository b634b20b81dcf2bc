"""Reading, adjusting and correcting minutes."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from core.rules import NotPermitted, Refused
from core.words import asked_words
from decisions import minutes_shown, selectors, signing
from decisions.actions import adjusting, board
from decisions.actions import minutes as actions
from decisions.conditions.minutes import ready_to_send
from decisions.enums import ItemState, MeetingState, MinutesState
from decisions.forms.minutes import CorrectForm, DraftForm
from decisions.law import clocks
from decisions.models import Minutes
from decisions.permissions.minutes import may_keep_minutes, may_sign
from decisions.selectors import minutes as found
from decisions.views.cases import count_label, query_without_page

page = require_http_methods(["GET", "HEAD", "POST"])


@require_safe
def minutes_list(request: HttpRequest) -> HttpResponse:
    words = asked_words(request)
    rows = found.minutes_list(request.user, request.GET.dict(), words)
    chosen = {name: request.GET.get(name, "") for name in ("body", "state")}
    context = {
        "page": rows,
        "page_query": query_without_page(request),
        "counted": count_label(rows),
        "chosen": chosen,
        "words": words,
        "filtered": bool(words) or any(chosen.values()),
        "bodies": selectors.bodies(),
        "states": MinutesState.choices,
    }
    return render(request, "decisions/minutes_list.html", context)


@require_safe
def minutes_detail(request: HttpRequest, pk: int) -> HttpResponse:
    minutes = found.minutes_for(request.user, pk)
    keeps = may_keep_minutes.allows(request.user, minutes.meeting)
    signatures = minutes_shown.signatures_of(minutes)
    mine = next((row for row in signatures if row.person_id == request.user.pk), None)
    context = _shown(minutes, request) | {
        "signatures": signatures,
        "to_sign": mine is not None and mine.signed_at is None and minutes.state == MinutesState.SENT,
        "keeps": keeps,
        "findings": ready_to_send(minutes) if keeps and minutes.state == MinutesState.DRAFT else [],
        "notice": getattr(minutes, "board_notice", None),
        "late": minutes.state != MinutesState.ADJUSTED and minutes.due_on < timezone.localdate(),
    }
    if minutes.adjusted_at:
        context["announce_by"] = clocks.announce_by(clocks.stockholm_day(minutes.adjusted_at))
        context["announce_late"] = context["announce_by"] < timezone.localdate()
    return render(request, "decisions/minutes_detail.html", context)


@page
def minutes_edit(request: HttpRequest, pk: int) -> HttpResponse:
    minutes = _kept(request, pk)
    if minutes.state != MinutesState.DRAFT:
        messages.info(request, _("Bara ett utkast kan ändras."))
        return redirect(minutes)
    initial = {"version": minutes.version, "kept_at": minutes.kept_at}
    rows = {"items": _items_seen(minutes, request), "added": minutes.content.get("added", {})}
    form = DraftForm(request.POST if request.method == "POST" else None, initial=initial, **rows)
    if request.method == "POST" and form.is_valid():
        facts = {"version": form.cleaned_data["version"], "kept_at": form.cleaned_data["kept_at"]}
        actions.change_draft(minutes=minutes, by=request.user, added=form.added(), **facts)
        messages.success(request, _("Utkastet är sparat."))
        return redirect(minutes)
    context = {"minutes": minutes, "form": form}
    return render(request, "decisions/minutes_edit.html", context, status=422 if form.is_bound else 200)


@require_POST
def minutes_send(request: HttpRequest, pk: int) -> HttpResponse:
    minutes = actions.send_for_adjustment(minutes=_kept(request, pk), by=request.user)
    messages.success(request, _("Protokollet är skickat. De som ska justera har fått ett meddelande."))
    return redirect(minutes)


@require_POST
def minutes_take_back(request: HttpRequest, pk: int) -> HttpResponse:
    minutes = actions.take_back(minutes=_kept(request, pk), by=request.user)
    messages.success(request, _("Protokollet är ett utkast igen. Alla som ska justera får det på nytt när du skickar."))
    return redirect(minutes)


@never_cache
@sensitive_post_parameters("password")
@page
def minutes_sign(request: HttpRequest, pk: int) -> HttpResponse:
    """The whole text, and under it the means of signing. The form carries the hash of the text that was read."""
    minutes = found.minutes_for(request.user, pk)
    _allowed(may_sign(request.user, minutes))
    signature = minutes.signatures.get(person=request.user)
    if request.method != "POST" and (signature.signed_at or minutes.state != MinutesState.SENT):
        return redirect(minutes)
    signer = signing.signer()
    context = _shown(minutes, request) | {"signature": signature, "means": signer.template}
    status = 200
    if request.method == "POST":
        try:
            minutes = actions.sign(minutes=minutes, credentials=request.POST.dict(), by=request.user)
        except Refused as refusal:
            context["findings"], status = refusal.findings, 409
        else:
            adjusted = minutes.state == MinutesState.ADJUSTED
            said = _("Protokollet är justerat.") if adjusted else _("Du har justerat. Andra ska också justera.")
            messages.success(request, said)
            return redirect(minutes)
    return render(request, "decisions/minutes_sign.html", context | signer.context(request.user), status=status)


@page
def minutes_correct(request: HttpRequest, pk: int) -> HttpResponse:
    minutes = _kept(request, pk)
    items = [(item["item"], f"§ {item['paragraph']} {item['title']}") for item in _items_seen(minutes, request)]
    form = CorrectForm(request.POST if request.method == "POST" else None, items=items)
    context: dict[str, Any] = {"minutes": minutes, "form": form}
    if request.method == "POST" and form.is_valid():
        texts = {name: form.cleaned_data[name] for name in ("wrong", "right", "reason")}
        item = minutes.items.filter(pk=form.item_pk()).first() if form.item_pk() else None
        try:
            actions.correct(minutes=minutes, item=item, by=request.user, **texts)
        except Refused as refusal:
            context["findings"] = refusal.findings
            return render(request, "decisions/minutes_correct.html", context, status=409)
        messages.success(request, _("Rättelsen står nu bredvid det den rättar."))
        return redirect(minutes)
    return render(request, "decisions/minutes_correct.html", context, status=422 if form.is_bound else 200)


@require_POST
def minutes_announce(request: HttpRequest, pk: int) -> HttpResponse:
    minutes = _kept(request, pk)
    board.announce_minutes(minutes=minutes, by=request.user)
    messages.success(request, _("Justeringen är tillkännagiven på anslagstavlan."))
    return redirect(minutes)


@page
def minutes_at_once(request: HttpRequest, pk: int) -> HttpResponse:
    """Choose which recorded paragraphs are adjusted now, while the meeting goes on."""
    meeting = found.meeting_to_record(request.user, pk)
    _allowed(may_keep_minutes(request.user, meeting))
    rows = meeting.items.filter(paragraph__isnull=False, minutes__isnull=True).exclude(state=ItemState.STRUCK)
    context: dict[str, Any] = {
        "meeting": meeting,
        "items": list(rows.order_by("order")),
        "open": meeting.state == MeetingState.OPEN,
        "chosen": [int(value) for value in request.POST.getlist("item") if value.isdecimal()],
    }
    if request.method == "POST":
        try:
            minutes = adjusting.adjust_at_once(item_ids=context["chosen"], meeting=meeting, by=request.user)
        except Refused as refusal:
            context["findings"] = refusal.findings
            return render(request, "decisions/minutes_at_once.html", context, status=409)
        messages.success(request, _("Paragraferna är beslutade och ute för omedelbar justering."))
        return redirect(minutes)
    return render(request, "decisions/minutes_at_once.html", context)


def _shown(minutes: Minutes, request: HttpRequest) -> dict[str, Any]:
    return {
        "minutes": minutes,
        "shown": found.read(minutes, request.user),
        "color": found.STATE_COLORS[MinutesState(minutes.state)],
    }


def _items_seen(minutes: Minutes, request: HttpRequest) -> list[dict[str, Any]]:
    return [item for item in found.read(minutes, request.user).items if not item["hidden"]]


def _kept(request: HttpRequest, pk: int) -> Minutes:
    """Minutes the person keeps; another who may see them is told why not."""
    minutes = found.minutes_for(request.user, pk)
    _allowed(may_keep_minutes(request.user, minutes.meeting))
    return minutes


def _allowed(finding: Any) -> None:
    if finding is not None:
        raise NotPermitted(finding)
