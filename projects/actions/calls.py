"""Calls for applications, and the units that follow them (GBG-P4)."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from core import events
from core.rules import Finding, Refused
from governance.models import Person, Unit
from projects import reminding
from projects.enums import Happening
from projects.models import Call, CallFollower, Programme
from projects.permissions import may_follow_call, may_record_call

EDITABLE = ("programme", "title", "opens_on", "deadline", "link", "text")


@transaction.atomic
def record_call(*, programme: Programme, title: str, deadline: datetime, by: Person, **facts: Any) -> Call:
    """Add a call. Whoever reports for a unit may: committees watch possibilities (GBG-P4)."""
    may_record_call.require(by)
    _check(facts.get("opens_on"), deadline)
    call = Call.objects.create(programme=programme, title=title.strip(), deadline=deadline, **facts)
    events.record(Happening.CALL_CHANGED, call, by=by, detail={"deadline": deadline.isoformat()})
    return call


@transaction.atomic
def change_call(*, call: Call, by: Person, **facts: Any) -> Call:
    """Mend a call. A moved deadline is reminded of anew."""
    may_record_call.require(by)
    call = Call.objects.select_for_update(of=("self",), no_key=True).get(pk=call.pk)
    _check(facts.get("opens_on", call.opens_on), facts.get("deadline", call.deadline))
    changed = [name for name in EDITABLE if name in facts and getattr(call, name) != facts[name]]
    if not changed:
        return call
    for name in changed:
        setattr(call, name, facts[name])
    call.save()
    if "deadline" in changed:
        CallFollower.objects.filter(call=call).update(reminded_days=reminding.distance(call.deadline, timezone.now()))
    events.record(Happening.CALL_CHANGED, call, by=by, detail={"fields": changed})
    return call


@transaction.atomic
def follow_call(*, call: Call, unit: Unit, by: Person) -> CallFollower:
    """Follow a call for a unit. Twice changes nothing. Who follows late is reminded of what is still to come."""
    may_follow_call.require(by, unit)
    now = reminding.distance(call.deadline, timezone.now())
    row, created = CallFollower.objects.get_or_create(call=call, unit=unit, defaults={"reminded_days": now})
    if created:
        events.record(Happening.CALL_FOLLOWED, call, by=by, detail={"unit": unit.pk})
    return row


@transaction.atomic
def leave_call(*, call: Call, unit: Unit, by: Person) -> None:
    """Follow a call no longer."""
    may_follow_call.require(by, unit)
    gone, _each = CallFollower.objects.filter(call=call, unit=unit).delete()
    if gone:
        events.record(Happening.CALL_LEFT, call, by=by, detail={"unit": unit.pk})


def _check(opens_on: Any, deadline: datetime) -> None:
    if opens_on is not None and opens_on > deadline.date():
        raise Refused([Finding("project.call-dates", _("Utlysningen kan inte öppna efter sista ansökningstid."))])
