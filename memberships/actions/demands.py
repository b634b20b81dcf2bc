"""What the city demands, and the organisations through which it pursues that (SMF-02)."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db import transaction
from django.utils import timezone

from core import events
from governance.models import Person, Unit
from memberships import conditions, permissions
from memberships.enums import Happening, PursuitState
from memberships.models import Demand, DemandPursuit, Membership
from memberships.states import PURSUIT

FACTS = ("title", "text", "theme", "aim", "unit", "case", "decided")


@transaction.atomic
def raise_demand(*, title: str, text: str, unit: Unit, by: Person, **facts: Any) -> Demand:
    """Register a demand; what it rests on may be named later, before it is pursued."""
    permissions.may_answer_for.require(by, unit)
    conditions.ready_to_raise.require(title, text)
    demand = Demand.objects.create(title=title.strip(), text=text.strip(), unit=unit, **facts)
    events.record(Happening.DEMAND_RAISED, demand, by=by, detail={"title": demand.title})
    return demand


@transaction.atomic
def change_demand(*, demand: Demand, by: Person, **facts: Any) -> Demand:
    demand = _lock(demand)
    permissions.may_change_demand.require(by, demand)
    if "unit" in facts:
        permissions.may_answer_for.require(by, facts["unit"])
    values = {name: facts.get(name, getattr(demand, name)) for name in FACTS}
    conditions.ready_to_raise.require(values["title"], values["text"])
    changed = sorted(name for name, value in values.items() if getattr(demand, name) != value)
    if not changed:
        return demand
    for name in changed:
        setattr(demand, name, values[name])
    demand.save()
    events.record(Happening.DEMAND_CHANGED, demand, by=by, detail={"fields": changed})
    return demand


@transaction.atomic
def pursue_through(*, demand: Demand, membership: Membership, by: Person, note: str = "") -> DemandPursuit:
    """Plan to pursue the demand through one of the city's memberships; once for each."""
    demand = _lock(demand)
    permissions.may_pursue_through.require(by, demand, membership)
    conditions.may_go_through.require(demand, membership)
    pursuit = DemandPursuit.objects.create(
        demand=demand, membership=membership, since=timezone.localdate(), note=note.strip()
    )
    detail = {"membership": membership.pk, "state": PursuitState.PLANNED}
    events.record(Happening.DEMAND_PURSUED, pursuit, by=by, detail=detail)
    return pursuit


@transaction.atomic
def move_pursuit(
    *, pursuit: DemandPursuit, verb: str, by: Person, on: date | None = None, note: str = ""
) -> DemandPursuit:
    """Pursue, or note that the organisation adopted or rejected it, or that it is dropped. Conflict out of turn."""
    rows = DemandPursuit.objects.select_for_update(of=("self",), no_key=True)
    pursuit = rows.select_related("demand__case", "demand__unit", "membership__organisation").get(pk=pursuit.pk)
    permissions.may_pursue_through.require(by, pursuit.demand, pursuit.membership)
    conditions.ready_to_move.require(pursuit.demand, verb)
    pursuit.since, pursuit.note = on or timezone.localdate(), note.strip() or pursuit.note
    pursuit.save()
    PURSUIT.advance(pursuit, verb)
    detail = {"membership": pursuit.membership_id, "state": pursuit.state}
    events.record(Happening.DEMAND_PURSUED, pursuit, by=by, detail=detail)
    return pursuit


def _lock(demand: Demand) -> Demand:
    rows = Demand.objects.select_for_update(of=("self",), no_key=True)
    return rows.select_related("case", "unit").get(pk=demand.pk)
