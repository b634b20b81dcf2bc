"""One way to change a part of a project, and one to take it away: who is second is told, and keeps what was typed."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from core.rules import Conflict, Finding
from engagements.area_views import FormPage, answer
from engagements.permissions import may_change_engagement
from projects import conditions, selectors
from projects.forms import RemoveForm
from projects.models import Project
from projects.selectors.parts import project_of_removed, said_of, version_of
from projects.views.projects import crumbs_to

REMOVE = "projects/part_remove.html"


@dataclass(frozen=True, slots=True)
class Part:
    """A kind of part: its form, the page it stands on, what its pages are called, and its actions and conditions.

    `also` names what is shown, beside the fields of the form, before it is taken away.
    """

    model: Any
    form: type[forms.Form]
    name: str
    page: tuple[Any, str]
    change: tuple[Any, Any]
    remove: tuple[Any, Any, Any]
    changing: Callable[..., Any]
    removing: Callable[..., Any]
    stands: Callable[[Any], list[Finding]]
    also: tuple[tuple[str, Any], ...] = ()

    def way(self, project: Project) -> list[Any]:
        return crumbs_to(project, *self.page)

    def back(self, project: Project) -> str:
        return reverse(f"projects:{self.page[1]}", args=[project.pk])


def change_part(request: HttpRequest, kind: Part, pk: int) -> HttpResponse:
    """What was typed into the form of a part that somebody took away in between stays on the page."""
    part, project = _found(request, kind, pk)
    page = FormPage(*kind.change, kind.way(project), str(part or ""), conditions.still_open(project))
    if part is None:
        context = {"form": kind.form(request.POST), "page": page, "findings": [], "conflict": Conflict(_gone())}
        return render(request, page.template, context, status=409)
    names = [name for name in kind.form.base_fields if name != "version"]
    initial = {name: getattr(part, name) for name in names} | {"version": version_of(part)}
    form = kind.form(request.POST or None, initial=initial)

    def save(data: dict[str, Any]) -> str:
        with_newest_version(
            form, lambda: kind.changing(**{kind.name: part}, by=request.user, **data), lambda: version_of(part)
        )
        messages.success(request, _("Ändringen är sparad."))
        return kind.back(project)

    return answer(request, form, page, save)


def remove_part(request: HttpRequest, kind: Part, pk: int) -> HttpResponse:
    """Asked once more. What is gone already is no error: one is told and comes to the page it stood on."""
    part, project = _found(request, kind, pk)
    if part is None:
        messages.info(request, _gone())
        return redirect(kind.back(project))
    title, button, lead = kind.remove
    return remove_page(request, part, kind, FormPage(title, button, kind.way(project), lead, template=REMOVE))


def remove_page(request: HttpRequest, part: Any, kind: Part, page: FormPage) -> HttpResponse:
    """What the part says, what stands in the way, and the button."""
    sent = request.POST if request.method == "POST" else None
    form = RemoveForm(sent, part=part, facts=facts_of(part, kind), stands=kind.stands(part))

    def save(data: dict[str, Any]) -> str:
        with_newest_version(
            form, lambda: kind.removing(**{kind.name: part}, by=request.user, **data), lambda: version_of(part)
        )
        messages.success(request, _("Det är gjort. Historiken finns kvar."))
        return kind.back(part.project)

    return answer(request, form, page, save)


def facts_of(part: Any, kind: Part) -> list[tuple[Any, Any]]:
    """The fields of its form, and the others to show, with what is stored in them, but for the empty ones."""
    labels = {name: field.label for name, field in kind.form.base_fields.items() if name != "version"} | dict(kind.also)
    said = said_of(part, {name: getattr(part, name) for name in labels})
    return [(labels[name], value) for name, value in said.items() if value not in {None, ""}]


def with_newest_version(form: Any, act: Callable[[], Any], newest: Callable[[], int]) -> None:
    """After a conflict the form carries the version it was compared with, so that it can be sent again."""
    try:
        act()
    except Conflict:
        form.data = form.data.copy()
        form.data["version"] = newest()
        raise


def _found(request: HttpRequest, kind: Part, pk: int) -> tuple[Any, Project]:
    """The part and its project; only the project of one that was taken away before the form of it was sent."""
    part = selectors.visible_part(kind.model, request.user, pk)
    project = part.project if part is not None else None
    if part is None and request.method == "POST":
        project = project_of_removed(kind.model, request.user, pk)
    if project is None:
        raise Http404
    may_change_engagement.require(request.user, project.engagement)
    return part, project


def _gone() -> str:
    return _("Någon annan hann före och tog bort det.")
