"""Who represents the city at a visit: it follows from the kind (GBG-V1, GBG-V2)."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Case, CharField, OuterRef, Q, QuerySet, Subquery, Value, When
from django.db.models.functions import Coalesce
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
    clause: str = "GBG-V1, GBG-V2"

    @property
    def label(self) -> str:
        return f"{self.who}, {self.body}" if self.who else self.body


def with_chair(rows: QuerySet[Visit]) -> QuerySet[Visit]:
    """Visits that know who is chair of the body that represents the city, on the first day of the visit."""
    day = Coalesce(OuterRef("engagement__starts_on"), Value(timezone.localdate()))
    chairs = Appointment.objects.filter(
        Q(ends_on=None) | Q(ends_on__gte=day),
        function=Function.CHAIR,
        body__kind=OuterRef("represented_by"),
        starts_on__lte=day,
    ).order_by("pk")
    kinds = [When(kind=kind, then=Value(str(body))) for kind, body in OF_KIND.items()]
    return rows.annotate(represented_by=Case(*kinds, default=Value(""), output_field=CharField())).annotate(
        chair_name=Subquery(chairs.values("person__name")[:1]), chair_body=Subquery(chairs.values("body__name")[:1])
    )


def represents(visit: Visit) -> Representation:
    """Council's chair at protocol visits, the executive board at VIP visits, the host's committee at study visits.

    A study visit is received by the unit: its committee answers for it, and no chair needs to be there. `visit` has
    its units and the bodies they serve with it; one query for the chair, none when it comes from `with_chair`.
    """
    if visit.kind not in OF_KIND:
        host = visit.main_host or visit.engagement.responsible_unit
        return Representation(str(host.serves or host), "")
    if not hasattr(visit, "chair_name"):
        visit = with_chair(Visit.objects.filter(pk=visit.pk)).get()
    name = getattr(visit, "chair_name", None)
    body = getattr(visit, "chair_body", None) or str(OF_KIND[VisitKind(visit.kind)].label)
    return Representation(body, _("%(name)s (ordförande)") % {"name": name} if name else "")
