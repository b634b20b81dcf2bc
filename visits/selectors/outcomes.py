"""What came of visits: one visit's companies and promises, and every promise that waits."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet

from core.words import matching
from engagements.querysets import open_or_granted
from visits.enums.outcomes import PromiseState
from visits.models import CompanyMet, Gift, Promise, Visit

PAGE = 50
CAP = 1000
SOON = datetime.timedelta(days=14)
SHOWN = ("late", "open", "kept", "dropped", "all")


@dataclass(frozen=True, slots=True)
class Outcome:
    companies: list[CompanyMet]
    promises: list[Promise]
    gifts: list[Gift]


@dataclass(frozen=True, slots=True)
class Page:
    rows: Sequence[Any]
    number: int
    has_next: bool
    total: int

    @property
    def has_previous(self) -> bool:
        return self.number > 1

    @property
    def previous_page_number(self) -> int:
        return self.number - 1

    @property
    def next_page_number(self) -> int:
        return self.number + 1


def paged(rows: QuerySet, asked: str) -> Page:
    """A page of 50 and how many there are, counted to a thousand; two queries."""
    number = max(int(asked), 1) if asked.isdecimal() else 1
    first = (number - 1) * PAGE
    found = list(rows[first : first + PAGE + 1])
    total = rows.order_by().values("pk")[: CAP + 1].count()
    return Page(found[:PAGE], number, len(found) > PAGE, total)


def outcome_of(visit: Visit) -> Outcome:
    """Three queries."""
    return Outcome(
        list(visit.companies.all()),
        list(visit.promises.select_related("unit", "settled_by")),
        list(visit.gifts.filter(removed_at=None)),
    )


def company_for(person: Any, pk: int) -> CompanyMet | None:
    rows = CompanyMet.objects.filter(open_or_granted(person, "visit__engagement__"))
    return rows.select_related("visit__engagement__responsible_unit", "visit__main_host").filter(pk=pk).first()


def promise_for(person: Any, pk: int) -> Promise | None:
    rows = Promise.objects.filter(open_or_granted(person, "visit__engagement__"))
    parts = ("visit__engagement__responsible_unit", "visit__main_host", "unit")
    return rows.select_related(*parts).filter(pk=pk).first()


def promises(person: Any, asked: dict[str, str], *, today: datetime.date) -> Page:
    """The list of promises the person may see; two queries. `visa` is late, open (the rule), kept, dropped or all."""
    rows = Promise.objects.filter(open_or_granted(person, "visit__engagement__"))
    shown = asked.get("visa") or "open"
    if shown == "late":
        rows = rows.filter(state=PromiseState.OPEN, due_on__lt=today)
    elif shown in PromiseState.values:
        rows = rows.filter(state=shown)
    if asked.get("enhet", "").isdecimal():
        rows = rows.filter(unit_id=int(asked["enhet"]))
    rows = matching(rows, asked.get("q", ""), "visit__engagement__search_text", "text", "to_whom")
    return paged(rows.select_related("visit__engagement", "unit").order_by("due_on", "pk"), asked.get("page", ""))


def waiting_promises(person: Any, *, today: datetime.date) -> list[Promise]:
    """For the start page: late or due within two weeks, one's own units' or everybody's; one query."""
    rows = Promise.objects.filter(open_or_granted(person, "visit__engagement__"))
    rows = rows.filter(state=PromiseState.OPEN, due_on__lte=today + SOON)
    if not person.powers.coordinates:
        rows = rows.filter(unit_id__in=person.powers.own_units)
    return list(rows.select_related("visit__engagement", "unit").order_by("due_on", "pk")[:6])
