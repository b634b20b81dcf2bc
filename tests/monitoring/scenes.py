"""What the tests of monitoring begin from."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.utils import timezone

from monitoring.actions import consultations, signals
from monitoring.deadlines import in_brussels
from monitoring.models import Ally, Consultation, Dossier, EuOffice, MonitoringPlan, PlanItem, Position, Signal
from tests import factories

SECRET = {"confidentiality": "confidential", "confidentiality_ground": "OSL 15:1"}


def days(number: int) -> Any:
    return timezone.localdate() + timedelta(days=number)


def dossier(unit: Any = None, **fields: Any) -> Dossier:
    spine = factories.engagement("monitoring", responsible_unit=unit or factories.coordinating_unit(), **fields)
    return Dossier.objects.create(engagement=spine, kind="advocacy")


def signal(**fields: Any) -> Signal:
    """Reported by a contact person of its unit."""
    values = {"what": "Kommissionen aviserar nya luftregler", "source": "EU-kommissionen"} | fields
    values.setdefault("unit", factories.unit())
    values.setdefault("by", factories.contact_person(values["unit"]))
    return signals.report_signal(**values)


def assessed(row: Signal, **fields: Any) -> Signal:
    said = {"impact": "high", "direction": "neutral", "by": factories.coordinator()} | fields
    return signals.assess_signal(signal=row, **said)


def reported(**fields: Any) -> Consultation:
    """Reported by a contact person of its unit, for a month ahead."""
    values = {"title": "Luftdirektivet", "asked_by": "Kommissionen", "deadline": in_brussels(days(30))} | fields
    values.setdefault("unit", factories.unit(serves=factories.body()))
    values.setdefault("by", factories.contact_person(values["unit"]))
    return consultations.report_consultation(**values)


def with_route(matter: str = consultations.CONSULTATION) -> Any:
    """A policy in which the case's unit prepares and the board decides."""
    policy = factories.policy()
    factories.route(policy, matter, ("prepare", None), ("decide", factories.board()))
    return policy


def position(of: Dossier | None = None, **fields: Any) -> Position:
    values = {
        "title": "Renare luft",
        "text": "Staden vill ha lägre gränsvärden.",
        "level": "eu",
        "target": "Parlamentet",
    }
    values |= {"written_by": factories.coordinator()} | fields
    return Position.objects.create(dossier=of or dossier(), **values)


def ally(name: str = "Region Östergötland", **fields: Any) -> Ally:
    return Ally.objects.create(**{"key": name.casefold().replace(" ", "-"), "name": name, "kind": "region"} | fields)


def office(unit: Any = None) -> EuOffice:
    return EuOffice.objects.create(name="Kontoret i Bryssel", unit=unit)


def plan(year: int = 2027, **fields: Any) -> MonitoringPlan:
    return MonitoringPlan.objects.create(year=year, **fields)


def item(of: MonitoringPlan, **fields: Any) -> PlanItem:
    return PlanItem.objects.create(plan=of, **{"title": "Samråd om luft", "quarter": 1} | fields)
