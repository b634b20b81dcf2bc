"""Who represents the city at a visit: it follows from the kind (GBG-V1, GBG-V2)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from governance.enums import BodyKind, Function
from governance.models import Appointment
from visits.enums import VisitKind
from visits.models import Visit

OF_KIND = {VisitKind.PROTOCOL: BodyKind.COUNCIL, VisitKind.VIP: BodyKind.EXECUTIVE_BOARD}


@dataclass(frozen=True, slots=True)
class Representation:
    """`body` represents the city; `who` is its chair on the day of the visit, or empty."""

    body: str
    who: str
    clause: str

    @property
    def label(self) -> str:
        return f"{self.who}, {self.body}" if self.who else self.body


def represents(visit: Visit) -> Representation:
    """Council's chair at protocol visits, the executive board at VIP visits, the host's committee at study visits.

    One query: who is chair on the first day of the visit. `visit` has its units and the bodies they serve with it.
    """
    day = visit.engagement.starts_on or timezone.localdate()
    chairs = Appointment.objects.on(day).filter(function=Function.CHAIR).select_related("person", "body")
    if visit.kind in OF_KIND:
        kind = OF_KIND[VisitKind(visit.kind)]
        return _of(chairs.filter(body__kind=kind).first(), str(BodyKind(kind).label))
    host = visit.main_host or visit.engagement.responsible_unit
    found = chairs.filter(body=host.serves_id).first() if host.serves_id else None
    return _of(found, str(host.serves or host), led=False)


def _of(chair: Any, body: str, *, led: bool = True) -> Representation:
    """A study visit is received by the unit: its committee answers for it, and no chair needs to be there."""
    name = chair.body.name if chair else body
    who = _("%(name)s (ordförande)") % {"name": chair.person} if chair and led else ""
    return Representation(name, who, "GBG-V1, GBG-V2")
