"""What anybody may read: what this is, and how accessible it is."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from governance.middleware import public


@public
@require_safe
def about(request: HttpRequest) -> HttpResponse:
    return render(request, "governance/about.html")


@public
@require_safe
def accessibility(request: HttpRequest) -> HttpResponse:
    return render(request, "governance/accessibility.html")
