"""Funders with their rules for reports, and their programmes."""

from __future__ import annotations

from typing import Any

from django.db import transaction
from django.utils.text import slugify

from core import events
from governance.models import Person
from projects.enums import Happening
from projects.models import Funder, Programme
from projects.permissions import may_record_funder

EDITABLE = ("name", "kind", "report_every_months", "report_within_days", "final_within_days", "rule_source")
SWEDISH = str.maketrans("åäöÅÄÖ", "aaoAAO")


@transaction.atomic
def record_funder(*, name: str, kind: str, by: Person, **facts: Any) -> Funder:
    """Add a funder with its rule for reports."""
    may_record_funder.require(by)
    name = " ".join(name.split())
    funder = Funder.objects.create(name=name, kind=kind, key=_free_key(Funder, name), **facts)
    events.record(Happening.FUNDER_CHANGED, funder, by=by, detail={"funder": funder.key})
    return funder


@transaction.atomic
def change_funder(*, funder: Funder, by: Person, **facts: Any) -> Funder:
    """Mend a funder or its rule. Dates already made stay until somebody makes them anew."""
    may_record_funder.require(by)
    funder = Funder.objects.select_for_update(of=("self",), no_key=True).get(pk=funder.pk)
    changed = [name for name in EDITABLE if name in facts and getattr(funder, name) != facts[name]]
    if not changed:
        return funder
    for name in changed:
        setattr(funder, name, facts[name])
    funder.save()
    events.record(Happening.FUNDER_CHANGED, funder, by=by, detail={"funder": funder.key, "fields": changed})
    return funder


@transaction.atomic
def record_programme(
    *, funder: Funder, name: str, by: Person, from_year: int | None = None, to_year: int | None = None
) -> Programme:
    """Add a programme of a funder."""
    may_record_funder.require(by)
    name = " ".join(name.split())
    programme = Programme.objects.create(
        funder=funder, name=name, key=_free_key(Programme, name), from_year=from_year, to_year=to_year
    )
    events.record(Happening.FUNDER_CHANGED, funder, by=by, detail={"programme": programme.key})
    return programme


def _free_key(model: type[Funder] | type[Programme], name: str) -> str:
    """A key of the name, numbered when it is taken."""
    stem = slugify(name.translate(SWEDISH))[:70] or "namn"
    taken = set(model.objects.filter(key__startswith=stem).values_list("key", flat=True))
    keys = [stem, *(f"{stem}-{number}" for number in range(2, len(taken) + 3))]
    return next(key for key in keys if key not in taken)
