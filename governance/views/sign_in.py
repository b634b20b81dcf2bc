"""Signing in and out, and choosing a language."""

from __future__ import annotations

from django.conf import settings
from django.contrib.auth import login, logout
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST

from governance import actions, selectors, sign_in_limit
from governance.forms import SignInForm
from governance.middleware import LANGUAGE_COOKIE, public
from governance.models import Person


def safe_next(request: HttpRequest) -> str:
    """Where the person was going, if that is a page of ours."""
    wanted = request.POST.get("next") or request.GET.get("next") or ""
    ours = url_has_allowed_host_and_scheme(wanted, {request.get_host()}, require_https=request.is_secure())
    return wanted if wanted and ours else settings.LOGIN_REDIRECT_URL


@public
@never_cache
@sensitive_post_parameters("password")
@require_http_methods(["GET", "HEAD", "POST"])
def sign_in(request: HttpRequest) -> HttpResponse:
    if request.user.is_authenticated:
        return redirect(safe_next(request))
    form, status = SignInForm(request), 200
    if request.method == "POST":
        username, address = request.POST.get("username", ""), request.META.get("REMOTE_ADDR", "")
        form, status = SignInForm(request, data=request.POST), 400
        if not sign_in_limit.may_try(username, address):
            form, status = SignInForm(request, initial={"username": username}), 429
        elif form.is_valid():
            sign_in_limit.forget(username, address)
            return _enter(request, form.get_user(), demo=False)
    return _sign_in_page(request, form, status)


def _sign_in_page(request: HttpRequest, form: SignInForm, status: int) -> HttpResponse:
    people = selectors.example_people() if settings.DEMO_SIGN_IN else []
    context = {
        "form": form,
        "next": safe_next(request),
        "too_many": status == 429,
        "demo": settings.DEMO_SIGN_IN,
        "people": people,
        "others": [person for person in people if not person.first],
    }
    return render(request, "governance/sign_in.html", context, status=status)


@public
@require_POST
def demo_sign_in(request: HttpRequest) -> HttpResponse:
    """One click as an example person. The page does not exist where people sign in for real."""
    if not settings.DEMO_SIGN_IN:
        raise Http404
    number = request.POST.get("person", "")
    if not number.isdecimal():
        raise Http404
    person = get_object_or_404(Person.objects.filter(example=True, is_active=True), pk=int(number))
    return _enter(request, person, demo=True)


def _enter(request: HttpRequest, person: Person, *, demo: bool) -> HttpResponse:
    login(request, person)
    request.session["language"] = person.language
    actions.note_sign_in(by=person, demo=demo)
    return redirect(safe_next(request))


@public
@require_POST
def sign_out(request: HttpRequest) -> HttpResponse:
    logout(request)
    response = redirect("governance:sign_in")
    # What the browser kept for reading without a network is the person's who leaves.
    response["Clear-Site-Data"] = '"storage"'
    return response


@public
@require_POST
def choose_language(request: HttpRequest) -> HttpResponse:
    """Saved on the person who is signed in; for anybody else kept in a cookie."""
    language = request.POST.get("language", "")
    if language not in dict(settings.LANGUAGES):
        return HttpResponse(_("Det språket finns inte."), status=400, content_type="text/plain; charset=utf-8")
    response = redirect(safe_next(request))
    if request.user.is_authenticated:
        actions.choose_language(language=language, by=request.user)
        request.session["language"] = language
    response.set_cookie(
        LANGUAGE_COOKIE, language, max_age=365 * 24 * 3600, httponly=True, samesite="Lax", secure=request.is_secure()
    )
    return response
