"""Whether it may happen now."""

from __future__ import annotations

import datetime
from typing import Any

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from core.rules import Finding, condition
from decisions import matters, routing
from decisions.enums import OUTSIDE_A_MEETING, CaseState, EffectState, Outcome
from decisions.models import Case, CaseStep, Decision
from decisions.selectors.recording import agenda_holding
from governance import rulebook
from governance.enums import StepRole
from governance.models import Policy, Route, Unit

SURVEY = "decision.survey-of-outside-world"
MOTIVE = "decision.motive-for-deviation"


@condition
def ready_to_open(
    matter: str, policy: Policy | None, route: Route | None, engagement: Any, unit: Unit
) -> list[Finding]:
    """A policy in force must have a route for the matter (GBG-08), and only one case at a time may run in it."""
    if policy is None:
        return [Finding("decision.no-policy", _("Ingen policy är i kraft. En administratör behöver läsa in en."))]
    if route is None or not matters.is_known(matter):
        message = _("Policyn i kraft anger ingen beslutsväg för den här sortens ärende.")
        return [Finding("decision.no-route", message, clause=str(policy))]
    findings = []
    takers = [(step, routing.taken_by(step, unit)) for step in route.steps.select_related("body", "unit")]
    if not any(step.role in routing.BINDING for step, _taker in takers):
        findings.append(
            Finding("decision.no-route", _("Beslutsvägen har inget beslutande organ."), clause=route.clause)
        )
    if any(taker["body"] is None and taker["unit"] is None for _step, taker in takers):
        message = _("%(unit)s lyder inte under något organ, så det är oklart vem som beslutar.") % {"unit": unit}
        findings.append(Finding("decision.no-body", message, clause=route.clause))
    open_steps = [step for step in route.steps.all() if not step.body_id and not step.unit_id]
    if engagement is not None and open_steps and unit.pk != engagement.responsible_unit_id:
        message = _("Ärendet hör till %(unit)s, som svarar för engagemanget, och beslutas inom dess område.") % {
            "unit": engagement.responsible_unit
        }
        findings.append(Finding("decision.not-own-field", message, clause=route.clause))
    return findings + _not_twice(matter, engagement)


@condition
def ready_to_put_forward(case: Case) -> list[Finding]:
    """The texts a body needs, the survey where policy asks for it (NKP-11), and what the matter itself asks for."""
    if case.state != CaseState.PREPARING:
        return [Finding("decision.not-preparing", _("Ärendet är redan framlagt."))]
    wanted = [
        ("decision.title-missing", case.title, _("Skriv en rubrik för ärendet.")),
        (
            "decision.background-missing",
            case.background,
            _("Beskriv bakgrunden, så att organet vet vad det beslutar om."),
        ),
        ("decision.proposal-missing", case.proposed_decision, _("Skriv ett förslag till beslut.")),
    ]
    findings = [Finding(code, message, clause="KL 5:26–28") for code, text, message in wanted if not text.strip()]
    if not case.survey.strip() and matters.matter_of(case).asks_survey:
        message = _("Gör en omvärldskartläggning: vad har andra kommit fram till, och vad händer omkring frågan?")
        findings += rulebook.judge(case.policy, SURVEY, message, unit=case.unit)
    return findings + list(matters.matter_of(case).in_order(case))


@condition
def ready_to_propose(step: CaseStep, text: str) -> list[Finding]:
    findings = _put_forward(step) + on_an_agenda(step)
    if step.role in routing.BINDING:
        message = _("%(body)s beslutar i det här steget och lämnar inget förslag.") % {"body": step.body}
        findings.append(Finding("decision.decides-here", message, clause=step.clause))
    if step.role == StepRole.REFER:
        message = _("%(whose)s yttrar sig genom en remiss. Steget är klart när remissen har sammanställts.")
        said = message % {"whose": step.body or step.unit}
        findings.append(Finding("decision.answered-by-referral", said, clause=step.clause))
    if not text.strip():
        findings.append(Finding("decision.text-missing", _("Skriv vad som föreslås.")))
    return findings


