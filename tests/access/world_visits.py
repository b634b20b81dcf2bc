"""One of everything that hangs on a visit, and a request for one, of one class."""

from __future__ import annotations

from typing import Any

from governance.models import Unit
from tests import factories
from visits.models import CompartmentDetail

SECRET = {"confidentiality": "confidential", "confidentiality_ground": "OSL 15:1"}


def rows(world: Any, rows: dict[str, Any], unit: Unit, word: str) -> dict[str, Any]:
    """Named after the class; what is confidential carries the canary word. The request led to the visit, so whom the
    visit was handed to reads the request too. The protected part carries the word in every class: it is handed to
    nobody but the one responsible, whom no principal is."""
    visit = rows["visit"]
    secrecy = SECRET if visit.engagement.is_confidential else {}
    request = factories.visit_request(
        title=f"Förfrågan {word}", unit=unit, text=f"Vi vill komma {word}", visit=visit, **secrecy
    )
    part = factories.compartment(visit, factories.coordinator(), ground="OSL 18:8")
    CompartmentDetail.objects.create(
        compartment=part, kind="route", text="Färdväg kanariefågel", added_by=part.responsible
    )
    return {
        "visit_request": request,
        "fee_programme": factories.fee_programme(unit=unit, amount=1000),
    }
