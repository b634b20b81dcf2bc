"""Two versions of a row in words: for the page that shows both when two people saved at once."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.db import models

from core.rules import Conflict


def as_text(row: models.Model, values: Mapping[str, Any]) -> str:
    """One field a line, with its label."""
    lines = []
    for name, value in values.items():
        try:
            label = str(row._meta.get_field(name).verbose_name)
        except Exception:
            label = name
        lines.append(f"{label[:1].upper()}{label[1:]}: {_shown(value)}")
    return "\n\n".join(lines)


def _shown(value: Any) -> str:
    if isinstance(value, (list, tuple, set, models.QuerySet)):
        return ", ".join(str(each) for each in value)
    return "" if value is None else str(value)


def conflict(row: models.Model, message: str, fields: Mapping[str, Any]) -> Conflict:
    """The refusal that carries what is stored and what was typed, for the plain fields that differ."""
    plain = {
        name: value
        for name, value in fields.items()
        if not isinstance(value, (list, tuple, set, models.QuerySet)) and getattr(row, name, value) != value
    }
    stored = {name: getattr(row, name) for name in plain}
    return Conflict(message, theirs=as_text(row, stored), yours=as_text(row, plain))
