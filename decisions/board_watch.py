"""Was the notice board there for a reader? Asking for the page as anybody would, and what the answers prove."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from dataclasses import dataclass
from http.client import HTTPException
from urllib.error import HTTPError
from urllib.request import Request, urlopen

from django.conf import settings
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from decisions.law import clocks
from decisions.models import BoardCheck

MARK = b"data-notice-board"
SECONDS = 10
# Asked every five minutes: three answers in a row missing, and the board is not proven to have been up.
LONGEST_SILENCE = datetime.timedelta(minutes=15)


@dataclass(frozen=True, slots=True)
class Outage:
    """A time in which the board was down, or in which nobody looked. `reason` is empty for the latter."""

    start: datetime.datetime
    end: datetime.datetime
    reason: str = ""

    def told(self) -> str:
        start, end = timezone.localtime(self.start), timezone.localtime(self.end)
        words = {"start": date_format(start, "j F Y H:i"), "end": date_format(end, "j F Y H:i")}
        if self.reason:
            return _("nere %(start)s–%(end)s (%(reason)s)") % (words | {"reason": self.reason})
        return _("ingen kontroll %(start)s–%(end)s") % words


def ask() -> str:
    """Ask for the public page. Returns why it was not there, or nothing when it was."""
    address = f"{settings.SITE_ADDRESS}{reverse('decisions:board_public')}"
    try:
        with urlopen(Request(address, headers={"User-Agent": "Utblick board check"}), timeout=SECONDS) as answer:
            page = answer.read()
    except HTTPError as error:
        return _("sidan svarade %(status)s") % {"status": error.code}
    except (OSError, HTTPException, ValueError):
        return _("sidan svarade inte")
    return "" if MARK in page else _("sidan var inte anslagstavlan")


def outages(since: datetime.datetime, until: datetime.datetime) -> list[Outage]:
    """When the board was not proven to be up between two moments; one query. Posting itself counts as seen."""
    rows = BoardCheck.objects.filter(checked_at__gt=since, checked_at__lte=until).order_by("checked_at")
    return read(rows.values_list("checked_at", "up", "reason"), since, until)


def read(
    checks: Iterable[tuple[datetime.datetime, bool, str]], since: datetime.datetime, until: datetime.datetime
) -> list[Outage]:
    """From one check to the next: a failing one begins an outage, and so does a silence; one that answers ends it."""
    found: list[Outage] = []
    last, down, why = since, None, ""
    for at, up, reason in checks:
        if down is None and at - last > LONGEST_SILENCE:
            down = last
        if not up:
            down, why = down or at, why or reason
        elif down is not None:
            found.append(Outage(down, at, why))
            down, why = None, ""
        last = at
    if down is None and until - last > LONGEST_SILENCE:
        down = last
    if down is not None:
        found.append(Outage(down, until, why))
    return found


def last_day(posted_at: datetime.datetime, lost: list[Outage]) -> tuple[datetime.date, list[Outage]]:
    """The last day to appeal what was posted then, and the outages that moved it (KL 13:5)."""
    posted_on = clocks.stockholm_day(posted_at)
    during = [each for each in lost if each.end > posted_at]
    end = clocks.appeal_ends(posted_on, clocks.days_of((each.start, each.end) for each in during))
    return end, [each for each in during if clocks.stockholm_day(each.start) <= end]
