"""Page-sized reads with a fixed number of queries."""

from __future__ import annotations

from governance.models import Policy, Route


def policy_in_force() -> Policy | None:
    return Policy.objects.filter(in_force=True).prefetch_related("rules").first()


def route_of(policy: Policy | None, matter: str) -> Route | None:
    if policy is None:
        return None
    return Route.objects.filter(policy=policy, matter=matter).first()
