"""Reading cities abroad from a register file."""

from __future__ import annotations

from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from cities import actions
from cities.enums import AgreementState, Happening
from cities.models import City, CityRelation, HomePlace
from core import events
from engagements import search_index
from engagements.enums import AreaKey, Status
from engagements.models import Country
from engagements.register_rows import register_entry, rows_of
from governance.models import Unit

# What a register tells of without its paper: a relation that goes on rests on an agreement, known by its year at most.
AGREED = {Status.ACTIVE: AgreementState.ACTIVE, Status.DORMANT: AgreementState.DORMANT}


@transaction.atomic
def load(facts: dict[str, Any], *, unit: Unit, source: str) -> list[str]:
    """Add the relations of the file that are not in the register.

    Idempotent by the city's key and the relation's kind: one already there is left as staff has it. Returns a line for
    each relation added.
    """
    _place(facts.get("cities", []))
    _home(facts.get("municipality", {}).get("place"))
    known = set(CityRelation.objects.values_list("city__key", "kind"))
    entries = facts.get("cities", [])
    added = [entry for entry in entries if (entry["key"], entry["kind"]) not in known]
    for entry in added:
        _relation(entry, unit=unit, source=source)
    for entry in added:
        _twinned(entry)
    return [_("Stad: %(name)s") % {"name": entry["name"]} for entry in added]


def _relation(entry: dict[str, Any], *, unit: Unit, source: str) -> CityRelation:
    country = rows_of(Country, "code", [entry["country"]], entry["name"])[0]
    city, _created = City.objects.get_or_create(
        key=entry["key"],
        defaults={"name": entry["name"], "country": country, "population": entry.get("population")} | _position(entry),
    )
    engagement = register_entry(
        entry | {"countries": [entry["country"]]}, area=AreaKey.CITIES, title=entry["name"], unit=unit, source=source
    )
    own = {name: entry[name] for name in ("since", "agreement_renewed") if name in entry}
    relation = CityRelation.objects.create(engagement=engagement, city=city, kind=entry["kind"], **own)
    search_index.refresh(engagement)
    detail = {"kind": relation.kind, "city": city.key, "source": engagement.source}
    events.record(Happening.RELATION_REGISTERED, engagement, by=None, detail=detail)
    if engagement.status in AGREED:
        actions.record_known(
            relation=relation, since=entry.get("since"), state=AGREED[engagement.status], source=engagement.source
        )
    return relation


def _position(entry: dict[str, Any]) -> dict[str, float]:
    return {name: float(entry[name]) for name in ("latitude", "longitude") if name in entry}


def _home(place: dict[str, Any] | None) -> None:
    """Where the city itself lies: the file is the only one to say, so a file that says otherwise mends it."""
    if place:
        HomePlace.objects.update_or_create(only=True, defaults={"name": place["name"]} | _position(place))


def _place(entries: list[dict[str, Any]]) -> None:
    """Cities that are there already and have no position get the file's."""
    placed = {entry["key"]: _position(entry) for entry in entries if _position(entry)}
    for city in City.objects.filter(key__in=placed, latitude=None, longitude=None):
        for name, value in placed[city.key].items():
            setattr(city, name, value)
        city.save()


def _twinned(entry: dict[str, Any]) -> None:
    """Cities that are twinned with each other too (NKP-20)."""
    others = rows_of(City, "key", entry.get("twinned_with", []), entry["name"])
    City.objects.get(key=entry["key"]).twinned_with.add(*others)
