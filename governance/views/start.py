"""The first page after signing in."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from governance import start as registry


@require_safe
def start(request: HttpRequest) -> HttpResponse:
    panels = registry.panels_for(request.user)
    context = {
        "wide": [panel for panel in panels if not panel.narrow],
        "narrow": [panel for panel in panels if panel.narrow],
    }
    return render(request, "governance/start.html", context)
