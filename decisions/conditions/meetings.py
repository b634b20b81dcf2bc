"""Whether a meeting may be planned, changed, called or cancelled now."""

from __future__ import annotations

import datetime
from collections import Counter
from collections.abc import Sequence

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from core.rules import Finding, condition
from decisions.calling import elected
from decisions.enums import CaseState, ItemState, MeetingState
from decisions.law import notice_days
from decisions.models import CaseStep, Meeting
from governance.enums import BodyKind
from governance.models import Body

COUNCIL_NOTICE = "KL 5:13, 5:15"


def day_in_words(day: datetime.date) -> str:
    return date_format(day, "l j F Y")


@condition
def ready_to_plan(body: Body, days: Sequence[datetime.datetime], public: bool | None = None) -> list[Finding]:
    """Days to come, none of them twice, none on which the body already meets; the council in public (KL 5:42)."""
    if not days:
        return [Finding("meeting.no-days", _("Ange minst en dag."))]
    wanted = Counter(timezone.localdate(moment) for moment in days)
    taken = days_taken(body, min(wanted), max(wanted))
    findings = []
    for day in sorted(wanted):
        words = {"day": day_in_words(day), "body": body}
        if wanted[day] > 1:
            findings.append(Finding("meeting.day-twice", _("%(day)s står två gånger.") % words))
        if day in taken:
            findings.append(Finding("meeting.already-planned", _("%(body)s sammanträder redan %(day)s.") % words))
        if day < timezone.localdate():
            findings.append(Finding("meeting.day-gone", _("%(day)s har redan varit.") % words))
    return findings + _closed_council(body, public)


@condition
def ready_to_change(meeting: Meeting, starts_at: datetime.datetime, public: bool | None = None) -> list[Finding]:
    """The changed meeting as it would be; a called council meeting keeps its week's notice (KL 5:13, 5:15)."""
    if meeting.state not in {MeetingState.PLANNED, MeetingState.CALLED}:
        return [Finding("meeting.held", _("Sammanträdet har öppnats eller ställts in och kan inte ändras."))]
    day = timezone.localdate(starts_at)
    findings = _closed_council(meeting.body, public)
    if day == meeting.held_on:
        return findings
    words = {"day": day_in_words(day), "body": meeting.body}
    if day in days_taken(meeting.body, day, day):
        findings.append(Finding("meeting.already-planned", _("%(body)s sammanträder redan %(day)s.") % words))
    if day < timezone.localdate():
        findings.append(Finding("meeting.day-gone", _("%(day)s har redan varit.") % words))
    elif meeting.state == MeetingState.CALLED:
        findings += late_call(meeting.body, day)
    return findings


@condition
def ready_to_call(meeting: Meeting) -> list[Finding]:
    """Time, place and matters (KL 5:15), a week before for the council (KL 5:13), somebody to call. A short notice of a
    committee, and a tabled matter left out (KL 5:51), are remarked on and pass."""
    if meeting.state != MeetingState.PLANNED:
        return [Finding("meeting.not-planned", _("Sammanträdet är redan kallat, hållet eller inställt."))]
    findings = []
    if meeting.starts_at < timezone.now():
        findings.append(Finding("meeting.day-gone", _("Tiden för sammanträdet har redan varit.")))
    if not meeting.place.strip():
        message = _("Ange plats: kallelsen ska säga var ni sammanträder.")
        findings.append(Finding("meeting.place-missing", message, clause="KL 5:13, 5:15"))
    if not meeting.items.exclude(state=ItemState.STRUCK).exists():
        message = _("Dagordningen är tom: kallelsen ska säga vilka ärenden som ska behandlas.")
        findings.append(Finding("meeting.agenda-empty", message, clause="KL 5:13, 5:15"))
    if not elected(meeting.body, meeting.held_on):
        message = _("Ingen är förordnad i %(body)s den dagen, så det finns ingen att kalla.") % {"body": meeting.body}
        findings.append(Finding("meeting.nobody-to-call", message))
    return findings + late_call(meeting.body, meeting.held_on) + tabled_left_out(meeting)


@condition
def ready_to_cancel(meeting: Meeting, reason: str) -> list[Finding]:
    if not reason.strip():
        return [Finding("meeting.reason-missing", _("Skriv varför sammanträdet ställs in."))]
    return []


def late_call(body: Body, day: datetime.date) -> list[Finding]:
    """Blocks for the council; for other bodies a remark, since the law leaves their notice to themselves."""
    if notice_days.called_in_time(day, timezone.localdate()):
        return []
    words = {"last": day_in_words(notice_days.call_by(day))}
    if body.kind == BodyKind.COUNCIL:
        message = _("Fullmäktige ska kallas och tillkännages minst en vecka före sammanträdet, alltså senast %(last)s.")
        return [Finding("meeting.called-too-late", message % words, clause=COUNCIL_NOTICE)]
    message = _("Det är mindre än en vecka till sammanträdet. Kontrollera vad reglementet säger om kallelse.")
    return [Finding("meeting.called-late", message, blocks=False)]


def tabled_left_out(meeting: Meeting) -> list[Finding]:
    """A tabled matter is dealt with at the next meeting unless the body says otherwise (KL 5:51)."""
    tabled = CaseStep.objects.filter(body=meeting.body_id, state="active", case__state=CaseState.TABLED)
    left_out = tabled.exclude(agenda_items__meeting=meeting).count()
    if not left_out:
        return []
    message = _("%(number)s bordlagt ärende saknas på dagordningen.")
    if left_out > 1:
        message = _("%(number)s bordlagda ärenden saknas på dagordningen.")
    return [Finding("meeting.tabled-left-out", message % {"number": left_out}, clause="KL 5:51", blocks=False)]


def _closed_council(body: Body, public: bool | None) -> list[Finding]:
    if body.kind == BodyKind.COUNCIL and public is False:
        return [Finding("meeting.council-public", _("Fullmäktiges sammanträden är offentliga."), clause="KL 5:42")]
    return []


def days_taken(body: Body, first: datetime.date, last: datetime.date) -> set[datetime.date]:
    zone = timezone.get_current_timezone()
    start = datetime.datetime.combine(first, datetime.time.min, zone)
    end = datetime.datetime.combine(last + datetime.timedelta(days=1), datetime.time.min, zone)
    rows = Meeting.objects.filter(body=body, starts_at__gte=start, starts_at__lt=end)
    moments = rows.exclude(state=MeetingState.CANCELLED).values_list("starts_at", flat=True)
    return {timezone.localdate(moment) for moment in moments}
