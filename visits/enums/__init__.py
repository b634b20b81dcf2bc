"""Choices of visits, by noun. Each module's happenings are declared in `apps.py`."""

from visits.enums.visits import Happening, VisitKind

__all__ = [
    "Happening",
    "VisitKind",
]
