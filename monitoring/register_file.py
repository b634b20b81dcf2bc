"""Reading monitoring from a register file: dossiers, allies, the office in Brussels, who watches what."""

from __future__ import annotations

from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from core import events
from engagements import search_index
from engagements.enums import AreaKey
from engagements.register_rows import register_entry, rows_of, unit_of
from governance.models import Theme, Unit
from monitoring.actions import contacts, plans, positions
from monitoring.enums import Happening
from monitoring.models import Ally, Dossier, EuOffice, FieldWatch

OWN = ("kind", "target", "next_deadline", "eu_reference", "swedish_law")


@transaction.atomic
def load(facts: dict[str, Any], *, unit: Unit, source: str) -> list[str]:
    """Add what of the file is not in the register, by key; what is there is left as staff has it."""
    known = set(Dossier.objects.values_list("key", flat=True))
    added = [entry for entry in facts.get("monitoring", []) if entry["key"] not in known]
    for entry in added:
        _add(entry, unit=unit, source=source)
    lines = [_("Bevakning: %(title)s") % {"title": entry["title"]} for entry in added]
    return lines + _allies(facts, source) + _office(facts, source) + _fields(facts)


def _add(entry: dict[str, Any], *, unit: Unit, source: str) -> None:
    engagement = register_entry(entry, area=AreaKey.MONITORING, title=entry["title"], unit=unit, source=source)
    Dossier.objects.create(engagement=engagement, key=entry["key"], **{n: entry[n] for n in OWN if n in entry})
    search_index.refresh(engagement)
    detail = {"key": entry["key"], "source": engagement.source}
    events.record(Happening.DOSSIER_REGISTERED, engagement, by=None, detail=detail)


def _allies(facts: dict[str, Any], source: str) -> list[str]:
    """Whom the city influences together with (NKP-09)."""
    known = set(Ally.objects.values_list("key", flat=True))
    added = [entry for entry in facts.get("allies", []) if entry["key"] not in known]
    for entry in added:
        given = {name: entry[name] for name in ("key", "name", "kind")}
        positions.add_ally(by=None, source=entry.get("source", source), **given)
    return [_("Allierad: %(name)s") % {"name": entry["name"]} for entry in added]


def _office(facts: dict[str, Any], source: str) -> list[str]:
    """Which office is the city's in Brussels: `unit` names one of its own (GBG-M5)."""
    entry = facts.get("eu_office")
    if not entry or EuOffice.objects.exists():
        return []
    unit = unit_of(entry["unit"], "eu_office") if "unit" in entry else None
    name = entry.get("name") or (unit.name if unit else "")
    contacts.name_office(name=name, unit=unit, source=entry.get("source", source), by=None)
    return [_("Kontor i Bryssel: %(name)s") % {"name": name}]


def _fields(facts: dict[str, Any]) -> list[str]:
    """Which fields a unit watches, where it has not said so itself."""
    lines = []
    for entry in facts.get("watches", []):
        unit = unit_of(entry["unit"], "watches")
        if not FieldWatch.objects.filter(unit=unit).exists():
            plans.choose_fields(unit=unit, themes=rows_of(Theme, "key", entry["themes"], unit.name), by=None)
            lines.append(_("Bevakar områden: %(unit)s") % {"unit": unit})
    return lines
