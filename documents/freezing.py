"""The database's own refusal to change a frozen document, also for those who go round the product.

On SQLite a frozen row can still be deleted by hand in SQL: emptying tables between tests is the same statement there.
"""

from typing import Any

REFUSAL = "a frozen document does not change"
FIELDS = ("id", "kind", "name", "content_type", "size", "sha256", "frozen_at")
SQLITE_CHANGED = " OR ".join(f"NEW.{field} IS NOT OLD.{field}" for field in FIELDS)
POSTGRESQL_CHANGED = " OR ".join(f"NEW.{field} IS DISTINCT FROM OLD.{field}" for field in FIELDS)

SQLITE_INSTALL = [
    f"""
CREATE TRIGGER documents_document_frozen BEFORE UPDATE ON documents_document
WHEN OLD.frozen_at IS NOT NULL AND ({SQLITE_CHANGED})
BEGIN SELECT RAISE(ABORT, '{REFUSAL}'); END"""
]
SQLITE_REMOVE = ["DROP TRIGGER IF EXISTS documents_document_frozen"]
POSTGRESQL_INSTALL = [
    f"""
CREATE FUNCTION documents_document_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN RAISE EXCEPTION '{REFUSAL}' USING ERRCODE = 'integrity_constraint_violation'; END $$""",
    f"""
CREATE TRIGGER documents_document_frozen BEFORE UPDATE ON documents_document FOR EACH ROW
WHEN (OLD.frozen_at IS NOT NULL AND ({POSTGRESQL_CHANGED})) EXECUTE FUNCTION documents_document_refuse()""",
    """
CREATE TRIGGER documents_document_kept BEFORE DELETE ON documents_document FOR EACH ROW
WHEN (OLD.frozen_at IS NOT NULL) EXECUTE FUNCTION documents_document_refuse()""",
]
POSTGRESQL_REMOVE = [
    "DROP TRIGGER IF EXISTS documents_document_frozen ON documents_document",
    "DROP TRIGGER IF EXISTS documents_document_kept ON documents_document",
    "DROP FUNCTION IF EXISTS documents_document_refuse()",
]


def install(connection: Any) -> None:
    _run(connection, POSTGRESQL_INSTALL if connection.vendor == "postgresql" else SQLITE_INSTALL)


def remove(connection: Any) -> None:
    _run(connection, POSTGRESQL_REMOVE if connection.vendor == "postgresql" else SQLITE_REMOVE)


def _run(connection: Any, statements: list[str]) -> None:
    with connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)
