from __future__ import annotations

from typing import Any

from django.apps import apps
from django.db import models
from django.db.models import Q

from core.enums import Confidentiality
from engagements.querysets import granted_to, open_or_granted

UNFINISHED = Q(state="draft") | Q(state="in_decision", case__state="preparing")


class PositionPaperQuerySet(models.QuerySet):
    def visible_to(self, person: Any):
        """Papers on whole areas, and on engagements the person may know of.

        What is still being written, that is a draft or one whose case is being prepared, is seen by those who write,
        those who register and the responsible unit.
        """
        if not person.is_authenticated or not person.is_active:
            return self.none()
        rows = self.filter(Q(engagement=None) | open_or_granted(person, "engagement__"))
        rows = rows.filter(Q(confidentiality=Confidentiality.OPEN) | Q(engagement_id__in=granted_to(person)))
        powers = person.powers
        if powers.coordinates or powers.registers:
            return rows
        return rows.filter(~UNFINISHED | Q(engagement__responsible_unit_id__in=powers.own_units))

    def on_the_same(self, paper: Any):
        """The versions there are of a paper on the same engagement or area."""
        return self.filter(engagement_id=paper.engagement_id, area=paper.area)

    def unfinished(self):
        return self.filter(state__in=["draft", "in_decision"])


class EvaluationQuerySet(models.QuerySet):
    def visible_to(self, person: Any):
        """Evaluations none of whose engagements is hidden from the person; unfinished ones only to those who write."""
        if not person.is_authenticated or not person.is_active:
            return self.none()
        Subject = apps.get_model("reviews", "EvaluationSubject")
        secret = Subject.objects.filter(engagement__confidentiality=Confidentiality.CONFIDENTIAL)
        hidden = secret.exclude(engagement_id__in=granted_to(person)).values("evaluation_id")
        rows = self.filter(confidentiality=Confidentiality.OPEN).exclude(pk__in=hidden)
        powers = person.powers
        if powers.coordinates or powers.registers:
            return rows
        return rows.filter(~UNFINISHED)

    def adopted(self):
        return self.filter(state="adopted")
