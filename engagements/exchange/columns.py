"""The columns every register has: those of the spine, in the order they are written."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from typing import Any

from django.db.models import QuerySet, TextField, Value
from django.db.models.functions import Cast
from django.utils.translation import gettext_lazy as _

from core.enums import Confidentiality
from engagements.enums import AreaKey, Status
from engagements.exchange.kinds import Choice, Day, Kind, Many, One, Text, YesNo
from engagements.exchange.registry import Column
from engagements.models import Engagement, EngagementAim, EngagementGoal, Participation

ID = "id"
STATUS = "status"
LINKS: dict[str, tuple[Any, str]] = {
    "themes": (Engagement.themes.through, "theme_id"),
    "countries": (Engagement.countries.through, "country_id"),
    "aims": (EngagementAim, "aim_id"),
    "units": (Participation, "unit_id"),
    "goals": (EngagementGoal, "goal"),
}
# What `engagements.actions.change` takes; status has actions of its own.
CHANGED = {
    "title", "responsible_unit", "starts_on", "ends_on", "since_text", "background", "benefit_city", "benefit_partner",
    "assignment", "external_money", "public_summary", "source", "confidentiality", "confidentiality_ground",
    "public_title", *LINKS,
}  # fmt: skip
ONLY_READ = _("Skrivs av Utblick och läses inte in.")


def mark_of(engagement: Engagement) -> str:
    """The number of a row together with what tells it from another installation's row of the same number."""
    born = engagement.created_at.isoformat()
    return f"{engagement.pk}-{hashlib.sha256(f'{engagement.pk} {born}'.encode()).hexdigest()[:6]}"


def with_spine(rows: QuerySet, prefix: str = "engagement__") -> QuerySet:
    """The rows with the spine's own fields; the sets are fetched for a batch at a time by `fetch_sets`."""
    if prefix:
        rows = rows.select_related(prefix.removesuffix("__"))
    return rows.defer(f"{prefix}search_text")


def fetch_sets(rows: Sequence[Any]) -> Sequence[Any]:
    """Fetch what the columns of several values read: one query for the five sets, as bare keys.

    A prefetch of the rows themselves takes five times as long over 100,000 rows.
    """
    found: dict[str, dict[int, set]] = {name: {} for name in LINKS}
    for name, pk, key in _links_of([spine_of(row).pk for row in rows]):
        found[name].setdefault(pk, set()).add(key)
    for name, (model, field) in LINKS.items():
        read = model._meta.get_field(field).to_python
        found[name] = {pk: {read(key) for key in keys} for pk, keys in found[name].items()}
    for row in rows:
        spine = spine_of(row)
        spine.exchange_sets = {name: frozenset(found[name].get(spine.pk, ())) for name in LINKS}  # type: ignore[attr-defined]
    return rows


def _links_of(pks: list[int]) -> QuerySet:
    """The set's name, the engagement and the key as text, since countries have letters for theirs."""
    queries = [
        model._default_manager.filter(engagement_id__in=pks)
        .order_by()
        .annotate(set_name=Value(name, output_field=TextField()), set_key=Cast(field, TextField()))
        .values_list("set_name", "engagement_id", "set_key")
        for name, (model, field) in LINKS.items()
    ]
    return queries[0].union(*queries[1:], all=True)


def spine_of(row: Any) -> Engagement:
    return row if isinstance(row, Engagement) else row.engagement


def spine(*, title: bool = True, fixed: tuple[str, ...] = (), once: tuple[str, ...] = ()) -> dict[str, Column]:
    """The spine's columns by key. `title` says whether a new row must have one of its own, `fixed` and `once` which of
    them the area decides about itself."""
    columns = {column.key: column for column in [*_head(title), *_when(), *_sets(), *_why(), *_secrecy()]}
    columns |= {key: replace(columns[key], fixed=True, help=ONLY_READ) for key in fixed}
    return columns | {key: replace(columns[key], once=True) for key in once}


def by_title(values: dict[str, Any]) -> tuple | None:
    """The natural key of an area whose rows are known by their title."""
    title = values.get("title")
    return (title.casefold(),) if title else None


