"""A part of a project as it stands now, and what is said when somebody else was first."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar

from django.db import models
from django.utils.translation import gettext as _

from core.rules import Conflict
from projects.actions.projects import lock
from projects.models import Project
from projects.selectors.parts import in_words, version_of

P = TypeVar("P", bound=models.Model)


def current(part: P) -> P:
    """The part as it stands now, with its project locked; Conflict when somebody has taken it away."""
    project = lock(Project(pk=part.project_id))  # type: ignore[attr-defined]
    row = type(part)._default_manager.filter(pk=part.pk).first()
    if row is None:
        raise Conflict(_("Någon annan hann före och tog bort %(what)s.") % {"what": _quoted(part)})
    row.project = project  # type: ignore[attr-defined]
    return row


def differing(row: models.Model, names: tuple[str, ...], facts: Mapping[str, Any]) -> dict[str, Any]:
    """What of the facts is not stored already."""
    return {name: facts[name] for name in names if name in facts and getattr(row, name) != facts[name]}


def unchanged_since(row: models.Model, version: int | None, typed: Mapping[str, Any]) -> None:
    """Conflict with both texts when somebody has saved the row since `version` was shown. None asks nothing."""
    if version is None or version == version_of(row):
        return
    stored = {name: getattr(row, name) for name in typed}
    raise Conflict(first_of_two(_quoted(row)), theirs=in_words(row, stored), yours=in_words(row, typed))


def as_it_was_shown(row: models.Model, version: int | None) -> None:
    """Conflict when somebody has saved the row since it was shown to who takes it away. None asks nothing."""
    if version is None or version == version_of(row):
        return
    message = _("Någon annan ändrade %(what)s nyss. Se hur det står nu, och gör om det om det ska gälla.")
    raise Conflict(message % {"what": _quoted(row)})


def first_of_two(what: str) -> str:
    message = _("Någon annan ändrade %(what)s medan du skrev. Ditt står kvar. Jämför, och spara igen om det ska gälla.")
    return message % {"what": what}


def _quoted(row: models.Model) -> str:
    return f"”{row}”"
