"""The city's international work as anybody may see it. No sign-in, nothing but reading."""

from urllib.parse import urlencode

from django.conf import settings
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from core.words import asked_words
from governance.middleware import public
from portal import feed, register, selectors


@public
@require_safe
def public_overview(request: HttpRequest) -> HttpResponse:
    area = request.GET.get("omrade", "")
    words = asked_words(request)
    areas, rows = selectors.overview(area, words)
    context = {
        "areas": areas,
        "rows": rows,
        "area": area,
        "words": words,
        "kept": urlencode({"q": words}) if words else "",
        "total": sum(each.count for each in areas),
    }
    return render(request, "portal/public_overview.html", context)


@public
@require_safe
def public_engagement(request: HttpRequest, pk: int) -> HttpResponse:
    return render(request, "portal/public_engagement.html", {"page": selectors.engagement(pk)})


@public
@require_safe
def public_register(request: HttpRequest) -> HttpResponse:
    """The register of cases. Nobody is asked who they are or why they ask (TF 2:18)."""
    chosen = {"text": asked_words(request, "text"), "year": request.GET.get("year", "")}
    page = register.register(chosen | {"page": request.GET.get("page", "")})
    kept = request.GET.copy()
    kept.pop("page", None)
    context = {
        "page": page,
        "page_query": kept.urlencode(),
        "counted": _counted(page),
        "chosen": chosen,
        "years": [str(year) for year in register.years()],
    }
    return render(request, "portal/public_register.html", context)


def _counted(page: register.Page) -> str:
    if page.more_than_counted:
        return _("över 1 000 ärenden")
    return _("1 ärende") if page.total == 1 else _("%(number)s ärenden") % {"number": page.total}


@public
@require_safe
def feeds(request: HttpRequest) -> HttpResponse:
    """How to show what is published on the city's web site and intranet, with the feed as it reads now."""
    context = {"site": settings.SITE_ADDRESS, "entries": feed.entries()[:5], "areas": selectors.overview()[0]}
    return render(request, "portal/feeds.html", context)


@public
@require_safe
def feed_json(request: HttpRequest) -> HttpResponse:
    """JSON Feed 1.1 of what is published; ?omrade=<key> for one area, ?antal=<number> for the newest few."""
    told = feed.as_json(_entries(request), settings.SITE_ADDRESS)
    return _open_to_all(
        JsonResponse(
            told, content_type="application/feed+json; charset=utf-8", json_dumps_params={"ensure_ascii": False}
        )
    )


@public
@require_safe
def feed_atom(request: HttpRequest) -> HttpResponse:
    """The same as Atom (RFC 4287)."""
    text = feed.as_atom(_entries(request), settings.SITE_ADDRESS)
    return _open_to_all(HttpResponse(text, content_type="application/atom+xml; charset=utf-8"))


def _entries(request: HttpRequest) -> list[feed.Entry]:
    number = request.GET.get("antal", "")
    most = int(number) if number.isascii() and number.isdigit() and len(number) < 4 else feed.MOST
    return feed.entries(request.GET.get("omrade", ""), most=most)


def _open_to_all(response: HttpResponse) -> HttpResponse:
    """Any web page may read it: there is nothing in it that is not public, and nobody is signed in."""
    response["Access-Control-Allow-Origin"] = "*"
    response["Cross-Origin-Resource-Policy"] = "cross-origin"
    response["Cache-Control"] = "public, max-age=300"
    return response
