"""From opening a case until it is put forward, or withdrawn."""

from __future__ import annotations

import datetime
from typing import Any

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from core import events
from core.rules import Conflict, Refused, warnings
from decisions import conditions, matters, permissions, prefilling, routing, texts
from decisions.actions import basis
from decisions.conditions.basis import BEFORE_A_BODY
from decisions.enums import CaseState, Happening, StepState
from decisions.locks import lock_case
from decisions.models import Case, CaseStep
from decisions.states import CASE, STEP
from engagements.models import Engagement
from governance import numbering
from governance.models import Person, Unit
from governance.selectors import policy_in_force


@transaction.atomic
def open_case(
    *,
    matter: str,
    by: Person,
    engagement: Engagement | None = None,
    title: str = "",
    unit: Unit | None = None,
    effective_on: datetime.date | None = None,
    **written: Any,
) -> Case:
    """Open a case in `matter` with its own copy of the route and the policy version in force (GBG-08).

    The first step becomes active, a reference number is taken from the deciding body's series, what the product
    knows is written into the basis where nothing is, and the matter's `on_opened` runs where it has one. Refused when
    the policy has no route for the matter, or when such a case runs already for the engagement (that one too when two
    open at once: Conflict).
    """
    unit = unit or _unit_for(by, engagement)
    permissions.may_open.require(by, unit)
    if engagement is not None:
        permissions.may_see_engagement.require(by, engagement)
    policy = policy_in_force()
    route = routing.route_of(policy, matter)
    conditions.ready_to_open.require(matter, policy, route, engagement, unit)
    assert policy is not None and route is not None

    case = Case(matter=matter, engagement=engagement, policy=policy, unit=unit, opened_by=by, effective_on=effective_on)
    case.title = title or _usual_title(matter, engagement)
    _save_new(case, _secrecy_of(engagement) | written)
    steps = routing.copy_route(case, route)
    case.reference_number = numbering.take_for(routing.registering_body(steps))
    filled = prefilling.fill(case, steps)
    case.save(update_fields=["reference_number", *filled])
    case.writers.add(by)
    routing.activate(steps[0])
    detail = {"matter": matter, "reference_number": case.reference_number, "policy": policy.version}
    events.record(Happening.CASE_OPENED, case, by=by, detail=detail)
    matters.get(matter).on_opened(case)
    return case


@transaction.atomic
def prepare(*, case: Case, version: int, by: Person, take_back: bool = False, **written: Any) -> Case:
    """Change the texts of a case that is being prepared.

    What has been put forward is changed only with `take_back`: then the case goes back to preparation in a new round,
    its hash is cleared and it is struck from the agenda where it stood; refused once a body has treated it or a meeting
    is open with it. Raises Conflict with both texts when somebody saved after `version` was read. The same form sent
    twice saves once.
    """
    if take_back:
        basis.lock_agenda(case)
    case = lock_case(case)
    permissions.may_prepare.require(by, case)
    changed = {name: value for name, value in written.items() if name in texts.WRITTEN}
    if _saved_just_now(case, version, changed, by):
        return case
    taken_back = take_back and case.state in BEFORE_A_BODY
    if (case.state != CaseState.PREPARING and not taken_back) or case.version != version:
        theirs = texts.readable(case)
        for name, value in changed.items():
            setattr(case, name, value)
        raise Conflict(_why_not_saved(case), theirs=theirs, yours=texts.readable(case))

    if taken_back:
        basis.reopen(case, by)
    changed = {name: value for name, value in changed.items() if getattr(case, name) != value}
    for name, value in changed.items():
        setattr(case, name, value)
    case.version += 1
    case.prepared_by = by
    case.save()
    case.writers.add(by)
    happening = Happening.CASE_TAKEN_BACK if taken_back else Happening.CASE_PREPARED
    events.record(happening, case, by=by, detail={"changed": sorted(changed), "round": case.round})
    return case


