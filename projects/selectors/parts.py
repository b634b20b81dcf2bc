"""A part of a project - a partner, a report, a milestone, a deliverable, a stage - and which version of it is shown."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.db import models
from django.db.models import Max

from core.dates import shown
from engagements.differences import as_text
from projects.models import BudgetLine, Project
from projects.selectors.projects import visible_project


def version_of(row: Any) -> int:
    """The number of its newest row of history: a higher one tells that somebody saved since. One query."""
    return row.history.aggregate(newest=Max("history_id"))["newest"] or 0


def version_of_budget(project: Project) -> int:
    """The same for all lines of a budget, also those that were taken away. One query."""
    rows = BudgetLine.history.filter(project_id=project.pk)
    return rows.aggregate(newest=Max("history_id"))["newest"] or 0


def said_of(row: models.Model, values: Mapping[str, Any]) -> dict[str, Any]:
    """Values as they are read: the words of choices, days written out."""
    return {name: _word(row, name, value) for name, value in values.items()}


def in_words(row: models.Model, values: Mapping[str, Any]) -> str:
    """One field a line, for the page that shows what is stored beside what was typed."""
    return as_text(row, said_of(row, values))


def project_of_removed(model: Any, person: Any, pk: int) -> Project | None:
    """The project of a part that somebody has taken away, when the person may see it."""
    last = model.history.filter(id=pk, history_type="-").order_by("-history_id").first()
    return visible_project(person, last.project_id) if last else None


def _word(row: models.Model, name: str, value: Any) -> Any:
    if isinstance(value, date):
        return shown(value)
    choices: Any = getattr(row._meta.get_field(name), "flatchoices", None)
    return str(dict(choices).get(value, value)) if choices else value
