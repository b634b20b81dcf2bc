"""The first page after signing in, and the parts of it that come when it has been shown."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from governance import start as registry


@require_safe
def start(request: HttpRequest) -> HttpResponse:
    page, *later = registry.parts_for(request.user.powers)
    panels = page.filled(request.user)
    context = {
        "wide": [panel for panel in panels if not panel.narrow],
        "narrow": [panel for panel in panels if panel.narrow],
        "later_wide": [part for part in later if not part.narrow],
        "later_narrow": [part for part in later if part.narrow],
    }
    return render(request, "governance/start.html", context)


@require_safe
def start_part(request: HttpRequest, number: int) -> HttpResponse:
    """A page, or the part of the start page that it asks for when it has been shown."""
    part = registry.part_for(request.user.powers, number)
    template = "governance/_start_panels.html" if request.htmx else "governance/start_part.html"
    return render(request, template, {"part": part, "panels": part.filled(request.user)})
