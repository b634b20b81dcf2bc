"""One way to answer a form of an area: shown, refused with what was typed kept, or saved and left."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from core.rules import Conflict, Finding, Refused
from engagements.permissions import may_register_engagement
from governance.models import Unit

TEMPLATE = "engagements/area_form.html"


@dataclass(frozen=True, slots=True)
class Crumb:
    label: Any
    url: str = ""


@dataclass(frozen=True, slots=True)
class FormPage:
    """What stands around the form: heading, the word on the button, and where one came from."""

    title: Any
    button: Any
    crumbs: Sequence[Crumb]
    lead: Any = ""
    findings: Sequence[Finding] = ()
    template: str = TEMPLATE

    @property
    def back_url(self) -> str:
        return next((crumb.url for crumb in reversed(self.crumbs) if crumb.url), "/")


def answer(
    request: HttpRequest, form: forms.Form, page: FormPage, save: Callable[[dict[str, Any]], str]
) -> HttpResponse:
    """`save` calls one action with the cleaned data and gives the address to go to.

    A refusal or a conflict answers 409 on the same page, with the findings and everything typed.
    """
    findings, status, conflict = list(page.findings), 200, None
    if request.method == "POST":
        status = 400
        if form.is_valid():
            try:
                return redirect(save(form.cleaned_data))
            except Refused as refused:
                findings, status = refused.findings, 409
            except Conflict as error:
                conflict, status = error, 409
    context = {"form": form, "page": page, "findings": findings, "conflict": conflict}
    return render(request, page.template, context, status=status)


def own_unit_or_refuse(request: HttpRequest) -> Unit:
    """A unit the person registers for, to begin the form with; NotPermitted for somebody without one."""
    mine = Unit.objects.filter(pk__in=request.user.powers.own_units).order_by("name").first()
    may_register_engagement.require(request.user, mine or Unit())
    return mine or Unit.objects.filter(coordinating=True).get()
