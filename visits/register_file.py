"""Reading visits, and programmes with a fee, from a register file."""

from __future__ import annotations

from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from core import events
from engagements import search_index
from engagements.enums import AreaKey, Status
from engagements.register_rows import register_entry, unit_of
from governance.models import Unit
from visits.enums import Happening, VisitState
from visits.models import FeeProgramme, Visit

OWN = ("kind", "visitor", "visitors_count", "purpose", "city")
FEE = ("name", "amount", "per_person", "exempts_partner_cities", "exempts_eu_and_eea", "clause")
STATES = {
    Status.ACTIVE: VisitState.CONFIRMED,
    Status.ENDED: VisitState.CLOSED,
    Status.DECLINED: VisitState.DECLINED,
}


@transaction.atomic
def load(facts: dict[str, Any], *, unit: Unit, source: str) -> list[str]:
    """Add the programmes and visits of the file that are not in the register, by key; one already there is left as
    staff has it."""
    added = _load_programmes(facts.get("visit_programmes", []))
    known = set(Visit.objects.values_list("key", flat=True))
    entries = [entry for entry in facts.get("visits", []) if entry["key"] not in known]
    for entry in entries:
        _add(entry, unit=unit, source=source)
    return added + [_("Besök: %(title)s") % {"title": entry["title"]} for entry in entries]


def _load_programmes(entries: list[dict[str, Any]]) -> list[str]:
    known = set(FeeProgramme.objects.values_list("key", flat=True))
    added = [entry for entry in entries if entry["key"] not in known]
    for entry in added:
        given = {name: entry[name] for name in FEE if name in entry}
        FeeProgramme.objects.create(key=entry["key"], unit=unit_of(entry["unit"], entry["key"]), **given)
    return [_("Program med avgift: %(name)s") % {"name": entry["name"]} for entry in added]


def _add(entry: dict[str, Any], *, unit: Unit, source: str) -> None:
    engagement = register_entry(entry, area=AreaKey.VISITS, title=entry["title"], unit=unit, source=source)
    programme = FeeProgramme.objects.filter(key=entry.get("programme")).first()
    Visit.objects.create(
        engagement=engagement,
        key=entry["key"],
        state=STATES.get(engagement.status, VisitState.PROPOSED),
        fee_programme=programme,
        **{name: entry[name] for name in OWN if name in entry},
    )
    search_index.refresh(engagement)
    detail = {"key": entry["key"], "source": engagement.source}
    events.record(Happening.VISIT_REGISTERED, engagement, by=None, detail=detail)
