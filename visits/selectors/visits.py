from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.db.models import Exists, F, OuterRef

from engagements.querysets import open_or_granted
from governance.models import Person
from visits.enums import CompartmentKind
from visits.models import Compartment, CompartmentDetail, CompartmentGrant, FeeProgramme, Visit, VisitRequest
from visits.permissions import may_read_compartment
from visits.representing import with_chair

OWN_ROWS = ("main_host__serves", "country", "fee_programme__unit")


def visible_visit(person: Any, pk: int) -> Visit | None:
    rows = Visit.objects.filter(open_or_granted(person, "engagement__"))
    return with_chair(rows.select_related("engagement__responsible_unit__serves", *OWN_ROWS)).filter(pk=pk).first()


def visible_compartment(person: Any, pk: int, kind: str) -> Compartment | None:
    """The protected part of a visit, to who holds its grant and may read the visit; hidden and missing are alike."""
    rows = Compartment.objects.filter(open_or_granted(person, "visit__engagement__"), visit_id=pk, kind=kind)
    found = rows.select_related("visit__engagement__responsible_unit", "responsible").first()
    if found is None or not may_read_compartment.allows(person, found):
        return None
    found.reader_id = person.pk
    return found


@dataclass(frozen=True, slots=True)
class CompartmentLine:
    """That a protected part exists, for everybody who reads the visit; `mine` when it may be opened."""

    kind: str
    label: str
    responsible: str
    mine: bool
    erased: bool


def visit_with_compartments(engagement: Any, person: Any) -> tuple[Visit | None, list[CompartmentLine]]:
    """The engagement's visit with its chair, and which protected parts it has; what the parts say is not read.

    One query, in which the visit comes once for each part, or once without: it has at most one part of each kind. Its
    engagement, with unit and the body that unit serves, is the one the page has read.
    """
    held = CompartmentGrant.objects.filter(
        content_object=OuterRef("compartments__pk"), user_id=person.pk, permission__codename="read_compartment"
    )
    rows = with_chair(Visit.objects.select_related(*OWN_ROWS).filter(pk=engagement.pk)).annotate(
        part_kind=F("compartments__kind"),
        part_responsible=F("compartments__responsible__name"),
        part_erased_on=F("compartments__erased_on"),
        part_mine=Exists(held),
    )
    found = list(rows.order_by("part_kind"))
    for row in found:
        row.engagement = engagement
    return (found[0] if found else None), [_line(row) for row in found if row.part_kind is not None]


def _line(row: Any) -> CompartmentLine:
    label = str(CompartmentKind(row.part_kind).label)
    return CompartmentLine(row.part_kind, label, row.part_responsible, row.part_mine, row.part_erased_on is not None)


def details_of(compartment: Compartment) -> list[CompartmentDetail]:
    return list(compartment.details.select_related("added_by"))


def holders_of(compartment: Compartment) -> list[Person]:
    return list(Person.objects.filter(pk__in=compartment.grants.values("user_id")).order_by("name"))


def detail_of(compartment: Compartment, pk: int) -> CompartmentDetail | None:
    return compartment.details.select_related("compartment").filter(pk=pk).first()


def fee_programmes() -> list[FeeProgramme]:
    return list(FeeProgramme.objects.select_related("unit"))


def fee_programme(pk: int) -> FeeProgramme | None:
    return FeeProgramme.objects.select_related("unit").filter(pk=pk).first()


def requests_of(visit: Visit, person: Any) -> list[VisitRequest]:
    return list(VisitRequest.objects.visible_to(person).filter(visit=visit).order_by("sent_at"))


def active_person(pk: int) -> Person | None:
    return Person.objects.filter(pk=pk, is_active=True).first()