@condition
def ready_to_decide(step: CaseStep, outcome: str, decided_on: datetime.date, facts: dict[str, str]) -> list[Finding]:
    """The five facts of FL 31 (date, content, who decided, who presented, who took part without deciding), a day that
    has been, and an outcome the step allows. A body that only proposes may still return or table the case."""
    findings = _put_forward(step) + on_an_agenda(step)
    if step.role not in routing.BINDING and (
        outcome not in {Outcome.RETURNED, Outcome.TABLED} or step.role not in {StepRole.PROPOSE, StepRole.PREPARE}
    ):
        message = _("%(body)s lämnar förslag i det här steget. Beslutet fattas senare.") % {
            "body": step.body or step.unit
        }
        findings.append(Finding("decision.proposes-only", message, clause=step.clause))
    if outcome not in OUTSIDE_A_MEETING:
        findings.append(Finding("decision.outcome-missing", _("Välj utfall."), clause="FL 31 §"))
    missing = {
        "paragraph": _("Ange paragraf i protokollet."),
        "text": _("Skriv vad som beslutades."),
        "presenter": _("Ange vem som var föredragande."),
        "present_without_deciding": _("Ange vilka som deltog utan att besluta, eller skriv Ingen."),
    }
    findings += [
        Finding(f"decision.{name.replace('_', '-')}-missing", message, clause="FL 31 §")
        for name, message in missing.items()
        if not facts[name].strip()
    ]
    latest = Decision.objects.filter(step=step, round=step.case.round).order_by("-decided_on").first()
    return findings + wrong_day(step, decided_on, latest.decided_on if latest else None)


@condition
def ready_to_withdraw(case: Case, reason: str) -> list[Finding]:
    if not reason.strip():
        return [Finding("decision.reason-missing", _("Skriv varför ärendet återkallas."))]
    return []


def _not_twice(matter: str, engagement: Any) -> list[Finding]:
    if engagement is None:
        return []
    same = Case.objects.filter(engagement=engagement, matter=matter)
    if same.running().exists():
        return [Finding("decision.already-running", _("Det pågår redan ett sådant ärende för engagemanget."))]
    waiting = same.filter(effect__state=EffectState.WAITING).values_list("effect__due_on", flat=True).first()
    if waiting is None:
        return []
    message = _("Det är redan beslutat och träder i kraft %(day)s.") % {"day": date_format(waiting, "j F Y")}
    return [Finding("decision.already-decided", message)]


def needs_motive(case: Case) -> bool:
    return rulebook.level_of(case.policy, MOTIVE)[0] != "off"


def _put_forward(step: CaseStep) -> list[Finding]:
    if step.case.state == CaseState.PREPARING:
        return [
            Finding("decision.not-put-forward", _("Ärendet bereds ännu och är inte framlagt."), clause="KL 5:26–28")
        ]
    return []


def on_an_agenda(step: CaseStep) -> list[Finding]:
    """What stands on the agenda of a meeting is decided there."""
    meeting = agenda_holding(step)
    if meeting is None:
        return []
    message = _("Ärendet står på dagordningen för %(body)s %(day)s och beslutas i det sammanträdet.") % {
        "body": meeting.body,
        "day": date_format(meeting.held_on, "j F Y"),
    }
    return [Finding("decision.on-an-agenda", message, clause=step.clause)]


def wrong_day(step: CaseStep, decided_on: datetime.date, latest: datetime.date | None) -> list[Finding]:
    """A day that has come, not before the case came to the body nor before the body's `latest` treatment of it."""
    if decided_on > timezone.localdate():
        return [Finding("decision.day-not-come", _("Beslutsdatumet har inte varit ännu."), clause="FL 31 §")]
    if step.activated_at and decided_on < timezone.localdate(step.activated_at):
        message = _("Beslutsdatumet ligger före den dag ärendet kom till organet.")
        return [Finding("decision.day-before-put-forward", message, clause="FL 31 §")]
    if latest and decided_on < latest:
        return [Finding("decision.day-before-last", _("Beslutsdatumet ligger före den förra behandlingen."))]
    return []
