"""The city's international work as anybody may see it. No sign-in, nothing but reading."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from governance.middleware import public
from portal import selectors


@public
@require_safe
def public_overview(request: HttpRequest) -> HttpResponse:
    area = request.GET.get("omrade", "")
    areas, rows = selectors.overview(area)
    context = {"areas": areas, "rows": rows, "area": area, "total": sum(each.count for each in areas)}
    return render(request, "portal/public_overview.html", context)


@public
@require_safe
def public_engagement(request: HttpRequest, pk: int) -> HttpResponse:
    return render(request, "portal/public_engagement.html", {"page": selectors.engagement(pk)})
