"""What papers and evaluations have in common as files: handing out the PDF, ordering it, showing its progress."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from core.enums import JobState
from documents.serving import document_response
from reviews import actions
from reviews.actions import pdfs
from reviews.models import Evaluation, PositionPaper
from reviews.selectors import pages


def hand_out(request: HttpRequest, obj: PositionPaper | Evaluation) -> HttpResponse:
    """The PDF there is, in the browser's reader; the page of the text when none has been made."""
    if obj.pdf is None:
        messages.info(request, _("PDF:en är inte framställd ännu. Läs texten här så länge."))
        return redirect(obj)
    return document_response(obj.pdf, inline="hamta" not in request.GET)


def order(request: HttpRequest, obj: PositionPaper | Evaluation) -> HttpResponse:
    actions.order_pdf(obj=obj, by=request.user)
    return redirect(f"{obj.get_absolute_url()}#pdf")


def progress(request: HttpRequest, obj: PositionPaper | Evaluation) -> HttpResponse:
    """The bar alone for htmx, and the whole PDF panel anew once the work is over; without htmx the page."""
    job = pdfs.job_of(obj)
    if job is None or not request.htmx:  # type: ignore[attr-defined]
        return redirect(f"{obj.get_absolute_url()}#pdf")
    if job.state in {JobState.WAITING, JobState.RUNNING}:
        return render(request, "components/_job_progress.html", {"job": pages.progress_of(job, obj)})
    order_url = reverse(f"reviews:{pdfs.kind_of(obj)}_order_pdf", args=[obj.pk])
    response = render(request, "reviews/_pdf.html", {"pdf": pages.pdf_of(obj), "order_url": order_url})
    response["HX-Retarget"], response["HX-Reswap"] = "#pdf", "outerHTML"
    return response
