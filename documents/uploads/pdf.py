"""A PDF may be read, not run."""

from io import BytesIO

import pikepdf
from django.utils.translation import gettext as _

from documents.uploads.refusal import UploadRefused

ACTIVE_KEYS = {"/JS", "/JavaScript", "/EmbeddedFiles", "/EmbeddedFile", "/EF", "/XFA", "/AA", "/RichMediaContent"}
ACTIVE_ACTIONS = {
    "/Launch", "/JavaScript", "/SubmitForm", "/ImportData", "/GoToE", "/GoToR", "/RichMediaExecute", "/Rendition",
}  # fmt: skip
ACTIVE_SUBTYPES = {"/FileAttachment", "/RichMedia", "/Movie", "/Screen", "/3D"}
FOREIGN = (b"PK\x05\x06", b"<script", b"<html", b"<?php")
MAX_OBJECTS = 300_000
MAX_DEPTH = 60


def check(content: bytes, extension: str) -> None:
    """Raises UploadRefused on anything that acts when opened, hides another file, or cannot be read."""
    if any(mark in content[-65536:].lower() for mark in (mark.lower() for mark in FOREIGN)):
        raise UploadRefused(_("PDF-filen innehåller även en annan sorts fil. Skriv ut den som PDF på nytt."))
    try:
        with pikepdf.open(BytesIO(content), suppress_warnings=True) as document:
            if document.is_encrypted:
                raise UploadRefused(_("PDF-filen är lösenordsskyddad. Ladda upp den utan lösenord."))
            if len(document.objects) > MAX_OBJECTS:
                raise UploadRefused(
                    _("PDF-filen är för komplicerad för att kontrolleras. Skriv ut den som PDF på nytt.")
                )
            _refuse_opening_action(document.Root)
            for entry in document.objects:
                _walk(entry, 0)
    except pikepdf.PasswordError:
        raise UploadRefused(_("PDF-filen är lösenordsskyddad. Ladda upp den utan lösenord.")) from None
    except (pikepdf.PdfError, ValueError, RecursionError, AttributeError):
        raise UploadRefused(_("PDF-filen går inte att läsa. Den kan vara skadad.")) from None


def _refuse_opening_action(root: pikepdf.Object) -> None:
    """A page to open at is no action: word processors write one in every file."""
    action = root.get("/OpenAction")
    if isinstance(action, pikepdf.Dictionary) and action.get("/S") != "/GoTo":
        _refuse()


def _walk(entry: object, depth: int) -> None:
    if depth > MAX_DEPTH:
        _refuse()
    if isinstance(entry, pikepdf.Array):
        for item in entry:
            if isinstance(item, pikepdf.Object) and not item.is_indirect:
                _walk(item, depth + 1)
        return
    if not isinstance(entry, (pikepdf.Dictionary, pikepdf.Stream)):
        return
    if ACTIVE_KEYS & set(entry.keys()) or str(entry.get("/S")) in ACTIVE_ACTIONS:
        _refuse()
    if str(entry.get("/Subtype")) in ACTIVE_SUBTYPES or str(entry.get("/Type")) == "/EmbeddedFile":
        _refuse()
    for key in entry.keys():  # noqa: SIM118  (a pikepdf dictionary is not iterable as a mapping)
        item = entry[key]
        if isinstance(item, pikepdf.Object) and not item.is_indirect:
            _walk(item, depth + 1)


def _refuse() -> None:
    raise UploadRefused(_("PDF-filen innehåller skript, åtgärder eller bifogade filer. Skriv ut den som PDF på nytt."))
