"""From a deadline back to the last meetings that can meet it, and what the law leaves when none can."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from decisions import routing
from decisions.law import notice_days
from decisions.law.clocks import ONE_DAY, stockholm_day
from decisions.models import DelegationRule, Meeting
from governance.enums import BodyKind, StepRole
from governance.models import Body, Policy, RouteStep, Unit

AT_MEETINGS = routing.BINDING | {StepRole.PROPOSE}


@dataclass(frozen=True, slots=True)
class Stage:
    """One step of the route: who takes it, the last day it may be taken, and the meeting that still reaches it.

    A body's step without `meeting` cannot be taken in time. A unit's step has none and is ready by `latest`.
    """

    role: str
    name: str
    latest: datetime.date
    meeting: Meeting | None
    at_meeting: bool

    @property
    def missing(self) -> bool:
        return self.at_meeting and self.meeting is None


@dataclass(frozen=True, slots=True)
class Choice:
    """What the law gives when no meeting fits, with its paragraph and the page where it is done."""

    key: str
    label: str
    clause: str
    url: str


@dataclass(frozen=True, slots=True)
class Plan:
    """The stages in the order they are taken. `start_by` is the last day to begin, None where no meeting fits."""

    stages: Sequence[Stage]
    start_by: datetime.date | None
    choices: Sequence[Choice]

    @property
    def fits(self) -> bool:
        return self.start_by is not None

    @property
    def late(self) -> bool:
        return self.start_by is not None and self.start_by < timezone.localdate()


def last_meeting_before(body: Body, day: datetime.date) -> Meeting | None:
    """The latest planned or called meeting of the body from today to `day`, that day included. One query."""
    return _last(_to_come([body.pk], day), body.pk, day)


def last_meetings_before(wanted: Iterable[tuple[int, datetime.date]]) -> dict[tuple[int, datetime.date], Meeting]:
    """`last_meeting_before` for many bodies, by id, and days at once. One query; what has no meeting is left out."""
    asked = set(wanted)
    if not asked:
        return {}
    meetings = _to_come(sorted({body for body, _day in asked}), max(day for _body, day in asked))
    found = {(body, day): _last(meetings, body, day) for body, day in asked}
    return {key: meeting for key, meeting in found.items() if meeting is not None}


def plan_back(policy: Policy | None, matter: str, deadline: datetime.date, unit: Unit) -> Plan:
    """Walk the matter's route backwards from the deadline over the meetings its bodies have planned.

    Each body meets on a day before the one after it, and for the council early enough to be called (KL 5:13, 5:15). A
    unit's days, and those of a referral, are counted back as days. At most three queries. A matter without a route has
    no stages and fits nowhere.
    """
    steps = _steps_of(policy, matter, unit)
    meetings = _to_come([who.pk for step, who in steps if step.role in AT_MEETINGS and isinstance(who, Body)], deadline)
    stages: list[Stage] = []
    latest = deadline
    for step, who in reversed(steps):
        met = _last(meetings, who.pk, latest) if step.role in AT_MEETINGS and isinstance(who, Body) else None
        stage = Stage(step.role, str(who or ""), latest, met, step.role in AT_MEETINGS)
        stages.append(stage)
        latest = _before(stage, who, step.days or 0)
    stages.reverse()
    if stages and not any(stage.missing for stage in stages):
        return Plan(stages, latest, [])
    return Plan(stages, None, _choices(steps, matter, deadline))


def _steps_of(policy: Policy | None, matter: str, unit: Unit) -> list[tuple[RouteStep, Body | Unit | None]]:
    """The steps up to the one that settles the matter, with who takes each."""
    on_route = RouteStep.objects.filter(route__policy=policy, route__matter=matter)
    rows = list(on_route.select_related("body", "unit")) if policy else []
    binding = [at for at, step in enumerate(rows) if step.role in routing.BINDING]
    taken = [(step, routing.taken_by(step, unit)) for step in rows[: binding[-1] + 1]] if binding else []
    return [(step, who["body"] or who["unit"]) for step, who in taken]


def _before(stage: Stage, who: Any, days: int) -> datetime.date:
    """The last day for the step before this one."""
    if stage.meeting is not None:
        held_on = stockholm_day(stage.meeting.starts_at)
        called_by = notice_days.call_by(held_on) if who.kind == BodyKind.COUNCIL else held_on
        return called_by - ONE_DAY
    return stage.latest - (ONE_DAY if stage.at_meeting else datetime.timedelta(days=days))


def _to_come(bodies: Sequence[int], until: datetime.date) -> list[Meeting]:
    moment = timezone.now()
    rows = Meeting.objects.to_come(moment).filter(body_id__in=bodies, state__in=["planned", "called"])
    end = timezone.make_aware(datetime.datetime.combine(until + ONE_DAY, datetime.time()))
    return list(rows.filter(starts_at__lt=end).order_by("starts_at"))


def _last(meetings: Sequence[Meeting], body_id: int, day: datetime.date) -> Meeting | None:
    before = [each for each in meetings if each.body_id == body_id and stockholm_day(each.starts_at) <= day]
    return before[-1] if before else None


def _choices(
    steps: Sequence[tuple[RouteStep, Body | Unit | None]], matter: str, deadline: datetime.date
) -> list[Choice]:
    """An extra meeting always; and where a committee or the board settles the matter, its chair or its delegate."""
    bodies = [who for step, who in steps if step.role in AT_MEETINGS and isinstance(who, Body)]
    if not bodies:
        return []
    body = bodies[-1]
    of_council = body.kind == BodyKind.COUNCIL
    plan = f"{reverse('decisions:meeting_plan')}?body={body.pk}"
    clause = "KL 5:12" if of_council else "KL 6:23"
    found = [Choice("extra", _("Ett extra sammanträde med %(body)s") % {"body": body}, clause, plan)]
    if of_council:
        return found
    rules = DelegationRule.objects.on(min(deadline, timezone.localdate())).filter(order__body=body, matter=matter)
    rule = rules.select_related("order__body", "person", "unit").order_by("number").first()
    if rule is not None:
        label = _("Beslut på delegation: %(holder)s") % {"holder": rule.holder}
        found.append(Choice("delegation", label, "KL 6:37", rule.order.get_absolute_url()))
    urgent = _("Ordföranden beslutar, om svaret inte kan vänta och nämnden har gett uppdraget")
    return [*found, Choice("urgent", urgent, "KL 6:39", reverse("decisions:delegated_urgent"))]
