"""A case as its page shows it: the route as steps, and what may be done now or why not."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from core import events
from core.rules import Finding, blocking
from decisions import conditions, permissions, routing
from decisions.conditions.cases import on_an_agenda
from decisions.conditions.referrals import ready_to_pass_on
from decisions.enums import CaseState, Outcome, StepState
from decisions.models import Case, CaseStep, Decision
from decisions.permissions.referrals import may_refer
from decisions.referring import OPINION
from governance.enums import StepRole
from governance.models import Person, Route

SHOWN_AS = {
    StepState.DONE: "done",
    StepState.ACTIVE: "current",
    StepState.WAITING: "waiting",
    StepState.RETURNED: "returned",
    StepState.CANCELLED: "cancelled",
}


@dataclass(frozen=True, slots=True)
class ShownStep:
    title: str
    body: str
    who: str
    clause: str
    date: str
    state: str


@dataclass(frozen=True, slots=True)
class Button:
    """Something to do with the case. `why` says what stands in the way, and then it cannot be pressed; without a label
    only the reason is shown."""

    label: str
    url: str
    variant: str = "primary"
    why: Finding | None = None
    more: int = 0


@dataclass(frozen=True, slots=True)
class Happened:
    at: Any
    what: str
    note: str
    who: str


def day(value: Any) -> str:
    return date_format(value, "j F Y") if value else ""


def shown_steps(case: Case, decisions: list[Decision]) -> list[ShownStep]:
    """The route as it stands, each step with its body, who did it, its clause, its date and outcome."""
    latest = {decision.step_id: decision for decision in reversed(decisions) if decision.round == case.round}
    return [_shown(step, latest.get(step.pk)) for step in routing.steps_of(case)]


def _shown(step: CaseStep, decision: Decision | None) -> ShownStep:
    who = ""
    if decision:
        who = f"{decision.get_outcome_display()}, {decision.place}"
    elif step.state == StepState.DONE and step.done_by:
        who = str(step.done_by)
    if decision and step.state != StepState.ACTIVE:
        date = day(decision.decided_on)
    elif step.state == StepState.DONE:
        date = day(timezone.localdate(step.done_at)) if step.done_at else ""
    elif step.state == StepState.ACTIVE and step.due_on:
        late = step.due_on < timezone.localdate()
        words = _("Skulle varit klart %(day)s") if late else _("Senast %(day)s")
        date = words % {"day": day(step.due_on)}
    elif step.state == StepState.WAITING and step.days:
        date = _("%(number)s dagar") % {"number": step.days}
    else:
        date = ""
    return ShownStep(
        title=step.get_role_display(),
        body=str(step.body or step.unit or ""),
        who=who,
        clause=step.clause,
        date=date,
        state=SHOWN_AS[StepState(step.state)],
    )


def steps_to_come(route: Route, unit: Any) -> list[ShownStep]:
    """The route a case would take if it were opened now."""
    shown = []
    for step in route.steps.all():
        taker = routing.taken_by(step, unit)
        days = _("%(number)s dagar") % {"number": step.days} if step.days else ""
        name = str(taker["body"] or taker["unit"] or "")
        shown.append(ShownStep(step.get_role_display(), name, "", step.clause or route.clause, days, "waiting"))
    return shown


def buttons(case: Case, person: Person, findings: list[Finding]) -> list[Button]:
    """What can be done with the case now, by this person, first the most likely."""
    step = routing.active_step(case)
    offered: list[Button] = []
    if case.state == CaseState.PREPARING:
        offered += _while_preparing(case, person, findings)
    elif case.state in {CaseState.PUT_FORWARD, CaseState.TABLED} and step is not None:
        offered += _before_a_body(case, step, person)
        if _untreated(case) and permissions.may_prepare.allows(person, case):
            offered.append(Button(_("Ändra underlaget"), _url("case_prepare", case), "tertiary"))
    if case.state in {CaseState.PREPARING, CaseState.PUT_FORWARD, CaseState.TABLED} and permissions.may_withdraw.allows(
        person, case
    ):
        offered.append(Button(_("Återkalla ärendet"), _url("case_withdraw", case), "tertiary"))
    return offered


def _while_preparing(case: Case, person: Person, findings: list[Finding]) -> list[Button]:
    if not permissions.may_prepare.allows(person, case):
        return []
    refer = Button(_("Skicka på remiss"), _url("referral_create", case), "secondary")
    in_the_way = blocking(findings)
    not_allowed = permissions.may_put_forward(person, case)
    why = not_allowed or (in_the_way[0] if in_the_way else None)
    label = _("Granska och lägg fram")
    forward = Button(label, _url("case_put_forward", case), "primary", why, max(len(in_the_way) - 1, 0))
    prepare = Button(_("Bered ärendet"), _url("case_prepare", case), "primary" if why else "secondary")
    two = [prepare, forward] if why else [forward, prepare]
    return two if case.matter == OPINION else [*two, refer]


def _before_a_body(case: Case, step: CaseStep, person: Person) -> list[Button]:
    if step.role in routing.BINDING:
        why = permissions.may_record_decision(person, step)
        label = _("Registrera beslut i %(body)s") % {"body": step.body}
        if why and not person.powers.registers:
            return [Button("", "", why=_lies_with(step))]
        return [Button(label, _url("case_decide", case), "primary", why or _on_an_agenda(step))]
    if step.role == StepRole.REFER:
        return _on_referral(case, step, person)
    why = permissions.may_propose(person, step)
    label = _("Registrera förslag från %(whose)s") % {"whose": step.body or step.unit}
    if why and not person.powers.registers:
        return [Button("", "", why=_lies_with(step))]
    why = why or _on_an_agenda(step)
    offered = [Button(label, _url("case_propose", case), "primary", why)]
    if step.body_id and why is None:
        offered.append(Button(_("Återremittera eller bordlägg"), _url("case_decide", case), "secondary"))
    return offered


def _on_an_agenda(step: CaseStep) -> Finding | None:
    """What stands on an agenda is decided in that meeting, not here."""
    return next(iter(on_an_agenda(step)), None)


def _on_referral(case: Case, step: CaseStep, person: Person) -> list[Button]:
    """The step is done by summing up a referral; the page shows how that one stands."""
    if not may_refer.allows(person, case):
        return [Button("", "", why=_lies_with(step))]
    return [Button(_("Skicka på remiss"), _url("referral_create", case))]


def passes_on(case: Case, person: Person) -> bool:
    """The step of referral can be finished with opinions that are summed up already."""
    step = routing.active_step(case)
    if step is None or step.role != StepRole.REFER or case.state == CaseState.PREPARING:
        return False
    return may_refer.allows(person, case) and not ready_to_pass_on(case, step)


def _untreated(case: Case) -> bool:
    """No body has done its step in this round, as far as the steps tell; the page itself asks again."""
    if case.state != CaseState.PUT_FORWARD:
        return False
    return not any(step.body_id and step.state == StepState.DONE for step in routing.steps_of(case))


def _lies_with(step: CaseStep) -> Finding:
    """For those who record nothing: where the case is, without a button they would never press."""
    message = _("Ärendet ligger hos %(whose)s.") % {"whose": step.body or step.unit}
    return Finding("decision.not-this-body", message, clause=step.clause)


def _url(name: str, case: Case) -> str:
    return reverse(f"decisions:{name}", args=[case.pk])


def findings_of(case: Case) -> list[Finding]:
    return conditions.ready_to_put_forward(case) if case.state == CaseState.PREPARING else []


def happened(rows: list[Any]) -> list[Happened]:
    """The case's events in words."""
    return [Happened(row.at, events.label(row.happening), _note(row), row.actor_name or _("Klockan")) for row in rows]


def _note(row: Any) -> str:
    detail = json.loads(row.payload).get("detail", {})
    if "outcome" in detail:
        outcome = dict(Outcome.choices).get(detail["outcome"], detail["outcome"])
        return f"{detail.get('body', '')}: {outcome}, § {detail.get('paragraph', '')}"
    if "before" in detail:
        return _("Till %(whose)s") % {"whose": detail["before"]}
    return str(detail.get("reason") or detail.get("by") or "")
