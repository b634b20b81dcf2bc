"""Who may change what belongs to this app. Everyone signed in may read it."""

from __future__ import annotations

from django.utils.translation import gettext as _

from core.rules import Finding, permission
from governance.models import Person


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
