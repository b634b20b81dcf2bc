"""Changes of an agreement: decided by the executive board when significant, else recorded with the reason (GBG-C4)."""

from __future__ import annotations

from datetime import date

from django.db import transaction
from django.utils import timezone

from cities import conditions
from cities.enums import Happening
from cities.models import Amendment, CityRelation
from core import events
from decisions import actions as decisions
from engagements import permissions
from governance.models import Person

CHANGE_AGREEMENT = "cities.change_agreement"


@transaction.atomic
def amend(
    *,
    relation: CityRelation,
    text: str,
    significant: bool,
    by: Person,
    reason: str = "",
    applies_on: date | None = None,
) -> Amendment:
    """Change the agreement of a relation.

    A significant change opens its case, with the change as the matter's text, and applies when it is decided. Another
    applies at once, or from `applies_on`, and says why it is not significant.
    """
    rows = CityRelation.objects.select_for_update(of=("self",), no_key=True).select_related("engagement", "city")
    relation = rows.get(pk=relation.pk)
    conditions.ready_to_amend.require(relation, text, significant, reason)
    case = None
    if significant:
        case = decisions.open_case(
            matter=CHANGE_AGREEMENT,
            engagement=relation.engagement,
            by=by,
            effective_on=applies_on,
            matter_text=text.strip(),
        )
    else:
        permissions.may_change_engagement.require(by, relation.engagement)
    amendment = Amendment.objects.create(
        relation=relation,
        text=text.strip(),
        significant=significant,
        reason="" if significant else reason.strip(),
        case=case,
        applies_on=None if significant else applies_on or timezone.localdate(),
        recorded_by=by,
    )
    detail = {"amendment": amendment.pk, "significant": significant, "case": case.pk if case else None}
    events.record(Happening.AGREEMENT_AMENDED, relation.engagement, by=by, detail=detail)
    return amendment


@transaction.atomic
def apply_amendment(*, amendment: Amendment, on: date) -> Amendment:
    """What the decision brings about on its day. Once."""
    amendment = Amendment.objects.select_for_update(of=("self",), no_key=True).get(pk=amendment.pk)
    if amendment.applies_on is not None:
        return amendment
    amendment.applies_on = on
    amendment.save(update_fields=["applies_on"])
    detail = {"amendment": amendment.pk, "on": on.isoformat()}
    events.record(Happening.AGREEMENT_CHANGED, amendment.relation.engagement, by=None, detail=detail)
    return amendment
