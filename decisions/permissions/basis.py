"""Who may say what the public register shows."""

from __future__ import annotations

from django.utils.translation import gettext as _

from core.rules import Finding, permission
from decisions.models import Case
from decisions.permissions.cases import may_prepare
from governance.models import Person


@permission
def may_title_publicly(by: Person, case: Case) -> Finding | None:
    """Those who prepare the case, and those who register (OSL 5:1-2)."""
    if by.powers.registers or may_prepare.allows(by, case):
        return None
    message = _("Den offentliga titeln sätts av den som bereder ärendet eller av registratorn.")
    return Finding("decision.may-not-title", message, clause="OSL 5:1–2")
