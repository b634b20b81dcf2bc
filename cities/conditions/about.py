"""The city and the agreements a case is about, as what judges it and what shows it read them."""

from __future__ import annotations

from cities.enums import AgreementState
from cities.models import Agreement, CityRelation
from decisions.matters import read_once
from decisions.models import Case

MOST = 50
JOINED = ("relation__engagement__responsible_unit", "relation__city", "renews")


def agreements_of(case: Case) -> list[Agreement]:
    """Every agreement with the city, newest first, with its relation and themes. Two queries."""

    def read() -> list[Agreement]:
        rows = Agreement.objects.filter(relation=case.engagement_id).select_related(*JOINED)
        return list(rows.prefetch_related("themes").order_by("-pk")[:MOST])

    return read_once(case, "agreements", read)


def relation_of(case: Case) -> CityRelation | None:
    """None when the case is about something else than a city."""

    def read() -> CityRelation | None:
        if agreements := agreements_of(case):
            return agreements[0].relation
        rows = CityRelation.objects.select_related("engagement__responsible_unit", "city")
        return rows.filter(pk=case.engagement_id).first()

    return read_once(case, "relation", read)


def draft_of(case: Case) -> Agreement | None:
    """The agreement that is being written; a relation has one at most."""
    return next((each for each in agreements_of(case) if each.state == AgreementState.DRAFT), None)
