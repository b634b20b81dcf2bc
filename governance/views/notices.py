"""One's own notices, and work in the background that one has asked for."""

from __future__ import annotations

from urllib.parse import urlencode

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from core.words import asked_words
from governance import actions, selectors
from governance.views.sign_in import safe_next


@require_safe
def notice_list(request: HttpRequest) -> HttpResponse:
    words = asked_words(request)
    page = Paginator(selectors.notices_of(request.user, words), 50).get_page(request.GET.get("page"))
    context = {"page": page, "words": words, "pager_query": urlencode({"q": words}) if words else ""}
    return render(request, "governance/notice_list.html", context)


@require_POST
def notice_read(request: HttpRequest) -> HttpResponse:
    """Mark one (`notice`), or all. Somebody else's number changes nothing."""
    number = request.POST.get("notice", "")
    actions.read_notices(by=request.user, ids=[int(number)] if number.isdecimal() else None)
    return redirect(safe_next(request) if request.POST.get("next") else "governance:notice_list")


@require_safe
def job_detail(request: HttpRequest, pk: int) -> HttpResponse:
    """The whole page, or for htmx only the bar. Somebody else's job does not exist."""
    job = selectors.own_job(request.user, pk)
    if job is None:
        raise Http404
    template = "components/_job_progress.html" if request.headers.get("HX-Request") else "governance/job_detail.html"
    return render(request, template, {"job": job})
