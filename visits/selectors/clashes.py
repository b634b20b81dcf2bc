"""Where a visit's programme clashes with another's: same host, same room or the same days (GBG-V8).

Of a visit the reader may not know of only that it is taken is said.
"""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import F, Q
from django.db.models.functions import Coalesce
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from core.dates import shown
from core.rules import Finding
from engagements.querysets import open_or_granted
from visits.conditions.programme import days_of
from visits.enums import VisitState
from visits.models import ProgrammeItem, Visit

ROOM, HOST, DATE = "visit.room-clash", "visit.host-clash", "visit.date-clash"
MOST = 20
CALLED_OFF = (VisitState.DECLINED, VisitState.CANCELLED)


@dataclass(frozen=True, slots=True)
class Clash:
    """What clashes, with the other visit's page when the reader may see it. `item` is the one here, or None."""

    finding: Finding
    item: int | None = None
    url: str = ""


def clashes(visit: Visit, items: Sequence[ProgrammeItem], person: Any) -> list[Clash]:
    """Three queries, whatever the number of items and of other visits."""
    others = _others(visit, items)
    near = _visits_on_the_same_days(visit)
    ids = {each.visit_id for each in others} | {each.pk for each in near}
    seen = _seen(ids, person)
    found = []
    for number, item in enumerate(items):
        same_visit = [each for each in items[number + 1 :] if each.day == item.day]
        for other in [*same_visit, *(each for each in others if each.day == item.day)]:
            found += _between(visit, item, other, seen)
    return found[:MOST] + [_same_days(each, seen) for each in near][:MOST]


def _others(visit: Visit, items: Sequence[ProgrammeItem]) -> list[ProgrammeItem]:
    """What else is planned on the same days, in any visit that is not called off."""
    days = {item.day for item in items}
    rows = ProgrammeItem.objects.filter(day__in=days, removed_at=None).exclude(visit=visit)
    rows = rows.exclude(visit__state__in=CALLED_OFF).filter(~Q(place="") | Q(host_unit__isnull=False))
    return list(rows.select_related("visit__engagement", "host_unit").order_by("day", "starts_at", "pk"))


def _visits_on_the_same_days(visit: Visit) -> list[Visit]:
    """Other visits that share a day and the main host."""
    days = days_of(visit.engagement)
    if days is None or visit.main_host_id is None:
        return []
    rows = Visit.objects.filter(main_host_id=visit.main_host_id).exclude(pk=visit.pk)
    rows = rows.exclude(state__in=CALLED_OFF)
    rows = rows.annotate(last=Coalesce(F("engagement__ends_on"), F("engagement__starts_on")))
    rows = rows.filter(engagement__starts_on__lte=days[1], last__gte=days[0])
    return list(rows.select_related("engagement", "main_host").order_by("engagement__starts_on", "pk")[:MOST])


def _seen(ids: set[int], person: Any) -> set[int]:
    rows = Visit.objects.filter(open_or_granted(person, "engagement__"), pk__in=ids)
    return set(rows.values_list("pk", flat=True))


def _between(visit: Visit, item: ProgrammeItem, other: ProgrammeItem, seen: set[int]) -> list[Clash]:
    if item.ends_at <= other.starts_at or other.ends_at <= item.starts_at:
        return []
    own = other.visit_id == visit.pk
    known = own or other.visit_id in seen
    url = "" if own or not known else other.visit.engagement.get_absolute_url()
    found = []
    for code, what in ((ROOM, _same_place(item, other)), (HOST, _same_host(item, other))):
        if what:
            message = _message(code, what, item, other, known=known, own=own)
            found.append(Clash(Finding(code, message, "GBG-V8", blocks=False), item.pk, url))
    return found


def _same_place(item: ProgrammeItem, other: ProgrammeItem) -> str:
    place = item.place.strip()
    return place if place and place.casefold() == other.place.strip().casefold() else ""


def _same_host(item: ProgrammeItem, other: ProgrammeItem) -> str:
    if item.host_unit_id is None or item.host_unit_id != other.host_unit_id:
        return ""
    office = item.host_office.strip()
    return item.host if office.casefold() == other.host_office.strip().casefold() else ""


def _message(code: str, what: str, item: ProgrammeItem, other: ProgrammeItem, *, known: bool, own: bool) -> str:
    start, end = max(item.starts_at, other.starts_at), min(item.ends_at, other.ends_at)
    values = {
        "what": what,
        "when": _when(item.day, start, end),
        "here": item.title,
        "there": other.title if known else "",
        "visit": other.visit.engagement.title if known and not own else "",
    }
    if not known:
        return _("%(what)s är upptaget %(when)s.") % values
    if own:
        return _("%(what)s står två gånger %(when)s: ”%(here)s” och ”%(there)s”.") % values
    if code == ROOM:
        return _("%(what)s är bokat %(when)s av ”%(there)s” i besöket %(visit)s.") % values
    return _("%(what)s är värd %(when)s också för ”%(there)s” i besöket %(visit)s.") % values


def _same_days(other: Visit, seen: set[int]) -> Clash:
    first, last = days_of(other.engagement) or (None, None)
    days = shown(first) if first == last else f"{shown(first)}–{shown(last)}"
    values = {"host": other.main_host, "days": days, "visit": ""}
    if other.pk not in seen:
        message = _("%(host)s är upptagen %(days)s.") % values
        return Clash(Finding(DATE, message, "GBG-V8", blocks=False))
    message = _("%(host)s är huvudvärd också för %(visit)s, %(days)s.") % (values | {"visit": other.engagement.title})
    return Clash(Finding(DATE, message, "GBG-V8", blocks=False), url=other.engagement.get_absolute_url())


def _when(day: datetime.date, start: datetime.time, end: datetime.time) -> str:
    return f"{date_format(day, 'j F')} {start:%H.%M}–{end:%H.%M}"
