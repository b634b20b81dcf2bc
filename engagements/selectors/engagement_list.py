"""The list of engagements: filtered, in Swedish order, a page at a time."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any
from unicodedata import combining, normalize
from urllib.parse import urlencode

from django.core.cache import cache
from django.db import connection
from django.db.models import Count, QuerySet, TextField, Value
from django.db.models.functions import Cast
from django.http import QueryDict
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.html import format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from core import kept_sql
from core.enums import Confidentiality
from engagements.dormancy import quiet_since
from engagements.enums import AreaKey, Status
from engagements.indexes import swedish_title
from engagements.models import Country, Engagement, EngagementAim
from engagements.querysets import granted_to
from engagements.selectors import found
from governance.models import Aim, Theme, Unit
from governance.powers import standing

PAGE = 50
MOST_COUNTED = 1000
CACHED_FOR = 60
NORDIC = "norden"
STATUS_COLOR = {
    Status.PROPOSED: "info",
    Status.ACTIVE: "success",
    Status.DORMANT: "warning",
    Status.ENDED: "neutral",
    Status.DECLINED: "neutral",
}


@dataclass(frozen=True, slots=True)
class Filters:
    """What the list is narrowed to. Unknown values are dropped, so a mistyped address shows more, never an error."""

    area: str = ""
    unit: str = ""
    status: str = ""
    theme: str = ""
    aim: str = ""
    country: str = ""
    quiet: str = ""
    q: str = ""

    @classmethod
    def read(cls, data: QueryDict) -> Filters:
        area, status = data.get("area", ""), data.get("status", "")
        country = data.get("country", "")
        country = country if country == NORDIC else country.upper()
        return cls(
            area=area if area in AreaKey.values else "",
            status=status if status in Status.values else "",
            unit=_number(data.get("unit", "")),
            theme=_number(data.get("theme", "")),
            aim=_number(data.get("aim", "")),
            country=country
            if country == NORDIC or (len(country) == 2 and country.isascii() and country.isalpha())
            else "",
            quiet="1" if data.get("quiet") else "",
            q=" ".join(data.get("q", "").split())[:100],
        )

    @property
    def as_query(self) -> str:
        return urlencode({name: getattr(self, name) for name in self.__slots__ if getattr(self, name)})

    @property
    def any(self) -> bool:
        return any(getattr(self, name) for name in self.__slots__)


def _number(text: str) -> str:
    return text if text.isascii() and text.isdigit() and len(text) < 10 else ""


@dataclass(slots=True)
class Row:
    pk: int
    title: str
    area: str
    unit: str
    status: str
    color: str
    period: str
    reference_number: str
    confidential: bool
    example: bool
    countries: str = ""


@dataclass(slots=True)
class Page:
    rows: list[Row]
    number: int
    has_next: bool
    count_label: str
    count: int = 0
    page_query: str = field(default="")

    @property
    def has_previous(self) -> bool:
        return self.number > 1

    @property
    def previous_page_number(self) -> int:
        return self.number - 1

    @property
    def next_page_number(self) -> int:
        return self.number + 1


def filtered(person: Any, filters: Filters) -> QuerySet[Engagement]:
    rows = Engagement.objects.visible_to(person)
    if filters.area:
        rows = rows.filter(area=filters.area)
    if filters.unit:
        rows = rows.filter(responsible_unit_id=int(filters.unit))
    if filters.status:
        rows = rows.filter(status=filters.status)
    if filters.quiet:
        rows = rows.quiet(_since(filters), timezone.localdate())
    links = _links(filters)
    if links is not None:
        rows = rows.filter(pk__in=links)
    return rows.matching(filters.q) if filters.q else rows


def _since(filters: Filters) -> date:
    """The day that "without activity" is counted from: the policy's, unless the filter already holds it."""
    return quiet_since(timezone.localdate()) if filters.quiet == "1" else date.fromisoformat(filters.quiet)


def _links(filters: Filters) -> QuerySet | None:
    """Ids with the chosen theme, aim and country. One set within the other: few rows are left before any is read."""
    chosen: list[QuerySet] = []
    if filters.country == NORDIC:
        chosen.append(Engagement.countries.through.objects.filter(country__nordic=True))
    elif filters.country:
        chosen.append(Engagement.countries.through.objects.filter(country_id=filters.country))
    if filters.theme:
        chosen.append(Engagement.themes.through.objects.filter(theme_id=int(filters.theme)))
    if filters.aim:
        chosen.append(EngagementAim.objects.filter(aim_id=int(filters.aim)))
    ids = None
    for links in chosen:
        ids = (links if ids is None else links.filter(engagement_id__in=ids)).values("engagement_id")
    return ids


