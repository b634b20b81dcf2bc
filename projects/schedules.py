"""Which reports and surveys a funder wants, and when: dates computed from its rule. Pure functions, no rows."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from django.utils.translation import gettext as _

from projects.enums import PeriodKind, ReportKind

BASELINE_DAYS = 90
FOLLOW_UP_DAYS = 30
PLANNING_DAYS = 30
YEAR_DAYS = 60


@dataclass(frozen=True, slots=True)
class Wanted:
    """One report or survey: what it is, what it is called, its last day."""

    kind: str
    title: str
    due_on: date


def by_rule(starts_on: date, ends_on: date, *, every: int, within: int, final_within: int) -> list[Wanted]:
    """A report for every `every` months begun and over before the end, and the final one. `every` 0 is only the last.

    Due `within` days after the stretch it tells of; the final one `final_within` days after the last day.
    """
    wanted = [
        Wanted(ReportKind.PROGRESS, _("Lägesrapport %(number)s") % {"number": number}, day + timedelta(days=within))
        for number, day in enumerate(_stretches(starts_on, ends_on, every), start=1)
    ]
    return [*wanted, Wanted(ReportKind.FINAL, _("Slutrapport"), ends_on + timedelta(days=final_within))]


def of_period(kind: str, starts_on: date, ends_on: date) -> list[Wanted]:
    """What ICLD and Sida ask of one stage of a partnership (NKP-14).

    Planning ends with its report. A project period opens with a survey of the baseline, has a report each year and
    closes with the follow-up survey. The last stage ends with the final report.
    """
    after = ends_on + timedelta(days=PLANNING_DAYS)
    if kind == PeriodKind.PLANNING:
        return [Wanted(ReportKind.PROGRESS, _("Rapport från planeringen"), after)]
    if kind == PeriodKind.FINAL:
        return [Wanted(ReportKind.FINAL, _("Slutrapport"), after)]
    if kind != PeriodKind.PROJECT:
        return []
    baseline = min(starts_on + timedelta(days=BASELINE_DAYS), ends_on)
    last_year = [*_stretches(starts_on, ends_on, 12), ends_on]
    yearly = [
        Wanted(ReportKind.PROGRESS, _("Årsrapport %(number)s") % {"number": number}, day + timedelta(days=YEAR_DAYS))
        for number, day in enumerate(last_year, start=1)
    ]
    follow_up = ends_on + timedelta(days=FOLLOW_UP_DAYS)
    return [
        Wanted(ReportKind.SURVEY, _("Enkät om utgångsläget"), baseline),
        *yearly,
        Wanted(ReportKind.SURVEY, _("Uppföljande enkät"), follow_up),
    ]


def months_later(day: date, months: int) -> date:
    """The same day of the month so many months on; the month's last day where there is none such."""
    year, month = divmod(day.month - 1 + months, 12)
    first = date(day.year + year, month + 1, 1)
    next_first = date(first.year + first.month // 12, first.month % 12 + 1, 1)
    return min(first + timedelta(days=day.day - 1), next_first - timedelta(days=1))


def _stretches(starts_on: date, ends_on: date, every: int) -> Iterator[date]:
    """The last day of each full stretch that is over before the project is."""
    number = 1
    while every:
        last = months_later(starts_on, every * number) - timedelta(days=1)
        if last >= ends_on:
            return
        yield last
        number += 1
