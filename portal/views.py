"""The city's international work as anybody may see it. No sign-in, nothing but reading."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from governance.middleware import public
from portal import register, selectors


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


@public
@require_safe
def public_register(request: HttpRequest) -> HttpResponse:
    """The register of cases. Nobody is asked who they are or why they ask (TF 2:18)."""
    page = register.register(request.GET.dict())
    kept = request.GET.copy()
    kept.pop("page", None)
    context = {
        "page": page,
        "page_query": kept.urlencode(),
        "counted": _counted(page),
        "chosen": {name: request.GET.get(name, "") for name in ("text", "year")},
        "years": [str(year) for year in register.years()],
    }
    return render(request, "portal/public_register.html", context)


def _counted(page: register.Page) -> str:
    if page.more_than_counted:
        return _("över 1 000 ärenden")
    return _("1 ärende") if page.total == 1 else _("%(number)s ärenden") % {"number": page.total}
