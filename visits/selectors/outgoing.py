"""Study visits the city makes, and how often each committee makes one (SMF-07)."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import Any

from django.db.models import OuterRef, Subquery, Sum
from django.db.models.functions import Coalesce, ExtractYear

from core.words import matching
from engagements.enums import Status
from engagements.querysets import open_or_granted
from governance.enums import BodyKind
from governance.models import Body
from visits.models import Delegate, OutgoingVisit
from visits.selectors.outcomes import Page, paged

YEARS = 4


@dataclass(frozen=True, slots=True)
class Committee:
    """How many study visits a committee or its departments made in each year, the newest first."""

    name: str
    counts: list[int]

    @property
    def seldom(self) -> bool:
        """None this year and none the year before."""
        return sum(self.counts[:2]) == 0


def outgoing_for(person: Any, pk: int) -> OutgoingVisit | None:
    rows = OutgoingVisit.objects.filter(open_or_granted(person, "engagement__"))
    parts = ("engagement__responsible_unit", "country", "report")
    return rows.select_related(*parts).prefetch_related("delegation__body", "delegation__unit").filter(pk=pk).first()


def summary_of(engagement: Any) -> OutgoingVisit | None:
    """The journey of an engagement the page has shown already; one query."""
    return OutgoingVisit.objects.select_related("country").filter(pk=engagement.pk).first()


def outgoing_page(person: Any, asked: dict[str, str]) -> Page:
    """Two queries."""
    rows = OutgoingVisit.objects.filter(open_or_granted(person, "engagement__"))
    rows = matching(rows, asked.get("q", ""), "engagement__search_text")
    if asked.get("ar", "").isdecimal() and 1900 < int(asked["ar"]) < 9999:
        rows = rows.filter(engagement__starts_on__year=int(asked["ar"]))
    if asked.get("enhet", "").isdecimal():
        rows = rows.filter(engagement__responsible_unit_id=int(asked["enhet"]))
    rows = rows.select_related("engagement__responsible_unit", "country")
    people = Delegate.objects.filter(outgoing=OuterRef("pk")).order_by().values("outgoing")
    rows = rows.annotate(travellers=Coalesce(Subquery(people.annotate(total=Sum("number")).values("total")), 0))
    return paged(rows.order_by("-engagement__starts_on", "-pk"), asked.get("page", ""))


def committees(person: Any, *, year: int) -> tuple[list[int], list[Committee]]:
    """The years shown, and every committee with its counts; two queries. A journey counts once for a committee."""
    years = [year - back for back in range(YEARS)]
    rows = Delegate.objects.filter(open_or_granted(person, "outgoing__engagement__"))
    rows = rows.filter(outgoing__engagement__starts_on__year__gte=years[-1])
    rows = rows.exclude(outgoing__engagement__status=Status.DECLINED)
    rows = rows.annotate(year=ExtractYear("outgoing__engagement__starts_on"))
    made: dict[tuple[int, int], set[int]] = defaultdict(set)
    values = rows.values_list("outgoing_id", "year", "body_id", "unit__serves_id")
    for outgoing, when, body, serves in values:
        for each in {body, serves} - {None}:
            made[each, when].add(outgoing)
    bodies = Body.objects.filter(kind__in=[BodyKind.COMMITTEE, BodyKind.EXECUTIVE_BOARD]).order_by("name")
    return years, [
        Committee(name, [len(made[pk, each]) for each in years]) for pk, name in bodies.values_list("pk", "name")
    ]
