"""The event chain in the database itself: triggers for PostgreSQL and SQLite, and the check that finds a break.

The hash of an event is sha256 over `previous_hash`, newline, `position`, newline, `payload`. An insert without a
position is given the next one; an insert that brings its own (a restore) must continue the chain exactly. On PostgreSQL
the trigger is deferred to commit, so the lock on the chain is held only while committing and cannot deadlock with rows.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from typing import Any

REFUSAL = "events are append-only"


def digest(previous_hash: str, position: int, payload: str) -> str:
    return hashlib.sha256(f"{previous_hash}\n{position}\n{payload}".encode()).hexdigest()


def register_functions(connection: Any) -> None:
    """SQLite has no sha256 of its own; every connection that may insert events brings one."""
    connection.connection.create_function("utblick_digest", 3, digest, deterministic=True)


SQLITE_INSTALL = [
    f"""
CREATE TRIGGER core_event_continues BEFORE INSERT ON core_event WHEN NEW.position IS NOT NULL
  AND (NEW.position <> (SELECT COALESCE(MAX(position), 0) + 1 FROM core_event)
    OR NEW.previous_hash <> COALESCE((SELECT hash FROM core_event ORDER BY position DESC LIMIT 1), '')
    OR NEW.hash <> utblick_digest(NEW.previous_hash, NEW.position, NEW.payload))
BEGIN SELECT RAISE(ABORT, '{REFUSAL}'); END""",
    """
CREATE TRIGGER core_event_chain AFTER INSERT ON core_event WHEN NEW.position IS NULL
BEGIN
  UPDATE core_event SET
    position = (SELECT COALESCE(MAX(position), 0) + 1 FROM core_event),
    previous_hash = COALESCE((SELECT hash FROM core_event WHERE position IS NOT NULL
                              ORDER BY position DESC LIMIT 1), ''),
    hash = utblick_digest(
      COALESCE((SELECT hash FROM core_event WHERE position IS NOT NULL ORDER BY position DESC LIMIT 1), ''),
      (SELECT COALESCE(MAX(position), 0) + 1 FROM core_event), NEW.payload)
  WHERE id = NEW.id;
END""",
    f"""
CREATE TRIGGER core_event_no_update BEFORE UPDATE ON core_event
WHEN OLD.position IS NOT NULL OR NEW.payload <> OLD.payload OR NEW.id <> OLD.id
BEGIN SELECT RAISE(ABORT, '{REFUSAL}'); END""",
    f"""
CREATE TRIGGER core_event_no_delete BEFORE DELETE ON core_event
BEGIN SELECT RAISE(ABORT, '{REFUSAL}'); END""",
]
SQLITE_REMOVE = [
    f"DROP TRIGGER IF EXISTS core_event_{name}" for name in ("continues", "chain", "no_update", "no_delete")
]

POSTGRESQL_INSTALL = [
    """
CREATE FUNCTION core_event_digest(previous text, pos bigint, payload text) RETURNS text IMMUTABLE LANGUAGE sql AS
$$ SELECT encode(sha256(convert_to(previous || E'\\n' || pos || E'\\n' || payload, 'UTF8')), 'hex') $$""",
    """
CREATE FUNCTION core_event_chain() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE last_position bigint; last_hash text;
BEGIN
  PERFORM pg_advisory_xact_lock(hashtext('core_event_chain'));
  SELECT position, hash INTO last_position, last_hash FROM core_event
    WHERE position IS NOT NULL AND id <> NEW.id ORDER BY position DESC LIMIT 1;
  last_position := COALESCE(last_position, 0); last_hash := COALESCE(last_hash, '');
  IF NEW.position IS NULL THEN
    UPDATE core_event SET position = last_position + 1, previous_hash = last_hash,
      hash = core_event_digest(last_hash, last_position + 1, NEW.payload) WHERE id = NEW.id;
  END IF;
  RETURN NULL;
END $$""",
    f"""
