"""Contacts with institutions of the EU, and which office in Brussels they go through (GBG-M5)."""

from __future__ import annotations

from datetime import date

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
    unit: Unit,
    by: Person,
    dossier: Dossier | None = None,
    consulted: bool = False,
    consultation_note: str = "",
    motive: str = "",
    **said: str,
) -> InstitutionContact:
    """Note a contact that has been made. `said` are institution, met, by_whom and about.

    One made by others than the Brussels office says that the office was consulted and how; a policy that only warns
    lets it pass with a motive, which is kept.
    """
    permissions.may_log_contact.require(by, unit)
    if dossier is not None:
        permissions.may_use_dossier.require(by, dossier)
    conditions.ready_to_log.require(on, consulted, consultation_note)
    passed = conditions.office_consulted.require(unit, consulted, policy_in_force(), motive=motive)
    by_office = EuOffice.objects.filter(unit=unit).exists()
    contact = InstitutionContact(on=on, unit=unit, dossier=dossier, by_office=by_office, recorded_by=by)
    for name, text in said.items():
        setattr(contact, name, text.strip())
    if consulted and not by_office:
        contact.consulted, contact.consultation_note = True, consultation_note.strip()
    contact.motive = motive.strip() if passed else ""
    contact.save()
    detail = {"contact": contact.pk, "unit": unit.pk, "by_office": by_office, "consulted": contact.consulted}
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
