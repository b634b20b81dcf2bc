"""Whether minutes may be sent, adjusted and corrected now."""

from __future__ import annotations

from collections.abc import Sequence

from django.utils.translation import gettext as _

from core.rules import Finding, condition
from decisions.enums import ItemState, MeetingState, MinutesState
from decisions.models import AgendaItem, Meeting, Minutes


@condition
def ready_to_send(minutes: Minutes) -> list[Finding]:
    """The meeting is closed (or the part is adjusted at once), and there is a chair and an adjuster to ask."""
    meeting = minutes.meeting
    findings = _somebody_to_ask(meeting)
    if not minutes.immediate and meeting.state != MeetingState.CLOSED:
        findings.append(Finding("minutes.meeting-not-closed", _("Sammanträdet är inte avslutat än."), clause="KL 5:69"))
    if not minutes.kept_at.strip():
        message = _("Ange var protokollet kommer att finnas tillgängligt. Det ska stå i tillkännagivandet.")
        findings.append(Finding("minutes.kept-where", message, clause="KL 8:12"))
    return findings


@condition
def ready_to_adjust_at_once(meeting: Meeting, items: Sequence[AgendaItem]) -> list[Finding]:
    """Only while the meeting goes on, only items that are recorded and not in minutes already (KL 5:69)."""
    findings = _somebody_to_ask(meeting)
    if meeting.state != MeetingState.OPEN:
        message = _("Omedelbar justering görs medan sammanträdet pågår.")
        findings.append(Finding("minutes.meeting-not-open", message, clause="KL 5:69"))
    if not items:
        findings.append(Finding("minutes.nothing-chosen", _("Välj minst en paragraf att justera genast.")))
    for item in items:
        if item.state == ItemState.WAITING or item.paragraph is None:
            message = _("Punkt %(order)s är inte antecknad än.") % {"order": item.order}
            findings.append(Finding("minutes.item-not-recorded", message, clause="KL 5:67"))
        elif item.minutes.exists():
            message = _("§ %(paragraph)s ingår redan i ett protokoll.") % {"paragraph": item.paragraph}
            findings.append(Finding("minutes.item-taken", message))
    return findings


@condition
def ready_to_correct(minutes: Minutes, item: AgendaItem | None, texts: dict[str, str]) -> list[Finding]:
    """Only adjusted minutes are corrected, and the correction says what is wrong, what is right and why (FL 36)."""
    findings = []
    if minutes.state != MinutesState.ADJUSTED:
        message = _("Protokollet är inte justerat än. Ta tillbaka det och ändra i utkastet i stället.")
        findings.append(Finding("minutes.not-adjusted", message))
    if item is not None and not minutes.items.filter(pk=item.pk).exists():
        findings.append(Finding("minutes.item-elsewhere", _("Paragrafen hör inte till det här protokollet.")))
    missing = {
        "wrong": _("Skriv det som står fel i protokollet."),
        "right": _("Skriv det som ska stå."),
        "reason": _("Skriv varför det rättas."),
    }
    findings += [
        Finding(f"minutes.{name}-missing", message, clause="FL 36 §")
        for name, message in missing.items()
        if not texts[name].strip()
    ]
    return findings


def _somebody_to_ask(meeting: Meeting) -> list[Finding]:
    findings = []
    if meeting.chair_id is None:
        message = _("Sammanträdet har ingen ordförande som kan justera.")
        findings.append(Finding("minutes.no-chair", message, clause="KL 5:65"))
    if not set(meeting.adjusters.values_list("pk", flat=True)) - {meeting.chair_id}:
        message = _("Välj minst en justerare vid sidan av ordföranden.")
        findings.append(Finding("minutes.no-adjuster", message, clause="KL 5:69"))
    return findings
