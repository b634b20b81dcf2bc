"""Requests as pages show them, in a fixed number of queries."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from core.dates import shown
from core.words import matching
from engagements.models import Engagement
from visits.enums import RequestChannel, RequestResult, RequestState, VisitKind
from visits.models import Visit, VisitRequest

PAGE = 50
CAP = 1000
COLOUR = {
    RequestState.UNCONFIRMED: "neutral",
    RequestState.RECEIVED: "warning",
    RequestState.ASSESSED: "info",
    RequestState.ANSWERED: "success",
}
WITH_REQUEST = ("unit", "country", "host_unit", "received_by", "assessed_by", "answered_by", "visit__engagement",
                "same_as")  # fmt: skip
COLUMNS = ("pk", "title", "state", "channel", "kind", "result", "sent_at", "wanted_from", "country__name", "unit__name",
           "confidentiality")  # fmt: skip


@dataclass(frozen=True, slots=True)
class RequestRow:
    pk: int
    title: str
    state: str
    colour: str
    channel: str
    kind: str
    result: str
    sent_at: datetime
    wanted_from: date | None
    country: str
    unit: str
    confidential: bool


@dataclass(frozen=True, slots=True)
class RequestPage:
    rows: list[RequestRow]
    number: int
    has_next: bool
    count_label: str

    @property
    def has_previous(self) -> bool:
        return self.number > 1

    @property
    def previous_page_number(self) -> int:
        return self.number - 1

    @property
    def next_page_number(self) -> int:
        return self.number + 1


def request_page(person: Any, *, state: str = "", words: str = "", number: int = 1) -> RequestPage:
    """Newest first; two queries."""
    rows = VisitRequest.objects.visible_to(person)
    if state in RequestState.values:
        rows = rows.filter(state=state)
    rows = matching(rows, words, "search_text")
    first = (max(number, 1) - 1) * PAGE
    found = list(rows.order_by("-sent_at", "-pk").values_list(*COLUMNS)[first : first + PAGE + 1])
    return RequestPage([_row(each) for each in found[:PAGE]], max(number, 1), len(found) > PAGE, _count(rows))


def waiting_requests(person: Any, *, most: int = 5) -> tuple[list[RequestRow], bool]:
    """The ones that have waited longest, and whether there are more; one query."""
    rows = VisitRequest.objects.visible_to(person).waiting().order_by("sent_at", "pk")
    found = list(rows.values_list(*COLUMNS)[: most + 1])
    return [_row(each) for each in found[:most]], len(found) > most


def forwarded_by(person: Any, *, most: int = 5) -> list[RequestRow]:
    """What somebody passed on, and what came of it; one query."""
    rows = VisitRequest.objects.visible_to(person).filter(received_by=person.pk)
    return [_row(each) for each in rows.order_by("-sent_at", "-pk").values_list(*COLUMNS)[:most]]


def visible_request(person: Any, pk: int) -> VisitRequest | None:
    return VisitRequest.objects.visible_to(person).select_related(*WITH_REQUEST).filter(pk=pk).first()


@dataclass(frozen=True, slots=True)
class Possible:
    """Another request, or a visit, of what may be the same delegation: its page, dates, and what is alike."""

    pk: int
    title: str
    url: str
    period: str
    is_request: bool
    joinable: bool


def possibly_same(request: VisitRequest, person: Any, *, most: int = 5) -> list[Possible]:
    """Requests and visits the person may see, from the same country or city and in overlapping days; two queries."""
    alike = Q(pk__in=[])
    if request.country_id:
        alike |= Q(country=request.country_id)
    if request.city.strip():
        alike |= Q(city__iexact=request.city.strip())
    if request.visitor.strip():
        alike |= Q(visitor__iexact=request.visitor.strip())
    others = VisitRequest.objects.visible_to(person).filter(alike).exclude(pk=request.pk).filter(_overlaps(request))
    found = [
        Possible(
            each.pk, each.title, each.get_absolute_url(), _period(each.wanted_from, each.wanted_to), True,
            each.state in {RequestState.RECEIVED, RequestState.ASSESSED} and each.same_as_id is None,
        )
        for each in others.order_by("sent_at")[:most]
    ]  # fmt: skip
    seen = Engagement.objects.visible_to(person).values("pk")
    visits = Visit.objects.filter(alike, engagement__in=seen).filter(_overlaps(request, "engagement__starts_on"))
    if request.visit_id:
        visits = visits.exclude(pk=request.visit_id)
    rows = visits.select_related("engagement").order_by("engagement__starts_on")[:most]
    return found + [
        Possible(
            row.pk, row.engagement.title, row.get_absolute_url(),
            _period(row.engagement.starts_on, row.engagement.ends_on), False, False,
        )
        for row in rows
    ]  # fmt: skip


def _overlaps(request: VisitRequest, field: str = "wanted_from") -> Q:
    """Days that meet, or are not said. A request without days is asked only who it is from."""
    if request.wanted_from is None:
        return Q()
    last = "engagement__ends_on" if field.startswith("engagement") else "wanted_to"
    until = request.wanted_to or request.wanted_from
    starts_before = Q(**{f"{field}__lte": until})
    ends_after = Q(**{f"{last}__gte": request.wanted_from}) | Q(
        **{f"{last}": None, f"{field}__gte": request.wanted_from}
    )
    return Q(**{field: None}) | (starts_before & ends_after)


def aims_of(request: VisitRequest) -> list[tuple[str, str]]:
    """Each aim and how the visit serves it; one query."""
    return [(each.aim.name, each.get_serving_display()) for each in request.aims.select_related("aim")]


def joined_to(request: VisitRequest) -> list[VisitRequest]:
    return list(request.joined.order_by("sent_at"))


def _row(values: tuple) -> RequestRow:
    pk, title, state, channel, kind, result, sent_at, wanted_from, country, unit, secrecy = values
    return RequestRow(
        pk=pk, title=title, state=str(RequestState(state).label), colour=COLOUR[RequestState(state)],
        channel=str(RequestChannel(channel).label), kind=str(VisitKind(kind).label) if kind else "",
        result=str(RequestResult(result).label) if result else "", sent_at=sent_at, wanted_from=wanted_from,
        country=country or "", unit=unit or "", confidential=secrecy == "confidential",
    )  # fmt: skip


def _period(starts: date | None, ends: date | None) -> str:
    if starts is None:
        return ""
    return shown(starts) if ends in (None, starts) else f"{shown(starts)} – {shown(ends)}"


def _count(rows: QuerySet) -> str:
    number = rows.order_by().values("pk")[: CAP + 1].count()
    if number > CAP:
        return _("över 1 000 förfrågningar")
    return _("1 förfrågan") if number == 1 else _("%(number)s förfrågningar") % {"number": number}


def sent_request(pk: int) -> VisitRequest | None:
    """For the sender's own link, which names it by a signed number; nobody is shown anything of it."""
    return VisitRequest.objects.filter(pk=pk, channel=RequestChannel.PUBLIC).first()
