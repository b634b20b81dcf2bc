"""Who may say that a promise is kept."""

from __future__ import annotations

from typing import Any

from core.rules import Finding, permission
from visits.models import Promise
from visits.permissions.programme import may_plan_visit


@permission
def may_settle_promise(by: Any, promise: Promise) -> Finding | None:
    """The unit that answers for it, and those who plan the visit."""
    found = may_plan_visit.rule(by, promise.visit)
    if found is None or found.code == "engagement.hidden" or promise.unit_id not in by.powers.own_units:
        return found
    return None
