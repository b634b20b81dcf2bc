"""Contacts with institutions of the EU, and which office in Brussels they go through (GBG-M5)."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db import transaction

from core import events
from governance.models import Person, Unit
from governance.selectors import policy_in_force
from monitoring import conditions, permissions
from monitoring.enums import Happening
from monitoring.models import Dossier, EuOffice, InstitutionContact


@transaction.atomic
def log_contact(
    *,
    on: date,
    institution: str,
    by_whom: str,
    unit: Unit,
    about: str,
    by: Person,
    dossier: Dossier | None = None,
    consulted: bool = False,
    consultation_note: str = "",
    motive: str = "",
    **fields: Any,
) -> InstitutionContact:
    """Note a contact that has been made. One made by others than the Brussels office says that the office was
    consulted and how; a policy that only warns lets it pass with a motive, which is kept."""
    permissions.may_log_contact.require(by, unit)
    if dossier is not None:
        permissions.may_use_dossier.require(by, dossier)
    by_office = EuOffice.objects.filter(unit=unit).exists()
    conditions.ready_to_log.require(on, consulted, consultation_note)
    passed = conditions.office_consulted.require(unit, consulted, policy_in_force(), motive=motive)
    contact = InstitutionContact.objects.create(
        on=on,
        institution=institution.strip(),
        by_whom=by_whom.strip(),
        unit=unit,
        about=about.strip(),
        dossier=dossier,
        by_office=by_office,
        consulted=consulted and not by_office,
        consultation_note=consultation_note.strip() if not by_office else "",
        motive=motive.strip() if passed else "",
        recorded_by=by,
        **fields,
    )
    detail = {"contact": contact.pk, "unit": unit.pk, "by_office": by_office, "consulted": contact.consulted}
    detail["passed"] = [finding.code for finding in passed]
    events.record(Happening.CONTACT_LOGGED, contact, by=by, detail=detail)
    return contact


@transaction.atomic
def name_office(*, name: str, by: Person | None, unit: Unit | None = None, source: str = "") -> EuOffice:
    """Say which office is the city's way to Brussels: a unit of its own, or somebody else's by name."""
    permissions.may_keep_registers.require(by)
    office = EuOffice.objects.select_for_update(of=("self",), no_key=True).first() or EuOffice()
    office.name, office.unit, office.source = name.strip(), unit, source
    office.save()
    events.record(
        Happening.OFFICE_NAMED, office, by=by, detail={"name": office.name, "unit": unit.pk if unit else None}
    )
    return office
