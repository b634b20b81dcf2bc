from __future__ import annotations

from typing import Any

from django.db import models
from django.db.models import Q

from core.enums import Confidentiality
from engagements.querysets import granted_to, open_or_granted


class PositionPaperQuerySet(models.QuerySet):
    def visible_to(self, person: Any):
        """Papers on engagements the person may know of; drafts only to those who write and the responsible unit."""
        rows = self.filter(open_or_granted(person, "engagement__"))
        if not person.is_authenticated:
            return self.none()
        powers = person.powers
        if powers.coordinates or powers.registers:
            return rows
        return rows.filter(~Q(state="draft") | Q(engagement__responsible_unit_id__in=powers.own_units))


class EvaluationQuerySet(models.QuerySet):
    def visible_to(self, person: Any):
        """Evaluations none of whose engagements is hidden from the person; drafts only to those who write them."""
        if not person.is_authenticated or not person.is_active:
            return self.none()
        secret = Q(engagements__confidentiality=Confidentiality.CONFIDENTIAL)
        hidden = self.model._default_manager.filter(secret & ~Q(engagements__in=granted_to(person))).values("pk")
        rows = self.filter(Q(confidentiality=Confidentiality.OPEN)).exclude(pk__in=hidden)
        powers = person.powers
        if powers.coordinates or powers.registers:
            return rows
        return rows.exclude(state="draft")
