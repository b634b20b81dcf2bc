"""The page where a whole meeting is recorded. Every form posts to an address of its own and comes back to the page.

The page is asked for whole, or with htmx as its working part or the part of one item. An answer to a form is always a
redirect to the page, so that both ways are one; what was refused is shown where it was written, with status 409.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from core.rules import Conflict, NotPermitted, Refused
from decisions.actions import closing
from decisions.actions import recording as actions
from decisions.conditions.recording import ready_to_open
from decisions.enums import MeetingState
from decisions.forms.recording import AdjustersForm, ItemForm, OpenForm, RollSheet, labelled
from decisions.models import Meeting
from decisions.permissions.recording import may_close, may_record
from decisions.presenting.recording import part_of
from decisions.selectors import meetings as found
from decisions.selectors import recording_page as pages

PARTS = ("rost", "avvikande", "jav")
ROLL, ADJUSTERS, CLOSE = "narvaro", "justerare", "avsluta"


@dataclass(frozen=True, slots=True)
class Place:
    """Where on the page: an item and one of its parts, the item that follows `after`, the roll, or the closing."""

    item: int = 0
    part: str = ""
    view: str = ""
    after: int = 0

    @property
    def query(self) -> str:
        if self.view:
            return f"?visa={self.view}"
        if self.after:
            return f"?efter={self.after}"
        return f"?punkt={self.item}" + (f"&del={self.part}" if self.part else "") if self.item else ""


@require_safe
def meeting_record(request: HttpRequest, pk: int) -> HttpResponse:
    meeting = recorded_by(request, pk)
    if meeting.state != MeetingState.OPEN:
        return _not_open(request, meeting)
    part, view = request.GET.get("del", ""), request.GET.get("visa", "")
    place = Place(
        item=_number(request, "punkt"),
        part=part if part in PARTS else "",
        view=view if view in {ROLL, ADJUSTERS, CLOSE} else "",
        after=_number(request, "efter"),
    )
    return show(request, meeting, place)


def _number(request: HttpRequest, name: str) -> int:
    value = request.GET.get(name, "")
    return int(value) if value.isdecimal() and len(value) < 10 else 0


def show(request: HttpRequest, meeting: Meeting, place: Place, *, status: int = 200, **extra: Any) -> HttpResponse:
    """The page, or with htmx its working part, at a place. `extra` holds a form that was refused and why."""
    if meeting.state != MeetingState.OPEN:
        if request.htmx:
            return HttpResponse(headers={"HX-Refresh": "true"})
        return _not_open(request, meeting, status=status)
    page = pages.page_of(meeting, request.user)
    place = _settled(place, page)
    context: dict[str, Any] = {"page": page, "meeting": meeting, "place": place, **extra}
    context["base"] = address(meeting)
    if place.view == ROLL:
        context |= _roll(page, extra)
    elif place.view == ADJUSTERS:
        context["adjusters"] = extra.get("adjusters") or _adjusters(page)
    elif place.view == CLOSE:
        context["ready"] = not page.general and not page.lacking
        context["refusal"] = may_close(request.user, meeting) if page.own(request.user) else None
    else:
        opened = pages.opened(page, place.item, request.user)
        first = pages.first_answers(page, opened.item)
        form = extra.get("form") or ItemForm(item_pk=opened.item.pk, people=opened.people, initial=first)
        form.left_out = opened.left_out
        context |= {"opened": opened, "form": form, "asked": _asked(form, opened)}
        context |= part_of(place.part, opened, page, extra.get("part_form")) if place.part else {}
    if not request.htmx or request.htmx.history_restore_request:
        return render(request, "decisions/meeting_record.html", context, status=status)
    part = request.htmx.target == "record-part" and place.part
    template = context["part_template"] if part else "decisions/meeting_record_work.html"
    answer = render(request, template, context, status=status)
    answer["HX-Replace-Url"] = f"{address(meeting)}{place.query}"
    return answer


def _settled(place: Place, page: pages.Page) -> Place:
    """Where that is: after the last item comes the closing; from the start the roll, then what is not yet recorded."""
    if place.after:
        following = page.after(place.after)
        return Place(item=following.pk) if following else Place(view=CLOSE)
    if place.item or place.view:
        return place
    following = page.next_to_record
    return Place(item=following.pk) if following and page.serving else Place(view=ROLL)


@require_POST
def record_open(request: HttpRequest, pk: int) -> HttpResponse:
    meeting = recorded_by(request, pk)
    if meeting.state == MeetingState.OPEN:
        return back(meeting, Place())
    form = OpenForm(request.POST, people=pages.may_chair(meeting))
    if not form.is_valid():
        return _not_open(request, meeting, form=form, status=422)
    chair = pages.people_of([int(form.cleaned_data["chair"])]).popitem()[1]
    try:
        actions.open_meeting(meeting=meeting, chair=chair, by=request.user)
    except Refused as refusal:
        return _not_open(request, meeting, form=form, findings=refusal.findings, status=409)
    messages.success(request, _("Sammanträdet är öppnat. Anteckna först vilka som är här."))
    return back(meeting, Place(view=ROLL))


@require_POST
def record_roll(request: HttpRequest, pk: int) -> HttpResponse:
    meeting = recorded_by(request, pk)
    page = pages.page_of(meeting, request.user)
    sheet = RollSheet(request.POST, pages.roll_of(page), last=max((line.number for line in page.lines), default=1))
    present = sheet.present()
    refused: dict[str, Any] = {"sheet": sheet, "problems": sheet.problems}
    if sheet.problems:
        return show(request, meeting, Place(view=ROLL), status=422, **refused)
    people = pages.people_of({row[who] for row in present for who in ("person", "in_place_of") if row[who]})
    for row in present:
        row["person"], row["in_place_of"] = people[row["person"]], people.get(row["in_place_of"])
    try:
        actions.call_roll(meeting=meeting, present=present, version=sheet.version, by=request.user)
    except Refused as refusal:
        return show(request, meeting, Place(view=ROLL), status=409, findings=refusal.findings, **refused)
    except Conflict as conflict:
        return show(request, meeting, Place(view=ROLL), status=409, conflict=conflict, **refused)
    messages.success(request, _("Närvaron är sparad."))
    return back(meeting, Place() if page.state.adjusters else Place(view=ADJUSTERS))


@require_POST
def record_adjusters(request: HttpRequest, pk: int) -> HttpResponse:
    meeting = recorded_by(request, pk)
    page = pages.page_of(meeting, request.user)
    form = AdjustersForm(request.POST, people=pages.may_adjust(page), chosen=[])
    if not form.is_valid():
        return show(request, meeting, Place(view=ADJUSTERS), status=422, adjusters=form)
    chosen = pages.people_of(form.cleaned_data["adjuster"]).values()
    try:
        actions.choose_adjusters(meeting=meeting, people=chosen, by=request.user)
    except Refused as refusal:
        return show(request, meeting, Place(view=ADJUSTERS), status=409, findings=refusal.findings)
    messages.success(request, _("Justerarna är sparade."))
    return back(meeting, Place())


@require_POST
def record_item(request: HttpRequest, pk: int, item_pk: int) -> HttpResponse:
    """Save one item, then stay, go to the next or open a part of it. A conflict shows both texts and keeps yours."""
    item = pages.item_to_record(pk, item_pk, request.user)
    meeting = permitted(request, item.meeting)
    asked = [int(value) for value in request.POST.getlist("requesters") if value.isdecimal()]
    people = list(pages.people_of(asked).values()) if asked else []
    form = ItemForm(request.POST, item_pk=item.pk, people=people)
    if not form.is_valid():
        return _again(request, meeting, item.pk, status=422)
    try:
        saved = actions.record_item(item=item, by=request.user, requesters=people, **form.facts())
    except Refused as refusal:
        return _again(request, meeting, item.pk, findings=refusal.findings)
    except Conflict as conflict:
        return _again(request, meeting, item.pk, conflict=conflict)
    messages.success(request, _("Punkt %(number)s är sparad som § %(paragraph)s.") % _numbers(saved))
    part = request.POST.get("part", "")
    if part in PARTS:
        return back(meeting, Place(item=item.pk, part=part))
    return back(meeting, Place(after=item.pk) if "next" in request.POST else Place(item=item.pk))


def _again(request: HttpRequest, meeting: Meeting, item_pk: int, *, status: int = 409, **why: Any) -> HttpResponse:
    """What was written, in a form that knows the version that now stands."""
    page = pages.page_of(meeting, request.user)
    opened = pages.opened(page, item_pk, request.user)
    written = request.POST.copy()
    written["version"] = str(opened.item.version)
    form = ItemForm(written, item_pk=item_pk, people=opened.people)
    return show(request, meeting, Place(item=item_pk), status=status, form=form, **why)


@require_POST
def record_close(request: HttpRequest, pk: int) -> HttpResponse:
    """Bind it all. What is refused meanwhile is listed on the page that is shown before closing."""
    meeting = recorded_by(request, pk)
    try:
        closing.close_meeting(meeting=meeting, by=request.user)
    except Refused:
        return show(request, meeting, Place(view=CLOSE), status=409)
    messages.success(request, _("Sammanträdet är avslutat och protokollet är upprättat."))
    return back(meeting, Place())


def recorded_by(request: HttpRequest, pk: int) -> Meeting:
    """The meeting, for those who record it."""
    return permitted(request, found.meeting_for(request.user, pk))


def permitted(request: HttpRequest, meeting: Meeting) -> Meeting:
    finding = may_record(request.user, meeting)
    if finding is not None:
        raise NotPermitted(finding)
    return meeting


def back(meeting: Meeting, place: Place) -> HttpResponse:
    return redirect(f"{address(meeting)}{place.query}")


def address(meeting: Meeting) -> str:
    return reverse("decisions:meeting_record", args=[meeting.pk])


def _not_open(
    request: HttpRequest, meeting: Meeting, *, form: OpenForm | None = None, status: int = 200, **extra: Any
) -> HttpResponse:
    """Before the meeting is opened, with what stands in the way; after it is closed, with the way to its minutes."""
    context: dict[str, Any] = {"meeting": meeting, **extra}
    if meeting.state == MeetingState.CLOSED:
        context["lines"] = pages.page_of(meeting, request.user).lines
        context["minutes"] = meeting.minutes.order_by("part").first()
        return render(request, "decisions/meeting_record_closed.html", context, status=status)
    people = pages.may_chair(meeting)
    first = {"chair": meeting.chair_id or (people[0].pk if people else "")}
    context["form"] = form or OpenForm(people=people, initial=first)
    if "findings" not in extra and people:
        context["findings"] = ready_to_open(meeting, people[0])
    return render(request, "decisions/meeting_record_open.html", context, status=status)


def _roll(page: pages.Page, extra: dict[str, Any]) -> dict[str, Any]:
    sheet = extra.get("sheet")
    rows = sheet.shown() if sheet else pages.roll_of(page)
    return {"rows": rows, "members": [label for label, _row in labelled(rows)]}


def _adjusters(page: pages.Page) -> AdjustersForm:
    return AdjustersForm(people=pages.may_adjust(page), chosen=[person.pk for person in page.state.adjusters])


def _asked(form: ItemForm, opened: pages.Opened) -> set[int]:
    """Who is ticked as asking for a minority's return."""
    if form.is_bound:
        return {int(value) for value in form.data.getlist("requesters") if value.isdecimal()}
    return {person.pk for person in opened.said.requesters}


def _numbers(item: Any) -> dict[str, Any]:
    return {"number": item.order, "paragraph": item.paragraph}
