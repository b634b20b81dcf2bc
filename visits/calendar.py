"""Visits as calendar entries (iCalendar, RFC 5545): one programme, or the visits of a unit (GBG-V8)."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from zoneinfo import ZoneInfo

import icalendar
from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import override

from core.dates import shown
from visits.models import ProgrammeItem, Visit
from visits.selectors.programme import Programme

SWEDEN = ZoneInfo("Europe/Stockholm")
CONTENT_TYPE = "text/calendar; charset=utf-8"


def programme(visit: Visit, of: Programme, *, language: str, hosts: bool, made_at: datetime.datetime) -> bytes:
    """The items of one programme. `of` holds what the reader may see; `hosts` adds the hosts' own marks."""
    with override(language):
        calendar = _calendar(of.heading.title(language) or visit.engagement.title)
        for item in of.items:
            calendar.add_component(_item(item, language, hosts=hosts, made_at=made_at))
    calendar.add_missing_timezones()
    return calendar.to_ical()


def visits(name: str, rows: Iterable[Visit], *, made_at: datetime.datetime) -> bytes:
    """Whole days, one entry a visit, with the way to its page."""
    calendar = _calendar(name)
    calendar.add("refresh-interval", datetime.timedelta(hours=1), parameters={"VALUE": "DURATION"})
    for visit in rows:
        calendar.add_component(_whole_days(visit, made_at))
    return calendar.to_ical()


def _calendar(name: str) -> icalendar.Calendar:
    calendar = icalendar.Calendar()
    calendar.add("prodid", "-//Utblick//SV")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", name)
    return calendar


def _item(item: ProgrammeItem, language: str, *, hosts: bool, made_at: datetime.datetime) -> icalendar.Event:
    event = icalendar.Event()
    event.add("uid", f"programme-{item.pk}@{_host()}")
    event.add("dtstamp", made_at)
    event.add("sequence", item.version)
    event.add("dtstart", datetime.datetime.combine(item.day, item.starts_at, tzinfo=SWEDEN))
    event.add("dtend", datetime.datetime.combine(item.day, item.ends_at, tzinfo=SWEDEN))
    title = item.title_in(language)
    event.add("summary", _("Bara värdar: %(title)s") % {"title": title} if hosts and item.hosts_only else title)
    if item.place:
        event.add("location", item.place)
    told = [item.text_in(language)]
    told += [_("Värd: %(host)s") % {"host": item.host}] if item.host else []
    told += [_("Talare: %(speaker)s") % {"speaker": item.speaker}] if item.speaker else []
    description = "\n\n".join(part for part in told if part)
    if description:
        event.add("description", description)
    return event


def _whole_days(visit: Visit, made_at: datetime.datetime) -> icalendar.Event:
    spine = visit.engagement
    event = icalendar.Event()
    event.add("uid", f"visit-{visit.pk}@{_host()}")
    event.add("dtstamp", made_at)
    event.add("sequence", spine.version)
    event.add("dtstart", spine.starts_on)
    event.add("dtend", (spine.ends_on or spine.starts_on) + datetime.timedelta(days=1))
    event.add("summary", spine.title)
    event.add("url", f"{settings.SITE_ADDRESS}{spine.get_absolute_url()}")
    told = [str(visit.get_kind_display()), shown(spine.starts_on)]
    event.add("description", "\n".join(told))
    return event


def _host() -> str:
    return settings.SITE_ADDRESS.split("//")[-1].split("/")[0].split(":")[0]
