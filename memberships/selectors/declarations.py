"""Declarations with their last day and how the board decided (GBG-O3)."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db.models import BooleanField, Case, F, QuerySet, Value, When
from django.utils.translation import gettext as _

from core.dates import shown
from core.words import matching
from decisions.enums import CaseState
from memberships.models import Declaration
from memberships.selectors.lists import Cell, Listing, Row, day, listing

STATES = ("oppna", "antagna", "avslutade")
COLORS = {
    CaseState.PREPARING: "neutral",
    CaseState.PUT_FORWARD: "info",
    CaseState.TABLED: "warning",
    CaseState.REJECTED: "danger",
    CaseState.WITHDRAWN: "neutral",
}


def declaration_page(person: Any, asked: dict[str, str], *, today: date, number: int) -> Listing:
    """Overdue first, then by last day; what has none comes last: two queries."""
    rows = _asked(Declaration.objects.visible_to(person), asked)
    overdue = When(deadline__lt=today, adopted_on__isnull=True, case__closed_at__isnull=True, then=Value(True))
    rows = rows.annotate(overdue=Case(overdue, default=Value(False), output_field=BooleanField()))
    rows = rows.select_related("case", "membership__organisation", "membership__engagement")
    rows = rows.order_by("-overdue", F("deadline").asc(nulls_last=True), "pk")
    return listing(rows, number, lambda row: _row(row, today))


def declarations_of(person: Any, membership: int) -> QuerySet[Declaration]:
    return Declaration.objects.visible_to(person).filter(membership_id=membership).order_by("title")


def _asked(rows: QuerySet[Declaration], asked: dict[str, str]) -> QuerySet[Declaration]:
    rows = matching(rows, asked.get("q", ""), "membership__engagement__search_text")
    if asked.get("visa") == "oppna":
        return rows.filter(adopted_on__isnull=True, case__closed_at__isnull=True)
    if asked.get("visa") == "antagna":
        return rows.filter(adopted_on__isnull=False)
    if asked.get("visa") == "avslutade":
        return rows.filter(adopted_on__isnull=True, case__closed_at__isnull=False)
    return rows


def _row(row: Any, today: date) -> Row:
    if row.adopted_on:
        outcome = Cell(_("Antagen %(day)s") % {"day": shown(row.adopted_on)}, "success")
    else:
        outcome = Cell(str(row.case.get_state_display()), COLORS.get(CaseState(row.case.state), "info"))
    late = Cell(_("Sen"), "warning") if row.overdue else Cell("")
    cells = [
        Cell(row.membership.organisation.name, url=row.membership.get_absolute_url()),
        day(row.deadline, _("Ingen sista dag")),
        late,
        Cell(row.case.reference_number, url=row.case.get_absolute_url()),
        outcome,
    ]
    return Row(title=row.title, url=row.case.get_absolute_url(), cells=cells, late=row.overdue)
