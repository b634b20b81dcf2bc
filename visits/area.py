"""What visits tell the spine about themselves."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.utils.translation import gettext as _

from decisions import matters
from engagements.areas import Area, Fact
from engagements.enums import AreaKey
from visits import register_file
from visits.enums import CompartmentKind, VisitState
from visits.models import Visit
from visits.panel_parts import links_of
from visits.permissions import may_change_visit
from visits.representing import represents
from visits.selectors.visits import CompartmentLine, visit_with_compartments

COLOUR = {
    VisitState.PROPOSED: "info",
    VisitState.CONFIRMED: "success",
    VisitState.CARRIED_OUT: "success",
    VisitState.CLOSED: "neutral",
    VisitState.DECLINED: "neutral",
    VisitState.CANCELLED: "neutral",
}


def _visit(engagement: Any, person: Any) -> tuple[Visit | None, list[CompartmentLine]]:
    """The area's own row and its protected parts as this person may know of them, read once a page."""
    if not hasattr(engagement, "_visit_of_page"):
        engagement._visit_of_page, engagement._parts_of_page = visit_with_compartments(engagement, person)
    return engagement._visit_of_page, engagement._parts_of_page


def facts(engagement: Any, person: Any) -> Sequence[Fact]:
    visit, _parts = _visit(engagement, person)
    if visit is None:
        return []
    return [Fact(_("Slag"), visit.get_kind_display()), Fact(_("Besökets läge"), visit.get_state_display())]


def panel(engagement: Any, person: Any) -> tuple[str, dict[str, Any]] | None:
    """One query: the visit with who represents the city and which protected parts there are."""
    visit, parts = _visit(engagement, person)
    if visit is None:
        return None
    may_change = may_change_visit.allows(person, visit)
    return "visits/_panel.html", {
        "visit": visit,
        "colour": COLOUR[VisitState(visit.state)],
        "represents": represents(visit),
        "compartments": parts,
        "missing_parts": _missing_parts([part.kind for part in parts]) if may_change else [],
        "may_change": may_change,
        "links": links_of(visit, person),
        "steps": _steps(visit) if may_change else [],
    }


def _steps(visit: Visit) -> list[tuple[str, str, str]]:
    """What one can do now: name of the address, words on the button, and how much it stands out."""
    return {
        VisitState.PROPOSED: [
            ("visits:visit_confirm", _("Bekräfta besöket"), ""),
            ("visits:visit_decline", _("Avböj besöket"), "tertiary"),
        ],
        VisitState.CONFIRMED: [
            ("visits:visit_carry_out", _("Markera som genomfört"), ""),
            ("visits:visit_cancel", _("Ställ in besöket"), "tertiary"),
        ],
        VisitState.CARRIED_OUT: [("visits:visit_close", _("Avsluta besöket"), "")],
    }.get(VisitState(visit.state), [])


def _missing_parts(kinds: list[str]) -> list[tuple[str, str]]:
    return [(kind, label) for kind, label in CompartmentKind.choices if kind not in kinds]


def search_words(engagement: Any) -> Sequence[str]:
    row = Visit.objects.filter(pk=engagement.pk).values_list("visitor", "city", "purpose").first()
    return list(row) if row else []


def awaits_decision(engagement: Any) -> bool:
    """A study visit and a journey of the city's own are the unit's affair; so is what has been answered."""
    return bool(matters.for_engagement(engagement))


AREA = Area(
    key=AreaKey.VISITS,
    icon="visits",
    create_url="visits:visit_create",
    facts=facts,
    panel=panel,
    load_register=register_file.load,
    search_words=search_words,
    decided=awaits_decision,
)
