"""What a delegation meets: the form, and the link that makes its request count. No account, Swedish and English."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps

from django.core import signing
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from core.rules import Refused
from governance.middleware import public
from visits import actions, intake_limit, notices
from visits.forms.requests import STAMP_SALT, PublicRequestForm
from visits.selectors import requests as found

page = require_http_methods(["GET", "HEAD", "POST"])
LANGUAGES = ("sv", "en")


def in_asked_language(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """`sprak` in the address or the form chooses for this page, whatever was chosen before."""

    @wraps(view)
    def answered(request: HttpRequest, *args, **kwargs) -> HttpResponse:
        asked = request.POST.get("sprak") or request.GET.get("sprak")
        language = asked if asked in LANGUAGES else (translation.get_language() or "sv")[:2]
        with translation.override(language):
            request.LANGUAGE_CODE = language
            response = view(request, *args, **kwargs)
        response.headers["Content-Language"] = language
        return response

    return answered


@public
@never_cache
@page
@in_asked_language
def request_public(request: HttpRequest) -> HttpResponse:
    """The same thanks whoever writes and whatever they wrote: nothing is told of who is known."""
    form = PublicRequestForm(request.POST or None)
    findings, status = [], 200
    if request.method == "POST":
        if form.filled_by_machine:
            return _thanked(request)
        status = 400
        if form.is_valid():
            if not intake_limit.may_send(request.META.get("REMOTE_ADDR", "")):
                form.add_error(None, _("Det har kommit många förfrågningar från er. Försök igen om en timme."))
                status = 429
            elif not intake_limit.may_mail(form.cleaned_data["sender_email"]):
                return _thanked(request)
            else:
                try:
                    actions.send_request(language=request.LANGUAGE_CODE, **form.asked())
                except Refused as refused:
                    findings, status = refused.findings, 409
                else:
                    return _thanked(request)
        _renew_stamp(form)
    context = {"form": form, "findings": findings, "language": request.LANGUAGE_CODE}
    return render(request, "visits/request_public.html", context, status=status)


@public
@require_safe
@in_asked_language
def request_thanks(request: HttpRequest) -> HttpResponse:
    return render(request, "visits/request_thanks.html", {"language": request.LANGUAGE_CODE})


@public
@never_cache
@page
@in_asked_language
def request_confirm(request: HttpRequest) -> HttpResponse:
    """The link in the mail. A button confirms, since programs that read mail open links too."""
    token = request.POST.get("brev") or request.GET.get("brev") or ""
    asked = _asked_by(token)
    done = False
    if request.method == "POST" and asked is not None:
        actions.confirm_request(asked=asked)
        done = True
    context = {"token": token if asked else "", "done": done, "language": request.LANGUAGE_CODE}
    return render(request, "visits/request_confirm.html", context)


def _asked_by(token: str):
    try:
        number = signing.loads(token, salt=notices.SALT, max_age=48 * 60 * 60)
    except signing.BadSignature:
        return None
    return found.sent_request(number)


def _thanked(request: HttpRequest) -> HttpResponse:
    return redirect(f"{reverse('visits:request_thanks')}?sprak={request.LANGUAGE_CODE}")


def _renew_stamp(form: PublicRequestForm) -> None:
    """What was typed is kept; a stamp that has run out is not."""
    try:
        signing.loads(form.data.get("stamp", ""), salt=STAMP_SALT, max_age=23 * 60 * 60)
    except signing.BadSignature:
        form.data = form.data.copy()
        form.data["stamp"] = signing.dumps("", salt=STAMP_SALT)
