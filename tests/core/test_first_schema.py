"""The first migration of an app creates its tables as its models are, and takes them away again."""

import pytest
from django.apps import apps
from django.db import connection, models
from django.db.migrations import AddConstraint, AddField, AddIndex, CreateModel, RemoveIndex
from django.db.migrations.state import ProjectState

from core.first_schema import FirstSchema, LaterIndexes

PK = ("id", models.BigAutoField(primary_key=True))
OPERATIONS = [
    CreateModel("Town", [PK, ("name", models.CharField(max_length=20))]),
    CreateModel("Bridge", [PK, ("town", models.ForeignKey("trial.Town", models.CASCADE))]),
    AddField("Town", "oldest", models.ForeignKey("trial.Bridge", models.SET_NULL, null=True)),
    AddIndex("Town", models.Index(fields=["name"], name="trial_town_name")),
    AddConstraint("Bridge", models.UniqueConstraint(fields=["town"], name="trial_bridge_once")),
]


def tables():
    return [name for name in connection.introspection.table_names() if name.startswith("trial_")]


def lacks(table, names):
    """Those of `names` that are neither an index nor a constraint of the table. SQLite keeps what it was told."""
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("SELECT group_concat(sql) FROM sqlite_master WHERE tbl_name = %s", [table])
            told = cursor.fetchone()[0] or ""
            return sorted(name for name in names if f'"{name}"' not in told)
        return sorted(names - set(connection.introspection.get_constraints(cursor, table)))


@pytest.mark.django_db(transaction=True)
def test_tables_come_whole_and_go_again():
    operation, before, after = FirstSchema(OPERATIONS), ProjectState(), ProjectState()
    operation.state_forwards("trial", after)

    with connection.schema_editor() as editor:
        operation.database_forwards("trial", editor, before, after)
    made = (tables(), lacks("trial_town", {"trial_town_name"}), lacks("trial_bridge", {"trial_bridge_once"}))
    with connection.cursor() as cursor:
        columns = [row.name for row in connection.introspection.get_table_description(cursor, "trial_town")]
    with connection.schema_editor() as editor:
        operation.database_backwards("trial", editor, after, before)

    assert made == (["trial_bridge", "trial_town"], [], [])
    assert columns == ["id", "name", "oldest_id"]
    assert tables() == []


@pytest.mark.django_db(transaction=True)
def test_later_indexes_come_and_go_with_the_table_left_as_it_is():
    tables_first, before, after = FirstSchema(OPERATIONS), ProjectState(), ProjectState()
    tables_first.state_forwards("trial", before)
    tables_first.state_forwards("trial", after)
    newest = AddIndex("Town", models.Index(fields=["-name", "id"], name="trial_town_newest"))
    operation = LaterIndexes([RemoveIndex("Town", "trial_town_name"), newest])
    operation.state_forwards("trial", after)
    names = {"trial_town_name", "trial_town_newest"}
    with connection.schema_editor() as editor:
        tables_first.database_forwards("trial", editor, ProjectState(), before)

    with connection.schema_editor() as editor:
        operation.database_forwards("trial", editor, before, after)
    then = lacks("trial_town", names)
    with connection.schema_editor() as editor:
        operation.database_backwards("trial", editor, after, before)
    back = lacks("trial_town", names)
    with connection.schema_editor() as editor:
        tables_first.database_backwards("trial", editor, before, ProjectState())

    assert (then, back) == (["trial_town_name"], ["trial_town_newest"])


@pytest.mark.django_db
def test_every_table_has_the_indexes_and_constraints_of_its_model():
    wanted = {
        model._meta.db_table: {each.name for each in [*model._meta.indexes, *model._meta.constraints]}
        for model in apps.get_models()
    }

    missing = {table: lacks(table, names) for table, names in wanted.items()}

    assert {table: names for table, names in missing.items() if names} == {}
