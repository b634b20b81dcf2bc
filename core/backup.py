"""Backup and restore: every table as JSON lines and every stored file, with a manifest that says what must be there.

A backup is a folder:

    manifest.json                 what was taken: migrations, rows and content hash per table, files, head of the events
    tables/<table>.jsonl.gz       one row a line, in order of primary key
    documents/ab/cd/<sha256>      the stored files under the names they have

It is the same whichever database it was taken from, and can be restored into either. Sessions are left out: whoever was
signed in signs in again. A restore checks the whole backup before it writes, puts every row back under its own number
in one transaction, and compares with the manifest before it commits.
"""

from __future__ import annotations

import base64
import gzip
import hashlib
import json
import os
import shutil
import tempfile
from collections.abc import Callable, Iterable, Iterator
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from itertools import islice
from pathlib import Path
from typing import Any
from uuid import UUID

from django.apps import apps
from django.conf import settings
from django.core.management.color import no_style
from django.db import DatabaseError, connection, models, transaction
from django.db.migrations.recorder import MigrationRecorder
from django.utils import timezone
from django.utils.duration import duration_iso_string

from core import chain
from core.models import Event

FORMAT = 1
LEFT_OUT = {"django_session"}
FILLED_BY_MIGRATE = {"django_content_type", "auth_permission"}
BATCH = 500
UNFINISHED = ".being-written"

Tell = Callable[[str], None]


class Unusable(Exception):
    """The backup, or the place it is to be restored to, cannot be used. The sentence says why; nothing was written."""


def tables() -> dict[str, type[models.Model]]:
    """Every table that is kept, by name, with the model that reads it."""
    kept = {}
    for model in apps.get_models(include_auto_created=True):
        if model._meta.managed and not model._meta.proxy and model._meta.db_table not in LEFT_OUT:
            kept[model._meta.db_table] = model
    return dict(sorted(kept.items()))


def fields_of(model: type[models.Model]) -> list[models.Field]:
    return [field for field in model._meta.local_concrete_fields if not getattr(field, "generated", False)]


# -- taking ----------------------------------------------------------------------------------------------------------


def take(target: Path, *, tell: Tell = print) -> dict[str, Any]:
    """Write a backup to `target`, which must not exist, and return its manifest.

    The tables are read in one snapshot. Files come after: a file never changes and is stored before its row, so every
    row of the snapshot finds its file. The folder gets its name when all of it is on disk.
    """
    if target.exists():
        raise Unusable(f"{target} already exists; a backup is never written over another")
    target.parent.mkdir(parents=True, exist_ok=True)
    unfinished = Path(tempfile.mkdtemp(prefix=f"{target.name}{UNFINISHED}-", dir=target.parent))
    try:
        manifest = {"format": FORMAT, "taken_at": timezone.now().astimezone(UTC).isoformat()}
        manifest |= _take_tables(unfinished / "tables", tell)
        manifest["documents"] = _take_documents(unfinished / "documents", tell)
        _write_manifest(unfinished, manifest)
        unfinished.rename(target)
    except BaseException:
        shutil.rmtree(unfinished, ignore_errors=True)
        raise
    return manifest


def _take_tables(folder: Path, tell: Tell) -> dict[str, Any]:
    folder.mkdir(parents=True)
    taken = {}
    with transaction.atomic(durable=True):
        _one_snapshot()
        for name, model in tables().items():
            with gzip.GzipFile(folder / f"{name}.jsonl.gz", "wb", compresslevel=4, mtime=0) as file:
                taken[name] = _measure(_lines(model), file.write)
        head = Event.objects.filter(position__isnull=False).order_by("-position").values("position", "hash").first()
        migrations = _migrations()
    tell(f"{sum(table['rows'] for table in taken.values())} rows in {len(taken)} tables")
    return {"tables": taken, "events": head or {"position": 0, "hash": ""}, "migrations": migrations}


def _one_snapshot() -> None:
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY")


def _lines(model: type[models.Model]) -> Iterator[bytes]:
    names = [field.attname for field in fields_of(model)]
    rows = model._base_manager.order_by("pk").values_list(*names)
    for row in rows.iterator(chunk_size=2000):
        yield json.dumps(row, default=_plain, ensure_ascii=False, separators=(",", ":")).encode() + b"\n"


