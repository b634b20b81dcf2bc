"""Whether the decision basis may be changed now."""

from __future__ import annotations

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from core.rules import Finding, condition
from decisions.enums import CaseState, ItemState, MeetingState
from decisions.models import AgendaItem, Case, Decision, Proposal

BEFORE_A_BODY = {CaseState.PUT_FORWARD, CaseState.TABLED}
UNTREATED = (ItemState.WAITING, ItemState.RECORDED)


@condition
def ready_to_take_back(case: Case) -> list[Finding]:
    """Only before a body has treated it in this round and while no meeting is open with it: what a body has taken up it
    decides itself, and sends back itself if it wants another text."""
    if case.state not in BEFORE_A_BODY:
        return [Finding("decision.closed", _("Ärendet är avgjort. Underlaget kan inte ändras."))]
    findings = []
    treated = _treated_by(case)
    if treated:
        message = _("%(body)s har redan behandlat ärendet. Underlaget öppnas igen bara av en återremiss.")
        findings.append(Finding("decision.already-treated", message % {"body": treated}, clause="KL 5:26–28"))
    for item in standing_items(case):
        if item.meeting.state == MeetingState.OPEN:
            message = _("%(body)s sammanträder nu med ärendet på dagordningen. Underlaget kan inte ändras.")
            findings.append(Finding("decision.meeting-open", message % {"body": item.meeting.body}))
    return findings


@condition
def ready_to_change_annexes(case: Case) -> list[Finding]:
    if case.state == CaseState.PREPARING:
        return []
    message = _("Ärendet är framlagt. Ta tillbaka det till beredning innan du ändrar bilagorna.")
    return [Finding("decision.not-preparing", message)]


def standing_items(case: Case) -> list[AgendaItem]:
    """Where the case stands on an agenda and waits, the next meeting first."""
    rows = AgendaItem.objects.filter(step__case=case, state__in=UNTREATED).exclude(
        meeting__state__in=[MeetingState.CLOSED, MeetingState.CANCELLED]
    )
    return list(rows.select_related("meeting__body").order_by("meeting__starts_at", "pk"))


def standing_in_words(case: Case) -> str:
    """ "Kommunstyrelsen 3 december 2026", or nothing when it stands on no agenda."""
    return ", ".join(
        f"{item.meeting.body} {date_format(item.meeting.held_on, 'j F Y')}" for item in standing_items(case)
    )


def _treated_by(case: Case) -> str:
    decided = Decision.objects.filter(case=case, round=case.round).select_related("body").order_by("pk").first()
    if decided is not None:
        return str(decided.body)
    proposed = Proposal.objects.filter(step__case=case, round=case.round, step__body__isnull=False)
    first = proposed.select_related("step__body").order_by("pk").first()
    return str(first.step.body) if first else ""
