"""Whether a decision may be taken on delegation, or by the chair alone, and reported (KL 6:37-40, 7:5-8, FL 31)."""

from __future__ import annotations

import datetime
from collections.abc import Sequence

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from core.rules import Finding, condition
from decisions import delegating, routing
from decisions.conditions.cases import on_an_agenda, wrong_day
from decisions.conditions.delegation import not_a_committee
from decisions.delegating import Taken
from decisions.enums import CaseState, ItemKind, ItemState, MeetingState
from decisions.models import AgendaItem, CaseStep, Decision, DelegatedDecision, DelegationRule, Meeting
from governance import matter_names
from governance.enums import Function
from governance.models import Body, Person
from governance.powers import powers_of

COUNTED = frozenset({MeetingState.PLANNED, MeetingState.CALLED, MeetingState.OPEN})


@condition
def ready_to_decide_on_delegation(
    rule: DelegationRule, step: CaseStep | None, taken: Taken, by: Person
) -> list[Finding]:
    """Within the rule's matter, amount and days, held by who decides already that day, with the facts of FL 31."""
    body = rule.order.body
    findings = _within_the_rule(rule, step, taken, by)
    if step is not None:
        findings += _steps_turn(step, body, taken.decided_on)
    return findings + _the_five_facts(taken) + _no_conflict(taken, by, body)


@condition
def ready_to_decide_urgently(body: Body, step: CaseStep | None, taken: Taken, by: Person) -> list[Finding]:
    """A committee's own decision that cannot wait, with why (KL 6:39)."""
    findings = not_a_committee(body)
    if not taken.why_urgent:
        message = _("Skriv varför beslutet inte kunde vänta till nästa sammanträde.")
        findings.append(Finding("delegated.why-missing", message, clause="KL 6:39"))
    if step is None and taken.decided_on > timezone.localdate():
        findings.append(_not_come())
    if not powers_of(by, taken.decided_on).in_body(Function.CHAIR, body.pk):
        message = _("Du var inte ordförande i %(body)s den dagen.") % {"body": body}
        findings.append(Finding("delegation.not-holder-that-day", message, clause="KL 6:39"))
    if step is not None:
        findings += _steps_turn(step, body, taken.decided_on)
    return findings + _the_five_facts(taken) + _no_conflict(taken, by, body)


@condition
def ready_to_report(rows: Sequence[DelegatedDecision], meeting: Meeting | None) -> list[Finding]:
    """There is something to report and a meeting to come to report it at (KL 6:40)."""
    findings = []
    if not rows:
        findings.append(Finding("delegated.nothing-to-report", _("Alla delegationsbeslut är redan anmälda.")))
    if meeting is None:
        message = _("Det finns inget kommande sammanträde att anmäla besluten vid. Planera ett först.")
        findings.append(Finding("delegated.no-meeting", message, clause="KL 6:40"))
    return findings


@condition
def ready_to_report_under(delegated: DelegatedDecision, item: AgendaItem) -> list[Finding]:
    """An item of the body's own, not yet treated; what has been reported is not reported again."""
    findings = []
    if item.meeting.body_id != delegated.body_id or item.kind != ItemKind.REPORT:
        message = _("Beslutet anmäls under en punkt för anmälan i %(body)s.") % {"body": delegated.body}
        findings.append(Finding("delegated.wrong-item", message, clause="KL 6:40"))
    if item.state != ItemState.WAITING or item.meeting.state not in COUNTED:
        message = _("Punkten är redan behandlad eller struken.")
        findings.append(Finding("agenda.item-settled", message))
    standing = delegated.reported_at
    if standing is not None and standing.state == ItemState.BINDING and standing.outcome != "dropped":
        findings.append(Finding("delegated.reported-already", _("Beslutet är redan anmält."), clause="KL 6:40"))
    return findings


