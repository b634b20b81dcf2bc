"""Calls and who follows them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Exists, OuterRef, QuerySet
from django.utils import timezone

from core.words import matching
from decisions.selectors.planning import Plan, plan_back
from engagements.area_lists import Page
from governance.models import Unit
from governance.selectors import policy_in_force
from projects.enums import APPLY
from projects.models import Call, CallFollower
from projects.selectors.paging import page_of


@dataclass(frozen=True, slots=True)
class CallRow:
    pk: int
    title: str
    programme: str
    funder: str
    deadline: datetime
    followed: bool
    days: int

    @property
    def over(self) -> bool:
        return self.days < 0

    @property
    def near(self) -> bool:
        return 0 <= self.days <= 30


def call_page(person: Any, asked: dict[str, str], number: int) -> Page:
    """Calls that are open, nearest deadline first; closed ones latest first. Two queries."""
    now = timezone.now()
    rows = matching(Call.objects.visible_to(person), asked.get("q", ""), "search_text")
    if asked.get("finansiar"):
        rows = rows.filter(programme__funder__kind=asked["finansiar"])
    shown = asked.get("visa", "")
    rows = rows.annotate(followed=_followed(person)).select_related("programme__funder")
    if shown == "stangda":
        rows = rows.filter(deadline__lt=now).order_by("-deadline", "-pk")
    else:
        rows = rows.filter(deadline__gte=now).order_by("deadline", "pk")
    if shown == "foljda":
        rows = rows.filter(followed=True)
    return page_of(rows, number, lambda call: _row(call, now))


def visible_call(person: Any, pk: int) -> Call | None:
    return Call.objects.visible_to(person).select_related("programme__funder").filter(pk=pk).first()


def followers_of(call: Call) -> list[CallFollower]:
    return list(CallFollower.objects.filter(call=call).select_related("unit").order_by("unit__name"))


def plan_of(call: Call, person: Any) -> tuple[Unit | None, Plan | None]:
    """The way back from the deadline to the last meetings that can decide to apply, for the person's own unit: the one
    that follows the call where one does. At most six queries; nothing for somebody who reports for no unit."""
    own = Unit.objects.filter(pk__in=person.powers.own_units)
    following = Exists(CallFollower.objects.filter(call=call, unit=OuterRef("pk")))
    unit = own.annotate(follows=following).select_related("serves").order_by("-follows", "name").first()
    if unit is None:
        return None, None
    return unit, plan_back(policy_in_force(), APPLY, call.deadline_in_brussels.date(), unit)


def open_calls() -> QuerySet[Call]:
    """Calls an application can still be made in."""
    return Call.objects.open_at(timezone.now()).select_related("programme").order_by("deadline", "pk")


def _followed(person: Any) -> Exists:
    mine = CallFollower.objects.filter(call=OuterRef("pk"), unit_id__in=person.powers.own_units)
    return Exists(mine)


def _row(call: Any, now: datetime) -> CallRow:
    programme = call.programme
    days = (call.deadline - now).days
    return CallRow(
        call.pk, call.title, programme.name, programme.funder.name, call.deadline_in_brussels, call.followed, days
    )
