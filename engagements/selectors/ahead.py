"""What the start page says of engagements over time, in one query: check-ins, and what has gone quiet."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from django.db.models import CharField, F, QuerySet, Value
from django.utils import timezone

from engagements.models import CheckIn, DormancyReview
from engagements.selectors.check_ins import Waiting, next_for
from engagements.selectors.dormancy import Quiet, waiting_for

MOST = 5
COLUMNS = ("what", "key", "place", "title", "unit", "day", "turn")


@dataclass(slots=True)
class Ahead:
    check_ins: list[Waiting] = field(default_factory=list)
    quiet: list[Quiet] = field(default_factory=list)


def ahead_of(person: Any) -> Ahead:
    """At most five of each, the first in turn first; of the person's units, or of all for who coordinates."""
    found = Ahead()
    today = timezone.localdate()
    rows = _check_ins(person).union(_quiet(person), all=True)
    for what, key, place, title, unit, day, _turn in rows.order_by("c_turn", "c_key"):
        if what == "quiet":
            found.quiet.append(Quiet(place, title, unit, day, ""))
        else:
            found.check_ins.append(Waiting(key, place, title, unit, day, day < today, None))
    return found


def _check_ins(person: Any) -> QuerySet:
    first = next_for(person).order_by("due_on", "pk").values("pk")[:MOST]
    return _columns(CheckIn.objects.filter(pk__in=first), "check-in", day="due_on", turn="due_on")


def _quiet(person: Any) -> QuerySet:
    first = waiting_for(person).order_by("put_on", "pk").values("pk")[:MOST]
    return _columns(DormancyReview.objects.filter(pk__in=first), "quiet", day="last_activity_on", turn="put_on")


def _columns(rows: QuerySet, what: str, *, day: str, turn: str) -> QuerySet:
    asked = {
        "c_what": Value(what, CharField()),
        "c_key": F("pk"),
        "c_place": F("engagement_id"),
        "c_title": F("engagement__title"),
        "c_unit": F("engagement__responsible_unit__name"),
        "c_day": F(day),
        "c_turn": F(turn),
    }
    return rows.order_by().annotate(**asked).values_list(*(f"c_{name}" for name in COLUMNS))
