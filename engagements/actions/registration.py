"""A new engagement, and changes to one."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from core import events
from core.rules import Finding, Refused
from engagements import permissions, search_index
from engagements.differences import conflict
from engagements.enums import Happening, InboxKind
from engagements.models import Engagement, EngagementAim, EngagementGoal, EngagementGrant, InboxItem, Participation
from governance import numbering
from governance.models import Person, Unit

PLAIN = {
    "title", "public_title", "confidentiality", "confidentiality_ground", "retention_rule", "starts_on", "ends_on",
    "since_text", "background", "benefit_city", "benefit_partner", "assignment", "public_summary", "external_money",
    "source", "responsible_unit",
}  # fmt: skip
ONLY_WHEN_REGISTERED = {
    "reference_number", "status", "foreign_policy_assessment", "assessed_on", "assessed_by", "published", "example",
}  # fmt: skip
SETS = {"themes", "aims", "countries", "goals", "units"}


@transaction.atomic
def register(*, area: str, title: str, responsible_unit: Unit, by: Person | None, **fields: Any) -> Engagement:
    """Make the spine's row of something the city engages in; the area's action makes its own row beside it.

    Takes the next reference number unless one is given. What a department registers reaches the coordinating unit's
    inbox in the same transaction (GBG-05). Who registers something confidential holds the first grant to it.
    `fields` are columns of Engagement, and the sets themes, aims, countries, goals (numbers) and units.
    """
    permissions.may_register_engagement.require(by, responsible_unit)
    _refuse_unknown(fields, PLAIN | ONLY_WHEN_REGISTERED | SETS)
    sets = {name: fields.pop(name) for name in SETS & fields.keys()}
    engagement = Engagement(
        area=area, title=title, responsible_unit=responsible_unit, registered_at=timezone.now(), created_by=by, **fields
    )
    _check(engagement)
    if not engagement.reference_number:
        engagement.reference_number = numbering.take_for(responsible_unit.serves)
    _save(engagement, by)
    _set(engagement, sets)
    if engagement.is_confidential and by is not None:
        EngagementGrant.objects.assign_perm("read_confidential", by, engagement)
    if by is not None and not responsible_unit.coordinating:
        InboxItem.objects.create(kind=InboxKind.ENGAGEMENT, engagement=engagement, unit=responsible_unit)
    search_index.refresh(engagement)
    events.record(Happening.ENGAGEMENT_REGISTERED, engagement, by=by, detail={"area": area})
    return engagement


@transaction.atomic
def change(*, engagement: Engagement, version: int, by: Person | None, **fields: Any) -> Engagement:
    """Change what is said of an engagement. Raises Conflict when somebody saved since `version` was read.

    Nothing is written, and no event recorded, when nothing differs. Who marks it confidential keeps the access.
    """
    engagement = lock(engagement)
    permissions.may_change_engagement.require(by, engagement)
    if "responsible_unit" in fields and fields["responsible_unit"] != engagement.responsible_unit:
        permissions.may_register_engagement.require(by, fields["responsible_unit"])
    _refuse_unknown(fields, PLAIN | SETS)
    if engagement.version != version:
        raise conflict(engagement, _("Någon annan sparade engagemanget medan du skrev."), fields)
    sets = {name: fields.pop(name) for name in SETS & fields.keys()}
    changed = [name for name, value in fields.items() if getattr(engagement, name) != value]
    for name in changed:
        setattr(engagement, name, fields[name])
    _check(engagement)
    changed += _set(engagement, sets)
    if not changed:
        return engagement
    engagement.version += 1
    _save(engagement, by)
    if "confidentiality" in changed and engagement.is_confidential and by is not None:
        EngagementGrant.objects.assign_perm("read_confidential", by, engagement)
    search_index.refresh(engagement)
    events.record(Happening.ENGAGEMENT_CHANGED, engagement, by=by, detail={"fields": sorted(changed)})
    return engagement


def lock(engagement: Engagement) -> Engagement:
    """The row as it stands now, held until the transaction ends."""
    return Engagement.objects.select_for_update(of=("self",), no_key=True).get(pk=engagement.pk)


def _refuse_unknown(fields: dict[str, Any], known: set[str]) -> None:
    unknown = sorted(fields.keys() - known)
    if unknown:
        raise TypeError(f"not a field of an engagement: {', '.join(unknown)}")


def _check(engagement: Engagement) -> None:
    """What the database would refuse, said in words first."""
    found = []
    if not engagement.title.strip():
        found.append(Finding("engagement.title", _("Engagemanget behöver en titel.")))
    if engagement.is_confidential and not engagement.confidentiality_ground.strip():
        message = _("Ange lagrum: sekretess får bara markeras med den bestämmelse som gäller.")
        found.append(Finding("engagement.secrecy-ground", message, "TF 2:20"))
    starts, ends = engagement.starts_on, engagement.ends_on
    if isinstance(starts, date) and isinstance(ends, date) and ends < starts:
        found.append(Finding("engagement.dates", _("Slutdatum ligger före startdatum.")))
    if found:
        raise Refused(found)


def _save(engagement: Engagement, by: Person | None) -> None:
    if by is not None:
        engagement._history_user = by
    engagement.save()


def _set(engagement: Engagement, sets: dict[str, Iterable[Any]]) -> list[str]:
    """Bring each set to what is asked. Returns the names of those that changed."""
    changed = []
    for name, wanted in sets.items():
        keys = {getattr(each, "pk", each) for each in wanted}
        now = _keys_now(engagement, name)
        if keys == now:
            continue
        changed.append(name)
        _MAKERS[name](engagement, keys, now)
    return changed


def _keys_now(engagement: Engagement, name: str) -> set[Any]:
    if name == "goals":
        return set(engagement.goals.values_list("goal", flat=True))
    if name == "units":
        return set(engagement.participations.values_list("unit_id", flat=True))
    return set(getattr(engagement, name).values_list("pk", flat=True))


def _set_goals(engagement: Engagement, wanted: set[int], now: set[int]) -> None:
    engagement.goals.filter(goal__in=now - wanted).delete()
    EngagementGoal.objects.bulk_create(EngagementGoal(engagement=engagement, goal=key) for key in sorted(wanted - now))


def _set_units(engagement: Engagement, wanted: set[int], now: set[int]) -> None:
    engagement.participations.filter(unit_id__in=now - wanted).delete()
    Participation.objects.bulk_create(Participation(engagement=engagement, unit_id=pk) for pk in sorted(wanted - now))


def _set_aims(engagement: Engagement, wanted: set[int], now: set[int]) -> None:
    EngagementAim.objects.filter(engagement=engagement, aim_id__in=now - wanted).delete()
    EngagementAim.objects.bulk_create(EngagementAim(engagement=engagement, aim_id=pk) for pk in sorted(wanted - now))


_MAKERS = {
    "goals": _set_goals,
    "units": _set_units,
    "aims": _set_aims,
    "themes": lambda engagement, wanted, now: engagement.themes.set(wanted),
    "countries": lambda engagement, wanted, now: engagement.countries.set(wanted),
}
