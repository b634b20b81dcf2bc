"""Words for rows of visits. `visible_to` is the only door to requests."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.db.models import Q

from core.enums import Confidentiality
from engagements.querysets import granted_to, open_or_granted
from visits.enums import RequestState


class VisitRequestQuerySet(models.QuerySet):
    def visible_to(self, person: Any):
        """Requests that count, to the coordinating unit and to the unit they came through.

        A confidential one is seen only by who registered or assessed it, and by those its visit was handed to; one that
        led to a visit is never seen by more than the visit.
        """
        if not person.is_authenticated or not person.is_active:
            return self.none()
        readable = Q(visit=None) | open_or_granted(person, "visit__engagement__")
        mine = Q(received_by=person.pk) | Q(assessed_by=person.pk) | Q(visit_id__in=granted_to(person))
        rows = self.exclude(state=RequestState.UNCONFIRMED).filter(readable)
        is_open = Q(confidentiality=Confidentiality.OPEN)
        if not person.powers.coordinates:
            is_open &= Q(unit_id__in=person.powers.own_units) | Q(host_unit_id__in=person.powers.own_units)
        return rows.filter(is_open | (Q(confidentiality=Confidentiality.CONFIDENTIAL) & mine))

    def waiting(self):
        """To be assessed or answered; one that is a part of another waits with it."""
        return self.filter(state__in=[RequestState.RECEIVED, RequestState.ASSESSED], same_as=None)
