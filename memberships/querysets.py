"""Words for rows of memberships. Each `visible_to` follows the engagement's own."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.apps import apps
from django.db import models
from django.db.models import Q

from engagements.querysets import open_or_granted
from memberships.enums import SeatState

RUNNING = [SeatState.HELD, SeatState.NOT_STANDING]


def in_force(day: date, prefix: str = "") -> Q:
    """Begun, and not yet over, on `day`; an unknown end is open."""
    begun = Q(**{f"{prefix}starts_on__isnull": True}) | Q(**{f"{prefix}starts_on__lte": day})
    lasting = Q(**{f"{prefix}ends_on__isnull": True}) | Q(**{f"{prefix}ends_on__gte": day})
    return begun & lasting


class OrganisationQuerySet(models.QuerySet):
    def visible_to(self, person: Any):
        """All but those that only a hidden membership makes us know of."""
        if not person.is_authenticated:
            return self.none()
        Membership = apps.get_model("memberships", "Membership")
        seen = Membership.objects.visible_to(person).values("organisation_id")
        some = Membership.objects.values("organisation_id")
        return self.filter(Q(pk__in=seen) | ~Q(pk__in=some))


class MembershipQuerySet(models.QuerySet):
    def visible_to(self, person: Any):
        return self.filter(open_or_granted(person, "engagement__"))

    def running(self):
        return self.filter(engagement__status__in=["active", "dormant"])


class SeatQuerySet(models.QuerySet):
    def visible_to(self, person: Any):
        return self.filter(open_or_granted(person, "membership__engagement__"))

    def running(self, day: date):
        return self.filter(in_force(day), state__in=RUNNING)

    def ending(self, *, after: date, until: date):
        """Held, and over within the span: in time to decide on standing again (NKP-17)."""
        return self.filter(state__in=RUNNING, ends_on__gte=after, ends_on__lte=until)


class ParticipationQuerySet(models.QuerySet):
    def visible_to(self, person: Any):
        return self.filter(open_or_granted(person, "membership__engagement__"))

    def running(self, day: date):
        return self.filter(in_force(day))
