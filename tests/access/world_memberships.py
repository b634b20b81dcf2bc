"""What memberships lead to: mandates as draft, given and noted, invitations, demands and their ways."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.utils import timezone

from governance.enums import Function
from governance.models import Unit
from tests import factories


def rows(world: Any, rows: dict[str, Any], unit: Unit, word: str) -> dict[str, Any]:
    membership, engagement = rows["membership"], rows["engagement"]
    bearer = {"office_function": Function.CHAIR, "office_body": world.board}
    draft = factories.mandate(membership, meeting=f"Utkast {word}", **bearer)
    given = factories.mandate(membership, meeting=f"Mandat {word}", state="given", **bearer)
    noted = factories.mandate(membership, meeting=f"Noterat {word}", state="given", came_of_it=word, **bearer)
    noted.starts_on = timezone.localdate() - timedelta(days=1)
    noted.save()
    factories.mandate_question(given, title=f"Fråga {word}")
    factories.mandate_question(noted, title=f"Fråga {word}", vote="for", result="adopted")
    case = factories.case(title=f"Krav {word}", engagement=engagement, unit=unit, state="decided")
    demand = factories.demand(unit=unit, title=f"Krav {word}", case=case)
    return {
        "mandate": given,
        "mandate_draft": draft,
        "mandate_noted": noted,
        "question": factories.mandate_question(draft, title=f"Fråga {word}"),
        "invitation": factories.invitation(unit=unit, title=f"Inbjudan {word}", engagement=engagement),
        "demand": demand,
        "pursuit": factories.pursuit(demand, membership),
    }
