"""What the map and the timeline draw, with the same facts as rows for the list beside (NKP-20)."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, replace
from datetime import date
from math import cos, hypot, sin
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from cities.enums import AgreementKind, AgreementState, RelationKind
from cities.mapping.projections import sheet
from cities.models import Agreement, CityRelation, HomePlace
from core.dates import shown
from engagements.enums import Status
from engagements.querysets import open_or_granted

MOST = 200
APART, GOLDEN = 25, 2.4
LIVING = (Status.ACTIVE, Status.DORMANT, Status.PROPOSED)
LABEL, WIDTH, TOP, ROW, BAR, AXIS = 190, 960, 34, 30, 14, 12
RIGHT = WIDTH - 16


@dataclass(frozen=True, slots=True)
class Pin:
    """A city on one map: `number` is its row in the list, None where another map shows it larger."""

    number: int | None
    name: str
    x: float
    y: float
    dormant: bool


@dataclass(frozen=True, slots=True)
class Home:
    """The city itself on one map."""

    name: str
    x: float
    y: float


@dataclass(frozen=True, slots=True)
class Place:
    number: int
    pk: int
    name: str
    country: str
    kind: str
    status: str
    since: str
    placed: bool


@dataclass(frozen=True, slots=True)
class Drawing:
    """One map as the template draws it, its pins from north to south. `home` is None where no register says."""

    key: str
    title: str
    width: int
    height: int
    land: str
    pins: list[Pin]
    home: Home | None


def relations_alive(person: Any) -> QuerySet[CityRelation]:
    rows = CityRelation.objects.filter(open_or_granted(person, "engagement__"), engagement__status__in=LIVING)
    return rows.select_related("city__country", "engagement")


def maps(person: Any) -> tuple[list[Drawing], list[Place]]:
    """The world and Europe with the cities that have a position and the city itself, and every other city as a row;
    two queries."""
    rows = list(relations_alive(person).order_by("city__name", "pk")[:MOST])
    europe = _pins("europe", rows)
    shown_there = {pin.number for pin in europe}
    world = [replace(pin, number=None) if pin.number in shown_there else pin for pin in _pins("world", rows)]
    own = HomePlace.objects.first()
    here, near = _home("world", own), _home("europe", own)
    drawings = [
        _drawing("world", _("Världen"), world, here),
        _drawing("europe", _("Europa"), _parted(europe, near), near),
    ]
    return drawings, [_place(number, row) for number, row in enumerate(rows, start=1)]


def _place(number: int, row: CityRelation) -> Place:
    spine = row.engagement
    since = str(row.since) if row.since else spine.since_text
    status, kind = spine.get_status_display(), row.get_kind_display()
    return Place(number, row.pk, row.city.name, str(row.city.country), kind, status, since, _is_placed(row))


def _is_placed(row: CityRelation) -> bool:
    return row.city.latitude is not None and row.city.longitude is not None


def _drawing(key: str, title: str, pins: list[Pin], home: Home | None) -> Drawing:
    paper = sheet(key)
    return Drawing(key, title, paper.width, paper.height, paper.land, pins, home)


def _home(key: str, own: HomePlace | None) -> Home | None:
    paper = sheet(key)
    point = paper.place(own.longitude, own.latitude) if own else None
    return Home(own.name, round(point[0], 1), round(point[1], 1)) if own and point and paper.holds(point) else None


def _pins(key: str, rows: list[CityRelation]) -> list[Pin]:
    """Those that have a position on this sheet, from north to south."""
    paper = sheet(key)
    pins: list[Pin] = []
    for number, row in enumerate(rows, start=1):
        longitude, latitude = row.city.longitude, row.city.latitude
        if longitude is not None and latitude is not None:
            point = paper.place(longitude, latitude)
            if paper.holds(point):
                dormant = row.engagement.status != Status.ACTIVE
                pins.append(Pin(number, row.city.name, round(point[0], 1), round(point[1], 1), dormant))
    return sorted(pins, key=lambda pin: pin.y)


def _parted(pins: list[Pin], home: Home | None) -> list[Pin]:
    """Where two would cover each other the later is moved just beside, so that both numbers can be read. The city
    itself stays where it is."""
    placed: list[Pin] = []
    taken: list[Pin | Home] = [home] if home else []
    for pin in pins:
        x, y = pin.x, pin.y
        for _try in range(12):
            near = next((each for each in taken if hypot(each.x - x, each.y - y) < APART), None)
            if near is None:
                break
            x, y = round(near.x + APART * cos(_try * GOLDEN), 1), round(near.y + APART * sin(_try * GOLDEN), 1)
        placed.append(replace(pin, x=x, y=y))
        taken.append(placed[-1])
    return placed


@dataclass(frozen=True, slots=True)
class Span:
    """A bar: from where, how wide, in whole units; `open` runs on past today."""

    x: int
    width: int
    y: int
    label: str
    series: int


@dataclass(frozen=True, slots=True)
class Line:
    """One city of the timeline."""

    pk: int
    name: str
    short: str
    text_y: int
    relation: Span | None
    agreements: list[Span]
    since: str
    kind: str
    status: str
    told: list[str]


@dataclass(frozen=True, slots=True)
class Tick:
    x: int
    year: int


@dataclass(frozen=True, slots=True)
class Timeline:
    width: int
    height: int
    top: int
    bottom: int
    label_x: int
    today_x: int
    unknown_x: int
    bar: int
    ticks: list[Tick]
    lines: list[Line]


def timeline(person: Any, today: date) -> Timeline:
    """Relations from their first year, with their agreements upon them; two queries."""
    rows = list(relations_alive(person).order_by("since", "city__name", "pk")[:MOST])
    agreements = defaultdict(list)
    papers = Agreement.objects.filter(relation__in=[row.pk for row in rows]).exclude(kind=AgreementKind.AMENDMENT)
    for each in papers.exclude(state=AgreementState.DRAFT).order_by("starts_on", "pk"):
        agreements[each.relation_id].append(each)
    known = {row.pk: _first(row, agreements[row.pk]) for row in rows}
    rows.sort(key=lambda row: (known[row.pk] is None, known[row.pk] or 0))
    ends = [each.runs_to for papers_of in agreements.values() for each in papers_of]
    scale = _Scale(list(known.values()), ends, today)
    lines = [_line(place, row, agreements[row.pk], scale) for place, row in enumerate(rows)]
    bottom = TOP + ROW * len(rows)
    return Timeline(
        WIDTH, bottom + AXIS, TOP, bottom, LABEL - 10, scale.x(scale.today), LABEL + 8, BAR, scale.ticks(), lines
    )


class _Scale:
    """Years, with their parts, on the width of the picture."""

    def __init__(self, firsts: list[float | None], lasts: list[date | None], today: date):
        self.today = _year(today)
        self.first = min([each for each in firsts if each] + [self.today - 9]) // 10 * 10
        self.last = max([_year(each) for each in lasts if each] + [self.today + 1])

    def x(self, year: float) -> int:
        share = (min(max(year, self.first), self.last) - self.first) / (self.last - self.first)
        return LABEL + round(share * (RIGHT - LABEL))

    def ticks(self) -> list[Tick]:
        step = 10 if self.last - self.first > 30 else 5
        return [Tick(self.x(year), year) for year in range(int(self.first), int(self.last) + 1, step)]


def _line(place: int, row: CityRelation, papers: list[Agreement], scale: _Scale) -> Line:
    y = TOP + place * ROW + (ROW - BAR) // 2
    first, spine, name = _first(row, papers), row.engagement, row.city.name
    whole = _span(scale, first, scale.today, y, name, 1 if spine.status == Status.ACTIVE else 6) if first else None
    spans = [
        _span(
            scale,
            _begins(each) or first or scale.today,
            _ends(each) or scale.today,
            y + 4,
            f"{each.get_kind_display()}: {name}",
            2,
        )
        for each in papers
        if each.starts_on
    ]
    return Line(
        pk=row.pk,
        name=name,
        short=name if len(name) <= 24 else name[:23].rstrip() + "…",
        text_y=y + 12,
        relation=whole,
        agreements=spans,
        since=str(row.since) if row.since else spine.since_text,
        kind=str(RelationKind(row.kind).label),
        status=spine.get_status_display(),
        told=[_told(each) for each in papers],
    )


def _span(scale: _Scale, start: float, end: float, y: int, label: str, series: int) -> Span:
    left = scale.x(start)
    return Span(left, max(4, scale.x(end) - left), y, label, series)


def _told(paper: Agreement) -> str:
    start = shown(paper.starts_on) or (str(paper.known_since) if paper.known_since else "")
    if not start:
        return _("%(kind)s, datum okänt") % {"kind": paper.get_kind_display()}
    end = shown(paper.runs_to) or _("tills vidare")
    return f"{paper.get_kind_display()}: {start} – {end}"


def _first(row: CityRelation, papers: list[Agreement]) -> float | None:
    """The year the relation began, as its own facts or its agreements tell."""
    if row.since:
        return row.since
    known = [begins for begins in map(_begins, papers) if begins]
    if row.engagement.starts_on:
        known.append(_year(row.engagement.starts_on))
    return min(known, default=None)


def _begins(paper: Agreement) -> float | None:
    return _year(paper.starts_on) if paper.starts_on else paper.known_since


def _ends(paper: Agreement) -> float | None:
    return _year(paper.runs_to) if paper.runs_to else None


def _year(day: date) -> float:
    return day.year + (day.timetuple().tm_yday - 1) / 366