CREATE FUNCTION core_event_continues() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE last_position bigint; last_hash text;
BEGIN
  PERFORM pg_advisory_xact_lock(hashtext('core_event_chain'));
  SELECT position, hash INTO last_position, last_hash FROM core_event
    WHERE position IS NOT NULL ORDER BY position DESC LIMIT 1;
  last_position := COALESCE(last_position, 0); last_hash := COALESCE(last_hash, '');
  IF NEW.position <> last_position + 1 OR NEW.previous_hash <> last_hash
     OR NEW.hash <> core_event_digest(last_hash, last_position + 1, NEW.payload) THEN
    RAISE EXCEPTION '{REFUSAL}';
  END IF;
  RETURN NEW;
END $$""",
    f"""
CREATE FUNCTION core_event_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN RAISE EXCEPTION '{REFUSAL}'; END $$""",
    """
CREATE TRIGGER core_event_continues BEFORE INSERT ON core_event FOR EACH ROW WHEN (NEW.position IS NOT NULL)
EXECUTE FUNCTION core_event_continues()""",
    """
CREATE CONSTRAINT TRIGGER core_event_chain AFTER INSERT ON core_event DEFERRABLE INITIALLY DEFERRED
FOR EACH ROW EXECUTE FUNCTION core_event_chain()""",
    """
CREATE TRIGGER core_event_no_update BEFORE UPDATE ON core_event FOR EACH ROW
WHEN (OLD.position IS NOT NULL OR NEW.payload <> OLD.payload OR NEW.id <> OLD.id)
EXECUTE FUNCTION core_event_refuse()""",
    """
CREATE TRIGGER core_event_no_delete BEFORE DELETE ON core_event FOR EACH ROW EXECUTE FUNCTION core_event_refuse()""",
    """
CREATE TRIGGER core_event_no_truncate BEFORE TRUNCATE ON core_event FOR EACH STATEMENT
EXECUTE FUNCTION core_event_refuse()""",
]
POSTGRESQL_REMOVE = [
    f"DROP TRIGGER IF EXISTS core_event_{name} ON core_event"
    for name in ("continues", "chain", "no_update", "no_delete", "no_truncate")
] + [
    "DROP FUNCTION IF EXISTS core_event_chain()",
    "DROP FUNCTION IF EXISTS core_event_continues()",
    "DROP FUNCTION IF EXISTS core_event_refuse()",
    "DROP FUNCTION IF EXISTS core_event_digest(text, bigint, text)",
]


def install(connection: Any) -> None:
    _run(connection, POSTGRESQL_INSTALL if connection.vendor == "postgresql" else SQLITE_INSTALL)


def remove(connection: Any) -> None:
    _run(connection, POSTGRESQL_REMOVE if connection.vendor == "postgresql" else SQLITE_REMOVE)


def _run(connection: Any, statements: list[str]) -> None:
    with connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)


def breaks(events: Iterator[Any]) -> Iterator[str]:
    """Walk events in order of position and yield a sentence for each break: altered, deleted, inserted or swapped."""
    previous_hash, expected = "", 1
    for event in events:
        if event.position != expected:
            yield f"position {expected} is missing (found {event.position})"
            expected = event.position
        if event.previous_hash != previous_hash:
            yield f"event {event.position} does not follow the one before it"
        if digest(event.previous_hash, event.position, event.payload) != event.hash:
            yield f"event {event.position} has been altered"
        elif not _columns_agree(event):
            yield f"event {event.position}: columns differ from what was hashed"
        previous_hash, expected = event.hash, expected + 1


def _columns_agree(event: Any) -> bool:
    said = json.loads(event.payload)
    return said == {**said, **columns(event)}


def columns(event: Any) -> dict[str, Any]:
    """The columns that are repeated in the payload, as they stand there."""
    return {
        "at": event.at.isoformat(),
        "happening": event.happening,
        "subject": event.subject,
        "thread": event.thread,
        "actor_id": event.actor_id,
        "actor_name": event.actor_name,
        "capacity": event.capacity,
    }
