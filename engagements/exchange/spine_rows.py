"""The spine's part of a row that is made or changed: through the spine's own actions, as if typed."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _

from core.rules import Finding, Refused
from engagements import actions
from engagements.areas import area_of
from engagements.enums import Status
from engagements.exchange.columns import CHANGED, STATUS
from engagements.models import Engagement
from engagements.states import ENGAGEMENT
from governance.models import Unit

VERBS = {"begin": actions.begin, "decline": actions.decline, "rest": actions.rest, "end": actions.end}


def unit_of(values: dict[str, Any]) -> Unit:
    return Unit.objects.get(pk=values["responsible_unit"])


def given(values: dict[str, Any], *, without: tuple[str, ...] = ()) -> dict[str, Any]:
    """What of the values an area's action takes as `spine`, with the status when one is said."""
    own = CHANGED - {"title", "responsible_unit", *without}
    found = {key: value for key, value in values.items() if key in own}
    if values.get(STATUS):
        found[STATUS] = values[STATUS]
    return found


def changed(values: dict[str, Any]) -> dict[str, Any]:
    """What of the values `engagements.actions.change` takes."""
    found = {key: value for key, value in values.items() if key in CHANGED}
    if "responsible_unit" in found:
        found["responsible_unit"] = unit_of(values)
    return found


def change(engagement: Engagement, values: dict[str, Any], by: Any) -> Engagement:
    """Change the spine's fields, then its status."""
    fields = changed(values)
    if fields:
        engagement = actions.change(engagement=engagement, version=engagement.version, by=by, **fields)
    return move(engagement, values, by)


def move(engagement: Engagement, values: dict[str, Any], by: Any) -> Engagement:
    """The status that was written, by the action that leads there. Refused where only a decision does."""
    wanted = values.get(STATUS)
    if not wanted or wanted == engagement.status:
        return engagement
    steps = ENGAGEMENT.transitions.values()
    verb = next((step.verb for step in steps if engagement.status in step.sources and step.target == wanted), "")
    if area_of(engagement).by_decision:
        raise Refused([Finding("import.status-by-decision", _("Status ändras genom ett beslut i ett ärende."))])
    if not verb:
        words = {"now": engagement.get_status_display(), "wanted": Status(wanted).label}
        raise Refused([Finding("import.status", _("Status går inte från %(now)s till %(wanted)s.") % words)])
    return VERBS[verb](engagement=engagement, by=by)


def decided_earlier(values: dict[str, Any], by: Any, *, clause: str = "") -> list[Finding]:
    """What stands already in a register that only decisions change is brought in by the coordinating unit, with its
    source: when and by which body it was decided."""
    if values.get(STATUS, Status.PROPOSED) in {"", Status.PROPOSED}:
        return []
    found = []
    if not by.powers.coordinates:
        message = _("Det som redan är beslutat läses in av den samordnande enheten. Skriv Föreslaget, eller be den.")
        found.append(Finding("import.decided-coordinated", message, clause))
    if not str(values.get("source", "")).strip():
        message = _("Skriv i kolumnen Källa när och av vilket organ det beslutades, eller välj status Föreslaget.")
        found.append(Finding("import.decided-by", message, clause))
    return found
