"""The agenda: built, ordered and changed. Each button is a form, so all of it works without JavaScript."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from core.rules import Conflict, NotPermitted, Refused
from decisions.actions import agenda as actions
from decisions.agenda_titles import usual_titles
from decisions.conditions.agenda import UNSETTLED, announced_too_late
from decisions.enums import ItemKind
from decisions.forms.meetings import ChangeItemForm, ItemForm
from decisions.models import Meeting
from decisions.permissions.meetings import may_arrange
from decisions.selectors import meetings as found
from decisions.selectors.papers import agenda_of

page = require_http_methods(["GET", "HEAD", "POST"])


@page
def agenda_edit(request: HttpRequest, pk: int) -> HttpResponse:
    """The agenda with its tools, the cases whose turn it is, and a form for other items (which posts here)."""
    meeting = _arranged(request, pk)
    form = ItemForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        item = actions.add_item(meeting=meeting, by=request.user, **form.facts())
        return _back(meeting, item.pk)
    lines = agenda_of(meeting, request.user)
    formalities = {line.title for line in lines if line.kind == ItemKind.FORMALITY}
    context: dict[str, Any] = {
        "meeting": meeting,
        "lines": lines,
        "offered": found.offered(meeting, request.user),
        "late": announced_too_late(meeting, False),
        "too_late": announced_too_late(meeting, True),
        "form": form,
        "may_order": meeting.state in UNSETTLED,
        "called": meeting.state != "planned",
        "usual": [title for title in usual_titles() if title not in formalities],
    }
    return render(request, "decisions/agenda_edit.html", context, status=422 if form.is_bound else 200)


@require_POST
def agenda_add_case(request: HttpRequest, pk: int) -> HttpResponse:
    meeting = _arranged(request, pk)
    wanted = request.POST.get("step", "")
    step = found.step_to_take_up(request.user, int(wanted) if wanted.isdecimal() else 0)
    item = actions.add_case(meeting=meeting, step=step, urgent="urgent" in request.POST, by=request.user)
    messages.success(request, _("”%(title)s” står nu på dagordningen.") % {"title": item.title})
    return _back(meeting, item.pk)


@require_POST
def agenda_add_usual(request: HttpRequest, pk: int) -> HttpResponse:
    meeting = _arranged(request, pk)
    actions.add_usual(meeting=meeting, by=request.user)
    return _back(meeting)


@require_POST
def agenda_order(request: HttpRequest, pk: int) -> HttpResponse:
    """Either the whole order, from dragging, or one item a step up or down, from its button."""
    meeting = _arranged(request, pk)
    version = request.POST.get("version", "")
    if not version.isdecimal():
        raise Conflict(_("Ladda om sidan och ordna punkterna igen."))
    now = [line.pk for line in agenda_of(meeting, request.user)]
    moved, order = _moved(request.POST.get("move", ""), now) or (0, _whole(request.POST.get("order", "")))
    actions.reorder(meeting=meeting, order=order, version=int(version), by=request.user)
    if not moved:
        return _back(meeting)
    number = order.index(moved) + 1
    messages.success(request, _("Punkten är nu nummer %(number)s.") % {"number": number})
    # The same button again, so that a key pressed twice moves two steps; at the end it cannot be pressed.
    way = {1: "ned", len(order): "upp"}.get(number, request.POST["move"].partition(":")[2])
    return redirect(f"{reverse('decisions:agenda_edit', args=[meeting.pk])}#{way}-{moved}")


def _moved(wanted: str, order: list[int]) -> tuple[int, list[int]] | None:
    """`12:upp` moves item 12 one step up in the order; None when that is not what was asked."""
    number, _colon, way = wanted.partition(":")
    if not number.isdecimal() or int(number) not in order or way not in {"upp", "ned"}:
        return None
    item = int(number)
    place = order.index(item)
    rest = [pk for pk in order if pk != item]
    rest.insert(max(place + (-1 if way == "upp" else 1), 0), item)
    return item, rest


def _whole(text: str) -> list[int]:
    return [int(part) for part in text.split(",") if part.strip().isdecimal()]


@page
def item_change(request: HttpRequest, pk: int, item_pk: int) -> HttpResponse:
    _arranged(request, pk)
    item = found.item_for(request.user, pk, item_pk)
    initial = {"version": item.version, "title": item.title, "note": item.note, "closed_doors": item.closed_doors}
    form = ChangeItemForm(request.POST if request.method == "POST" else None, initial=initial)
    context: dict[str, Any] = {"meeting": item.meeting, "item": item, "form": form}
    if request.method == "POST" and form.is_valid():
        try:
            actions.change_item(item=item, version=form.cleaned_data["version"], by=request.user, **form.facts())
        except Refused as refusal:
            context["findings"] = refusal.findings
            return render(request, "decisions/item_change.html", context, status=409)
        messages.success(request, _("Punkten är ändrad."))
        return _back(item.meeting, item.pk)
    return render(request, "decisions/item_change.html", context, status=422 if form.is_bound else 200)


@require_POST
def item_strike(request: HttpRequest, pk: int, item_pk: int) -> HttpResponse:
    meeting = _arranged(request, pk)
    item = found.item_for(request.user, pk, item_pk)
    title = item.title
    struck = actions.strike(item=item, by=request.user)
    text = _("”%(title)s” är struken.") if struck else _("”%(title)s” är borttagen från dagordningen.")
    messages.success(request, text % {"title": title})
    return _back(meeting, item_pk if struck else None)


@require_POST
def item_restore(request: HttpRequest, pk: int, item_pk: int) -> HttpResponse:
    meeting = _arranged(request, pk)
    actions.restore(item=found.item_for(request.user, pk, item_pk), by=request.user)
    messages.success(request, _("Punkten är återförd till dagordningen."))
    return _back(meeting, item_pk)


def _arranged(request: HttpRequest, pk: int) -> Meeting:
    meeting = found.meeting_for(request.user, pk)
    finding = may_arrange(request.user, meeting)
    if finding is not None:
        raise NotPermitted(finding)
    return meeting


def _back(meeting: Meeting, item_pk: int | None = None) -> HttpResponse:
    """To the agenda, at the item that was changed."""
    where = f"#punkt-{item_pk}" if item_pk else ""
    return redirect(f"{reverse('decisions:agenda_edit', args=[meeting.pk])}{where}")
