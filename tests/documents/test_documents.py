"""Storing, freezing, taking back and handing out."""

import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction
from django.utils import timezone

from core.models import Event
from core.rules import NotPermitted, Refused
from documents import store
from documents.actions import freeze, store_generated, store_upload, withdraw_upload
from documents.enums import DocumentHappening
from documents.models import Document
from documents.models.document import FrozenDocument
from documents.serving import document_response
from tests import factories
from tests.documents.test_uploads import Sent

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def own_folder(settings, tmp_path):
    settings.DOCUMENTS_DIR = tmp_path


def uploaded(by=None, content=b"text", name="anteckning.txt"):
    return store_upload(file=Sent(name, content), title="Anteckning", by=by or factories.person())


def generated(content=b"%PDF-1.7 prov"):
    return store_generated(content=content, title="Papper", name="papper.pdf", by=factories.person())


def happenings():
    return list(Event.objects.order_by("id").values_list("happening", flat=True))


def test_upload_is_stored_with_hash_event_and_history():
    document = uploaded(content=b"abc")

    assert document.sha256 == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
    assert store.read(document.sha256) == b"abc"
    assert (document.size, document.content_type, document.history.count()) == (3, "text/plain", 1)
    assert happenings() == [DocumentHappening.UPLOADED]


def test_confidential_upload_without_ground_is_refused():
    fields = {"kind": "upload", "title": "x", "name": "x.txt", "content_type": "text/plain", "size": 1}

    with pytest.raises(IntegrityError), transaction.atomic():
        Document.objects.create(sha256="0" * 64, confidentiality="confidential", **fields)


def test_generated_document_needs_no_person():
    document = store_generated(content=b"%PDF-", title="Papper", name="papper.pdf")

    assert (document.uploaded_by, document.kind) == (None, "generated")


def test_freezing_marks_and_tells_once():
    document = generated()

    first = freeze(document=document, by=None)
    second = freeze(document=document, by=None)

    assert first.frozen_at == second.frozen_at
    assert happenings() == [DocumentHappening.GENERATED, DocumentHappening.FROZEN]


def test_freezing_damaged_file_is_refused():
    document = generated()
    store.remove(document.sha256)

    with pytest.raises(store.Damaged):
        freeze(document=document, by=None)

    document.refresh_from_db()
    assert document.frozen_at is None


@pytest.mark.parametrize(
    ("field", "value"), [("sha256", "0" * 64), ("size", 1), ("name", "x.pdf"), ("frozen_at", None)]
)
def test_frozen_document_is_unchangeable_in_model_and_database(field, value):
    document = freeze(document=generated(), by=None)

    setattr(document, field, value)
    with pytest.raises(FrozenDocument):
        document.save()
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(f"UPDATE documents_document SET {field} = %s WHERE id = %s", [value, document.pk])


def test_frozen_document_may_still_be_registered():
    document = freeze(document=generated(), by=None)

    document.registered_at = timezone.now()
    document.reference_number = "KS 2026/1"
    document.save()

    document.refresh_from_db()
    assert document.reference_number == "KS 2026/1"


def test_frozen_document_is_not_deleted():
    document = freeze(document=generated(), by=None)

    with pytest.raises(FrozenDocument):
        document.delete()


def test_own_upload_is_taken_back_with_its_bytes(django_capture_on_commit_callbacks):
    person = factories.person()
    document = uploaded(by=person)

    with django_capture_on_commit_callbacks(execute=True):
        withdraw_upload(document=document, by=person)

    assert Document.objects.count() == 0
    assert not store.path_of(document.sha256).exists()
    assert happenings() == [DocumentHappening.UPLOADED, DocumentHappening.WITHDRAWN]


def test_bytes_named_by_another_row_stay(django_capture_on_commit_callbacks):
    person = factories.person()
    document, other = uploaded(by=person), uploaded()

    with django_capture_on_commit_callbacks(execute=True):
        withdraw_upload(document=document, by=person)

    assert store.read(other.sha256) == b"text"


def test_upload_of_another_is_not_taken_back():
    with pytest.raises(NotPermitted):
        withdraw_upload(document=uploaded(), by=factories.person())

    assert Document.objects.count() == 1


@pytest.mark.parametrize("field", ["registered_at", "frozen_at"])
def test_kept_upload_is_not_taken_back(field):
    person = factories.person()
    document = uploaded(by=person)
    setattr(document, field, timezone.now())
    document.save()

    with pytest.raises(Refused):
        withdraw_upload(document=document, by=person)

    assert Document.objects.count() == 1


def test_upload_is_always_served_as_download():
    response = document_response(uploaded(name="Åtgärd.txt"), inline=True)

    assert response["Content-Disposition"] == "attachment; filename*=utf-8''%C3%85tg%C3%A4rd.txt"
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["Content-Security-Policy"] == "default-src 'none'; sandbox"
    assert response["Cache-Control"] == "private, no-store"
    assert response.content == b"text"


@pytest.mark.parametrize(("inline", "start"), [(True, "inline"), (False, "attachment")])
def test_own_pdf_may_be_shown_in_the_browser(inline, start):
    response = document_response(generated(), inline=inline)

    assert response["Content-Disposition"] == f'{start}; filename="papper.pdf"'


def test_altered_file_is_not_served():
    document = generated()
    store.remove(document.sha256)

    with pytest.raises(store.Damaged):
        document_response(document)
