"""Who may change what belongs to this app. Everyone signed in may read it."""

from __future__ import annotations

from django.utils.translation import gettext as _

from core.rules import Finding, permission
from governance.models import Person, Unit


def _administrators_only(by: Person, code: str) -> Finding | None:
    if by is not None and by.powers.administers:
        return None
    return Finding(code, _("Det här gör bara den som är förordnad som administratör i dag."))


@permission
def may_change_policy(by: Person) -> Finding | None:
    return _administrators_only(by, "policy.administrators-only")


@permission
def may_change_organisation(by: Person) -> Finding | None:
    return _administrators_only(by, "organisation.administrators-only")


@permission
def may_import_numbers(by: Person) -> Finding | None:
    """The registrar, who has the city's diary, or an administrator."""
    if by.powers.administers or by.powers.registers:
        return None
    return Finding(
        "number.registrars-only", _("Diarienummer läses in av registrator, sekreterare eller administratör.")
    )


@permission
def may_appoint(by: Person) -> Finding | None:
    return _administrators_only(by, "appointment.administrators-only")


@permission
def may_issue_instruction(by: Person, unit: Unit) -> Finding | None:
    """The unit's own people, the coordinating unit and administrators (GBG-10). None is a register being loaded."""
    if by is None or unit.pk in by.powers.own_units or by.powers.coordinates or by.powers.administers:
        return None
    message = _("Instruktioner läggs in av enhetens egna kontaktpersoner och chefer, och av den samordnande enheten.")
    return Finding("instruction.not-your-unit", message, "GBG-10")
