"""Whether an item may stand where it is put."""

from __future__ import annotations

import datetime

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from core.rules import Finding, condition
from engagements.models import Engagement
from visits.models import ProgrammeItem, Visit


def days_of(engagement: Engagement) -> tuple[datetime.date, datetime.date] | None:
    """First and last day of the visit; None when it has no date yet."""
    if engagement.starts_on is None:
        return None
    return engagement.starts_on, engagement.ends_on or engagement.starts_on


def is_within(engagement: Engagement, day: datetime.date) -> bool:
    days = days_of(engagement)
    return days is not None and days[0] <= day <= days[1]


@condition
def ready_to_place(visit: Visit, item: ProgrammeItem) -> list[Finding]:
    """A title in one language, an end after the beginning, and a day of the visit."""
    found = []
    if not (item.title_sv.strip() or item.title_en.strip()):
        found.append(Finding("visit.item-title", _("Skriv punktens rubrik på svenska eller engelska.")))
    if item.ends_at <= item.starts_at:
        message = _("%(title)s: sluttiden ligger inte efter starttiden.") % {"title": item.title}
        found.append(Finding("visit.item-times", message))
    if days_of(visit.engagement) is None:
        found.append(Finding("visit.no-dates", _("Ange besökets datum innan programmet skrivs.")))
    elif not is_within(visit.engagement, item.day):
        message = _("%(title)s: %(day)s ligger utanför besökets dagar.")
        values = {"title": item.title, "day": date_format(item.day, "j F Y")}
        found.append(Finding("visit.item-outside-visit", message % values, clause="GBG-V8"))
    return found


@condition
def ready_to_move(moved: list[tuple[ProgrammeItem, int]]) -> list[Finding]:
    """An item that is moved so many minutes stays on its day."""
    found = []
    for item, minutes in moved:
        start = item.starts_at.hour * 60 + item.starts_at.minute + minutes
        end = item.ends_at.hour * 60 + item.ends_at.minute + minutes
        if start < 0 or end >= 24 * 60:
            message = _("%(title)s hamnar utanför dygnet.") % {"title": item.title}
            found.append(Finding("visit.item-past-midnight", message))
    return found
