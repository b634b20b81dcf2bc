"""Cases that break the rules of the decision chain."""

from __future__ import annotations

from core.rules import Finding
from decisions.conditions import SURVEY
from decisions.conditions.cases import ready_to_put_forward
from governance.models import Policy, Unit
from tests import factories


def unsurveyed(policy: Policy, unit: Unit) -> list[Finding]:
    """A case of consequence without a survey of the outside world."""
    engagement = factories.membership(engagement_fields={"responsible_unit": unit}).engagement
    case = factories.case(matter="memberships.join", engagement=engagement, unit=unit, policy=policy, survey="")
    return [each for each in ready_to_put_forward(case) if each.code == SURVEY]


SCENES = {SURVEY: unsurveyed}
