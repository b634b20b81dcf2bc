"""Who changed which row when: django-simple-history, with its manager's class made once a model.

The library makes that class anew each time a row's history is reached, hence at every save. It costs more than the
INSERT of the history row.
"""

from __future__ import annotations

from functools import cache
from typing import Any

from simple_history.manager import HistoryManager
from simple_history.models import HistoricalRecords as LibraryRecords

__all__ = ["HistoricalRecords"]


class KeptHistoryManager(HistoryManager):
    @classmethod
    @cache
    def from_queryset(cls, queryset_class: type, class_name: str | None = None) -> type:
        return super().from_queryset(queryset_class, class_name)


class HistoricalRecords(LibraryRecords):
    """Keeps a row for every change of a model: `history = HistoricalRecords()`. Arguments are the library's."""

    def __init__(self, **options: Any) -> None:
        super().__init__(**{"history_manager": KeptHistoryManager} | options)
