from __future__ import annotations

from typing import Any

from django.apps import apps
from django.db import models
from django.db.models import Exists, OuterRef, Q

from core.enums import Confidentiality
from engagements.querysets import granted_to


class CaseQuerySet(models.QuerySet):
    def visible_to(self, person: Any):
        """Open cases whose engagement is not hidden. A case still being prepared is seen by those who prepare it, the
        coordinating unit and whoever registers; politicians see it once it is put forward."""
        if not person.is_authenticated or not person.is_active:
            return self.none()
        powers = person.powers
        hidden_engagement = Q(engagement__confidentiality=Confidentiality.CONFIDENTIAL) & ~Q(
            engagement_id__in=granted_to(person)
        )
        rows = self.filter(Q(confidentiality=Confidentiality.OPEN) | Q(engagement_id__in=granted_to(person)))
        rows = rows.exclude(hidden_engagement)
        if powers.coordinates or powers.registers or powers.administers:
            return rows
        own = Q(unit_id__in=powers.own_units) | Q(opened_by_id=person.pk)
        return rows.filter(~Q(state="preparing") | Q(round__gt=1) | own)

    def running(self):
        return self.filter(state__in=["preparing", "put_forward", "tabled"])

    def before(self, bodies):
        """Cases put forward whose active step is taken by one of these bodies."""
        CaseStep = apps.get_model("decisions", "CaseStep")
        step = CaseStep.objects.filter(case_id=OuterRef("pk"), state="active", body_id__in=bodies)
        return self.filter(Exists(step)).exclude(state="preparing")

    def on_the_way_of(self, body_id: int):
        """Cases whose route passes this body."""
        CaseStep = apps.get_model("decisions", "CaseStep")
        return self.filter(Exists(CaseStep.objects.filter(case_id=OuterRef("pk"), body_id=body_id)))

    def matching(self, words: str):
        rows = self
        for word in words.casefold().split():
            rows = rows.filter(search_text__contains=word)
        return rows


class DecisionQuerySet(models.QuerySet):
    def visible_to(self, person: Any):
        """Decisions in cases the person may see."""
        Case = apps.get_model("decisions", "Case")
        return self.filter(case__in=Case.objects.visible_to(person))
