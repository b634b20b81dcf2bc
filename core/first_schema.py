"""All the tables of an app's first migration at once.

Django renders every related model anew after each operation of a migration. With as many models as here, all of them
related, that made an empty database take minutes. Here the state takes in every operation first, is rendered once, and
each table is created as it ends up, with its indexes and constraints.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.db.migrations.operations.base import Operation
from django.db.migrations.operations.models import AddIndex, CreateModel, RemoveIndex


class FirstSchema(Operation):
    """Hold what makemigrations wrote for an app that has no tables yet: models and what is added to them."""

    reduces_to_sql = True
    reversible = True

    def __init__(self, operations: Sequence[Operation]):
        self.operations = list(operations)

    def state_forwards(self, app_label: str, state: Any) -> None:
        state.__dict__.pop("apps", None)
        for each in self.operations:
            each.state_forwards(app_label, state)

    def database_forwards(self, app_label: str, schema_editor: Any, from_state: Any, to_state: Any) -> None:
        for each in self._models():
            each.database_forwards(app_label, schema_editor, from_state, to_state)

    def database_backwards(self, app_label: str, schema_editor: Any, from_state: Any, to_state: Any) -> None:
        for each in reversed(self._models()):
            each.database_backwards(app_label, schema_editor, from_state, to_state)

    def describe(self) -> str:
        return "Create all tables of the app"

    def _models(self) -> list[CreateModel]:
        return [each for each in self.operations if isinstance(each, CreateModel)]


class LaterIndexes(Operation):
    """Hold what makemigrations wrote of indexes for an app that has tables: put in and taken away with the models
    rendered once, not once for each."""

    reduces_to_sql = True
    reversible = True

    def __init__(self, operations: Sequence[AddIndex | RemoveIndex]):
        self.operations = list(operations)

    def state_forwards(self, app_label: str, state: Any) -> None:
        state.__dict__.pop("apps", None)
        for each in self.operations:
            each.state_forwards(app_label, state)

    def database_forwards(self, app_label: str, schema_editor: Any, from_state: Any, to_state: Any) -> None:
        for each in self.operations:
            each.database_forwards(app_label, schema_editor, from_state, to_state)

    def database_backwards(self, app_label: str, schema_editor: Any, from_state: Any, to_state: Any) -> None:
        for each in reversed(self.operations):
            each.database_backwards(app_label, schema_editor, from_state, to_state)

    def describe(self) -> str:
        return "Put in and take away indexes of the app"
