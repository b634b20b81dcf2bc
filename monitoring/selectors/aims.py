"""The aims a signal or a position can concern."""

from __future__ import annotations

from django.db.models import QuerySet

from governance.models import Aim
from governance.selectors import policy_in_force


def aims_in_force() -> QuerySet[Aim]:
    """Those of the policy in force, in its order."""
    policy = policy_in_force()
    if policy is None:
        return Aim.objects.none()
    return Aim.objects.filter(policyaim__policy=policy).order_by("policyaim__order")
