"""The pages of printed documents: the PDF, or how far it has come."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from core.enums import JobState
from documents import prints
from documents.serving import document_response


@dataclass(frozen=True, slots=True)
class Progress:
    pk: int
    label: str
    state: str
    progress: int
    url: str
    result_url: str
    result_label: str
    error: str


@require_safe
def print_show(request: HttpRequest, kind: str, pk: int) -> HttpResponse:
    """Whether the PDF is made; if not, the button that makes it and how far it has come."""
    now = prints.standing(kind, pk, request.user)
    part = request.htmx  # type: ignore[attr-defined]
    progress = _progress(now, kind, pk) if part or now.document is None else None
    if part and progress:
        return render(request, "components/_job_progress.html", {"job": progress})
    context = {
        "print": now.of,
        "title": now.of.title(now.thing),
        "document": now.document,
        "job": progress,
        "back": now.of.back(now.thing),
        "address": [kind, pk],
    }
    return render(request, "documents/print_show.html", context)


@require_safe
def print_file(request: HttpRequest, kind: str, pk: int) -> HttpResponse:
    """The PDF itself, in the browser's reader; the page that makes it when there is none."""
    now = prints.standing(kind, pk, request.user)
    if now.document is None:
        return redirect("documents:print_show", kind=kind, pk=pk)
    return document_response(now.document, inline="hamta" not in request.GET)


@require_POST
def print_order(request: HttpRequest, kind: str, pk: int) -> HttpResponse:
    prints.order(key=kind, pk=pk, by=request.user)
    return redirect("documents:print_show", kind=kind, pk=pk)


def _progress(now: prints.Standing, kind: str, pk: int) -> Progress | None:
    job = now.job
    if job is None:
        return None
    failed = _("Något gick fel när PDF:en framställdes. Försök igen.") if job.state == JobState.FAILED else ""
    return Progress(
        pk=job.pk,
        label=now.of.title(now.thing),
        state=job.state,
        progress=job.progress,
        url=reverse("documents:print_show", args=[kind, pk]),
        result_url=reverse("documents:print_file", args=[kind, pk]),
        result_label=_("Öppna PDF:en"),
        error=failed,
    )
