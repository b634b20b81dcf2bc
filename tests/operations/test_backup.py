"""Backup, empty, restore, compare: on whichever database this run is on."""

from __future__ import annotations

import gzip
import json
import shutil
from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command
from django.db import connection

from core import backup, events
from core.models import Event, Job
from documents import store
from tests import factories

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow]


def fill() -> None:
    secretary = factories.person("Åsa Öberg")
    factories.appoint(secretary, "secretary", body=factories.board())
    factories.coordinator()
    for number in range(5):
        events.record(events.CoreHappening.DENIED, f"path:/å/{number}", by=secretary, detail={"nummer": number})
    Job.objects.create(key="rapport", kind="prov", arguments={"å": [1, None, "ö"]})
    store.put(b"%PDF-1.7 ett")
    store.put("två".encode())


def empty() -> None:
    call_command("flush", interactive=False, verbosity=0)
    shutil.rmtree(settings.DOCUMENTS_DIR)


@pytest.fixture(autouse=True)
def no_stored_files():
    shutil.rmtree(settings.DOCUMENTS_DIR, ignore_errors=True)
    yield
    shutil.rmtree(settings.DOCUMENTS_DIR, ignore_errors=True)


@pytest.fixture(scope="module")
def kept(django_db_setup, django_db_blocker, tmp_path_factory) -> Path:
    """A backup taken once for all tests that only restore it; the database it was taken from is emptied again."""
    folder = tmp_path_factory.mktemp("kept") / "backup"
    with django_db_blocker.unblock():
        fill()
        backup.take(folder, tell=lambda line: None)
        empty()
    return folder


@pytest.fixture
def taken(kept, tmp_path) -> Path:
    """A copy of that backup, the test's own to damage. The database is empty."""
    return shutil.copytree(kept, tmp_path / "backup")


@pytest.fixture
def just_taken(tmp_path) -> Path:
    """A backup of what is in the database now."""
    fill()
    backup.take(tmp_path / "backup", tell=lambda line: None)
    return tmp_path / "backup"


def test_restore_into_empty_database_brings_everything_back(just_taken):
    before = list(Event.objects.order_by("position").values())
    manifest = json.loads((just_taken / "manifest.json").read_text())
    empty()

    call_command("restore", just_taken, verbosity=0)

    assert backup.differences(manifest) == []
    assert list(Event.objects.order_by("position").values()) == before
    assert [event["position"] for event in before] == [1, 2, 3, 4, 5]
    assert {name: len(store.read(name)) for name in manifest["documents"]} == manifest["documents"]
    assert len(manifest["documents"]) == 2
    call_command("verify_events")


def test_restored_database_gives_new_rows_new_numbers(taken):
    backup.restore(taken, tell=lambda line: None)
    highest = Event.objects.order_by("-pk").first()

    events.record(events.CoreHappening.DENIED, "path:/ny", by=None)

    newest = Event.objects.order_by("-pk").first()
    assert (newest.pk > highest.pk, newest.position, newest.previous_hash) == (True, 6, highest.hash)


def test_second_backup_after_restore_has_the_same_hashes(taken, tmp_path):
    backup.restore(taken, tell=lambda line: None)

    again = backup.take(tmp_path / "again", tell=lambda line: None)

    first = json.loads((taken / "manifest.json").read_text())
    assert again["tables"] == first["tables"]
    assert again["documents"] == first["documents"]


def change_a_row(folder: Path) -> str:
    path = folder / "tables" / "governance_person.jsonl.gz"
    path.write_bytes(gzip.compress(gzip.decompress(path.read_bytes()).replace("Åsa".encode(), b"Eva ")))
    return "governance_person.jsonl.gz is damaged"


def cut_a_table_short(folder: Path) -> str:
    path = folder / "tables" / "core_event.jsonl.gz"
    path.write_bytes(path.read_bytes()[:-20])
    return "core_event.jsonl.gz is missing or damaged"


