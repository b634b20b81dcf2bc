"""A meeting as its page shows it: what may be done now, or why not, and the days proposed for a year."""

from __future__ import annotations

import datetime
import json
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from core import events
from core.models import Event
from core.rules import Finding, blocking
from decisions import permissions
from decisions.conditions.meetings import days_taken, ready_to_call
from decisions.enums import Happening, MeetingState
from decisions.law import notice_days
from decisions.models import Meeting
from decisions.presenting.cases import Button, Happened
from decisions.selectors.papers import Line
from governance.models import Body, Person


@dataclass(frozen=True, slots=True)
class Proposed:
    """One day proposed for a year; `why` says what speaks against it, `possible` whether it can be chosen."""

    moment: datetime.datetime
    value: str
    why: str
    possible: bool
    chosen: bool


def findings_of(meeting: Meeting, person: Person) -> list[Finding]:
    """What stands in the way of the notice, for those who send it."""
    if meeting.state != MeetingState.PLANNED or not permissions.records_for(person, meeting.body_id):
        return []
    return ready_to_call(meeting)


def buttons(meeting: Meeting, person: Person, findings: list[Finding]) -> list[Button]:
    """What can be done with the meeting now, by this person, first the most likely."""
    arranges = permissions.records_for(person, meeting.body_id)
    papers = Button(_("Läs handlingarna"), _url("meeting_papers", meeting), "secondary")
    if not arranges:
        return [] if meeting.state == MeetingState.CANCELLED else [Button(papers.label, papers.url)]
    agenda = Button(_("Bygg dagordningen"), _url("agenda_edit", meeting), "primary")
    change = Button(_("Ändra tid eller plats"), _url("meeting_change", meeting), "secondary")
    cancel = Button(_("Ställ in sammanträdet"), _url("meeting_cancel", meeting), "tertiary")
    if meeting.state == MeetingState.PLANNED:
        in_the_way = blocking(findings)
        why = in_the_way[0] if in_the_way else None
        call = Button(_("Granska och kalla"), _url("meeting_call", meeting), "secondary" if why else "primary", why)
        if not why:
            agenda = Button(agenda.label, agenda.url, "secondary")
        return [call, agenda, papers, change, cancel] if not why else [agenda, call, papers, change, cancel]
    record = Button(_("Öppna och protokollför"), _url("meeting_record", meeting))
    if meeting.state == MeetingState.CALLED:
        today = meeting.held_on <= timezone.localdate()
        record = Button(record.label, record.url, "primary" if today else "secondary")
        more = [papers, Button(_("Ändra dagordningen"), agenda.url, "secondary"), change, cancel]
        return [record, *more] if today else [*more[:2], record, *more[2:]]
    if meeting.state == MeetingState.OPEN:
        record = Button(_("Protokollför"), record.url)
        return [record, papers, Button(_("Lägg till på dagordningen"), agenda.url, "secondary")]
    return [papers] if meeting.state == MeetingState.CLOSED else []


def proposed(body: Body, days: Sequence[datetime.datetime]) -> list[Proposed]:
    """The days in order. Those that cannot be are not ticked and say why; a holiday can be ticked all the same."""
    if not days:
        return []
    dates = Counter(timezone.localdate(moment) for moment in days)
    taken = days_taken(body, min(dates), max(dates))
    seen: set[datetime.date] = set()
    shown = []
    for moment in sorted(days):
        day = timezone.localdate(moment)
        why, possible = "", True
        if day in seen:
            why, possible = _("Samma dag en gång till"), False
        elif day in taken:
            why, possible = _("Redan planerat"), False
        elif day < timezone.localdate():
            why, possible = _("Har redan varit"), False
        elif notice_days.is_free(day):
            why = _("Helg eller helgdag")
        seen.add(day)
        value = timezone.localtime(moment).strftime("%Y-%m-%dT%H:%M")
        shown.append(Proposed(timezone.localtime(moment), value, why, possible, possible and not why))
    return shown


def happened(rows: Sequence[Event], lines: Sequence[Line]) -> list[Happened]:
    """The meeting's events in words, those about an item with its title as this reader sees it."""
    titles = {line.pk: line.title for line in lines}
    return [
        Happened(row.at, events.label(row.happening), _note(row, titles), row.actor_name or _("Klockan"))
        for row in rows
    ]


def _note(row: Event, titles: dict[int, str]) -> str:
    detail = json.loads(row.payload).get("detail", {})
    if "item" in detail:
        return titles.get(detail["item"], "")
    if row.happening == Happening.MEETING_CHANGED:
        names = [str(Meeting._meta.get_field(name).verbose_name) for name in detail.get("changed", [])]
        return ", ".join(names).capitalize()
    if row.happening == Happening.MEETING_CALLED:
        return _("%(number)s kallade") % {"number": detail.get("called", 0)}
    return str(detail.get("reason", ""))


def _url(name: str, meeting: Meeting) -> str:
    return reverse(f"decisions:{name}", args=[meeting.pk])
