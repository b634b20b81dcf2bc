"""The register of contacts at partners."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Q, QuerySet

from engagements.models import ContactEngagement, Country, Engagement, PartnerContact
from engagements.querysets import open_or_granted
from engagements.selectors.engagement_list import MOST_COUNTED, PAGE
from governance.models import Unit


@dataclass(frozen=True, slots=True)
class ContactRow:
    pk: int
    name: str
    role: str
    organisation: str
    country: str
    unit: str
    delete_on: date
    engagements: list[tuple[int, str]]


def page_of(person: Any, words: str, unit: int | None, number: int) -> tuple[list[ContactRow], bool, int]:
    """A page by name, whether there are more, and a count that stops at a thousand; three queries."""
    rows = PartnerContact.objects.visible_to(person).matching(words)
    if unit:
        rows = rows.filter(unit_id=unit)
    names = ("pk", "name", "role", "organisation", "country__name", "unit__name", "delete_on")
    start = (number - 1) * PAGE
    found = list(rows.order_by("name", "pk").values_list(*names)[start : start + PAGE + 1])
    tied = _engagements(person, [row[0] for row in found[:PAGE]])
    lines = [
        ContactRow(pk, name, role, organisation, country or "", unit_name, delete_on, tied.get(pk, []))
        for pk, name, role, organisation, country, unit_name, delete_on in found[:PAGE]
    ]
    return lines, len(found) > PAGE, rows.order_by().values("pk")[: MOST_COUNTED + 1].count()


def _engagements(person: Any, pks: list[int]) -> dict[int, list[tuple[int, str]]]:
    links = ContactEngagement.objects.filter(contact_id__in=pks).filter(open_or_granted(person, "engagement__"))
    told: dict[int, list[tuple[int, str]]] = {}
    rows = links.order_by("engagement__title", "pk").values_list("contact_id", "engagement_id", "engagement__title")
    for contact, pk, title in rows:
        told.setdefault(contact, []).append((pk, title))
    return told


def visible(person: Any, pk: int) -> PartnerContact | None:
    rows = PartnerContact.objects.visible_to(person).select_related("country", "unit", "created_by")
    return rows.filter(pk=pk).first()


def engagements_of(contact: PartnerContact, person: Any) -> list[tuple[int, str]]:
    return _engagements(person, [contact.pk]).get(contact.pk, [])


def of_engagement(engagement: Engagement, person: Any, *, most: int = 100) -> list[PartnerContact]:
    rows = PartnerContact.objects.visible_to(person).filter(links__engagement=engagement).select_related("country")
    return list(rows.order_by("name", "pk")[:most])


def units_to_keep_for(person: Any) -> QuerySet[Unit]:
    rows = Unit.objects.all() if person.powers.coordinates else Unit.objects.filter(pk__in=person.powers.own_units)
    return rows.order_by("name")


def engagements_to_tie(person: Any, contact: PartnerContact | None) -> list[tuple[int, str]]:
    """Under way and seen by the person, or tied already; the writer's own units' first, cut at two hundred."""
    tied = Q(contact_links__contact=contact) if contact else Q(pk__in=[])
    seen = Engagement.objects.visible_to(person).filter(Q(status__in=["active", "dormant", "proposed"]) | tied)
    rows = seen.distinct().order_by("title", "pk").values_list("pk", "title")
    return list(rows[:200])


def countries() -> QuerySet[Country]:
    return Country.objects.order_by("name")


def named(person: Any, pk: int) -> list[tuple[int, str]]:
    """Number and title of one engagement, when the person sees it."""
    return list(Engagement.objects.visible_to(person).filter(pk=pk).values_list("pk", "title"))
