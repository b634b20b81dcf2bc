"""Agreements with cities on their way, for tests of what follows."""

from __future__ import annotations

from datetime import date
from typing import Any

from cities import actions
from cities.enums import AgreementState
from cities.models import Agreement, AgreementChange, CityRelation
from decisions import actions as decisions
from decisions.models import Case
from governance.models import Body
from tests import factories
from tests.memberships.scenes import READY, decide, put_forward

COMPLETE = READY | {"ends_on": date(2029, 12, 31)}
DRAFT = {
    "kind": "formal",
    "parties": "Göteborgs Stad\nTromsø",
    "starts_on": date(2026, 1, 1),
    "ends_on": date(2029, 12, 31),
    "prolongs_months": 12,
    "notice_months": 6,
    "partner_notice_months": 3,
    "benefit_city": "Kunskap.",
    "benefit_partner": "Kunskap.",
}
SIGNED = {
    "city_office": "Kommunstyrelsens ordförande",
    "city_place": "Göteborg",
    "city_signed_on": date(2026, 2, 2),
    "partner_office": "Borgmästaren",
    "partner_place": "Tromsø",
    "partner_signed_on": date(2026, 2, 3),
}


def proposed(kind: str = "partner_city", **fields: Any) -> CityRelation:
    """A relation that waits for its decision, complete but for the agreement."""
    relation = factories.city_relation(kind, engagement_fields=COMPLETE | {"status": "proposed"} | fields)
    relation.engagement.themes.add(factories.theme())
    return relation


def draft(relation: CityRelation, by: Any = None, **fields: Any) -> Agreement:
    return actions.draft_agreement(relation=relation, by=by or factories.coordinator(), **DRAFT | fields)


def agreement(relation: CityRelation | None = None, **fields: Any) -> Agreement:
    """An agreement in force until the end of 2029, prolonged by a year at a time with six months' notice."""
    values = DRAFT | {"state": AgreementState.ACTIVE, "runs_to": date(2029, 12, 31), "decide_by": date(2029, 6, 30)}
    return Agreement.objects.create(relation=relation or factories.city_relation(), **values | fields)


def decided(relation: CityRelation, body: Body, matter: str = "", motive: str = "Enligt plan.", **fields: Any) -> Case:
    """The relation's agreement decided by the body."""
    by = factories.coordinator()
    matter = matter or f"cities.{relation.kind}"
    case = decisions.open_case(matter=matter, engagement=relation.engagement, by=by, **fields)
    put_forward(case, by=by, motive=motive)
    decide(case, body)
    case.refresh_from_db()
    return case


def history(row: Agreement) -> list[tuple[str, date]]:
    return list(AgreementChange.objects.filter(agreement=row).order_by("pk").values_list("verb", "on"))
