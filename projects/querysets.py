"""Words for rows of projects: all that hangs on a project is seen by those who see its engagement."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db import models

from engagements.querysets import open_or_granted


class ProjectQuerySet(models.QuerySet):
    def visible_to(self, person: Any):
        return self.filter(open_or_granted(person, "engagement__"))


class OfProjectQuerySet(models.QuerySet):
    def visible_to(self, person: Any):
        return self.filter(open_or_granted(person, "project__engagement__"))

    def waiting(self):
        """Reporting dates that nothing has been handed in for, of projects that are alive."""
        return self.filter(done_on=None, project__engagement__status__in=["proposed", "active", "dormant"])


class CallQuerySet(models.QuerySet):
    def visible_to(self, person: Any):
        """Calls are public facts: everybody who is signed in may read them."""
        return self if person.is_authenticated and person.is_active else self.none()

    def open_at(self, moment: datetime):
        return self.filter(deadline__gte=moment)
