"""Who may say what the public register shows."""

from __future__ import annotations

from django.utils.translation import gettext as _

from core.rules import Finding, permission
from decisions.models import Case
from decisions.permissions.cases import may_prepare
from governance.models import Person


@permission
def may_read_basis(by: Person, case: Case) -> Finding | None:
    """Everybody who sees the case, but not who has a conflict of interest in it until the body has settled it: the
    person is out of the papers and the deliberation of that item, and of nothing else (KL 5:47, 6:30).

    The case comes from selectors.case_for, which knows.
    """
    if not getattr(case, "conflicted", False):
        return None
    message = _("Du är jävig i ärendet. Underlaget visas för dig igen när ärendet är avgjort.")
    return Finding("decision.conflict-of-interest", message, clause="KL 6:30")


@permission
def may_title_publicly(by: Person, case: Case) -> Finding | None:
    """Those who prepare the case, and those who register (OSL 5:1-2)."""
    if by.powers.registers or may_prepare.allows(by, case):
        return None
    message = _("Den offentliga titeln sätts av den som bereder ärendet eller av registratorn.")
    return Finding("decision.may-not-title", message, clause="OSL 5:1–2")
