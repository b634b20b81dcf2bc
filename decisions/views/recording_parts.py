"""Votes, dissent and conflicts of interest of one item: written down and taken back from the page of the meeting."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from core.rules import Refused
from decisions.actions import recording as actions
from decisions.forms.recording import BallotForm, ConflictForm, DissentForm
from decisions.selectors import recording_page as pages
from decisions.views.recording import Place, back, permitted, recorded_by, show
from governance.models import Person


@require_POST
def record_ballot(request: HttpRequest, pk: int, item_pk: int) -> HttpResponse:
    """A vote. `fill` marks everybody not marked as yes and shows the part again, for those without JavaScript."""

    def save(form: BallotForm, opened: pages.Opened) -> None:
        actions.record_ballot(item=opened.item, votes=form.votes(opened.people), by=request.user, **form.facts())

    def make(opened: pages.Opened, _page: pages.Page) -> BallotForm:
        return BallotForm(request.POST, election=opened.election)

    return _add(request, pk, Place(item=item_pk, part="rost"), make, save, _("Omröstningen är antecknad."))


@require_POST
def record_dissent(request: HttpRequest, pk: int, item_pk: int) -> HttpResponse:
    def save(form: DissentForm, opened: pages.Opened) -> None:
        said = form.cleaned_data | {"people": _chosen(opened.there, form.cleaned_data["people"])}
        actions.add_dissent(item=opened.item, by=request.user, **said)

    def make(opened: pages.Opened, _page: pages.Page) -> DissentForm:
        return DissentForm(request.POST, people=opened.there)

    return _add(request, pk, Place(item=item_pk, part="avvikande"), make, save, _("Det är antecknat."))


@require_POST
def record_conflict(request: HttpRequest, pk: int, item_pk: int) -> HttpResponse:
    def save(form: ConflictForm, opened: pages.Opened) -> None:
        said = form.cleaned_data | {"person": _chosen(opened.elected, [form.cleaned_data["person"]])[0]}
        actions.announce_conflict(item=opened.item, by=request.user, **said)

    def make(opened: pages.Opened, page: pages.Page) -> ConflictForm:
        return ConflictForm(request.POST, people=opened.elected, council=page.council)

    return _add(request, pk, Place(item=item_pk, part="jav"), make, save, _("Jävet är antecknat."))


@require_POST
def remove_ballot(request: HttpRequest, pk: int, item_pk: int) -> HttpResponse:
    def remove(row: Any) -> None:
        actions.remove_ballot(ballot=row, by=request.user)

    return _remove(request, pk, item_pk, "ballots", remove, _("Omröstningen är borttagen."))


@require_POST
def remove_dissent(request: HttpRequest, pk: int, item_pk: int) -> HttpResponse:
    def remove(row: Any) -> None:
        actions.remove_dissent(dissent=row, by=request.user)

    return _remove(request, pk, item_pk, "dissents", remove, _("Anteckningen är borttagen."))


@require_POST
def lift_conflict(request: HttpRequest, pk: int, item_pk: int) -> HttpResponse:
    def remove(row: Any) -> None:
        actions.lift_conflict(conflict=row, by=request.user)

    return _remove(request, pk, item_pk, "conflicts", remove, _("Jävet är borttaget."))


def _add(
    request: HttpRequest,
    pk: int,
    place: Place,
    make: Callable[[pages.Opened, pages.Page], Any],
    save: Callable[[Any, pages.Opened], object],
    said: str,
) -> HttpResponse:
    """Read the part's form, save it and go back to the item; what is refused stands in the part with what was typed."""
    meeting = recorded_by(request, pk)
    page = pages.page_of(meeting, request.user)
    opened = pages.opened(page, place.item, request.user)
    form = make(opened, page)
    if "fill" in request.POST:
        return show(request, meeting, place, part_form=form)
    if not form.is_valid():
        return show(request, meeting, place, status=422, part_form=form)
    try:
        save(form, opened)
    except Refused as refusal:
        return show(request, meeting, place, status=409, part_form=form, part_findings=refusal.findings)
    messages.success(request, said)
    return back(meeting, Place(item=place.item))


def _remove(
    request: HttpRequest, pk: int, item_pk: int, kind: str, remove: Callable[[Any], object], said: str
) -> HttpResponse:
    """Take back what the form names among the item's own."""
    item = pages.item_to_record(pk, item_pk, request.user)
    meeting = permitted(request, item.meeting)
    wanted = request.POST.get("row", "")
    row = getattr(item, kind).filter(pk=int(wanted) if wanted.isdecimal() else 0).first()
    if row is None:
        raise Http404
    try:
        remove(row)
    except Refused as refusal:
        return show(request, meeting, Place(item=item_pk), status=409, findings=refusal.findings)
    messages.success(request, said)
    return back(meeting, Place(item=item_pk))


def _chosen(people: list[Person], pks: list[int]) -> list[Person]:
    return [person for person in people if person.pk in pks]
