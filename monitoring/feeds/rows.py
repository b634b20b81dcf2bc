"""Rows of an import: what a feed's entries or a file's lines say, and whether each is new, known or wrong."""

from __future__ import annotations

import csv
import hashlib
import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any
from urllib.parse import urlsplit

from django.utils.translation import gettext as _

from core.dates import read_date
from governance.models import Theme, Unit
from monitoring.enums import Channel, ImportTarget, Mark
from monitoring.feeds.parsing import Entry
from monitoring.models import PlanItem, Signal

MOST_ROWS = 500
MOST_BYTES = 1_000_000
COLUMNS = {
    ImportTarget.SIGNALS: ("vad", "kalla", "lank", "omraden"),
    ImportTarget.PLAN: ("vad", "vantas", "kanal", "enhet", "lank", "omraden"),
}
EXAMPLES = {
    ImportTarget.SIGNALS: ("Kommissionen aviserar en ny strategi för havet", "EU-kommissionen", "https://", "Energi"),
    ImportTarget.PLAN: (
        "Samråd om städernas luft",
        "kvartal 1",
        "EU",
        "",
        "https://",
        "Energi, Kultur",
    ),
}
CHANNELS = {
    "": Channel.EU,
    "eu": Channel.EU,
    "kommissionen": Channel.EU,
    "regeringen": Channel.GOVERNMENT,
    "remiss": Channel.GOVERNMENT,
    "egen": Channel.OWN,
    "eget initiativ": Channel.OWN,
}


SHOWN = {"mark", "theme_names"}


class NotReadable(Exception):
    """Why the whole file could not be read, in words."""


@dataclass
class Row:
    """One row as it would be imported. `errors` are sentences; a row with any is wrong."""

    what: str
    key: str
    text: str = ""
    source: str = ""
    link: str = ""
    day: str = ""
    quarter: int = 0
    channel: str = Channel.EU
    unit: int | None = None
    themes: list[int] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)
    mark: str = ""
    theme_names: list[str] = field(default_factory=list)

    def stored(self) -> dict[str, Any]:
        return {name: getattr(self, name) for name in self.__dataclass_fields__ if name not in SHOWN}


def from_entries(entries: Iterable[Entry], *, name: str, unit: int | None, themes: Sequence[int]) -> list[Row]:
    """Rows of a feed, which carry the feed's own unit and fields."""
    rows = []
    for entry in entries:
        row = Row(entry.title, _key("feed", entry.key or entry.title), entry.text, name, entry.link)
        row.day = entry.day.isoformat() if entry.day else ""
        row.quarter = (entry.day.month + 2) // 3 if entry.day else 0
        row.unit, row.themes = unit, list(themes)
        if not entry.title:
            row.errors.append(_("Posten saknar rubrik."))
        rows.append(row)
    return rows


def from_csv(content: bytes, target: str, *, year: int = 0) -> list[Row]:
    """Rows of a file with the columns of COLUMNS; `year` is the plan's. Raises NotReadable."""
    lines = _lines(content)
    wanted = COLUMNS[ImportTarget(target)]
    heading = [_plain(cell) for cell in lines[0]] if lines else []
    missing = [name for name in wanted[:2] if name not in heading]
    if missing:
        raise NotReadable(_("Första raden ska ha kolumnerna %(columns)s.") % {"columns": ", ".join(wanted)})
    if len(lines) - 1 > MOST_ROWS:
        raise NotReadable(_("Filen har fler än %(number)s rader. Dela upp den.") % {"number": MOST_ROWS})
    known = _Known()
    cells = [dict(zip(heading, (cell.strip() for cell in line), strict=False)) for line in lines[1:] if any(line)]
    if not cells:
        raise NotReadable(_("Filen har inga rader under rubrikerna."))
    return [known.row(each, target, year) for each in cells]


def template_of(target: str) -> str:
    """A file to fill in: the headings and one line that shows how."""
    out = io.StringIO()
    csv.writer(out, delimiter=";").writerows([COLUMNS[ImportTarget(target)], EXAMPLES[ImportTarget(target)]])
    return "\ufeff" + out.getvalue()


