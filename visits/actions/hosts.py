"""Which units receive a visit, and their agreement on its one main host (GBG-V4)."""

from __future__ import annotations

from django.db import transaction

from core import events
from engagements import actions as engagements
from governance.models import Person, Unit
from visits import conditions, notices, permissions
from visits.actions.visits import lock_visit
from visits.enums import Happening
from visits.models import HostAcceptance, Visit


@transaction.atomic
def set_hosts(*, visit: Visit, units: list[Unit], main_host: Unit | None, by: Person) -> Visit:
    """Say which units receive the visit and who is main host. What was agreed about another main host is void.

    The main host is one of the units. Each other unit is told, once for each proposal.
    """
    visit = lock_visit(visit)
    permissions.may_change_visit.require(by, visit)
    everyone = list({unit.pk: unit for unit in [visit.engagement.responsible_unit, *units]}.values())
    conditions.hosts_in_order.require(everyone, main_host)
    others = [unit for unit in everyone if unit.pk != visit.engagement.responsible_unit_id]
    spine = visit.engagement
    engagements.change(engagement=spine, version=spine.version, by=by, units=others)
    visit.main_host = main_host
    visit._history_user = by
    visit.save()
    HostAcceptance.objects.filter(visit=visit).exclude(main_host=main_host, unit__in=everyone).delete()
    notices.main_host_proposed(visit, everyone, by)
    detail = {"units": sorted(unit.pk for unit in everyone), "main_host": main_host.pk if main_host else None}
    events.record(Happening.HOSTS_CHANGED, visit, by=by, detail=detail)
    return visit


@transaction.atomic
def accept_host(*, visit: Visit, unit: Unit, by: Person) -> HostAcceptance:
    """The unit agrees to the main host as it stands now. Twice is the same as once, and recorded once."""
    visit = lock_visit(visit)
    permissions.may_accept_host.require(by, visit, unit)
    conditions.ready_to_accept_host.require(visit, unit)
    row, created = HostAcceptance.objects.get_or_create(
        visit=visit, unit=unit, main_host=visit.main_host, defaults={"accepted_by": by}
    )
    if created:
        detail = {"unit": unit.pk, "main_host": visit.main_host_id}
        events.record(Happening.HOST_ACCEPTED, visit, by=by, detail=detail)
    return row