COLUMNS = (
    "pk", "title", "area", "responsible_unit__name", "status", "starts_on", "ends_on", "since_text",
    "reference_number", "confidentiality", "example",
)  # fmt: skip


def page_of(person: Any, filters: Filters, number: int, *, at_least: int = 0) -> Page:
    """One page in three queries: the rows, their countries, and a count that stops at a thousand.

    `at_least` is how many there are known to be; above a thousand nothing is counted.
    """
    rows = _rows(person, filters, (number - 1) * PAGE, PAGE + 1)
    has_next = len(rows) > PAGE
    rows = rows[:PAGE]
    _name_countries(rows)
    count = len(rows)
    if at_least > MOST_COUNTED:
        count = MOST_COUNTED + 1
    elif number > 1 or has_next:
        count = _count(person, filters)
    return Page(rows, number, has_next, _count_label(count), count, filters.as_query)


def _stand_ins(filters: Filters) -> tuple[Filters, dict[Any, Any]]:
    """The same filters with a stand-in for each value chosen, and what each of them is to be replaced by.

    "The Nordic countries" is no value but another question, so it stands as it is.
    """
    words, of_words = found.stand_ins(filters.q.casefold().split())
    stands, given = {"q": " ".join(words)}, dict[Any, Any](of_words)
    for place, name in enumerate(("area", "status")):
        if chosen := getattr(filters, name):
            stands[name] = kept_sql.text(100 + place)
            given[stands[name]] = chosen
    for place, name in enumerate(("unit", "theme", "aim")):
        if chosen := getattr(filters, name):
            stands[name] = str(kept_sql.number(place))
            given[kept_sql.number(place)] = int(chosen)
    if filters.quiet:
        stands["quiet"] = _since(filters).isoformat()
    if filters.country and filters.country != NORDIC:
        stands["country"] = kept_sql.text(110, 2)
        given[stands["country"]] = filters.country
    return replace(filters, **stands), given


def _count(person: Any, filters: Filters) -> int:
    alike, given = _stand_ins(filters)
    return kept_sql.count(
        ("engagements.count", standing(person), alike),
        lambda: filtered(person, alike).order_by().values_list("pk")[: MOST_COUNTED + 1],
        given,
    )


def _rows(person: Any, filters: Filters, start: int, many: int) -> list[Row]:
    areas = {key: str(label) for key, label in AreaKey.choices}
    statuses = {key: str(label) for key, label in Status.choices}
    alike, given = _stand_ins(filters)
    read = kept_sql.rows(
        ("engagements.rows", standing(person), alike, start, many),
        lambda: _ordered(person, alike)[start : start + many],
        given,
    )
    return [
        Row(
            pk=pk,
            title=title,
            area=areas[area],
            unit=unit,
            status=statuses[status],
            color=STATUS_COLOR[status],
            period=since or _period(starts, ends),
            reference_number=reference,
            confidential=confidentiality == Confidentiality.CONFIDENTIAL,
            example=example,
        )
        for pk, title, area, unit, status, starts, ends, since, reference, confidentiality, example in read
    ]


def _ordered(person: Any, filters: Filters) -> QuerySet:
    return filtered(person, filters).order_by(swedish_title(connection), "pk").values_list(*COLUMNS)


def _period(starts: Any, ends: Any) -> str:
    """Years are enough in a list: "1995–", "2016–2018", "2026"."""
    if not starts and not ends:
        return ""
    if starts and ends and starts.year == ends.year:
        return str(starts.year)
    return f"{starts.year if starts else ''}–{ends.year if ends else ''}"


def _name_countries(rows: list[Row]) -> None:
    name = "country__name_en" if (get_language() or "sv").startswith("en") else "country__name"
    stands = {kept_sql.number(place): row.pk for place, row in enumerate(rows)}
    read = kept_sql.rows(("engagements.countries", name, len(rows)), lambda: _countries(list(stands), name), stands)
    named: dict[int, list[str]] = {}
    for pk, country in read:
        named.setdefault(pk, []).append(country)
    for row in rows:
        row.countries = ", ".join(named.get(row.pk, ()))


def _countries(pks: list[int], name: str) -> QuerySet:
    links = Engagement.countries.through.objects.filter(engagement_id__in=pks)
    return links.order_by(name).values_list("engagement_id", name)


def _count_label(count: int) -> str:
    if count > MOST_COUNTED:
        return _("över 1 000 engagemang")
    return ngettext("%(count)s engagemang", "%(count)s engagemang", count) % {"count": count}


CSV_HEADINGS = [
    ("reference_number", "Diarienummer"), ("title", "Titel"), ("area", "Område"), ("unit", "Ansvarig enhet"),
    ("status", "Status"), ("period", "Period"), ("countries", "Länder"),
]  # fmt: skip


