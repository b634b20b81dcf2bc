"""Handing a stored file to a browser so that it can do nothing there."""

from django.http import HttpResponse
from django.utils.http import content_disposition_header

from documents import store
from documents.enums import DocumentKind
from documents.models import Document


def document_response(document: Document, *, inline: bool = False) -> HttpResponse:
    """The file as a download, or in the browser's own PDF viewer if `inline` and we made it ourselves.

    The caller has already found the object the file belongs to through its `visible_to`. Raises store.Damaged rather
    than handing out something else than what was stored.
    """
    own_pdf = document.kind == DocumentKind.GENERATED and document.content_type == "application/pdf"
    response = HttpResponse(store.read(document.sha256), content_type=document.content_type)
    response["Content-Disposition"] = content_disposition_header(not (inline and own_pdf), document.name)
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = "default-src 'none'; sandbox"
    response["Cross-Origin-Resource-Policy"] = "same-origin"
    response["Cache-Control"] = "private, no-store"
    return response
