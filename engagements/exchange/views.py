"""A register as a file, and a file into a register."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.utils.translation import override
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from core.rules import Finding, Refused
from documents.serving import document_response
from documents.uploads import UploadRefused
from engagements.exchange import actions, conditions, export, leaving, permissions, registry, selectors
from engagements.exchange.enums import ImportState, Outcome
from engagements.exchange.forms import ImportForm
from engagements.exchange.registry import Register
from engagements.models.exchange import Import
from engagements.views.lookup import page_number

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@require_safe
def export_xlsx(request: HttpRequest, area: str) -> HttpResponse:
    """The list as it is filtered, as a workbook that can be read in again."""
    register, asked = _register(area), request.GET.dict()
    leaving.note_export(register=register, asked=asked, form="xlsx", by=request.user)
    return _file(export.blocks(export.xlsx_file(register, request.user, asked)), register, "xlsx")


@require_safe
def export_csv(request: HttpRequest, area: str) -> HttpResponse:
    register, asked = _register(area), request.GET.dict()
    leaving.note_export(register=register, asked=asked, form="csv", by=request.user)
    lines = (line.encode() for line in export.csv_lines(register, request.user, asked))
    return _file(lines, register, "csv")


@require_safe
def export_template(request: HttpRequest, area: str) -> HttpResponse:
    """The headings and what may stand under them, without rows."""
    register = _importable(area)
    permissions.may_import.require(request.user)
    file = export.xlsx_file(register, request.user, {}, empty=True)
    return _file(export.blocks(file), register, "xlsx", template=True)


@require_http_methods(["GET", "HEAD", "POST"])
def import_start(request: HttpRequest, area: str) -> HttpResponse:
    register = _importable(area)
    permissions.may_import.require(request.user)
    form = ImportForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        try:
            upload = actions.start_import(register=register, file=form.cleaned_data["file"], by=request.user)
            return redirect(upload)
        except UploadRefused as refusal:
            form.add_error("file", refusal.message)
    context = {"form": form, "register": register, "area": area}
    status = 400 if request.method == "POST" else 200
    return render(request, "engagements/exchange_start.html", context, status=status)


@require_safe
def import_list(request: HttpRequest) -> HttpResponse:
    permissions.may_import.require(request.user)
    context = {"page": selectors.imports(request.user, page_number(request)), "registers": selectors.choices()}
    return render(request, "engagements/exchange_list.html", context)


@require_safe
def import_detail(request: HttpRequest, pk: int) -> HttpResponse:
    """The preview, the outcome, or how far the work has come. htmx asks for the bar; when it is done, for the page."""
    upload = _upload(request, pk)
    job = selectors.progress_of(upload)
    if request.htmx and job:  # type: ignore[attr-defined]
        return render(request, "components/_job_progress.html", {"job": job})
    if request.htmx:  # type: ignore[attr-defined]
        return HttpResponse(status=204, headers={"HX-Refresh": "true"})
    return render(request, "engagements/exchange_detail.html", _context(request, upload, job))


@require_safe
def import_file(request: HttpRequest, pk: int) -> HttpResponse:
    return document_response(_upload(request, pk).document)


@require_POST
def import_run(request: HttpRequest, pk: int) -> HttpResponse:
    upload = _upload(request, pk)
    try:
        actions.order_import(upload=upload, by=request.user)
    except Refused as refused:
        context = _context(request, upload, None, refused.findings)
        return render(request, "engagements/exchange_detail.html", context, status=409)
    return redirect(upload)


@require_POST
def import_again(request: HttpRequest, pk: int) -> HttpResponse:
    return redirect(actions.read_again(upload=_upload(request, pk), by=request.user))


@require_POST
def import_discard(request: HttpRequest, pk: int) -> HttpResponse:
    actions.discard_import(upload=_upload(request, pk), by=request.user)
    messages.success(request, _("Inläsningen är kastad. Registret är orört."))
    return redirect("engagements:import_list")


def _context(
    request: HttpRequest, upload: Import, job: selectors.Progress | None, findings: list[Finding] | None = None
) -> dict[str, object]:
    chosen = request.GET.get("visa", "")
    chosen = chosen if chosen in Outcome.values else ""
    ready = upload.state == ImportState.READY
    mine = permissions.may_handle.allows(request.user, upload)
    counts = [(key, label, getattr(upload, key)) for key, label in Outcome.choices]
    return {
        "upload": upload,
        "register": registry.find(upload.area),
        "job": job,
        "label": selectors.label_of(upload.state, upload.wrong),
        "rows": selectors.preview(request.user, upload, chosen, page_number(request)),
        "counts": counts,
        "chosen": chosen,
        "to_read": upload.new + upload.changed,
        "stops": conditions.ready_to_run(upload) if ready else [],
        "findings": findings or [],
        "may_run": ready and mine,
        "may_handle": mine and (job is None or job.state == "failed"),
        "over": upload.state in {ImportState.DONE, ImportState.DISCARDED},
    }


def _upload(request: HttpRequest, pk: int) -> Import:
    upload = selectors.visible_import(request.user, pk)
    if upload is None:
        raise Http404
    return upload


def _register(area: str) -> Register:
    register = registry.find(area)
    if register is None:
        raise Http404
    return register


def _importable(area: str) -> Register:
    register = _register(area)
    if register.create is None:
        raise Http404
    return register


def _file(content: object, register: Register, kind: str, *, template: bool = False) -> StreamingHttpResponse:
    with override(export.LANGUAGE):
        name = slugify(str(register.title)) + ("-mall" if template else f"-{timezone.localdate().isoformat()}")
    content_type = XLSX if kind == "xlsx" else "text/csv; charset=utf-8"
    response = StreamingHttpResponse(content, content_type=content_type)
    response["Content-Disposition"] = content_disposition_header(True, f"{name}.{kind}")
    response["Cache-Control"] = "private, no-store"
    response["X-Content-Type-Options"] = "nosniff"
    return response
