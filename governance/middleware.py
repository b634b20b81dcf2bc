"""Language of the person, and sign-in asked for everywhere but where a view says it is public."""

from __future__ import annotations

from collections.abc import Callable
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse
from django.utils import translation

GetResponse = Callable[[HttpRequest], HttpResponse]
LANGUAGE_COOKIE = settings.LANGUAGE_COOKIE_NAME
SAFE = {"GET", "HEAD", "OPTIONS"}


def public(view):
    """Mark a view as open to anybody; every other view asks for sign-in."""
    view.is_public = True
    return view


def language_of_person(get_response: GetResponse) -> GetResponse:
    """Swedish unless the person, or the cookie of somebody not signed in, says otherwise."""

    def middleware(request: HttpRequest) -> HttpResponse:
        chosen = request.session.get("language") or request.COOKIES.get(LANGUAGE_COOKIE) or settings.LANGUAGE_CODE
        language = chosen if chosen in dict(settings.LANGUAGES) else settings.LANGUAGE_CODE
        with translation.override(language):
            request.LANGUAGE_CODE = language
            response = get_response(request)
        response.headers.setdefault("Content-Language", language)
        return response

    return middleware


def sign_in_required(get_response: GetResponse) -> GetResponse:
    def middleware(request: HttpRequest) -> HttpResponse:
        return get_response(request)

    def process_view(request: HttpRequest, view, args, kwargs) -> HttpResponse | None:
        if request.user.is_authenticated:
            request.user.only_reads = request.method in SAFE
            return None
        if getattr(view, "is_public", False):
            return None
        if request.headers.get("HX-Request") == "true":
            return _whole_page_to_sign_in(request)
        return redirect_to_login(request.get_full_path())

    middleware.process_view = process_view  # type: ignore[attr-defined]
    return middleware


def _whole_page_to_sign_in(request: HttpRequest) -> HttpResponse:
    """A part of a page was asked for after the session ended: the browser leaves the page, not only the part."""
    shown = urlsplit(request.headers.get("HX-Current-URL", "")).path or "/"
    response = HttpResponse(status=401)
    response["HX-Redirect"] = redirect_to_login(shown).url  # type: ignore[attr-defined]
    return response
