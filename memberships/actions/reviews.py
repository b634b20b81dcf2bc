"""Sector memberships tried anew once a term: noted, reminded of, told to the committee (GBG-O4)."""

from __future__ import annotations

import logging
from datetime import date
from typing import Any

from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from core import events
from core.rules import Conflict
from governance import rulebook
from governance.enums import Level
from governance.models import Body, Person
from governance.selectors import policy_in_force
from memberships import conditions, notices, permissions
from memberships.actions.memberships import lock
from memberships.enums import Happening, ReviewOutcome
from memberships.models import Membership, MembershipReview
from memberships.terms import Term, term_on

log = logging.getLogger(__name__)


@transaction.atomic
def mark_reviewed(
    *,
    membership: Membership,
    on: date,
    by: Person | None,
    decided: str,
    outcome: str = ReviewOutcome.KEEP,
    body: Body | None = None,
    note: str = "",
) -> MembershipReview:
    """Note that the membership was tried anew: by whom, with what outcome and why.

    `decided` says who tried it and where that stands, `body` names the body when it was one. An earlier day than the
    last one noted is a Conflict. What is to change or be left is then decided in a case of its own.
    """
    membership = lock(membership)
    permissions.may_change_membership.require(by, membership)
    if membership.last_reviewed_on and on < membership.last_reviewed_on:
        raise Conflict(_("Medlemskapet är redan omprövat senare än så."))
    conditions.ready_to_note_review.require(membership, on, outcome, decided, note)
    review = MembershipReview.objects.create(
        membership=membership, on=on, outcome=outcome, body=body, decided=decided.strip(), note=note.strip()
    )
    membership.last_reviewed_on = on
    membership.save()
    events.record(Happening.REVIEWED, membership, by=by, detail={"on": on.isoformat(), "outcome": outcome})
    return review


def remind_of_reviews(*, today: date | None = None) -> int:
    """Remind units from the middle of the term, and tell committees from its last year. Returns how many memberships.

    Each happens once a term, whatever the clock has been through. A membership is a transaction of its own: one that
    fails is logged and tried again. One that nobody could be told of stays due.
    """
    day = today or timezone.localdate()
    policy = policy_in_force()
    term = term_on(policy, day)
    if term is None or day < term.midway or rulebook.level_of(policy, conditions.REVIEWED)[0] == Level.OFF:
        return 0
    done = 0
    for pk in _due(term, day).values_list("pk", flat=True):
        try:
            done += _tell(pk, term, day)
        except Exception:
            log.exception("membership %s could not be reminded of", pk)
    return done


def _due(term: Term, day: date) -> Any:
    reminded = ~Q(reminded_for=term.starts_on) | Q(reminded_for__isnull=True)
    told = ~Q(escalated_for=term.starts_on) | Q(escalated_for__isnull=True)
    wanted = reminded | told if day >= term.last_year_starts_on else reminded
    return Membership.objects.untried_in(term).filter(wanted).order_by("pk")


@transaction.atomic
def _tell(pk: int, term: Term, day: date) -> int:
    membership = lock(Membership(pk=pk))
    if not _due(term, day).filter(pk=pk).exists():
        return 0
    told = 0
    if membership.reminded_for != term.starts_on and notices.review_due(membership, term):
        membership.reminded_for = term.starts_on
        events.record(Happening.REVIEW_REMINDED, membership, by=None, detail={"term": term.label})
        told = 1
    late = day >= term.last_year_starts_on and membership.escalated_for != term.starts_on
    if late and notices.review_late(membership, term):
        membership.escalated_for = term.starts_on
        events.record(Happening.REVIEW_ESCALATED, membership, by=None, detail={"term": term.label})
        told = 1
    if told:
        membership.save()
    return told