def marked(stored: Sequence[dict[str, Any]], target: str) -> list[Row]:
    """The rows with their mark as things stand now; one query. The same row twice in one file is known the second
    time."""
    rows = [Row(**each) for each in stored]
    model = PlanItem if target == ImportTarget.PLAN else Signal
    seen = set(model.objects.filter(key__in=[row.key for row in rows]).values_list("key", flat=True))
    for row in rows:
        row.mark = Mark.WRONG if row.errors else Mark.SAME if row.key in seen else Mark.NEW
        seen.add(row.key)
    return rows


class _Known:
    """The names a file may use, read once."""

    def __init__(self) -> None:
        self.themes = {name.casefold(): pk for pk, name in Theme.objects.values_list("pk", "name")}
        units = list(Unit.objects.values_list("pk", "name", "short"))
        self.units = {name.casefold(): pk for pk, name, _short in units}
        self.units |= {short.casefold(): pk for pk, _name, short in units if short}

    def row(self, said: dict[str, str], target: str, year: int) -> Row:
        what = said.get("vad", "")
        row = Row(what[:2000], _key(target, str(year), what.casefold(), said.get("vantas", ""), said.get("lank", "")))
        row.source = said.get("kalla", "")[:200]
        if not what:
            row.errors.append(_("Kolumnen vad är tom."))
        self._link(row, said.get("lank", ""))
        self._themes(row, said.get("omraden", ""))
        if target == ImportTarget.PLAN:
            self._expected(row, said.get("vantas", ""), year)
            self._channel(row, said.get("kanal", ""))
            self._unit(row, said.get("enhet", ""))
        return row

    def _link(self, row: Row, text: str) -> None:
        if text in {"", "https://"}:
            return
        if urlsplit(text).scheme in {"http", "https"} and len(text) <= 500:
            row.link = text
        else:
            row.errors.append(_("Länken ”%(text)s” är ingen webbadress.") % {"text": text[:80]})

    def _themes(self, row: Row, text: str) -> None:
        for name in filter(None, (part.strip() for part in text.split(","))):
            pk = self.themes.get(name.casefold())
            if pk is None:
                row.errors.append(_("Området ”%(name)s” finns inte.") % {"name": name[:80]})
            else:
                row.themes.append(pk)

    def _expected(self, row: Row, text: str, year: int) -> None:
        plain = _plain(text)
        digits = plain.removeprefix("kvartal").removeprefix("q").removeprefix("k").strip()
        if digits in {"1", "2", "3", "4"}:
            row.quarter = int(digits)
            return
        try:
            day = read_date(text, today=date(year, 7, 1))
        except ValueError:
            row.errors.append(_("Skriv när det väntas: ett datum eller kvartal 1 till 4."))
            return
        row.day, row.quarter = day.isoformat(), (day.month + 2) // 3
        if day.year != year:
            row.errors.append(_("%(day)s hör inte till planens år.") % {"day": row.day})

    def _channel(self, row: Row, text: str) -> None:
        found = CHANNELS.get(text.casefold())
        if found is None:
            row.errors.append(_("Kanalen ska vara EU, regeringen eller egen."))
        else:
            row.channel = found

    def _unit(self, row: Row, text: str) -> None:
        row.unit = self.units.get(text.casefold()) if text else None
        if text and row.unit is None:
            row.errors.append(_("Enheten ”%(name)s” finns inte.") % {"name": text[:80]})


def _lines(content: bytes) -> list[list[str]]:
    if len(content) > MOST_BYTES:
        raise NotReadable(_("Filen är för stor. Högst en megabyte."))
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = content.decode("cp1252", errors="replace")
    if "\0" in text:
        raise NotReadable(_("Filen är ingen CSV-fil. Spara den som CSV och försök igen."))
    first = text.splitlines()[0] if text.strip() else ""
    delimiter = max(";,\t", key=first.count)
    try:
        return list(csv.reader(io.StringIO(text), delimiter=delimiter))
    except csv.Error as error:
        raise NotReadable(_("Filen är ingen CSV-fil. Spara den som CSV och försök igen.")) from error


def _plain(text: str) -> str:
    """Headings are known with and without their Swedish letters."""
    return text.strip().casefold().replace("å", "a").replace("ä", "a").replace("ö", "o")


def _key(*parts: str) -> str:
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()
