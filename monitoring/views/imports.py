"""Feeds and files: kept, read, looked through, imported."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from core.rules import Finding, Refused
from core.words import asked_words
from engagements.area_views import Crumb, FormPage, answer
from monitoring.actions import imports as actions
from monitoring.enums import BatchState, ImportTarget
from monitoring.feeds.rows import MOST_BYTES, NotReadable, template_of
from monitoring.forms.plans import FeedForm, UploadForm
from monitoring.models import ImportBatch
from monitoring.permissions import may_plan
from monitoring.selectors import plans as selectors
from monitoring.views.asking import crumbs, or_404, page_number, query_of

form_page = require_http_methods(["GET", "HEAD", "POST"])
TEMPLATES = {"signaler": ImportTarget.SIGNALS, "arsplan": ImportTarget.PLAN}


@require_safe
def feed_list(request: HttpRequest) -> HttpResponse:
    """The feeds, and what has been read from them and from files."""
    may_plan.require(request.user)
    words = asked_words(request)
    context = {
        "feeds": selectors.feeds(words),
        "page": selectors.batches(page_number(request), words),
        "words": words,
        "query": query_of(request),
    }
    return render(request, "monitoring/feed_list.html", context)


@form_page
def feed_create(request: HttpRequest) -> HttpResponse:
    may_plan.require(request.user)
    page = FormPage(_("Lägg till flöde"), _("Spara flödet"), _crumbs())
    form = FeedForm(request.POST or None, initial={"target": ImportTarget.SIGNALS})

    def save(data: dict[str, Any]) -> str:
        actions.save_feed(by=request.user, **data)
        messages.success(request, _("Flödet är sparat."))
        return reverse("monitoring:feed_list")

    return answer(request, form, page, save)


@form_page
def feed_edit(request: HttpRequest, pk: int) -> HttpResponse:
    may_plan.require(request.user)
    feed = or_404(selectors.feed(pk))
    names = ("name", "url", "target", "unit", "active")
    initial = {name: getattr(feed, name) for name in names} | {"themes": list(feed.themes.all())}
    page = FormPage(_("Ändra flödet"), _("Spara flödet"), _crumbs())

    def save(data: dict[str, Any]) -> str:
        actions.save_feed(feed=feed, by=request.user, **data)
        return reverse("monitoring:feed_list")

    return answer(request, FeedForm(request.POST or None, feed=feed, initial=initial), page, save)


@require_POST
def feed_fetch(request: HttpRequest, pk: int) -> HttpResponse:
    """Asked for here, fetched by the worker."""
    may_plan.require(request.user)
    actions.ask_for(feed=or_404(selectors.feed(pk)), by=request.user)
    messages.success(request, _("Flödet hämtas nu. Ladda om sidan om en stund."))
    return redirect("monitoring:feed_list")


@form_page
def batch_upload(request: HttpRequest) -> HttpResponse:
    """A CSV file, read for preview; nothing is written yet."""
    may_plan.require(request.user)
    posted = request.method == "POST"
    form = UploadForm(request.POST, request.FILES) if posted else UploadForm(initial=_first_choice(request))
    findings: list[Finding] = []
    if posted and form.is_valid():
        file = form.cleaned_data["file"]
        try:
            batch = actions.read_file(
                content=file.read(MOST_BYTES + 1),
                name=file.name,
                target=form.cleaned_data["target"],
                plan=form.cleaned_data["plan"],
                by=request.user,
            )
            return redirect(batch)
        except NotReadable as reason:
            form.add_error("file", str(reason))
        except Refused as refused:
            findings = refused.findings
    page = FormPage(_("Läs in en CSV-fil"), _("Granska filen"), _crumbs())
    context = {"form": form, "page": page, "findings": findings}
    return render(request, "monitoring/batch_upload.html", context, status=400 if posted else 200)


@require_safe
def batch_template(request: HttpRequest, what: str) -> HttpResponse:
    """A file to fill in."""
    may_plan.require(request.user)
    target = or_404(TEMPLATES.get(what))
    response = HttpResponse(template_of(target), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{what}.csv"'
    return response


@require_safe
def batch_detail(request: HttpRequest, pk: int) -> HttpResponse:
    may_plan.require(request.user)
    return render(request, "monitoring/batch_detail.html", _shown(or_404(selectors.batch(pk))))


@require_POST
def batch_import(request: HttpRequest, pk: int) -> HttpResponse:
    may_plan.require(request.user)
    batch = or_404(selectors.batch(pk))
    try:
        done = actions.import_batch(batch=batch, by=request.user)
    except Refused as refused:
        context = _shown(batch) | {"findings": refused.findings}
        return render(request, "monitoring/batch_detail.html", context, status=409)
    messages.success(request, _("%(number)s rader importerades.") % {"number": done.imported})
    if done.plan is not None:
        return redirect(done.plan)
    return redirect(f"{reverse('monitoring:signal_list')}?lage=new")


@require_POST
def batch_discard(request: HttpRequest, pk: int) -> HttpResponse:
    may_plan.require(request.user)
    actions.discard_batch(batch=or_404(selectors.batch(pk)), by=request.user)
    messages.success(request, _("Importen är kastad. Inget har skrivits."))
    return redirect("monitoring:feed_list")


def _shown(batch: ImportBatch) -> dict[str, Any]:
    waits = batch.state == BatchState.PREVIEW
    return {
        "batch": batch,
        "waits": waits,
        "preview": selectors.preview(batch),
        "state_color": selectors.BATCH_COLORS[BatchState(batch.state)],
    }


def _first_choice(request: HttpRequest) -> dict[str, Any]:
    plan = request.GET.get("plan", "")
    return {"target": ImportTarget.PLAN, "plan": plan} if plan.isdecimal() else {"target": ImportTarget.SIGNALS}


def _crumbs() -> list[Crumb]:
    return crumbs((_("Flöden och filer"), reverse("monitoring:feed_list")))
