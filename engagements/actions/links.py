"""Which engagements have to do with each other."""

from __future__ import annotations

from django.db import transaction

from core import events
from engagements import conditions, permissions
from engagements.actions.registration import lock
from engagements.enums import Happening
from engagements.models import Engagement, EngagementLink
from governance.models import Person


@transaction.atomic
def link(*, engagement: Engagement, other: Engagement, by: Person | None, why: str = "") -> EngagementLink:
    """Tie two engagements together, whichever is named first. Twice is the same as once, and recorded once.

    The event stands with the confidential one of the two, so that the open one's history tells nothing of it.
    """
    first, second = _locked_pair(engagement, other)
    permissions.may_link.require(by, first, second)
    conditions.ready_to_link.require(first, second)
    row, made = EngagementLink.objects.get_or_create(
        engagement=first, other=second, defaults={"made_by": by, "why": why.strip()[:200]}
    )
    if made:
        subject, told = _subject(first, second)
        events.record(Happening.ENGAGEMENT_LINKED, subject, by=by, detail={"other": told.pk})
    return row


@transaction.atomic
def unlink(*, engagement: Engagement, other: Engagement, by: Person | None) -> None:
    """Take the tie away. What is not tied stays so, and nothing is recorded."""
    first, second = _locked_pair(engagement, other)
    permissions.may_link.require(by, first, second)
    gone, _kinds = EngagementLink.objects.filter(engagement=first, other=second).delete()
    if gone:
        subject, told = _subject(first, second)
        events.record(Happening.ENGAGEMENT_UNLINKED, subject, by=by, detail={"other": told.pk})


def _locked_pair(engagement: Engagement, other: Engagement) -> tuple[Engagement, Engagement]:
    """Both rows, always in the same order, so that two at once cannot wait for each other."""
    low, high = sorted((engagement, other), key=lambda each: each.pk)
    return lock(low), lock(high)


def _subject(first: Engagement, second: Engagement) -> tuple[Engagement, Engagement]:
    return (second, first) if second.is_confidential and not first.is_confidential else (first, second)
