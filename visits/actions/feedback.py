"""Feedback on a visit: the host's, the visitors', and the links visitors answer by (GBG-V7)."""

from __future__ import annotations

import datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from core import events
from core.rules import Conflict
from core.states import already_changed
from governance.models import Person
from visits.conditions.feedback import ready_to_answer, ready_to_open_link
from visits.enums.feedback import FeedbackFrom, FeedbackHappening
from visits.locks import lock_part, lock_visit
from visits.models import FeedbackLink, Visit, VisitFeedback
from visits.permissions.programme import may_plan_visit

FIELDS = ("score_purpose", "score_programme", "score_welcome", "best", "change", "may_contact")


@transaction.atomic
def open_link(*, visit: Visit, language: str, expires_on: datetime.date, by: Person) -> FeedbackLink:
    """An address for visitors, open until and with its last day. Never for a confidential visit."""
    visit = lock_visit(visit.pk)
    may_plan_visit.require(by, visit)
    ready_to_open_link.require(visit, expires_on)
    link = FeedbackLink.objects.create(visit=visit, language=language, expires_on=expires_on, created_by=by)
    detail = {"link": link.pk, "expires_on": expires_on.isoformat()}
    events.record(FeedbackHappening.LINK_OPENED, visit.engagement, by=by, detail=detail)
    return link


@transaction.atomic
def revoke_link(*, link: FeedbackLink, by: Person) -> FeedbackLink:
    link = lock_part(link)
    may_plan_visit.require(by, link.visit)
    if link.revoked_at:
        raise Conflict(already_changed(link))
    link.revoked_at = timezone.now()
    link.save(update_fields=["revoked_at"])
    events.record(FeedbackHappening.LINK_REVOKED, link.visit.engagement, by=by, detail={"link": link.pk})
    return link


@transaction.atomic
def answer_as_visitor(*, link: FeedbackLink, key: UUID, **fields: Any) -> VisitFeedback:
    """Keep a visitor's answer; nothing of who answers is kept. The same `key` again is the same answer."""
    link = lock_part(link)
    again = VisitFeedback.objects.filter(key=key, link=link).first()
    if again is not None:
        return again
    ready_to_answer.require(link)
    row = VisitFeedback.objects.create(
        visit=link.visit, link=link, source=FeedbackFrom.VISITOR, key=key, **{name: fields[name] for name in FIELDS}
    )
    events.record(FeedbackHappening.VISITOR_ANSWERED, link.visit.engagement, by=None, detail={"answer": row.pk})
    return row


@transaction.atomic
def answer_as_host(*, visit: Visit, key: UUID, by: Person, **fields: Any) -> VisitFeedback:
    """Keep the host's own answer; a later one by the same person takes its place."""
    visit = lock_visit(visit.pk)
    may_plan_visit.require(by, visit)
    row = VisitFeedback.objects.filter(visit=visit, person=by).first()
    row = row or VisitFeedback(visit=visit, person=by, source=FeedbackFrom.HOST, key=key)
    for name in FIELDS:
        setattr(row, name, fields.get(name, getattr(row, name)))
    row.save()
    events.record(FeedbackHappening.HOST_ANSWERED, visit.engagement, by=by, detail={"answer": row.pk})
    return row
