"""Who may bring a file to a register. Each row is asked about again by the area's own action."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _

from core.rules import Finding, permission
from engagements.models.exchange import Import


@permission
def may_import(by: Any) -> Finding | None:
    if by.powers.coordinates or by.powers.own_units:
        return None
    message = _("Kontaktpersoner, chefer och den samordnande enheten läser in filer, för det de själva får registrera.")
    return Finding("import.not-yours", message)


@permission
def may_handle(by: Any, upload: Import) -> Finding | None:
    """Whose name stands on what is written carries it out."""
    if upload.by_id != by.pk:
        return Finding("import.another-person", _("Bara den som lämnade filen läser in den."))
    return may_import.rule(by)
