"""Declarations and letters of intent within an organisation, adopted by decision only (GBG-O3)."""

from __future__ import annotations

from datetime import date

from django.db import transaction

from core import events
from decisions import actions as decisions
from governance.models import Person
from memberships import conditions
from memberships.enums import Happening
from memberships.models import Declaration, Membership

DECLARATION = "memberships.declaration"


@transaction.atomic
def propose_declaration(
    *, membership: Membership, title: str, text: str, by: Person, deadline: date | None = None
) -> Declaration:
    """Register a declaration proposed for adoption together with the case in which it is decided.

    The wording is the case's own text, so that what is adopted is what was put forward.
    """
    conditions.ready_to_declare.require(membership, title, text)
    case = decisions.open_case(
        matter=DECLARATION,
        engagement=membership.engagement,
        title=f"{title.strip()}, {membership}"[:250],
        by=by,
        matter_text=text.strip(),
    )
    declaration = Declaration.objects.create(
        membership=membership, title=title.strip(), text=text.strip(), deadline=deadline, case=case
    )
    detail = {"declaration": declaration.pk, "case": case.pk}
    events.record(Happening.DECLARATION_PROPOSED, declaration, by=by, detail=detail)
    return declaration


@transaction.atomic
def adopt_declaration(*, declaration: Declaration, on: date) -> Declaration:
    """Mark it adopted on the day of the decision. Refused as long as its case is not decided (GBG-O3)."""
    rows = Declaration.objects.select_for_update(of=("self",), no_key=True)
    declaration = rows.select_related("case").get(pk=declaration.pk)
    conditions.ready_to_adopt.require(declaration)
    declaration.adopted_on = on
    declaration.save(update_fields=["adopted_on"])
    events.record(Happening.DECLARATION_ADOPTED, declaration, by=None, detail={"on": on.isoformat()})
    return declaration
