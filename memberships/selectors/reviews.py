"""Sector memberships to be tried this term (GBG-O4)."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db.models import F, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from core.dates import shown
from core.words import matching
from memberships.models import Membership
from memberships.selectors.lists import Cell, Listing, Row, listing
from memberships.terms import Term

SEARCHED = (
    "engagement__search_text", "organisation__name", "engagement__responsible_unit__name",
    "engagement__responsible_unit__serves__name",
)  # fmt: skip


def to_try(person: Any, term: Term) -> QuerySet[Membership]:
    rows = Membership.objects.visible_to(person).untried_in(term)
    return rows.select_related("organisation", "engagement__responsible_unit__serves")


def review_page(person: Any, asked: dict[str, str], *, term: Term, today: date, number: int) -> Listing:
    """Those not tried since the term began, longest ago first: two queries."""
    rows = matching(to_try(person, term), asked.get("q", ""), *SEARCHED)
    if asked.get("enhet", "").isdecimal():
        rows = rows.filter(engagement__responsible_unit_id=int(asked["enhet"]))
    rows = rows.order_by(F("last_reviewed_on").asc(nulls_first=True), "organisation__name", "pk")
    last_year = today >= term.last_year_starts_on
    return listing(rows, number, lambda row: _row(row, person, term, last_year))


def _row(row: Membership, person: Any, term: Term, last_year: bool) -> Row:
    unit = row.engagement.responsible_unit
    told = row.escalated_for == term.starts_on
    if told:
        state = Cell(_("Nämnden har fått veta"), "danger")
    elif last_year:
        state = Cell(_("Sista året av mandatperioden"), "danger")
    elif row.reminded_for == term.starts_on:
        state = Cell(_("Påmind"), "warning")
    else:
        state = Cell(_("Att pröva"), "info")
    may = person.powers.coordinates or unit.pk in person.powers.own_units
    review = reverse("memberships:membership_review", args=[row.pk]) if may else ""
    return Row(
        title=row.organisation.name,
        url=row.get_absolute_url(),
        cells=[
            Cell(unit.name),
            Cell(str(unit.serves or "")),
            Cell(shown(row.last_reviewed_on) if row.last_reviewed_on else _("Inte noterat")),
            state,
            Cell(_("Notera omprövning") if may else "", url=review),
        ],
        late=last_year,
    )
