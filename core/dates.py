"""Dates as Swedes write them, read and shown."""

from __future__ import annotations

import re
from datetime import date
from typing import Any

from django import forms
from django.utils import formats, timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

MONTHS = ["januari", "februari", "mars", "april", "maj", "juni", "juli", "augusti", "september", "oktober", "november",
          "december"]  # fmt: skip
MONTHS_EN = ["january", "february", "march", "april", "may", "june", "july", "august", "september", "october",
             "november", "december"]  # fmt: skip

ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})")
COMPACT = re.compile(r"(\d{4})(\d{2})(\d{2})")
SLASHED = re.compile(r"(\d{1,2})/(\d{1,2})(?:[ /-]+(\d{4}))?")
DOTTED = re.compile(r"(\d{1,2})\.(\d{1,2})\.(\d{4})")
WORDED = re.compile(r"(?:den )?(\d{1,2})(?::?e)?\.? ([a-zåäö]{3,})\.?(?: (\d{4}))?")


def read_date(text: str, *, today: date | None = None) -> date:
    """Read 2026-11-20, 20261120, 20/11, 20/11 2026, 20.11.2026, 20 nov or 20 november 2026.

    Without a year it is the year that brings the day closest to today. Raises ValueError with a sentence to show.
    """
    cleaned = " ".join(text.casefold().split())
    year, month, day = _parts(cleaned)
    nearest = today or timezone.localdate()
    try:
        if year:
            return date(year, month, day)
        return _closest(month, day, nearest)
    except ValueError:
        raise ValueError(_("”%(text)s” finns inte i kalendern.") % {"text": text.strip()}) from None


def _parts(text: str) -> tuple[int | None, int, int]:
    for pattern in (ISO, COMPACT):
        if match := pattern.fullmatch(text):
            year, month, day = map(int, match.groups())
            return year, month, day
    for pattern in (SLASHED, DOTTED):
        if match := pattern.fullmatch(text):
            day_text, month_text, year_text = match.groups()
            return (int(year_text) if year_text else None), int(month_text), int(day_text)
    if match := WORDED.fullmatch(text):
        day_text, word, year_text = match.groups()
        month = _month(word)
        if month:
            return (int(year_text) if year_text else None), month, int(day_text)
    raise ValueError(_("Skriv datumet som 2026-11-20, 20/11 eller 20 november 2026."))


def _month(word: str) -> int | None:
    for names in (MONTHS, MONTHS_EN):
        found = [number for number, name in enumerate(names, start=1) if name.startswith(word)]
        if len(found) == 1:
            return found[0]
    return None


def _closest(month: int, day: int, today: date) -> date:
    """The occurrence of a day nearest to today: "20/12" said in January is last month."""
    possible = []
    for year in (today.year - 1, today.year, today.year + 1):
        try:
            possible.append(date(year, month, day))
        except ValueError:
            continue
    if not possible:
        raise ValueError
    return min(possible, key=lambda each: abs((each - today).days))


def shown(day: date | None) -> str:
    """ "20 november 2026" in the reader's language."""
    return formats.date_format(day, "j F Y") if day else ""


class SwedishDateInput(forms.DateInput):
    """A text box, since people write dates in many ways; shown as it is read out."""

    def __init__(self, attrs: dict[str, Any] | None = None):
        super().__init__(attrs={"class": "short", "autocomplete": "off"} | (attrs or {}))

    def format_value(self, value: Any) -> str | None:
        return shown(value) if isinstance(value, date) else value


class SwedishDateField(forms.DateField):
    """Takes a date in any of the ways of `read_date`; says in plain words what is wrong."""

    widget = SwedishDateInput
    default_error_messages = {"required": gettext_lazy("Ange datum.")}

    def to_python(self, value: Any) -> date | None:
        if value in self.empty_values:
            return None
        if isinstance(value, date):
            return super().to_python(value)
        try:
            return read_date(str(value))
        except ValueError as reason:
            raise forms.ValidationError(str(reason), code="invalid") from None

    def has_changed(self, initial: Any, data: Any) -> bool:
        if self.disabled:
            return False
        try:
            return self.to_python(data) != initial
        except forms.ValidationError:
            return True