def _plain(value: Any) -> Any:
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat()
    if isinstance(value, date | time):
        return value.isoformat()
    if isinstance(value, timedelta):
        return duration_iso_string(value)
    if isinstance(value, Decimal | UUID):
        return str(value)
    if isinstance(value, bytes | memoryview):
        return base64.b64encode(bytes(value)).decode()
    raise TypeError(f"a backup does not know how to write {type(value).__name__}")


def _measure(lines: Iterable[bytes], also: Callable[[bytes], Any] = lambda line: None) -> dict[str, Any]:
    content, rows = hashlib.sha256(), 0
    for line in lines:
        content.update(line)
        also(line)
        rows += 1
    return {"rows": rows, "sha256": content.hexdigest()}


def _migrations() -> list[str]:
    return sorted(f"{app}.{name}" for app, name in MigrationRecorder(connection).applied_migrations())


def _take_documents(folder: Path, tell: Tell) -> dict[str, int]:
    folder.mkdir()
    taken = {}
    for path in _stored_files(Path(settings.DOCUMENTS_DIR)):
        copy = folder / path.name[:2] / path.name[2:4] / path.name
        copy.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(path, copy)
        if _hash(copy) != path.name:
            raise Unusable(f"the stored file {path} is not what its name says; restore it before taking a backup")
        taken[path.name] = copy.stat().st_size
    tell(f"{len(taken)} files")
    return taken


def _stored_files(folder: Path) -> list[Path]:
    return sorted(path for path in folder.glob("??/??/*") if not path.name.startswith("."))


