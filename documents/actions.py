"""Every write about files. Who may is asked by the app whose object the file belongs to."""

from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import ProtectedError
from django.utils import timezone
from django.utils.translation import gettext as _

from core import events
from core.rules import Finding, NotPermitted, Refused
from documents import store, uploads
from documents.enums import DocumentHappening, DocumentKind
from documents.models import Document
from governance.models import Person

PDF = "application/pdf"


@transaction.atomic
def store_upload(*, file: Any, title: str = "", by: Person, **record: Any) -> Document:
    """Check an uploaded file, store it and its row. Raises UploadRefused; nothing is stored then.

    `record` takes the fields every record has (public_title, confidentiality, confidentiality_ground, …). The title
    is the file's name when none is given. The file is on disk before the row: a rollback leaves bytes no row names.
    """
    accepted = uploads.inspect(file)
    document = Document(
        kind=DocumentKind.UPLOAD,
        title=(title.strip() or accepted.name)[:250],
        name=accepted.name,
        content_type=accepted.content_type,
        size=len(accepted.content),
        uploaded_by=by,
        **record,
    )
    return _store(document, accepted.content, DocumentHappening.UPLOADED, by)


@transaction.atomic
def store_generated(
    *,
    content: bytes,
    title: str,
    name: str,
    content_type: str = PDF,
    by: Person | None = None,
    registered_at: datetime | None = None,
    **record: Any,
) -> Document:
    """Store what the product itself made. `by` is None when the clock ordered it."""
    document = Document(
        kind=DocumentKind.GENERATED,
        title=title[:250],
        name=name,
        content_type=content_type,
        size=len(content),
        uploaded_by=by,
        registered_at=registered_at,
        **record,
    )
    return _store(document, content, DocumentHappening.GENERATED, by)


@transaction.atomic
def freeze(*, document: Document, by: Person | None) -> Document:
    """Make the file unchangeable for ever; the database refuses after this. Freezing twice changes nothing.

    The bytes are read back first: what is frozen is known to be whole. Raises store.Damaged.
    """
    document = Document.objects.select_for_update(of=("self",), no_key=True).get(pk=document.pk)
    if document.frozen_at:
        return document
    store.read(document.sha256)
    document.frozen_at = timezone.now()
    document.save()
    events.record(DocumentHappening.FROZEN, document, by=by, detail={"sha256": document.sha256})
    return document


@transaction.atomic
def withdraw_upload(*, document: Document, by: Person) -> None:
    """Take back a file one uploaded oneself, while it is neither registered nor frozen nor in use.

    The row goes, its history and the event stay; the bytes go after commit if no other row names them. Raises
    NotPermitted or Refused.
    """
    document = Document.objects.select_for_update(of=("self",), no_key=True).get(pk=document.pk)
    if document.uploaded_by_id != by.pk or document.kind != DocumentKind.UPLOAD:
        raise NotPermitted(Finding("documents.not_yours", _("Bara den som laddade upp filen kan ta tillbaka den.")))
    if document.frozen_at or document.registered_at:
        raise Refused([Finding("documents.kept", _("Filen är registrerad eller fryst och ska bevaras."), "TF 2:9")])
    events.record(DocumentHappening.WITHDRAWN, document, by=by, detail={"sha256": document.sha256})
    sha256 = document.sha256
    try:
        document.delete()
    except ProtectedError:
        raise Refused(
            [Finding("documents.in_use", _("Filen används. Ta först bort den där den är bifogad."))]
        ) from None
    transaction.on_commit(lambda: _remove_unnamed(sha256))


def _store(document: Document, content: bytes, happening: DocumentHappening, by: Person | None) -> Document:
    document.sha256 = store.put(content)
    document.full_clean(exclude=["uploaded_by"])
    document.save()
    events.record(happening, document, by=by, detail={"sha256": document.sha256, "size": document.size})
    return document


def _remove_unnamed(sha256: str) -> None:
    if not Document.objects.filter(sha256=sha256).exists():
        store.remove(sha256)
