"""The papers of a meeting on one page, and the worker that keeps the page readable without a network."""

from __future__ import annotations

import hashlib

from django.conf import settings
from django.contrib.staticfiles import finders
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from decisions.selectors import meetings as found
from decisions.selectors.papers import agenda_of, papers_of
from governance.middleware import public

WORKER = "js/papers-worker.js"
SCOPE = "/sammantraden/"


@require_safe
def meeting_papers(request: HttpRequest, pk: int) -> HttpResponse:
    meeting = found.meeting_for(request.user, pk)
    papers = papers_of(agenda_of(meeting, request.user))
    context = {
        "meeting": meeting,
        "papers": papers,
        "read_at": timezone.now(),
        "reader": _reader_key(request),
        "without": [paper.line for paper in papers if paper.line.conflicted and not paper.line.struck],
    }
    return render(request, "decisions/meeting_papers.html", context)


@public
@require_safe
def papers_worker(request: HttpRequest) -> HttpResponse:
    """The service worker, under the address whose pages it keeps. It holds no data and is the same for everybody."""
    path = finders.find(WORKER)
    if not isinstance(path, str):
        raise Http404
    with open(path, encoding="utf-8") as file:
        response = HttpResponse(file.read(), content_type="text/javascript; charset=utf-8")
    response["Service-Worker-Allowed"] = SCOPE
    response["Cache-Control"] = "no-cache, no-store"
    return response


def _reader_key(request: HttpRequest) -> str:
    """Tells one reader's saved copies from another's on a shared computer, without saying who it is."""
    return hashlib.sha256(f"papers:{settings.SECRET_KEY}:{request.user.pk}".encode()).hexdigest()[:16]
