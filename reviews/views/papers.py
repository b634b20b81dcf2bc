"""Position papers: list, read, write, send for decision."""

from __future__ import annotations

from urllib.parse import urlencode

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from core.rules import Conflict, Refused, blocking
from core.words import asked_words
from engagements.enums import AreaKey
from engagements.models import Engagement
from governance.selectors import policy_in_force
from reviews import actions, conditions, permissions
from reviews.enums import PaperState
from reviews.forms import MotiveForm, PaperForm, evaluations_for, with_current_versions
from reviews.models import PositionPaper
from reviews.reading import read_paper
from reviews.selectors import lists, pages
from reviews.states import PAPER
from reviews.views import files


@require_safe
def paper_list(request: HttpRequest) -> HttpResponse:
    state, words = request.GET.get("lage", ""), asked_words(request)
    page = Paginator(lists.papers(request.user, state=state, words=words), 50).get_page(request.GET.get("page"))
    context = {
        "page": page,
        "rows": [lists.paper_row(row) for row in page.object_list],
        "states": PaperState.choices,
        "state": state,
        "words": words,
        "query": urlencode({"lage": state, "q": words}),
        "areas": AreaKey.choices if permissions.may_write_paper.allows(request.user, None) else [],
    }
    return render(request, "reviews/paper_list.html", context)


@require_POST
def paper_create(request: HttpRequest, engagement_pk: int) -> HttpResponse:
    engagement = get_object_or_404(Engagement.objects.visible_to(request.user), pk=engagement_pk)
    paper = actions.begin(engagement=engagement, by=request.user)
    messages.success(request, _("Version %(number)s är påbörjad med det Utblick redan vet.") % {"number": paper.number})
    return redirect("reviews:paper_edit", paper.pk)


@require_POST
def paper_create_area(request: HttpRequest) -> HttpResponse:
    """A paper on all of one area (GBG-P5)."""
    area = request.POST.get("omrade", "")
    permissions.may_write_paper.require(request.user, None)
    if area not in AreaKey.values:
        raise Http404
    paper = actions.begin(area=area, by=request.user)
    messages.success(request, _("Version %(number)s är påbörjad med det Utblick redan vet.") % {"number": paper.number})
    return redirect("reviews:paper_edit", paper.pk)


@require_safe
def paper_detail(request: HttpRequest, pk: int) -> HttpResponse:
    paper = pages.paper(request.user, pk)
    writes = permissions.may_write_paper.allows(request.user, paper.engagement)
    return render(
        request,
        "reviews/paper_detail.html",
        {
            "paper": paper,
            "reading": read_paper(paper),
            "pdf": pages.pdf_of(paper),
            "color": lists.COLOURS[paper.state],
            "may_write": writes and not conditions.ready_to_write(paper, paper.case),
            "may_submit": writes and PAPER.allows(paper, "submit"),
            "findings": _missing(paper) if writes and paper.state == PaperState.DRAFT else [],
            "versions": PositionPaper.objects.visible_to(request.user)
            .on_the_same(paper)
            .exclude(pk=paper.pk)
            .order_by("-number"),
        },
    )


@require_http_methods(["GET", "HEAD", "POST"])
def paper_edit(request: HttpRequest, pk: int) -> HttpResponse:
    paper = pages.paper(request.user, pk)
    permissions.may_write_paper.require(request.user, paper.engagement)
    if request.method != "POST":
        conditions.ready_to_write.require(paper, paper.case)
    form = PaperForm(paper, evaluations_for(paper, request.user), request.POST if request.method == "POST" else None)
    context = {"paper": paper, "form": form}
    if request.method == "POST" and form.is_valid():
        try:
            _save(paper, form, request)
        except Conflict as conflict:
            now = pages.paper(request.user, pk)
            sent = with_current_versions(request.POST, now)
            context["form"] = PaperForm(now, evaluations_for(now, request.user), sent)
            return render(request, "reviews/paper_edit.html", context | {"conflict": conflict}, status=409)
        messages.success(request, _("Positionspappret är sparat."))
        return redirect("reviews:paper_edit" if "stay" in request.POST else "reviews:paper_detail", paper.pk)
    return render(request, "reviews/paper_edit.html", context, status=422 if form.errors else 200)


def _save(paper: PositionPaper, form: PaperForm, request: HttpRequest) -> None:
    data = form.cleaned_data
    actions.write_paper(
        paper=paper,
        written=form.written,
        version=data.get("version"),
        builds_on=data.get("builds_on"),
        conclusions=data.get("conclusions", ""),
        by=request.user,
    )


@require_http_methods(["GET", "HEAD", "POST"])
def paper_submit(request: HttpRequest, pk: int) -> HttpResponse:
    """What is missing and which clause asks for it; a button when nothing blocks."""
    paper = pages.paper(request.user, pk)
    permissions.may_write_paper.require(request.user, paper.engagement)
    findings, form = _missing(paper), MotiveForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            case = actions.submit_paper(paper=paper, by=request.user, motive=form.cleaned_data["motive"])
        except Refused as refused:
            findings = refused.findings
        else:
            messages.success(request, _("Ärendet %(number)s är öppnat.") % {"number": case.reference_number})
            return redirect(case)
    context = {"obj": paper, "findings": findings, "form": form, "blocks": bool(blocking(findings))}
    context |= {"heading": _("Skicka positionspappret till beslut"), "edit_url": "reviews:paper_edit"}
    return render(request, "reviews/submit.html", context, status=409 if request.method == "POST" else 200)


def _missing(paper: PositionPaper) -> list:
    return conditions.paper_in_order(paper, policy_in_force())


@require_safe
def paper_pdf(request: HttpRequest, pk: int) -> HttpResponse:
    return files.hand_out(request, pages.paper(request.user, pk))


@require_POST
def paper_order_pdf(request: HttpRequest, pk: int) -> HttpResponse:
    return files.order(request, pages.paper(request.user, pk))


@require_safe
def paper_progress(request: HttpRequest, pk: int) -> HttpResponse:
    return files.progress(request, pages.paper(request.user, pk))
