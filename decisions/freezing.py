"""The database's own refusal to change adjusted minutes, their signatures and corrections, also for those who go round
the product. What belongs to a meeting marked as an example may be deleted with the examples, but never changed.
"""

from typing import Any

REFUSAL = "adjusted minutes do not change"
FIELDS = (
    *("id", "meeting_id", "part", "immediate", "state", "due_on", "content", "text_hash", "kept_at", "adjusted_at"),
)
CHILDREN = ("decisions_minutessignature", "decisions_minutes_items")
CORRECTION = "decisions_minutescorrection"

EXAMPLE = "EXISTS (SELECT 1 FROM decisions_meeting m WHERE m.id = OLD.meeting_id AND m.example)"
ADJUSTED = "EXISTS (SELECT 1 FROM decisions_minutes n WHERE n.id = {row}.minutes_id AND n.state = 'adjusted')"
KEPT = (
    "EXISTS (SELECT 1 FROM decisions_minutes n JOIN decisions_meeting m ON m.id = n.meeting_id"
    " WHERE n.id = OLD.minutes_id AND n.state = 'adjusted' AND NOT m.example)"
)
SQLITE_CHANGED = " OR ".join(f"NEW.{field} IS NOT OLD.{field}" for field in FIELDS)
POSTGRESQL_CHANGED = " OR ".join(f"NEW.{field} IS DISTINCT FROM OLD.{field}" for field in FIELDS)


def _sqlite_trigger(table: str, operation: str, when: str) -> str:
    return (
        f"CREATE TRIGGER {table}_kept_{operation.lower()} BEFORE {operation} ON {table} WHEN {when} "
        f"BEGIN SELECT RAISE(ABORT, '{REFUSAL}'); END"
    )


SQLITE_INSTALL = [
    _sqlite_trigger(
        "decisions_minutes",
        "UPDATE",
        f"OLD.state = 'adjusted' AND ({SQLITE_CHANGED}"
        " OR (OLD.document_id IS NOT NULL AND NEW.document_id IS NOT OLD.document_id))",
    ),
    _sqlite_trigger("decisions_minutes", "DELETE", f"OLD.state = 'adjusted' AND NOT {EXAMPLE}"),
    *(
        statement
        for table in CHILDREN
        for statement in (
            _sqlite_trigger(table, "INSERT", ADJUSTED.format(row="NEW")),
            _sqlite_trigger(table, "UPDATE", f"{ADJUSTED.format(row='OLD')} OR {ADJUSTED.format(row='NEW')}"),
            _sqlite_trigger(table, "DELETE", KEPT),
        )
    ),
    _sqlite_trigger(CORRECTION, "UPDATE", "1"),
    _sqlite_trigger(CORRECTION, "DELETE", KEPT),
]
SQLITE_REMOVE = [
    f"DROP TRIGGER IF EXISTS {table}_kept_{operation}"
    for table in ("decisions_minutes", *CHILDREN, CORRECTION)
    for operation in ("insert", "update", "delete")
]

POSTGRESQL_INSTALL = [
    f"""
CREATE FUNCTION decisions_minutes_keep() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'DELETE' THEN
    IF OLD.state = 'adjusted' AND NOT {EXAMPLE} THEN
      RAISE EXCEPTION '{REFUSAL}' USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN OLD;
  END IF;
  IF OLD.state = 'adjusted' AND ({POSTGRESQL_CHANGED}
      OR (OLD.document_id IS NOT NULL AND NEW.document_id IS DISTINCT FROM OLD.document_id)) THEN
    RAISE EXCEPTION '{REFUSAL}' USING ERRCODE = 'integrity_constraint_violation';
  END IF;
  RETURN NEW;
END $$""",
    f"""
CREATE FUNCTION decisions_minutes_keep_child() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'DELETE' THEN
    IF {KEPT} THEN
      RAISE EXCEPTION '{REFUSAL}' USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN OLD;
  END IF;
  IF {ADJUSTED.format(row="NEW")} THEN
    RAISE EXCEPTION '{REFUSAL}' USING ERRCODE = 'integrity_constraint_violation';
  END IF;
  IF TG_OP = 'UPDATE' AND {ADJUSTED.format(row="OLD")} THEN
    RAISE EXCEPTION '{REFUSAL}' USING ERRCODE = 'integrity_constraint_violation';
  END IF;
  RETURN NEW;
END $$""",
    """
CREATE TRIGGER decisions_minutes_kept BEFORE UPDATE OR DELETE ON decisions_minutes FOR EACH ROW
EXECUTE FUNCTION decisions_minutes_keep()""",
    *(
        f"CREATE TRIGGER {table}_kept BEFORE INSERT OR UPDATE OR DELETE ON {table} FOR EACH ROW "
        "EXECUTE FUNCTION decisions_minutes_keep_child()"
        for table in CHILDREN
    ),
    f"CREATE TRIGGER {CORRECTION}_kept BEFORE UPDATE OR DELETE ON {CORRECTION} FOR EACH ROW "
    "EXECUTE FUNCTION decisions_minutes_keep_child()",
]
POSTGRESQL_REMOVE = [
    *(f"DROP TRIGGER IF EXISTS {table}_kept ON {table}" for table in ("decisions_minutes", *CHILDREN, CORRECTION)),
    "DROP FUNCTION IF EXISTS decisions_minutes_keep()",
    "DROP FUNCTION IF EXISTS decisions_minutes_keep_child()",
]


def install(connection: Any) -> None:
    _run(connection, POSTGRESQL_INSTALL if connection.vendor == "postgresql" else SQLITE_INSTALL)


def remove(connection: Any) -> None:
    _run(connection, POSTGRESQL_REMOVE if connection.vendor == "postgresql" else SQLITE_REMOVE)


def _run(connection: Any, statements: list[str]) -> None:
    with connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)
