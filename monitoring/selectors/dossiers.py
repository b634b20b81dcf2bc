"""One dossier: its panel, and the whole course of the initiative it follows (GBG-M2)."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db.models import F, QuerySet, TextField, Value
from django.db.models.functions import Concat
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from core.dates import shown
from engagements.models import Activity
from engagements.querysets import open_or_granted
from monitoring.enums import Stage
from monitoring.models import Consultation, Dossier, DossierNote, InstitutionContact, Position, Signal, StageChange

MOST = 200


@dataclass(frozen=True, slots=True)
class Deed:
    """Something the city did, on a day."""

    on: date
    what: str
    kind: str
    url: str = ""


@dataclass(slots=True)
class Reached:
    """A stage the initiative came to, with what the city did until the next; None before the first stage."""

    title: str
    on: date | None
    source_name: str = ""
    source_url: str = ""
    pk: int = 0
    deeds: list[Deed] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Step:
    """One of the stages, for the row of steps."""

    title: str
    state: str
    date: str


@dataclass(frozen=True, slots=True)
class Course:
    steps: list[Step]
    reached: list[Reached]
    stage: str


def visible(person: Any) -> QuerySet[Dossier]:
    return Dossier.objects.filter(open_or_granted(person, "engagement__"))


def visible_dossier(person: Any, pk: int) -> Dossier | None:
    return visible(person).select_related("engagement__responsible_unit").filter(pk=pk).first()


def choosable(person: Any) -> QuerySet[Dossier]:
    """Those something can be hung on: what has not ended."""
    rows = visible(person).exclude(engagement__status__in=["ended", "declined"])
    return rows.select_related("engagement").order_by("engagement__title")


def stage_for(person: Any, pk: int) -> StageChange | None:
    rows = StageChange.objects.filter(open_or_granted(person, "dossier__engagement__"))
    return rows.select_related("dossier__engagement__responsible_unit").filter(pk=pk).first()


def course_of(dossier: Dossier, person: Any) -> Course:
    """The stages in the order they came, each with the city's actions from then on; six queries."""
    changes = list(StageChange.objects.filter(dossier=dossier).order_by("on", "pk"))
    reached = [Reached(_("Innan det första skedet"), None)]
    reached += [Reached(row.get_stage_display(), row.on, row.source_name, row.source_url, row.pk) for row in changes]
    for deed in sorted(_deeds(dossier, person), key=lambda each: each.on):
        until = [each for each in reached if each.on is None or each.on <= deed.on]
        until[-1].deeds.append(deed)
    if not reached[0].deeds:
        reached = reached[1:]
    days = {row.stage: row.on for row in changes}
    return Course(_steps(dossier.stage, days), reached, dossier.get_stage_display() if dossier.stage else "")


def _steps(stage: str, days: dict[str, date]) -> list[Step]:
    """A stage that was passed without a day of its own counts as over; a green paper nobody wrote does not show."""
    order = list(Stage)
    here = order.index(Stage(stage)) if stage else -1
    steps = []
    for place, each in enumerate(order):
        if place < here and each not in days:
            continue
        state = "current" if place == here else "done" if place < here else "waiting"
        steps.append(Step(str(each.label), state, shown(days.get(each))))
    return steps


def _deeds(dossier: Dossier, person: Any) -> list[Deed]:
    deeds: list[Deed] = []
    activities = Activity.objects.visible_to(person).reported().filter(engagement_id=dossier.pk)
    page = reverse("engagements:activity_list")
    for pk, title, starts_on in activities.order_by("-starts_on").values_list("pk", "title", "starts_on")[:MOST]:
        deeds.append(Deed(starts_on, title, _("Aktivitet"), f"{page}{pk}/"))
    for row in Consultation.objects.filter(dossier=dossier).select_related("case")[:MOST]:
        deeds += _of_consultation(row)
    for position in Position.objects.filter(dossier=dossier)[:MOST]:
        deeds += _of_position(position)
    deeds += _contacts_and_notes(dossier)
    for signal in Signal.objects.filter(dossier=dossier)[:MOST]:
        day = timezone.localdate(signal.reported_at)
        deeds.append(Deed(day, signal.headline, _("Signal"), signal.get_absolute_url()))
    return deeds


def _contacts_and_notes(dossier: Dossier) -> list[Deed]:
    """Both in one query; when there are very many, the latest."""
    said = Concat("institution", Value(": "), "about", output_field=TextField())
    contacts = InstitutionContact.objects.filter(dossier=dossier).annotate(is_contact=Value(True), what=said)
    notes = DossierNote.objects.filter(dossier=dossier).annotate(is_contact=Value(False), what=F("text"))
    both = [rows.order_by().values_list("on", "pk", "is_contact", "what") for rows in (contacts, notes)]
    rows = both[0].union(both[1], all=True).order_by("-on", "-is_contact", "pk")[: 2 * MOST]
    page = reverse("monitoring:contact_list")
    return [
        Deed(on, what, _("Kontakt"), page) if is_contact else Deed(on, what, _("Anteckning"))
        for on, _pk, is_contact, what in rows
    ]


def _of_consultation(row: Consultation) -> list[Deed]:
    opened = timezone.localdate(row.case.opened_at if row.case else row.reported_at)
    deeds = [Deed(opened, row.title, _("Samråd togs upp"), row.get_absolute_url())]
    if row.answered_on:
        deeds.append(Deed(row.answered_on, row.title, _("Samråd besvarades"), row.get_absolute_url()))
    return deeds


def _of_position(row: Position) -> list[Deed]:
    deeds = []
    if row.adopted_on:
        deeds.append(Deed(row.adopted_on, row.title, _("Ståndpunkt antogs"), row.get_absolute_url()))
    if row.ended_on:
        deeds.append(Deed(row.ended_on, row.title, str(row.get_state_display()), row.get_absolute_url()))
    if not deeds:
        deeds.append(Deed(timezone.localdate(row.written_at), row.title, _("Ståndpunkt"), row.get_absolute_url()))
    return deeds