def _hash(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _write_manifest(folder: Path, manifest: dict[str, Any]) -> None:
    with (folder / "manifest.json").open("w") as file:
        json.dump(manifest | {"seal": _seal(manifest)}, file, indent=1, sort_keys=True)
        file.flush()
        os.fsync(file.fileno())


def _seal(manifest: dict[str, Any]) -> str:
    unsealed = {name: value for name, value in manifest.items() if name != "seal"}
    return hashlib.sha256(json.dumps(unsealed, sort_keys=True).encode()).hexdigest()


# -- checking --------------------------------------------------------------------------------------------------------


def check(source: Path) -> dict[str, Any]:
    """Read all of the backup and return its manifest; raise Unusable at the first thing that is not as it was taken."""
    try:
        manifest = json.loads((source / "manifest.json").read_text())
    except FileNotFoundError:
        raise Unusable(f"{source} is not a backup, or an unfinished one: it has no manifest.json") from None
    except ValueError:
        raise Unusable(f"{source}/manifest.json is damaged") from None
    if manifest.get("format") != FORMAT:
        raise Unusable(f"{source} has format {manifest.get('format')}; this version reads {FORMAT}")
    if manifest.get("seal") != _seal(manifest):
        raise Unusable(f"{source}/manifest.json has been altered")
    for name, expected in manifest["tables"].items():
        path = source / "tables" / f"{name}.jsonl.gz"
        try:
            found = _measure(_read(path))
        except (OSError, EOFError, gzip.zlib.error):
            raise Unusable(f"{path} is missing or damaged") from None
        if found != expected:
            raise Unusable(f"{path} is damaged: its content is not what was taken")
    for name, size in manifest["documents"].items():
        path = source / "documents" / name[:2] / name[2:4] / name
        if not path.is_file() or path.stat().st_size != size or _hash(path) != name:
            raise Unusable(f"{path} is missing or damaged")
    return manifest


def _read(path: Path) -> Iterator[bytes]:
    with gzip.open(path, "rb") as file:
        yield from file


def differences(manifest: dict[str, Any]) -> list[str]:
    """Compare what is in the database and the documents folder now with a manifest; a sentence for each difference."""
    found = []
    for name, model in tables().items():
        expected = manifest["tables"].get(name)
        if expected is None:
            found.append(f"{name} is not in the backup")
            continue
        now = _measure(_lines(model))
        if now["rows"] != expected["rows"]:
            found.append(f"{name} has {now['rows']} rows; the backup has {expected['rows']}")
        elif now != expected:
            found.append(f"{name} has other content than the backup")
    stored = {path.name for path in _stored_files(Path(settings.DOCUMENTS_DIR))}
    found += [f"the file {name} is missing" for name in sorted(set(manifest["documents"]) - stored)]
    return found + list(chain.breaks(Event.objects.order_by("position").iterator(chunk_size=2000)))


# -- restoring -------------------------------------------------------------------------------------------------------


def restore(source: Path, *, tell: Tell = print) -> dict[str, Any]:
    """Restore into a migrated, empty database and return the manifest.

    Order: check the whole backup, check that the place is empty and of the same version, put the files in place, then
    every row in one transaction that is compared with the manifest before it commits. Raises Unusable.
    """
    manifest = check(source)
    _require_same_version(manifest)
    try:
        _restore_all(source, manifest)
    except DatabaseError as reason:
        raise Unusable(f"the database refuses what is in the backup, so nothing was kept: {reason}") from reason
    tell(f"{sum(table['rows'] for table in manifest['tables'].values())} rows in {len(manifest['tables'])} tables")
    tell(f"{len(manifest['documents'])} files")
    return manifest


def _restore_all(source: Path, manifest: dict[str, Any]) -> None:
    with transaction.atomic(durable=True):
        _require_empty()
        _restore_documents(source / "documents", manifest["documents"])
        for name in sorted(FILLED_BY_MIGRATE):
            tables()[name]._base_manager.all().delete()
        for name, model in tables().items():
            _restore_table(model, _read(source / "tables" / f"{name}.jsonl.gz"))
        _continue_numbers_after_the_highest()
        connection.check_constraints()
        left = differences(manifest)
        if left:
            raise Unusable("the restored content differs, so nothing was kept: " + "; ".join(left[:10]))


def _require_same_version(manifest: dict[str, Any]) -> None:
    here, there = set(_migrations()), set(manifest["migrations"])
    names = set(tables()) ^ set(manifest["tables"])
    if here != there or names:
        odd = ", ".join(sorted(here ^ there | names)[:5])
        raise Unusable(f"the backup was taken with another version of Utblick (they differ in {odd}); install that one")


def _require_empty() -> None:
    filled = [
        name for name, model in tables().items() if name not in FILLED_BY_MIGRATE and model._base_manager.exists()
    ]
    if filled:
        raise Unusable(f"the database is not empty ({', '.join(filled[:5])}); restore into a new one, after migrate")


def _restore_documents(folder: Path, names: Iterable[str]) -> None:
    for name in names:
        target = Path(settings.DOCUMENTS_DIR) / name[:2] / name[2:4] / name
        if target.is_file() and _hash(target) == name:
            continue
        target.parent.mkdir(parents=True, exist_ok=True)
        temporary = target.parent / f"{UNFINISHED}-{name}"
        shutil.copyfile(folder / name[:2] / name[2:4] / name, temporary)
        os.chmod(temporary, 0o440)
        os.replace(temporary, target)


def _restore_table(model: type[models.Model], lines: Iterator[bytes]) -> None:
    fields = fields_of(model)
    quote = connection.ops.quote_name
    columns = ", ".join(quote(field.column) for field in fields)
    places = ", ".join(["%s"] * len(fields))
    statement = f"INSERT INTO {quote(model._meta.db_table)} ({columns}) VALUES ({places})"
    with connection.cursor() as cursor:
        while batch := list(islice(lines, BATCH)):
            cursor.executemany(statement, [_for_database(fields, json.loads(line)) for line in batch])


def _for_database(fields: list[models.Field], row: list[Any]) -> list[Any]:
    values = []
    for field, value in zip(fields, row, strict=True):
        if isinstance(field, models.JSONField):
            absent = value is None and field.null
            values.append(None if absent else field.get_db_prep_value(value, connection))
        else:
            values.append(field.get_db_prep_save(field.to_python(value), connection))
    return values


def _continue_numbers_after_the_highest() -> None:
    with connection.cursor() as cursor:
        for statement in connection.ops.sequence_reset_sql(no_style(), list(tables().values())):
            cursor.execute(statement)
