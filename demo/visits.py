"""Example visits, one of them confidential, and example resources."""

from __future__ import annotations

from datetime import timedelta

from django.utils import timezone

from core.enums import Confidentiality
from demo.people import reporting_units, with_function
from engagements import actions as engagements
from engagements.models import Country, Engagement
from governance.enums import Function
from governance.models import Unit
from governance.selectors import policy_in_force
from visits.actions import register_visit
from visits.enums import VisitKind
from visits.models import Visit


def load() -> int:
    """A study visit to a department, a VIP visit, and a confidential protocol visit. Returns how many."""
    unit = reporting_units()[0]
    coordinating = Unit.objects.get(coordinating=True)
    _visit("Studiebesök om arbete och boende", VisitKind.STUDY, "Delegation från Helsingfors", "FI", unit, 24, count=14)
    _visit(
        "VIP-besök: borgmästare med näringslivsdelegation",
        VisitKind.VIP,
        "Borgmästare",
        "DE",
        coordinating,
        47,
        count=9,
    )
    secrecy = {"confidentiality": Confidentiality.CONFIDENTIAL, "confidentiality_ground": "OSL 15:1"}
    _visit("Protokollärt besök", VisitKind.PROTOCOL, "Statlig delegation", "NO", coordinating, 70, spine=secrecy)
    return 3


def _visit(
    title: str,
    kind: str,
    visitor: str,
    country: str,
    unit: Unit,
    in_days: int,
    *,
    count: int = 5,
    spine: dict | None = None,
) -> Visit:
    day = timezone.localdate() + timedelta(days=in_days)
    fields = {"starts_on": day, "ends_on": day, "example": True} | (spine or {})
    visit = register_visit(
        title=title,
        responsible_unit=unit,
        by=with_function(Function.COORDINATOR),
        spine=fields,
        kind=kind,
        visitor=visitor,
        visitors_count=count,
        main_host=unit,
        purpose="Exempel: hur staden arbetar, och vad vi kan lära av varandra.",
    )
    visit.engagement.countries.set(Country.objects.filter(code=country))
    return visit


def load_resources(rows: list[Engagement]) -> int:
    """What the coordinating unit plans and spends this year, where the policy accounts for it apart."""
    if not policy_in_force().separate_accounting:
        return 0
    coordinating = Unit.objects.get(coordinating=True)
    for number, engagement in enumerate(rows):
        planned = 120_000 - 15_000 * number
        engagements.record_resource(
            engagement=engagement,
            unit=coordinating,
            year=timezone.localdate().year,
            planned=planned,
            spent=int(planned * 0.8),
            planned_hours=160 - 20 * number,
            spent_hours=120 - 15 * number,
            by=with_function(Function.COORDINATOR),
        )
    return len(rows)