def all_rows(person: Any, filters: Filters, *, batch: int = 500) -> Iterator[Row]:
    """Every row of the filtered list, a batch at a time."""
    start = 0
    while rows := _rows(person, filters, start, batch):
        _name_countries(rows)
        yield from rows
        start += batch


@dataclass(frozen=True, slots=True)
class AreaCount:
    key: str
    label: str
    count: int


def counts_by_area(person: Any) -> list[AreaCount]:
    """Every area, also the empty ones. What is open is counted at most once a minute; what is handed out, each time."""
    counted = cache.get("engagements.open-by-area")
    if counted is None:
        is_open = Engagement.objects.filter(confidentiality=Confidentiality.OPEN)
        counted = dict(is_open.order_by().values_list("area").annotate(Count("pk")))
        cache.set("engagements.open-by-area", counted, CACHED_FOR)
    total = Counter(counted)
    handed = kept_sql.rows(("engagements.handed", standing(person)), lambda: _handed(person))
    total.update(area for (area,) in handed)
    return [AreaCount(key, str(label), total[key]) for key, label in AreaKey.choices]


def _handed(person: Any) -> QuerySet:
    handed = Engagement.objects.filter(pk__in=granted_to(person), confidentiality=Confidentiality.CONFIDENTIAL)
    return handed.order_by().values_list("area")


def forget_counts() -> None:
    cache.delete("engagements.open-by-area")


@dataclass(frozen=True, slots=True)
class Choice:
    name: str
    label: str
    options: SafeString


def choices(filters: Filters) -> list[Choice]:
    """The filter's boxes with what is chosen marked; their options are written at most once a minute."""
    key = f"engagements.options.{get_language()}"
    boxes = cache.get(key)
    if boxes is None:
        boxes = _boxes()
        cache.set(key, boxes, CACHED_FOR)
    return [Choice(name, label, _marked(options, getattr(filters, name))) for name, label, options in boxes]


def _marked(options: str, chosen: str) -> SafeString:
    """`chosen` has passed Filters.read, so it is a number, a known key or two letters."""
    value = f'value="{chosen}"'
    return mark_safe(options.replace(value, value + " selected", 1) if chosen else options)


def _boxes() -> list[tuple[str, str, str]]:
    name = "name_en" if (get_language() or "sv").startswith("en") else "name"
    sources = ((Unit, "pk", "name"), (Theme, "pk", "name"), (Aim, "pk", "name"), (Country, "code", name))
    named: dict[int, list[tuple[str, str]]] = {number: [] for number in range(len(sources))}
    text = TextField()
    queries = [
        model._default_manager.order_by()
        .annotate(box=Value(number), box_key=Cast(key, text), box_text=Cast(words, text))
        .values_list("box", "box_key", "box_text")
        for number, (model, key, words) in enumerate(sources)
    ]
    for number, key, words in queries[0].union(*queries[1:], all=True):
        named[number].append((key, words))
    units, themes, aims, countries = (sorted(named[number], key=lambda pair: swedish_key(pair[1])) for number in named)
    asked = [
        ("area", _("Område"), [(key, str(label)) for key, label in AreaKey.choices]),
        ("status", _("Status"), [(key, str(label)) for key, label in Status.choices]),
        ("unit", _("Ansvarig enhet"), units),
        ("theme", _("Tema"), themes),
        ("aim", _("Inriktning"), aims),
        ("country", _("Land"), [(NORDIC, _("Alla nordiska länder")), *(pair for pair in countries if pair[0] != "SE")]),
    ]
    return [(name, label, _options(pairs)) for name, label, pairs in asked]


# The three signs after z in every database's and Python's order of signs.
SWEDISH_ORDER = str.maketrans({"å": "{", "ä": "|", "æ": "|", "ö": "}", "ø": "}", "ü": "y"})


def swedish_key(text: str) -> str:
    """Sorts å, ä and ö last, where Swedes look for them, and other letters with an accent as without it."""
    spelled = normalize("NFD", normalize("NFC", text.casefold()).translate(SWEDISH_ORDER))
    return "".join(sign for sign in spelled if not combining(sign))


def _options(pairs: list[tuple[Any, str]]) -> str:
    return format_html_join("", '<option value="{}">{}</option>', [("", _("Alla")), *pairs])


def period_text(starts: Any, ends: Any, since: str = "") -> str:
    """ "1 maj 2024 – 31 december 2026" or "Sedan 1995", for a page rather than a list."""
    first = since or (date_format(starts, "j F Y") if starts else "")
    last = date_format(ends, "j F Y") if ends else ""
    if not last:
        return _("Sedan %(when)s") % {"when": first} if since else first
    return first if first == last else f"{first} – {last}".strip(" –")
