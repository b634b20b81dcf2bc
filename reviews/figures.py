"""What the product knows of chosen engagements over a period, as plain values that are stored with an evaluation.

Activities count when their unit has reported them. Costs are whole kronor. Politicians are kept apart from managers and
officials (STR-14), what was taken part in from what it led to (SMF-01). Invitations that were declined are counted by
reason (STR-13).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import date
from typing import Any

from django.db.models import Sum
from django.utils import timezone

from engagements.enums import AttendanceLevel, Mode
from engagements.models import Activity, Engagement, ResourceLine
from memberships.models import Membership
from memberships.selectors import declined_invitations, latest_fees
from reviews.drafting.background import memberships_of


def gather(engagements: Sequence[Engagement], starts_on: date, ends_on: date) -> dict[str, Any]:
    """Thirteen queries at most, whatever the number of engagements and activities."""
    ids = [each.pk for each in engagements]
    activities = list(
        Activity.objects.reported()
        .filter(engagement_id__in=ids, starts_on__gte=starts_on, starts_on__lte=ends_on)
        .select_related("unit")
        .prefetch_related("attendances__body", "aims")
        .order_by("starts_on", "pk")
    )
    spent = ResourceLine.objects.filter(engagement_id__in=ids, year__gte=starts_on.year, year__lte=ends_on.year)
    totals = spent.order_by().values("engagement_id").annotate(spent=Sum("spent"), hours=Sum("spent_hours"))
    resources = {row["engagement_id"]: row for row in totals}
    memberships = memberships_of(ids)
    fees = latest_fees(ids, ends_on.year)
    declined = {each.engagement_id: each.reasons for each in declined_invitations(ids, starts_on, ends_on)}
    known = {
        each.pk: each
        for each in Engagement.objects.filter(pk__in=ids).prefetch_related(
            "themes", "goals", "aims", "participations__unit"
        )
    }
    rows = [
        _engagement(known[pk], [a for a in activities if a.engagement_id == pk], resources.get(pk), memberships.get(pk))
        for pk in ids
    ]
    for row in rows:
        row["fee"] = fees.get(row["id"], row["fee"])
        row["declined"] = declined.get(row["id"], {})
    return {
        "taken_on": timezone.localdate().isoformat(),
        "engagements": rows,
        "activities": [_activity(each) for each in activities],
        "goals": _by(rows, "goals"),
        "themes": _by(rows, "themes"),
    }


def _engagement(
    engagement: Engagement, activities: list[Activity], resources: dict[str, Any] | None, membership: Membership | None
) -> dict[str, Any]:
    levels: Counter[str] = Counter()
    political: Counter[tuple[str, str]] = Counter()
    occasions = 0
    for activity in activities:
        attendances = list(activity.attendances.all())
        occasions += any(each.level == AttendanceLevel.POLITICIAN for each in attendances)
        for each in attendances:
            levels[each.level] += each.count
            if each.level == AttendanceLevel.POLITICIAN:
                political[each.who, each.body.name if each.body else ""] += 1
    units = {each.unit.name for each in engagement.participations.all()} | {each.unit.name for each in activities}
    return {
        "id": engagement.pk,
        "title": engagement.title,
        "reference": engagement.reference_number,
        "activities": len(activities),
        "travel": sum(each.mode == Mode.TRAVEL for each in activities),
        "with_result": sum(bool(each.result.strip()) for each in activities),
        "politicians": levels[AttendanceLevel.POLITICIAN],
        "political_occasions": occasions,
        "political": [{"who": who, "body": body, "times": times} for (who, body), times in sorted(political.items())],
        "managers": levels[AttendanceLevel.MANAGER],
        "officials": levels[AttendanceLevel.OFFICIAL],
        "units": sorted(units),
        "forums": _forums(activities, membership),
        "cost": sum(each.cost or 0 for each in activities),
        "spent": (resources or {}).get("spent") or 0,
        "hours": (resources or {}).get("hours") or 0,
        "fee": (membership.fee or 0) if membership and membership.fee_currency == "SEK" else 0,
        "themes": sorted(each.name for each in engagement.themes.all()),
        "goals": [each.goal for each in engagement.goals.all()],
        "aims": {str(aim): count for aim, count in _per_aim(activities).items()},
    }


def _forums(activities: list[Activity], membership: Membership | None) -> list[str]:
    joined = {each.forum.name for each in membership.participations.all()} if membership else set()
    return sorted(joined | {each.forum for each in activities if each.forum})


def _per_aim(activities: list[Activity]) -> Counter[int]:
    return Counter(aim.pk for activity in activities for aim in activity.aims.all())


def _activity(activity: Activity) -> dict[str, Any]:
    return {
        "engagement": activity.engagement_id,
        "on": activity.starts_on.isoformat() if activity.starts_on else "",
        "title": activity.title,
        "unit": activity.unit.name,
        "forum": activity.forum,
        "place": activity.place,
        "travel": activity.mode == Mode.TRAVEL,
        "political": any(each.level == AttendanceLevel.POLITICIAN for each in activity.attendances.all()),
        "cost": activity.cost or 0,
        "result": activity.result,
    }


def _by(rows: list[dict[str, Any]], what: str) -> list[dict[str, Any]]:
    """Engagements, activities and cost per goal (NKP-02) or theme (STR-05)."""
    found: dict[Any, dict[str, Any]] = {}
    for row in rows:
        for key in row[what]:
            line = found.setdefault(key, {"key": key, "engagements": [], "activities": 0, "cost": 0})
            line["engagements"].append(row["title"])
            line["activities"] += row["activities"]
            line["cost"] += row["cost"]
    return [found[key] for key in sorted(found)]