@transaction.atomic
def put_forward(*, case: Case, by: Person, motive: str = "") -> Case:
    """Put the case before its first body: the text is frozen by its hash, and warnings pass with `motive`, stored.

    The unit's preparation is finished and the next step becomes active. Only a return makes the text open again.
    """
    case = lock_case(case)
    permissions.may_put_forward.require(by, case)
    if case.state != CaseState.PREPARING:
        raise Conflict(_("Ärendet är redan framlagt. Ladda om sidan och se hur det står."))
    findings = conditions.ready_to_put_forward(case)
    unexcused = not motive.strip() and conditions.needs_motive(case)
    standing = [finding for finding in findings if finding.blocks or unexcused]
    if standing:
        raise Refused(standing)

    basis.freeze_annexes(case, by)
    case.motive = motive.strip()
    texts.bind(case)
    case.version += 1
    case.save(update_fields=["motive", *texts.BOUND, "version"])
    case.writers.add(by)
    step = _finish_preparation(case, by)
    CASE.advance(case, "put_forward")
    detail = {"text_hash": case.text_hash, "round": case.round, "before": str(step.body or step.unit)}
    detail["passed"] = [finding.code for finding in warnings(findings)]
    events.record(Happening.CASE_PUT_FORWARD, case, by=by, detail=detail)
    return case


@transaction.atomic
def withdraw(*, case: Case, reason: str, by: Person) -> Case:
    """Take the case back before it is finally decided. The matter's `on_closed` runs."""
    case = lock_case(case)
    permissions.may_withdraw.require(by, case)
    if not CASE.allows(case, "withdraw"):
        raise Conflict(_("Ärendet är redan avgjort och kan inte återkallas."))
    conditions.ready_to_withdraw.require(case, reason)

    for step in case.steps.filter(state__in=[StepState.WAITING, StepState.ACTIVE]):
        STEP.advance(step, "cancel")
    case.closed_at = timezone.now()
    case.save(update_fields=["closed_at"])
    CASE.advance(case, "withdraw")
    events.record(Happening.CASE_WITHDRAWN, case, by=by, detail={"reason": reason.strip()})
    matters.matter_of(case).on_closed(case)
    return case


def _unit_for(by: Person, engagement: Engagement | None) -> Unit:
    if engagement is not None:
        return engagement.responsible_unit
    coordinating = Unit.objects.filter(coordinating=True).first() if by.powers.coordinates else None
    own = coordinating or Unit.objects.filter(pk__in=by.powers.own_units).order_by("name").first()
    return own or Unit.objects.get(coordinating=True)


def _usual_title(matter: str, engagement: Engagement | None) -> str:
    name = str(matters.get(matter).name)
    return f"{name}: {engagement.title}"[:250] if engagement else name


def _secrecy_of(engagement: Engagement | None) -> dict[str, str]:
    if engagement is None or not engagement.is_confidential:
        return {}
    return {
        "confidentiality": engagement.confidentiality,
        "confidentiality_ground": engagement.confidentiality_ground,
    }


def _save_new(case: Case, also: dict[str, Any]) -> None:
    case.registered_at = timezone.now()
    for name, value in also.items():
        setattr(case, name, value)
    try:
        with transaction.atomic():
            case.save(force_insert=True)
    except IntegrityError as error:
        raise Conflict(_("Någon annan öppnade just ett sådant ärende. Ladda om sidan och fortsätt i det.")) from error


def _saved_just_now(case: Case, version: int, changed: dict[str, Any], by: Person) -> bool:
    return (
        case.version == version + 1
        and case.prepared_by_id == by.pk
        and all(getattr(case, name) == value for name, value in changed.items())
    )


def _why_not_saved(case: Case) -> str:
    if case.state != CaseState.PREPARING:
        return _("Ärendet har lagts fram medan du skrev, eller är avgjort. Texten är låst så länge det är framlagt.")
    return _("Någon annan har sparat medan du skrev. Jämför texterna och spara igen.")


def _finish_preparation(case: Case, by: Person) -> CaseStep:
    """Finish what units prepare first in the route and return the step whose turn it now is."""
    for step in case.steps.select_related("body", "unit"):
        if not routing.is_unit_preparation(step):
            if step.state != StepState.ACTIVE:
                routing.activate(step)
            return step
        if step.state in {StepState.WAITING, StepState.RETURNED}:
            routing.activate(step)
        if step.state == StepState.ACTIVE:
            routing.finish(step, by)
    raise RuntimeError("a route without a deciding step cannot be opened")
