"""Which unit takes part in which forum or working group, in which role and period (GBG-O6)."""

from __future__ import annotations

from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from core import events
from core.rules import Conflict, Finding, Refused
from governance.models import Person, Unit
from memberships import conditions, permissions
from memberships.actions.memberships import lock
from memberships.enums import ForumKind, ForumRole, Happening
from memberships.models import Forum, ForumParticipation, Membership


@transaction.atomic
def join_forum(
    *,
    membership: Membership,
    forum: Forum | str,
    unit: Unit,
    by: Person | None,
    kind: str = ForumKind.FORUM,
    role: str = ForumRole.MEMBER,
    starts_on: date | None = None,
    note: str = "",
) -> ForumParticipation:
    """Note that a unit takes part in a forum. `forum` is a row or the name of a new one of `kind`.

    Refused when the unit takes part there already.
    """
    membership = lock(membership)
    permissions.may_record_participation.require(by, membership, unit)
    if isinstance(forum, str):
        name = " ".join(forum.split())
        forum, _created = Forum.objects.get_or_create(
            organisation=membership.organisation, name=name, defaults={"kind": kind}
        )
    running = membership.participations.filter(forum=forum, unit=unit, ends_on=None)
    if running.exists():
        message = _("%(unit)s deltar redan i %(forum)s.") % {"unit": unit, "forum": forum}
        raise Refused([Finding("membership.takes-part-already", message)])
    row = ForumParticipation.objects.create(
        membership=membership, forum=forum, unit=unit, role=role, starts_on=starts_on, note=note
    )
    events.record(Happening.FORUM_JOINED, row, by=by, detail={"forum": forum.name, "unit": unit.key, "role": role})
    return row


@transaction.atomic
def leave_forum(*, participation: ForumParticipation, on: date, by: Person) -> ForumParticipation:
    """End a unit's participation on a day; it stays visible as lapsed (STR-02). Conflict when it has ended already."""
    rows = ForumParticipation.objects.select_for_update(of=("self",), no_key=True)
    row = rows.select_related("membership__engagement", "unit", "forum").get(pk=participation.pk)
    permissions.may_end_participation.require(by, row)
    if row.ends_on is not None:
        raise Conflict(_("Deltagandet är redan avslutat."))
    conditions.dates_in_order.require(row.starts_on, on)
    row.ends_on = on
    row.save()
    events.record(Happening.FORUM_LEFT, row, by=by, detail={"forum": row.forum.name, "on": on.isoformat()})
    return row
