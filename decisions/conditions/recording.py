"""Whether a meeting can be opened, recorded and closed."""

from __future__ import annotations

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from core.rules import Finding, condition
from decisions.conditions.items import lacking
from decisions.enums import ItemState, MeetingState, NoticeKind
from decisions.law.notice_days import call_by
from decisions.models import AgendaItem, BoardNotice, Meeting
from decisions.selectors.recording import WITH_A_SEAT, Recorded, appointed, recorded
from governance.enums import BodyKind
from governance.models import Person

__all__ = ["lacking", "of_the_meeting", "ready_to_bind", "ready_to_close", "ready_to_open", "ready_to_record"]


@condition
def ready_to_open(meeting: Meeting, chair: Person) -> list[Finding]:
    """Called, its day has come, the chair has a seat, and the council's was announced in time (KL 5:13)."""
    if meeting.state != MeetingState.CALLED:
        return [Finding("recording.not-called", _not_called(meeting), clause="KL 5:15")]
    findings = []
    if meeting.held_on > timezone.localdate():
        message = _("Sammanträdet är %(day)s och kan öppnas den dagen.") % {
            "day": date_format(meeting.held_on, "j F Y")
        }
        findings.append(Finding("recording.day-not-come", message, clause="FL 31 §"))
    if not appointed(meeting.body, meeting.held_on).get(chair.pk, set()) & set(WITH_A_SEAT):
        message = _("%(person)s är inte ledamot i %(body)s den dagen och kan inte leda sammanträdet.")
        words = {"person": chair, "body": meeting.body}
        findings.append(Finding("recording.chair-without-seat", message % words, clause="KL 5:43"))
    if meeting.body.kind == BodyKind.COUNCIL and not _announced_in_time(meeting):
        message = _("Sammanträdet tillkännagavs inte på anslagstavlan minst en vecka före sammanträdesdagen.")
        findings.append(Finding("recording.not-announced", message, clause="KL 5:13"))
    return findings


@condition
def ready_to_record(item: AgendaItem) -> list[Finding]:
    """The meeting is open and the item not yet binding nor struck."""
    findings = of_an_open_meeting(item.meeting)
    if item.state == ItemState.BINDING:
        message = _("Punkt %(number)s är redan beslutad och ändras inte.") % {"number": item.order}
        findings.append(Finding("recording.binding", message))
    if item.state == ItemState.STRUCK:
        message = _("Punkt %(number)s är struken från dagordningen.") % {"number": item.order}
        findings.append(Finding("recording.struck", message))
    return findings


@condition
def of_an_open_meeting(meeting: Meeting) -> list[Finding]:
    """What happens in the room is written down while the meeting is open."""
    if meeting.state == MeetingState.OPEN:
        return []
    if meeting.state == MeetingState.CLOSED:
        return [Finding("recording.closed", _("Sammanträdet är avslutat och dess anteckningar ändras inte."))]
    return [Finding("recording.not-open", _("Sammanträdet är inte öppnat. Öppna det först."))]


@condition
def ready_to_bind(item: AgendaItem, state: Recorded) -> list[Finding]:
    """What stands in the way of adjusting this item at once: it is recorded, complete, and the roll is called."""
    findings = ready_to_record(item)
    if findings:
        return findings
    return of_the_meeting(state) + _named(item, lacking(state, item))


@condition
def ready_to_close(meeting: Meeting, state: Recorded | None = None) -> list[Finding]:
    """What the meeting and each item lack; the messages name the item by number and title."""
    state = state or recorded(meeting)
    findings = of_an_open_meeting(meeting)
    if findings:
        return findings
    findings += of_the_meeting(state)
    for item in state.items:
        findings += _named(item, lacking(state, item))
    return findings


def of_the_meeting(state: Recorded) -> list[Finding]:
    """Who served (KL 5:66), with a seat or a substitute's place on the day, and who adjusts the minutes (KL 5:69)."""
    serving = [row for row in state.presences if row.attends and row.serving]
    findings = []
    if not serving:
        message = _("Anteckna vilka ledamöter och ersättare som tjänstgör.")
        findings.append(Finding("recording.roll-missing", message, clause="KL 5:66"))
    for row in serving:
        if row.person_id not in state.elected:
            message = _("%(person)s tjänstgör men är varken ledamot eller ersättare i %(body)s den dagen.")
            words = {"person": row.person, "body": state.meeting.body}
            findings.append(Finding("recording.not-elected", message % words, clause="KL 5:66"))
    if not state.adjusters:
        findings.append(Finding("recording.adjusters-missing", _("Utse minst en justerare."), clause="KL 5:69"))
    for person in state.adjusters:
        if person.pk not in {row.person_id for row in serving}:
            message = _("%(person)s tjänstgör inte vid sammanträdet och kan inte justera.") % {"person": person}
            findings.append(Finding("recording.adjuster-not-serving", message, clause="KL 5:69"))
    return findings


def _named(item: AgendaItem, findings: list[Finding]) -> list[Finding]:
    place = _("Punkt %(number)s, %(title)s") % {"number": item.order, "title": item.title}
    return [Finding(each.code, f"{place}: {each.message}", each.clause, each.blocks) for each in findings]


def _not_called(meeting: Meeting) -> str:
    if meeting.state == MeetingState.PLANNED:
        return _("Kallelsen är inte skickad. Kalla till sammanträdet först.")
    return _("Sammanträdet är %(state)s och kan inte öppnas.") % {"state": meeting.get_state_display().lower()}


def _announced_in_time(meeting: Meeting) -> bool:
    posted = BoardNotice.objects.filter(
        meeting=meeting, kind=NoticeKind.COUNCIL_MEETING, posted_at__isnull=False
    ).values_list("posted_at", flat=True)
    last = call_by(meeting.held_on)
    return any(timezone.localdate(moment) <= last for moment in posted)
