"""The aims a signal or a position can concern."""

from __future__ import annotations

from django.db.models import QuerySet

from governance.models import Aim


def aims_in_force() -> QuerySet[Aim]:
    """Those of the policy in force, in its order."""
    return Aim.objects.filter(policyaim__policy__in_force=True).order_by("policyaim__order")