def _within_the_rule(rule: DelegationRule, step: CaseStep | None, taken: Taken, by: Person) -> list[Finding]:
    findings = []
    wanted = rule.matter
    if (step.case.matter if step else "") != wanted:
        if step is None:
            message = _("Delegation %(number)s gäller ärendetypen %(matter)s. Besluta från ärendets sida.")
        else:
            message = _("Delegation %(number)s gäller inte den här sortens ärende.")
        words = {"number": rule.number, "matter": matter_names.name_of(wanted) if wanted else ""}
        findings.append(Finding("delegation.other-matter", message % words, clause="KL 6:37, 7:5"))
    if not rule.in_force_on(taken.decided_on):
        message = _("Delegation %(number)s gäller inte %(day)s.")
        words = {"number": rule.number, "day": _day(taken.decided_on)}
        findings.append(Finding("delegation.outside-its-period", message % words, clause="KL 6:37"))
    elif not delegating.holds(powers_of(by, taken.decided_on), by, rule):
        message = _("Du hade inte det uppdrag som delegationen är given till den dagen.")
        findings.append(Finding("delegation.not-holder-that-day", message, clause="KL 6:37, 7:5"))
    if step is None and taken.decided_on > timezone.localdate():
        findings.append(_not_come())
    return findings + _within_the_amount(rule, taken)


def _within_the_amount(rule: DelegationRule, taken: Taken) -> list[Finding]:
    limit = rule.limit_amount
    if limit is None:
        return []
    if taken.amount is None:
        message = _("Ange belopp: delegationen gäller upp till %(limit)s kronor.")
    elif taken.amount > limit:
        message = _("Beloppet är högre än delegationen tillåter, %(limit)s kronor. Då beslutar %(body)s.")
    else:
        return []
    words = {"limit": f"{limit:,}".replace(",", "\u00a0"), "body": rule.order.body}
    code = "delegation.amount-missing" if taken.amount is None else "delegation.over-the-limit"
    return [Finding(code, message % words, clause="KL 6:37, 7:5")]


def _steps_turn(step: CaseStep, body: Body, decided_on: datetime.date) -> list[Finding]:
    """The case must be before this body, put forward, and be settled by its decision."""
    if step.body_id != body.pk:
        message = _("Ärendet ligger inte hos %(body)s nu.") % {"body": body}
        return [Finding("decision.not-this-body", message, clause="KL 6:37")]
    if step.case.state == CaseState.PREPARING:
        message = _("Ärendet bereds ännu och är inte framlagt.")
        return [Finding("decision.not-put-forward", message, clause="KL 5:26–28")]
    findings = on_an_agenda(step)
    if step.role not in routing.BINDING or not routing.is_last_binding(step):
        message = _("%(body)s lämnar ett förslag här och avgör inte ärendet. Det kan ingen göra ensam.")
        findings.append(Finding("delegation.not-final", message % {"body": body}, clause="KL 6:38 p. 2"))
    latest = Decision.objects.filter(step=step, round=step.case.round).order_by("-decided_on").first()
    return findings + wrong_day(step, decided_on, latest.decided_on if latest else None)


def _the_five_facts(taken: Taken) -> list[Finding]:
    missing = {
        "title": _("Skriv vad beslutet gäller."),
        "text": _("Skriv vad du beslutade."),
        "presenter": _("Ange vem som var föredragande."),
        "present_without_deciding": _("Ange vilka som deltog utan att besluta, eller skriv Ingen."),
    }
    findings = [
        Finding(f"decision.{name.replace('_', '-')}-missing", message, clause="FL 31 §")
        for name, message in missing.items()
        if not getattr(taken, name)
    ]
    if taken.outcome not in delegating.OUTCOMES:
        findings.append(Finding("decision.outcome-missing", _("Välj utfall."), clause="FL 31 §"))
    return findings


def _no_conflict(taken: Taken, by: Person, body: Body) -> list[Finding]:
    if taken.unbiased:
        return []
    message = _("Den som är jävig får inte besluta. Lämna ärendet till %(body)s.") % {"body": body}
    return [Finding("delegated.conflicted", message, clause=delegating.conflict_clause(by.powers, body))]


def _not_come() -> Finding:
    return Finding("decision.day-not-come", _("Beslutsdatumet har inte varit ännu."), clause="FL 31 §")


def _day(day: datetime.date) -> str:
    return date_format(day, "j F Y")
