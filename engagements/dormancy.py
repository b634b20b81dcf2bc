"""When the policy calls an engagement dormant, and who may change that (NKP-13)."""

from __future__ import annotations

from datetime import date

from django.db.models import Max

from engagements import areas, months
from engagements.models import Activity, Engagement
from engagements.querysets import REPORTED
from governance.models import Policy

DEFAULT_MONTHS = 18


def quiet_since(today: date, policy_months: int | None = None) -> date:
    """The first day of the time without activity after which the policy calls an engagement dormant."""
    if policy_months is None:
        said = Policy.objects.filter(in_force=True).values_list("dormant_after_months", flat=True).first()
        policy_months = said if said is not None else DEFAULT_MONTHS
    return months.before(today, policy_months)


def decided_by_case(engagement: Engagement) -> bool:
    """Whether that it rests or ends follows from a case that a body decides."""
    area = areas.find(engagement)
    return area is None or area.by_decision


def last_activity_on(engagement: Engagement) -> date | None:
    reported = Activity.objects.filter(engagement=engagement, state__in=REPORTED)
    return reported.aggregate(last=Max("starts_on"))["last"]
