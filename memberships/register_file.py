"""Reading organisations and memberships from a register file."""

from __future__ import annotations

from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from core import events
from engagements import search_index
from engagements.enums import AreaKey
from engagements.register_rows import RegisterError, register_entry, unit_of
from governance.models import Unit
from memberships.actions.fees import record_population
from memberships.enums import Happening, SeatState
from memberships.models import (
    Forum,
    ForumParticipation,
    Grade,
    IndirectRepresentation,
    Membership,
    Organisation,
    Population,
    Seat,
)

DESCRIBED = ("name", "long_name", "founded", "purpose", "members", "open_to", "congress", "note")
OF_MEMBERSHIP = (
    *("kind", "meets_condition", "grade_exception", "grade_exception_by", "member_since", "fee"),
    "participation_note",
)


@transaction.atomic
def load(facts: dict[str, Any], *, unit: Unit, source: str) -> list[str]:
    """Add the organisations of the file that are not in the register, each with its membership.

    Idempotent by the organisation's key: one already there is left as staff has it. A membership held through another
    comes after that other in the file. Returns a line for each organisation added.
    """
    _population(facts.get("municipality", {}))
    known = set(Organisation.objects.values_list("key", flat=True))
    added = [entry for entry in facts.get("organisations", []) if entry["key"] not in known]
    for entry in added:
        organisation = _organisation(entry, source)
        if "membership" in entry:
            _membership(organisation, entry["membership"], unit=unit, source=organisation.source)
    return [_("Organisation: %(name)s") % {"name": entry["name"]} for entry in added]


def _population(municipality: dict[str, Any]) -> None:
    """How many live in the municipality, where the file says so and nobody has noted it for that year."""
    facts = municipality.get("population")
    if facts and not Population.objects.filter(year=facts["year"]).exists():
        record_population(year=facts["year"], inhabitants=facts["inhabitants"], source=facts["source"], by=None)


def _organisation(entry: dict[str, Any], source: str) -> Organisation:
    described = {name: entry[name] for name in DESCRIBED if name in entry}
    row = Organisation.objects.create(key=entry["key"], source=entry.get("source", source), **described)
    for grade in entry.get("grades", []):
        Grade.objects.create(organisation=row, **grade)
    for forum in entry.get("forums", []):
        Forum.objects.create(organisation=row, **forum)
    return row


def _membership(organisation: Organisation, facts: dict[str, Any], *, unit: Unit, source: str) -> Membership:
    entry = organisation.name
    engagement = register_entry(facts, area=AreaKey.MEMBERSHIPS, title=organisation.name, unit=unit, source=source)
    membership = Membership.objects.create(
        engagement=engagement,
        organisation=organisation,
        grade=_named(organisation.grades, facts["grade"], entry) if "grade" in facts else None,
        through=_held_through(facts["through"], entry) if "through" in facts else None,
        **{name: facts[name] for name in OF_MEMBERSHIP if name in facts},
    )
    for seat in facts.get("seats", []):
        Seat.objects.create(membership=membership, state=_state_of(seat), **seat)
    for row in facts.get("participations", []):
        places = {"forum": _named(organisation.forums, row["forum"], entry), "unit": unit_of(row["unit"], entry)}
        ForumParticipation.objects.create(membership=membership, **row | places)
    for row in facts.get("indirect", []):
        IndirectRepresentation.objects.create(membership=membership, **row)
    search_index.refresh(engagement)
    detail = {"kind": membership.kind, "source": engagement.source}
    events.record(Happening.MEMBERSHIP_REGISTERED, membership, by=None, detail=detail)
    return membership


def _state_of(seat: dict[str, Any]) -> str:
    """A seat whose period is over has ended."""
    over = "ends_on" in seat and seat["ends_on"] < timezone.localdate()
    return SeatState.ENDED if over else SeatState.HELD


def _named(rows: Any, name: str, entry: str) -> Any:
    found = rows.filter(name=name).first()
    if found is None:
        raise RegisterError(f"{entry}: ”{name}” saknas bland organisationens egna")
    return found


def _held_through(key: str, entry: str) -> Membership:
    found = Membership.objects.filter(organisation__key=key).first()
    if found is None:
        raise RegisterError(f"{entry}: medlemskapet i ”{key}”, som det hålls genom, måste stå före i filen")
    return found