def lose_a_table(folder: Path) -> str:
    (folder / "tables" / "core_job.jsonl.gz").unlink()
    return "core_job.jsonl.gz is missing or damaged"


def change_a_file(folder: Path) -> str:
    path = next((folder / "documents").glob("??/??/*"))
    path.write_bytes(path.read_bytes()[::-1])
    return "is missing or damaged"


def change_the_manifest(folder: Path) -> str:
    path = folder / "manifest.json"
    path.write_text(path.read_text().replace('"rows": 5', '"rows": 4'))
    return "manifest.json has been altered"


def lose_the_manifest(folder: Path) -> str:
    (folder / "manifest.json").unlink()
    return "has no manifest.json"


@pytest.mark.parametrize(
    "damage",
    [change_a_row, cut_a_table_short, lose_a_table, change_a_file, change_the_manifest, lose_the_manifest],
    ids=lambda damage: damage.__name__,
)
def test_restore_of_damaged_backup_is_refused_and_writes_nothing(taken, damage):
    reason = damage(taken)

    with pytest.raises(CommandError, match=reason):
        call_command("restore", taken)

    assert (Event.objects.count(), Path(settings.DOCUMENTS_DIR).exists()) == (0, False)


def test_restore_into_database_in_use_is_refused(taken):
    fill()

    with pytest.raises(CommandError, match="the database is not empty"):
        call_command("restore", taken)

    assert Event.objects.count() == 5


def test_restore_of_another_version_is_refused(taken):
    manifest = json.loads((taken / "manifest.json").read_text())
    manifest["migrations"].append("core.9999_from_the_future")
    backup._write_manifest(taken, {name: value for name, value in manifest.items() if name != "seal"})

    with pytest.raises(CommandError, match="another version of Utblick"):
        call_command("restore", taken)


def test_restore_of_rewritten_events_is_refused_by_the_database_itself(taken):
    path = taken / "tables" / "core_event.jsonl.gz"
    lines = gzip.decompress(path.read_bytes()).splitlines(keepends=True)
    lines[2] = lines[2].replace(b"path:/", b"page:/")
    path.write_bytes(gzip.compress(b"".join(lines)))
    manifest = json.loads((taken / "manifest.json").read_text())
    manifest["tables"]["core_event"] = backup._measure(lines)
    backup._write_manifest(taken, {name: value for name, value in manifest.items() if name != "seal"})

    with pytest.raises(CommandError, match="events are append-only"):
        call_command("restore", taken)

    assert (Event.objects.count(), Job.objects.count()) == (0, 0)


def test_backup_over_another_is_refused(taken):
    with pytest.raises(CommandError, match="already exists"):
        call_command("backup", taken)


def test_backup_of_altered_file_is_refused_and_leaves_nothing(tmp_path):
    fill()
    path = next(Path(settings.DOCUMENTS_DIR).glob("??/??/*"))
    path.chmod(0o640)
    path.write_bytes(b"annat")

    with pytest.raises(CommandError, match="is not what its name says"):
        call_command("backup", tmp_path / "backup", verbosity=0)

    assert list(tmp_path.iterdir()) == []


def test_compare_backup_names_what_differs(just_taken, capsys):
    with connection.cursor() as cursor:
        cursor.execute("UPDATE core_job SET label = 'annan'")
    events.record(events.CoreHappening.DENIED, "path:/ny", by=None)

    with pytest.raises(CommandError, match="2 differences"):
        call_command("compare_backup", just_taken)

    assert capsys.readouterr().out.splitlines() == [
        "core_event has 6 rows; the backup has 5",
        "core_job has other content than the backup",
    ]


def test_every_table_but_sessions_is_kept():
    """The trigrams of the search (SQLite) are no rows of ours: they follow the table they are made from."""
    tables = {name for name in connection.introspection.table_names() if not name.startswith("engagements_words")}

    assert tables - set(backup.tables()) - {"django_migrations"} == {"django_session"}
