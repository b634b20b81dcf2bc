"""Who may open, prepare, put forward, propose, record and withdraw. Computed from the appointments in force today."""

from __future__ import annotations

from django.utils.translation import gettext as _

from core.rules import Finding, permission
from decisions import routing
from decisions.enums import StepState
from decisions.models import Case, CaseStep
from engagements.models import Engagement
from governance.enums import Function
from governance.models import Body, Person, Unit

ANSWERS_FOR_A_UNIT = (Function.DIRECTOR, Function.COORDINATOR)


@permission
def may_open(by: Person, unit: Unit) -> Finding | None:
    """The coordinating unit, or somebody of the unit that brings the matter; a contact person may bring it (SMF-05)."""
    if by.powers.coordinates or unit.pk in by.powers.own_units:
        return None
    message = _("Ett ärende öppnas av den samordnande enheten eller av någon på %(unit)s.") % {"unit": unit}
    return Finding("decision.may-not-open", message)


@permission
def may_see_engagement(by: Person, engagement: Engagement) -> Finding | None:
    if Engagement.objects.visible_to(by).filter(pk=engagement.pk).exists():
        return None
    return Finding("decision.may-not-open", _("Du har inte åtkomst till engagemanget."))


@permission
def may_prepare(by: Person, case: Case) -> Finding | None:
    """The case's unit, the unit whose turn it is to prepare, and the coordinating unit."""
    if by.powers.coordinates or by.powers.own_units & {case.unit_id, *_preparing_units(case)}:
        return None
    message = _("Ärendet bereds av %(unit)s och den samordnande enheten.") % {"unit": case.unit}
    return Finding("decision.may-not-prepare", message)


@permission
def may_put_forward(by: Person, case: Case) -> Finding | None:
    """The unit that prepares according to the route, or the coordinating unit."""
    preparing = _preparing_units(case) or {case.unit_id: case.unit}
    if by.powers.coordinates or by.powers.own_units & preparing.keys():
        return None
    names = ", ".join(str(unit) for unit in preparing.values())
    step = routing.active_step(case)
    message = _("Ärendet läggs fram av den som bereder det: %(unit)s.") % {"unit": names}
    return Finding("decision.may-not-put-forward", message, clause=step.clause if step else "")


@permission
def may_propose(by: Person, step: CaseStep) -> Finding | None:
    """The body's secretary, or for a unit's step somebody who answers for the unit."""
    wrong_turn = _not_its_turn(step)
    if wrong_turn:
        return wrong_turn
    if step.body_id:
        return _not_recording_for(by, step)
    if step.unit_id and any(by.powers.in_unit(function, step.unit_id) for function in ANSWERS_FOR_A_UNIT):
        return None
    return _whose_turn(step)


@permission
def may_record_decision(by: Person, step: CaseStep) -> Finding | None:
    """The secretary or registrar, today, of the body whose turn it is; never one who wrote the case.

    A body decides only what the route gives it (GBG-09, GBG-C6). A contact person brings a matter but never decides
    (SMF-05). Who prepared does not record what was decided (in the spirit of KL 6:28-30).
    """
    wrong_turn = _not_its_turn(step)
    if wrong_turn:
        return wrong_turn
    not_recording = _not_recording_for(by, step)
    if not_recording:
        return not_recording
    if has_prepared(by, step.case):
        message = _("Du har själv väckt eller berett ärendet. Någon annan för %(body)s registrerar beslutet.")
        return Finding("decision.preparer-is-not-decider", message % {"body": step.body}, clause="KL 6:28–30")
    return None


@permission
def may_withdraw(by: Person, case: Case) -> Finding | None:
    """The one who brought the matter, or the coordinating unit."""
    if by.powers.coordinates or (by.pk == case.opened_by_id and by.powers.functions):
        return None
    message = _("Ett ärende återkallas av den som väckt det eller av den samordnande enheten.")
    return Finding("decision.may-not-withdraw", message)


def has_prepared(by: Person, case: Case) -> bool:
    """Has opened, written or put forward the case, at any time; no query when selectors.case_for read it for them."""
    if by.pk in {case.opened_by_id, case.prepared_by_id}:
        return True
    if getattr(case, "reader_id", None) == by.pk:
        return case.written_by_reader
    return case.writers.filter(pk=by.pk).exists()


def records_for(by: Person, body: Body | int | None) -> bool:
    """Holds an appointment today that lets a person record what `body` decides."""
    body_id = body.pk if isinstance(body, Body) else body
    if body_id is None:
        return False
    return by.powers.in_body(Function.SECRETARY, body_id) or by.powers.in_body(Function.REGISTRAR, body_id)


def _preparing_units(case: Case) -> dict[int, Unit]:
    steps = routing.steps_of(case)
    return {step.unit.pk: step.unit for step in steps if step.unit and routing.is_unit_preparation(step)}


def _not_its_turn(step: CaseStep) -> Finding | None:
    if step.state not in {StepState.WAITING, StepState.RETURNED}:
        return None
    active = routing.active_step(step.case)
    return _whose_turn(active or step)


def _not_recording_for(by: Person, step: CaseStep) -> Finding | None:
    if records_for(by, step.body_id):
        return None
    if by.powers.bodies.get(Function.SECRETARY) or by.powers.bodies.get(Function.REGISTRAR):
        return _whose_turn(step)
    message = _(
        "Beslut registreras av nämndsekreterare eller registrator för %(body)s. Du har inget sådant uppdrag i dag."
    )
    return Finding("decision.no-appointment", message % {"body": step.body or step.unit}, clause=step.clause)


def _whose_turn(step: CaseStep) -> Finding:
    message = _("Ärendet ligger hos %(whose)s, som %(does)s i det här steget. Ingen annan kan göra det.") % {
        "whose": step.body or step.unit,
        "does": step.get_role_display().lower(),
    }
    return Finding("decision.not-this-body", message, clause=step.clause)
