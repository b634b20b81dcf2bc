"""The register of cities abroad as a table: out, and in again through the area's actions."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.db.models import Prefetch, Q, QuerySet
from django.utils.translation import gettext_lazy as _

from cities import actions
from cities.enums import RelationKind
from cities.models import City, CityRelation
from cities.register_file import AGREED
from cities.views.relations import LISTING
from core.rules import Refused
from engagements import area_lists
from engagements.enums import AreaKey
from engagements.exchange import Column, Register, spine_rows
from engagements.exchange.columns import arranged, plain, spine, with_spine
from engagements.exchange.kinds import Choice, Decimal, Names, One, Text, Whole
from engagements.models import Country, Engagement
from engagements.querysets import open_or_granted

OWN = ("since", "agreement_renewed", "latitude", "longitude")
YEAR = Whole(1800, 2100)


def _of_city(name: str) -> Any:
    return lambda row: getattr(row.city, name)


COLUMNS = arranged(
    spine(title=False),
    "id",
    "reference_number",
    Column("city", _("Stad"), Text(120), _of_city("name"), required=True, once=True),
    Column("country", _("Land"), One("countries"), _of_city("country_id"), required=True, once=True),
    plain("kind", _("Slag"), Choice(lambda: RelationKind.choices), required=True, once=True),
    "responsible_unit",
    "status",
    "starts_on",
    "ends_on",
    plain("since", _("Sedan (år)"), YEAR),
    plain("agreement_renewed", _("Avtalet förnyat (år)"), YEAR),
    Column("population", _("Folkmängd"), Whole(1), _of_city("population"), once=True),
    Column("latitude", _("Latitud"), Decimal(-90, 90), _of_city("latitude")),
    Column("longitude", _("Longitud"), Decimal(-180, 180), _of_city("longitude")),
    Column(
        "twinned_with", _("Vänort även med"), Names(),
        lambda row: frozenset(city.name for city in row.city.twinned_with.all()), names_row=True,
    ),
)  # fmt: skip


def rows(person: Any, asked: dict[str, str]) -> QuerySet[CityRelation]:
    found = area_lists.rows_of(LISTING, person, asked).select_related("city").order_by(*LISTING.order)
    twins = Prefetch("city__twinned_with", City.objects.order_by("name").only("name"))
    return with_spine(found).prefetch_related(twins)


def identity(values: dict[str, Any]) -> tuple | None:
    city, kind = values.get("city"), values.get("kind")
    return (city.casefold(), kind) if city and kind else None


def identities(person: Any) -> Iterable[tuple[int, tuple]]:
    seen = CityRelation.objects.filter(open_or_granted(person, "engagement__"))
    for pk, city, kind in seen.values_list("pk", "city__name", "kind"):
        yield pk, (" ".join(city.casefold().split()), kind)


def known_names(person: Any) -> set[str]:
    """Cities with a relation this person sees, and those with none."""
    seen = CityRelation.objects.filter(open_or_granted(person, "engagement__")).values("city_id")
    return set(City.objects.filter(Q(pk__in=seen) | Q(relations=None)).values_list("name", flat=True))


def create(values: dict[str, Any], by: Any) -> Engagement:
    """A proposal; one that goes on already rests on an agreement, known by its year at most, as in a register file."""
    stopped = spine_rows.decided_earlier(values, by, clause="GBG-C6")
    if stopped:
        raise Refused(stopped)
    relation = actions.register_relation(
        city=values["city"],
        country=Country.objects.get(pk=values["country"]),
        kind=values["kind"],
        responsible_unit=spine_rows.unit_of(values),
        population=values.get("population"),
        spine=spine_rows.given(values, without=("countries",)),
        by=by,
    )
    if relation.engagement.status in AGREED:
        known = {"since": values.get("since"), "state": AGREED[relation.engagement.status]}
        actions.record_known(relation=relation, source=values["source"], **known)
    return relation.engagement


def change(row: CityRelation, values: dict[str, Any], by: Any) -> None:
    spine_rows.change(row.engagement, values, by)
    own = {key: values[key] for key in OWN if key in values}
    if own:
        actions.change_relation(relation=row, by=by, **own)
    if "twinned_with" in values:
        others = City.objects.filter(name__in=values["twinned_with"])
        actions.set_twins(relation=row, others=others, by=by)


REGISTER = Register(
    area=AreaKey.CITIES,
    title=_("Städer"),
    list_url="cities:city_list",
    columns=COLUMNS,
    rows=rows,
    identity=identity,
    identities=identities,
    create=create,
    change=change,
    known_names=known_names,
    name_of=lambda values: values.get("city", ""),
)
