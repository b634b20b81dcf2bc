"""Everything one engagement's page shows, in few queries."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from itertools import pairwise
from typing import Any

from django.utils.translation import gettext as _

from core import events
from core.rules import Finding
from engagements import conditions, permissions
from engagements.areas import Area
from engagements.areas import find as area_of
from engagements.enums import Status
from engagements.models import Engagement, EngagementGrant
from engagements.selectors.engagement_parts import HistoryLine, field_name, said
from engagements.states import ENGAGEMENT
from governance.models import Policy


def visible(person: Any, pk: int) -> Engagement | None:
    rows = Engagement.objects.visible_to(person).select_related("responsible_unit__serves", "assessed_by", "created_by")
    engagement = rows.filter(pk=pk).first()
    if engagement is not None and engagement.is_confidential:
        engagement.seen_by_id = person.pk
    return engagement


def happenings_of(engagement: Engagement, *, most: int = 500) -> list[HistoryLine]:
    """The events of the thread in words, newest first."""
    payloads = events.about(engagement.event_thread).values_list("payload", flat=True)
    return [said(payload) for payload in payloads[:most]]


@dataclass(frozen=True, slots=True)
class Possible:
    """What this person can do here now, as answers the template only shows."""

    change: bool
    publish: bool
    share: bool
    report: bool
    resources: bool
    verbs: list[str]
    findings: list[Finding]
    why_not: Finding | None


def possible(engagement: Engagement, person: Any, policy: Policy | None) -> Possible:
    why_not = permissions.may_change_engagement(person, engagement)
    accounted = not conditions.resources_asked(engagement, policy)
    area = area_of(engagement)
    open_status = engagement.status not in {Status.ENDED, Status.DECLINED}
    asked = open_status and person.powers.own_units and (area is None or area.decided(engagement))
    by_hand = area is not None and not area.by_decision and permissions.may_change_status.allows(person, engagement)
    return Possible(
        change=why_not is None,
        publish=person.powers.coordinates,
        share=engagement.is_confidential and permissions.may_share.allows(person, engagement),
        report=bool(person.powers.own_units),
        resources=accounted and bool(person.powers.own_units),
        verbs=[verb for verb in ENGAGEMENT.transitions if ENGAGEMENT.allows(engagement, verb)] if by_hand else [],
        findings=conditions.ready_for_decision(engagement, policy) if asked else [],
        why_not=why_not,
    )


@dataclass(frozen=True, slots=True)
class Change:
    at: datetime
    who: str
    fields: str
    before: str
    after: str


HIDDEN_IN_HISTORY = {"version", "changed_at", "created_at", "example"}


def changes_of(engagement: Engagement) -> list[Change]:
    """Which fields changed from one stored version to the next, by whom; in one query, newest first."""
    versions = list(engagement.history.select_related("history_user").order_by("-history_date", "-history_id")[:200])
    told = []
    for newer, older in pairwise(versions):
        for name in _differing(newer, older):
            told.append(
                Change(
                    at=newer.history_date,
                    who=str(newer.history_user or _("Utblick")),
                    fields=field_name(name.removesuffix("_id")),
                    before=_shown(older, name),
                    after=_shown(newer, name),
                )
            )
    return told


def _differing(newer: Any, older: Any) -> list[str]:
    names = [f.attname for f in Engagement._meta.concrete_fields if f.name not in HIDDEN_IN_HISTORY | {"search_text"}]
    return [name for name in names if getattr(newer, name) != getattr(older, name)]


def _shown(row: Any, name: str) -> str:
    display = getattr(row, f"get_{name}_display", None)
    value = display() if display else getattr(row, name)
    if isinstance(value, bool):
        return _("ja") if value else _("nej")
    return "" if value is None else str(value)


@dataclass(frozen=True, slots=True)
class GrantLine:
    person_pk: int
    name: str


def grants_of(engagement: Engagement) -> list[GrantLine]:
    rows = EngagementGrant.objects.filter(content_object=engagement, permission__codename="read_confidential")
    return [GrantLine(*row) for row in rows.order_by("user__name").values_list("user_id", "user__name")]


def area_part(engagement: Engagement, person: Any) -> tuple[Any, Any]:
    """Facts and panel of the engagement's area."""
    area: Area | None = area_of(engagement)
    if area is None:
        return (), None
    return area.facts(engagement, person), area.panel(engagement, person)
