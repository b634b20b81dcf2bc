"""Reading visits from a register file."""

from __future__ import annotations

from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from core import events
from engagements import search_index
from engagements.enums import AreaKey
from engagements.register_rows import register_entry
from governance.models import Unit
from visits.enums import Happening
from visits.models import Visit

OWN = ("kind", "visitor", "visitors_count", "purpose")


@transaction.atomic
def load(facts: dict[str, Any], *, unit: Unit, source: str) -> list[str]:
    """Add the visits of the file that are not in the register, by key; one already there is left as staff has it."""
    known = set(Visit.objects.values_list("key", flat=True))
    added = [entry for entry in facts.get("visits", []) if entry["key"] not in known]
    for entry in added:
        _add(entry, unit=unit, source=source)
    return [_("Besök: %(title)s") % {"title": entry["title"]} for entry in added]


def _add(entry: dict[str, Any], *, unit: Unit, source: str) -> None:
    engagement = register_entry(entry, area=AreaKey.VISITS, title=entry["title"], unit=unit, source=source)
    Visit.objects.create(engagement=engagement, key=entry["key"], **{n: entry[n] for n in OWN if n in entry})
    search_index.refresh(engagement)
    detail = {"key": entry["key"], "source": engagement.source}
    events.record(Happening.VISIT_REGISTERED, engagement, by=None, detail=detail)
