"""Every write of relations to cities abroad that means something."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.db import transaction
from django.utils.text import slugify

from cities import conditions
from cities.enums import Happening
from cities.models import City, CityRelation
from core import events
from core.rules import Refused, blocking
from engagements import actions as engagements
from engagements import permissions, search_index
from engagements.enums import AreaKey, Status
from engagements.models import Country
from governance.models import Person, Unit
from governance.selectors import policy_in_force

OWN = ("since", "agreement_renewed")
PLACE = ("latitude", "longitude")
SWEDISH = str.maketrans("åäöÅÄÖ", "aaoAAO")


@transaction.atomic
def register_relation(
    *,
    city: str,
    country: Country,
    kind: str,
    responsible_unit: Unit,
    by: Person | None,
    population: int | None = None,
    spine: dict[str, Any] | None = None,
) -> CityRelation:
    """Propose a relation to a city abroad. Refused where policy has no such agreements (SMF-08), or it is there.

    The city is found by its name, or added. What makes it active is a decision, by the body the route names (GBG-C6).
    """
    permissions.may_register_engagement.require(by, responsible_unit)
    name = " ".join(city.split())
    key = slugify(name.translate(SWEDISH))[:80] or "stad"
    stopped = blocking(conditions.kind_allowed(kind, policy_in_force(), responsible_unit))
    if stopped:
        raise Refused(stopped)
    conditions.not_there_already.require(key, kind)

    fields = dict(spine or {}) | {"countries": [country]}
    engagement = engagements.register(
        area=AreaKey.CITIES, title=name, responsible_unit=responsible_unit, by=by, **fields
    )
    row, _created = City.objects.get_or_create(
        key=key, defaults={"name": name, "country": country, "population": population}
    )
    relation = CityRelation.objects.create(engagement=engagement, city=row, kind=kind)
    search_index.refresh(engagement)
    events.record(Happening.RELATION_REGISTERED, engagement, by=by, detail={"kind": kind, "city": row.key})
    return relation


@transaction.atomic
def change_relation(*, relation: CityRelation, by: Person, **fields: Any) -> CityRelation:
    """Change the years a relation has lasted and its agreement was renewed, and where its city lies on the map.

    Its kind follows from what was decided.
    """
    rows = CityRelation.objects.select_for_update(of=("self",), no_key=True).select_related("engagement", "city")
    relation = rows.get(pk=relation.pk)
    permissions.may_change_engagement.require(by, relation.engagement)
    own = [name for name in OWN if name in fields and getattr(relation, name) != fields[name]]
    place = [name for name in PLACE if name in fields and getattr(relation.city, name) != fields[name]]
    if not own + place:
        return relation
    for name in own:
        setattr(relation, name, fields[name])
    relation.save()
    if place:
        city = City.objects.select_for_update(of=("self",), no_key=True).get(pk=relation.city_id)
        for name in place:
            setattr(city, name, fields[name])
        city.save(update_fields=place)
    events.record(Happening.RELATION_CHANGED, relation.engagement, by=by, detail={"fields": sorted(own + place)})
    return relation


@transaction.atomic
def begin_relation(*, relation: CityRelation, on: date, motive: str = "") -> CityRelation:
    """What a decided agreement brings about on its day. Once.

    Where the policy asks for an agreement in force (GBG-C9) and there is none yet, the relation waits: it begins when
    the agreement is signed and takes effect. A warning passes with the motive of the case.
    """
    rows = CityRelation.objects.select_for_update(of=("self",), no_key=True)
    relation = rows.select_related("engagement__responsible_unit").get(pk=relation.pk)
    if relation.engagement.status not in {Status.PROPOSED, Status.DORMANT}:
        return relation
    lacking = conditions.agreement_in_force(relation, policy_in_force(), on)
    if any(each.blocks or not motive.strip() for each in lacking):
        events.record(Happening.RELATION_WAITS, relation.engagement, by=None, detail={"on": on.isoformat()})
        return relation
    engagements.begin(engagement=relation.engagement, by=None, on=on)
    relation.since = relation.since or on.year
    relation.save()
    events.record(Happening.RELATION_BEGAN, relation.engagement, by=None, detail={"on": on.isoformat()})
    return relation


@transaction.atomic
def set_twins(*, relation: CityRelation, others: Iterable[City], by: Person) -> City:
    """Which other cities this one is twinned with (NKP-20)."""
    permissions.may_change_engagement.require(by, relation.engagement)
    city = City.objects.select_for_update(of=("self",), no_key=True).get(pk=relation.city_id)
    wanted = [each for each in others if each.pk != city.pk]
    city.twinned_with.set(wanted)
    detail = {"city": city.key, "twinned_with": sorted(each.key for each in wanted)}
    events.record(Happening.TWINS_CHANGED, relation.engagement, by=by, detail=detail)
    return city
