"""Bodies and units: who there is to decide and to work."""

from __future__ import annotations

from typing import Any

from django.db import IntegrityError, models, transaction
from django.utils.translation import gettext as _

from core import events
from core.rules import Finding, Refused
from governance import conditions, permissions
from governance.happenings import Happening
from governance.models import Body, DiaryNumber, Person, Unit


@transaction.atomic
def save_body(*, body: Body | None, by: Person, **fields: Any) -> Body:
    """Add a body (None) or change one. There is one council and one executive board; no two bodies give out the same
    reference numbers."""
    permissions.may_change_organisation.require(by)
    row = Body.objects.select_for_update(of=("self",), no_key=True).get(pk=body.pk) if body else Body()
    conditions.numbers_stay_unique.require(row, fields.get("number_template", row.number_template))
    changed = _store(row, fields)
    events.record(Happening.BODY_SAVED, row, by=by, detail={"new": body is None, "changed": changed})
    return row


@transaction.atomic
def save_unit(*, unit: Unit | None, by: Person, **fields: Any) -> Unit:
    """Add a unit (None) or change one. Its form decides whether the policy binds or advises it (GBG-01)."""
    permissions.may_change_organisation.require(by)
    row = Unit.objects.select_for_update(of=("self",), no_key=True).get(pk=unit.pk) if unit else Unit()
    conditions.one_coordinating_unit.require(row, fields.get("coordinating", row.coordinating))
    changed = _store(row, fields)
    events.record(Happening.UNIT_SAVED, row, by=by, detail={"new": unit is None, "changed": changed})
    return row


@transaction.atomic
def import_numbers(*, body: Body, lines: list[str], by: Person) -> int:
    """Read in reference numbers from the city's diary, one a line, all or none. Returns how many."""
    permissions.may_import_numbers.require(by)
    row = Body.objects.select_for_update(of=("self",), no_key=True).get(pk=body.pk)
    wanted = [line.strip() for line in lines if line.strip()]
    conditions.ready_to_import_numbers.require(row, wanted)
    for text in wanted:
        DiaryNumber.objects.create(body=row, text=text)
    detail = {"number": len(wanted), "first": wanted[0], "last": wanted[-1]}
    events.record(Happening.NUMBERS_IMPORTED, row, by=by, detail=detail)
    return len(wanted)


def _store(row: models.Model, fields: dict[str, Any]) -> list[str]:
    changed = sorted(name for name, value in fields.items() if getattr(row, name) != value)
    for name, value in fields.items():
        setattr(row, name, value)
    try:
        with transaction.atomic():
            row.save()
    except IntegrityError as error:
        message = _("Nyckeln används redan, eller så finns redan ett fullmäktige eller en styrelse.")
        raise Refused([Finding("organisation.taken", message)]) from error
    return changed
