"""Engagements in which nothing happens: put before the unit, and what it chooses (NKP-13)."""

from __future__ import annotations

import logging
from datetime import date, timedelta

from django.db import transaction
from django.db.models import Exists, OuterRef, QuerySet
from django.utils import timezone

from core import events
from engagements import conditions, notices, permissions
from engagements.actions import status
from engagements.actions.registration import lock
from engagements.dormancy import decided_by_case, last_activity_on, quiet_since
from engagements.enums import DormancyChoice, Happening
from engagements.models import CheckIn, DormancyReview, Engagement
from governance.models import Person

ASKED_AGAIN_AFTER = timedelta(days=365)
log = logging.getLogger(__name__)


@transaction.atomic
def answer_dormancy(
    *, engagement: Engagement, choice: str, motive: str, by: Person, plan: str = "", next_on: date | None = None
) -> DormancyReview:
    """Record what the unit chooses, with its motive, and let it happen where the unit may decide it.

    Revive plans a check-in on `next_on`; until then the engagement is not called dormant again. Rest and end move the
    status at once where no decision does it; otherwise the status waits for the case that a body decides.
    """
    engagement = lock(engagement)
    permissions.may_answer_dormancy.require(by, engagement)
    choice = DormancyChoice(choice)
    conditions.ready_to_answer_dormancy.require(engagement, choice, motive, plan, next_on)
    review = DormancyReview.objects.filter(engagement=engagement, choice="").first()
    review = review or DormancyReview(engagement=engagement, put_on=timezone.localdate())
    review.choice, review.motive = choice, motive.strip()
    review.last_activity_on = last_activity_on(engagement)
    if choice == DormancyChoice.REVIVE:
        review.plan, review.next_on = plan.strip(), next_on
        CheckIn.objects.get_or_create(engagement=engagement, due_on=next_on, held_on=None, defaults={"planned_by": by})
    review.answered_by, review.answered_at = by, timezone.now()
    review.save()
    if choice != DormancyChoice.REVIVE and not decided_by_case(engagement):
        move = status.rest if choice == DormancyChoice.REST else status.end
        move(engagement=engagement, by=by)
    detail = {"choice": choice.value, "review": review.pk, "next": next_on.isoformat() if next_on else ""}
    events.record(Happening.DORMANCY_ANSWERED, engagement, by=by, detail=detail)
    return review


def put_before_units(*, today: date | None = None) -> int:
    """Ask the unit of each engagement that has gone quiet, once. Returns how many were asked about.

    A question that is not answered stays, and is not asked again. One answered with rest or end is asked again after a
    year if the engagement still is active and quiet.
    """
    day = today or timezone.localdate()
    done = 0
    for pk in list(_unasked(day).values_list("pk", flat=True)):
        try:
            done += _put(pk, day)
        except Exception:
            log.exception("engagement %s could not be put before its unit", pk)
    return done


def _unasked(day: date) -> QuerySet[Engagement]:
    reviews = DormancyReview.objects.filter(engagement=OuterRef("pk"))
    lately = reviews.filter(answered_at__date__gte=day - ASKED_AGAIN_AFTER).exclude(choice=DormancyChoice.REVIVE)
    rows = Engagement.objects.quiet(quiet_since(day), day)
    return rows.filter(~Exists(reviews.filter(choice="")), ~Exists(lately)).order_by("pk")


@transaction.atomic
def _put(pk: int, day: date) -> int:
    engagement = lock(Engagement(pk=pk))
    if not _unasked(day).filter(pk=pk).exists():
        return 0
    last = last_activity_on(engagement)
    review = DormancyReview.objects.create(engagement=engagement, put_on=day, last_activity_on=last)
    notices.dormant(review)
    events.record(Happening.DORMANCY_PUT, engagement, by=None, detail={"review": review.pk})
    return 1
