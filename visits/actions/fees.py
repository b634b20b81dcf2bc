"""The fee of a programme, stated by the unit that coordinates it (GBG-V6)."""

from __future__ import annotations

from django.db import transaction

from core import events
from governance.models import Person
from visits import permissions
from visits.enums import Happening
from visits.models import FeeProgramme


@transaction.atomic
def set_fee(*, programme: FeeProgramme, amount: int | None, per_person: bool, by: Person) -> FeeProgramme:
    """State the amount, or that it is not stated. Visits confirmed before keep what was confirmed."""
    rows = FeeProgramme.objects.select_for_update(of=("self",), no_key=True)
    programme = rows.get(pk=programme.pk)
    permissions.may_set_fee.require(by, programme)
    if (programme.amount, programme.per_person) == (amount, per_person):
        return programme
    programme.amount, programme.per_person = amount, per_person
    programme._history_user = by
    programme.save()
    events.record(Happening.FEE_CHANGED, programme, by=by, detail={"amount": amount, "per_person": per_person})
    return programme
