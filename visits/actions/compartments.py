"""Protected parts of a visit: opened, filled, handed out, taken back, read. The log says that, never what."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone

from core import events
from governance.models import Person
from visits import conditions, permissions
from visits.enums import Happening
from visits.models import Compartment, CompartmentDetail, CompartmentGrant, Visit
from visits.permissions.compartments import READ


@transaction.atomic
def open_compartment(*, visit: Visit, kind: str, ground: str, by: Person) -> Compartment:
    """Add a protected part. Who opens it is the one responsible and holds its first grant."""
    permissions.may_open_compartment.require(by, visit)
    conditions.ready_to_open_compartment.require(visit, kind, ground)
    compartment = Compartment.objects.create(visit=visit, kind=kind, ground=ground.strip(), responsible=by)
    CompartmentGrant.objects.assign_perm(READ, by, compartment)
    events.record(Happening.COMPARTMENT_OPENED, compartment, by=by, detail={"part": kind})
    return compartment


@transaction.atomic
def keep_detail(*, compartment: Compartment, kind: str, text: str, by: Person) -> CompartmentDetail:
    """Write one protected fact. Everybody who holds the grant may."""
    compartment = _lock(compartment)
    permissions.may_read_compartment.require(by, compartment)
    conditions.ready_to_keep_detail.require(text)
    detail = CompartmentDetail.objects.create(compartment=compartment, kind=kind, text=text.strip(), added_by=by)
    events.record(
        Happening.COMPARTMENT_CHANGED, compartment, by=by, detail={"part": compartment.kind, "added": detail.pk}
    )
    return detail


@transaction.atomic
def drop_detail(*, detail: CompartmentDetail, by: Person) -> None:
    """Take one protected fact away for good."""
    compartment = _lock(detail.compartment)
    permissions.may_read_compartment.require(by, compartment)
    gone, _kinds = CompartmentDetail.objects.filter(pk=detail.pk).delete()
    if gone:
        said = {"part": compartment.kind, "removed": detail.pk}
        events.record(Happening.COMPARTMENT_CHANGED, compartment, by=by, detail=said)


@transaction.atomic
def share_compartment(*, compartment: Compartment, person: Person, by: Person) -> CompartmentGrant:
    """Hand the part to one more person who may read the visit. Twice is the same as once, and recorded once."""
    compartment = _lock(compartment)
    permissions.may_hand_out_compartment.require(by, compartment)
    conditions.ready_to_share_compartment.require(compartment, person)
    had = permissions.holds_compartment(person, compartment)
    grant = CompartmentGrant.objects.assign_perm(READ, person, compartment)
    if not had:
        said = {"part": compartment.kind, "person": person.pk}
        events.record(Happening.COMPARTMENT_SHARED, compartment, by=by, detail=said)
    return grant


@transaction.atomic
def revoke_compartment(*, compartment: Compartment, person: Person, by: Person) -> None:
    """Take it back. The one responsible keeps it."""
    compartment = _lock(compartment)
    permissions.may_hand_out_compartment.require(by, compartment)
    conditions.ready_to_revoke_compartment.require(compartment, person)
    gone, _kinds = compartment.grants.filter(user=person).delete()
    if gone:
        said = {"part": compartment.kind, "person": person.pk}
        events.record(Happening.COMPARTMENT_REVOKED, compartment, by=by, detail=said)


@transaction.atomic
def hand_over_compartment(*, compartment: Compartment, person: Person, by: Person) -> Compartment:
    """Somebody else who holds the grant becomes the one responsible."""
    compartment = _lock(compartment)
    permissions.may_hand_out_compartment.require(by, compartment)
    conditions.ready_to_hand_over_compartment.require(compartment, person)
    compartment.responsible = person
    compartment.save(update_fields=["responsible"])
    said = {"part": compartment.kind, "responsible": person.pk}
    events.record(Happening.COMPARTMENT_SHARED, compartment, by=by, detail=said)
    return compartment


@transaction.atomic
def note_compartment_reading(*, compartment: Compartment, by: Person) -> None:
    """Somebody opened the protected part."""
    events.record(Happening.COMPARTMENT_READ, compartment, by=by, detail={"part": compartment.kind})


@transaction.atomic
def erase_compartment(*, compartment: Compartment) -> int:
    """The clock, a month after the visit: the facts are gone for good, that they were there is kept."""
    compartment = _lock(compartment)
    gone, _kinds = CompartmentDetail.objects.filter(compartment=compartment).delete()
    CompartmentGrant.objects.filter(content_object=compartment).delete()
    compartment.erased_on = timezone.localdate()
    compartment.save(update_fields=["erased_on"])
    said = {"part": compartment.kind, "number": gone}
    events.record(Happening.COMPARTMENT_ERASED, compartment, by=None, detail=said)
    return gone


def _lock(compartment: Compartment) -> Compartment:
    rows = Compartment.objects.select_for_update(of=("self",), no_key=True)
    return rows.select_related("visit__engagement__responsible_unit").get(pk=compartment.pk)
