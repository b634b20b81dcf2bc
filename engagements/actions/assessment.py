"""The foreign-policy assessment, and what the public sees."""

from __future__ import annotations

from datetime import date

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from core import events
from core.rules import Finding, Refused
from engagements import conditions, permissions
from engagements.actions.registration import lock
from engagements.differences import conflict
from engagements.enums import Happening
from engagements.models import Engagement
from governance.models import Person


@transaction.atomic
def assess(*, engagement: Engagement, version: int, text: str, on: date | None = None, by: Person) -> Engagement:
    """Record the assessment against Swedish foreign policy and human rights, its day and who made it (GBG-03)."""
    engagement = lock(engagement)
    permissions.may_assess.require(by, engagement)
    if engagement.version != version:
        message = _("Någon annan sparade engagemanget medan du skrev.")
        raise conflict(engagement, message, {"foreign_policy_assessment": text})
    day = on or timezone.localdate()
    found = []
    if not text.strip():
        found.append(Finding("engagement.assessment-text", _("Skriv bedömningen."), "GBG-03"))
    if day > timezone.localdate():
        found.append(Finding("engagement.assessment-day", _("Bedömningen kan inte vara gjord i framtiden.")))
    if found:
        raise Refused(found)
    engagement.foreign_policy_assessment, engagement.assessed_on, engagement.assessed_by = text.strip(), day, by
    engagement.version += 1
    engagement._history_user = by
    engagement.save()
    events.record(Happening.ENGAGEMENT_ASSESSED, engagement, by=by, detail={"on": day.isoformat()})
    return engagement


@transaction.atomic
def publish(*, engagement: Engagement, by: Person) -> Engagement:
    """Show title and summary to the public. Publishing what is published changes nothing."""
    engagement = lock(engagement)
    permissions.may_publish.require(by, engagement)
    conditions.ready_to_publish.require(engagement)
    return _publish(engagement, True, Happening.ENGAGEMENT_PUBLISHED, by)


@transaction.atomic
def unpublish(*, engagement: Engagement, by: Person) -> Engagement:
    engagement = lock(engagement)
    permissions.may_publish.require(by, engagement)
    return _publish(engagement, False, Happening.ENGAGEMENT_UNPUBLISHED, by)


def _publish(engagement: Engagement, published: bool, happening: str, by: Person) -> Engagement:
    if engagement.published != published:
        engagement.published = published
        engagement.version += 1
        engagement._history_user = by
        engagement.save()
        events.record(happening, engagement, by=by)
    return engagement