def titles_of(area: str) -> Callable[[Any], Iterable[tuple[int, tuple]]]:
    """Every visible row of the area with its title as `by_title` reads it."""

    def read(person: Any) -> Iterable[tuple[int, tuple]]:
        seen = Engagement.objects.visible_to(person).filter(area=area).values_list("pk", "title")
        return ((pk, (" ".join(title.casefold().split()),)) for pk, title in seen)

    return read


def arranged(columns: dict[str, Column], *first: Column | str) -> list[Column]:
    """`first` in its order, keys standing for columns of the spine; then the rest of the spine."""
    head = [columns[each] if isinstance(each, str) else each for each in first]
    named = {column.key for column in head}
    return [*head, *(column for key, column in columns.items() if key not in named)]


def plain(key: str, label: Any, kind: Kind, **options: Any) -> Column:
    """A column of the area's own row, or of the spine, with the field's name as its key."""
    return Column(key, label, kind, _field(key), **options)


def _field(name: str) -> Callable[[Any], Any]:
    return lambda row: getattr(row, name)


def _spine_field(name: str) -> Callable[[Any], Any]:
    return lambda row: getattr(spine_of(row), name)


def _own(key: str, label: Any, kind: Kind, **options: Any) -> Column:
    return Column(key, label, kind, _spine_field(key), **options)


def _head(title: bool) -> list[Column]:
    identity = _("Låt stå: så känns raden igen, också när titeln ändras. Lämna tomt för en ny rad.")
    return [
        Column(ID, _("Id"), Text(), lambda row: mark_of(spine_of(row)), help=identity),
        _own("reference_number", _("Diarienummer"), Text(), fixed=True, help=ONLY_READ),
        _own("title", _("Titel"), Text(250), required=title),
        Column(
            "responsible_unit", _("Ansvarig enhet"), One("units"), lambda row: spine_of(row).responsible_unit_id,
            required=True,
        ),
        _own(STATUS, _("Status"), Choice(lambda: Status.choices), help=_("Tomt för en ny rad är det vanliga.")),
    ]  # fmt: skip


def _when() -> list[Column]:
    return [
        _own("starts_on", _("Från"), Day()),
        _own("ends_on", _("Till"), Day()),
        _own("since_text", _("Sedan"), Text(80), help=_("När bara år eller årtionde är känt.")),
    ]


def _sets() -> list[Column]:
    help_text = _("Flera skiljs åt med semikolon.")
    labels = {
        "themes": _("Teman"),
        "countries": _("Länder"),
        "aims": _("Inriktningar"),
        "units": _("Enheter som deltar"),
        "goals": _("Globala mål"),
    }
    return [Column(key, label, Many(key), _set(key), help=help_text) for key, label in labels.items()]


def _set(name: str) -> Callable[[Any], frozenset]:
    return lambda row: spine_of(row).exchange_sets[name]


def _why() -> list[Column]:
    return [
        _own("background", _("Bakgrund"), Text(lines=True)),
        _own("benefit_city", _("Nytta för staden"), Text(lines=True)),
        _own("benefit_partner", _("Nytta för motparten"), Text(lines=True)),
        _own("assignment", _("Uppdrag eller ägardirektiv"), Text(250)),
        _own("external_money", _("Extern finansiering"), YesNo()),
        _own("public_summary", _("Offentlig sammanfattning"), Text(lines=True)),
        _own(
            "source", _("Källa"), Text(250),
            help=_("Var uppgifterna kommer ifrån; för det som redan är beslutat, när och av vilket organ."),
        ),
    ]  # fmt: skip


def _secrecy() -> list[Column]:
    return [
        _own("confidentiality", _("Öppen eller hemlig"), Choice(lambda: Confidentiality.choices, Confidentiality.OPEN)),
        _own("confidentiality_ground", _("Lagrum för sekretess"), Text(200), help=_("Till exempel OSL 15:1.")),
        _own("public_title", _("Offentlig titel"), Text(250), help=_("Det som får synas utåt i stället för titeln.")),
    ]


def area_column() -> Column:
    return _own("area", _("Område"), Choice(lambda: AreaKey.choices), fixed=True, help=ONLY_READ)
