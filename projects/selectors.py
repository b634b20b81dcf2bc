from __future__ import annotations

from typing import Any

from engagements.querysets import open_or_granted
from projects.models import Project


def visible_project(person: Any, pk: int) -> Project | None:
    rows = Project.objects.filter(open_or_granted(person, "engagement__"))
    return rows.select_related("engagement__responsible_unit").filter(pk=pk).first()
