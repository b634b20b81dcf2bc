"""What every response gets: a request id, a content security policy, and refusals in plain words."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from urllib.parse import unquote

from django.core.exceptions import BadRequest
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from core import events
from core.request_context import set_request_id
from core.rules import Conflict, NotPermitted, Refused

POLICY = "; ".join(
    [
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self' data:",
        "font-src 'self'",
        "connect-src 'self'",
        "form-action 'self'",
        "base-uri 'none'",
        "object-src 'none'",
        "frame-ancestors 'none'",
        "manifest-src 'self'",
        "worker-src 'self'",
    ]
)
GetResponse = Callable[[HttpRequest], HttpResponse]


def request_id(get_response: GetResponse) -> GetResponse:
    def middleware(request: HttpRequest) -> HttpResponse:
        identity = uuid.uuid4().hex
        set_request_id(identity)
        response = get_response(request)
        response["X-Request-ID"] = identity
        return response

    return middleware


def content_security_policy(get_response: GetResponse) -> GetResponse:
    """Strict policy without inline script or style, and no shared cache of a signed-in person's page."""

    def middleware(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        response.setdefault("Content-Security-Policy", POLICY)
        if getattr(request, "user", None) is not None and request.user.is_authenticated:
            response.setdefault("Cache-Control", "no-store")
        return response

    return middleware


def addresses(get_response: GetResponse) -> GetResponse:
    """No database takes a NUL, and nobody types one: whatever a page asks for with it is not understood (400)."""

    def middleware(request: HttpRequest) -> HttpResponse:
        if "\0" in unquote(request.META.get("QUERY_STRING", "")):
            raise BadRequest("NUL in the query")
        return get_response(request)

    return middleware


def refusals(get_response: GetResponse) -> GetResponse:
    """Turn what an action refused into a page: 403 for may not, 409 for not now or somebody was first."""

    def middleware(request: HttpRequest) -> HttpResponse:
        return get_response(request)

    def process_exception(request: HttpRequest, exception: Exception) -> HttpResponse | None:
        if isinstance(exception, NotPermitted):
            _record_denial(request, exception)
            return render(request, "403.html", {"finding": exception.finding}, status=403)
        if isinstance(exception, Refused):
            return render(request, "409.html", {"findings": exception.findings}, status=409)
        if isinstance(exception, Conflict):
            return render(request, "409.html", {"conflict": exception}, status=409)
        return None

    middleware.process_exception = process_exception  # type: ignore[attr-defined]
    return middleware


def _record_denial(request: HttpRequest, exception: NotPermitted) -> None:
    detail = {"path": request.path, "method": request.method, "code": exception.finding.code}
    person = request.user if request.user.is_authenticated else None
    events.record(events.CoreHappening.DENIED, f"path:{request.path}"[:80], by=person, detail=detail)
