"""A membership from its registration to its end."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db import transaction
from django.utils.text import slugify
from django.utils.translation import gettext as _

from core import events
from engagements import actions as engagements
from engagements import search_index
from engagements.enums import AreaKey, Status
from governance.models import Person, Unit
from memberships import conditions, permissions
from memberships.enums import Happening, SeatState
from memberships.models import Grade, Membership, Organisation
from memberships.states import SEAT

DESCRIBED = ("name", "long_name", "founded", "purpose", "members", "open_to", "congress", "note")
SWEDISH = str.maketrans("åäöÅÄÖ", "aaoAAO")


@transaction.atomic
def register_membership(
    *,
    organisation: Organisation | str,
    kind: str,
    responsible_unit: Unit,
    by: Person | None,
    member: bool = False,
    decided: str = "",
    member_since: int | None = None,
    through: Membership | None = None,
    fee: int | None = None,
    spine: dict[str, Any] | None = None,
) -> Membership:
    """Register a membership: a proposal to be decided, or, when the city is a `member` already, an active one.

    `organisation` is a row or the name of a new one. `decided` says when and by which body one already held was
    decided. `spine` holds the engagement's own fields. Refused when such a membership stands already.
    """
    permissions.may_register_membership.require(by, responsible_unit, kind)
    if isinstance(organisation, str):
        organisation = _organisation_named(organisation)
    conditions.ready_to_register.require(organisation, kind, responsible_unit, member=member, decided=decided)

    fields = dict(spine or {})
    if member:
        fields |= {"status": Status.ACTIVE, "source": _("Beslutat tidigare: %(text)s") % {"text": decided.strip()}}
        fields["since_text"] = str(member_since or "")
    engagement = engagements.register(
        area=AreaKey.MEMBERSHIPS, title=organisation.name, responsible_unit=responsible_unit, by=by, **fields
    )
    membership = Membership.objects.create(
        engagement=engagement, organisation=organisation, kind=kind, through=through, member_since=member_since, fee=fee
    )
    search_index.refresh(engagement)
    events.record(Happening.MEMBERSHIP_REGISTERED, membership, by=by, detail={"kind": kind, "member": member})
    return membership


@transaction.atomic
def change_membership(
    *, membership: Membership, version: int, by: Person, spine: dict[str, Any] | None = None, **fields: Any
) -> Membership:
    """Change the engagement's and the membership's own fields; `version` is the engagement's that was read.

    `grade` may be a Grade, None or the name of a new one, with `grade_condition` beside. Raises Conflict when somebody
    saved in between.
    """
    membership = lock(membership)
    permissions.may_change_membership.require(by, membership)
    engagement = engagements.change(engagement=membership.engagement, version=version, by=by, **(spine or {}))
    condition_text = fields.pop("grade_condition", "")
    if isinstance(fields.get("grade"), str):
        fields["grade"], _created = Grade.objects.get_or_create(
            organisation=membership.organisation, name=fields["grade"], defaults={"condition": condition_text}
        )
    changed = sorted(name for name, value in fields.items() if getattr(membership, name) != value)
    if not changed:
        return membership
    for name in changed:
        setattr(membership, name, fields[name])
    if {"grade_exception", "grade_exception_by"} & set(changed):
        conditions.exception_says_who.require(membership)
    membership.save()
    if engagement.version == version:
        engagement.version += 1
        engagement.save(update_fields=["version", "changed_at"])
    events.record(Happening.MEMBERSHIP_CHANGED, membership, by=by, detail={"fields": changed})
    return membership


@transaction.atomic
def describe_organisation(*, organisation: Organisation, by: Person, **facts: Any) -> Organisation:
    """Change what is said of an organisation, and the search text of its memberships."""
    organisation = Organisation.objects.select_for_update(of=("self",), no_key=True).get(pk=organisation.pk)
    permissions.may_describe_organisation.require(by)
    changed = sorted(name for name in DESCRIBED if name in facts and getattr(organisation, name) != facts[name])
    if not changed:
        return organisation
    for name in changed:
        setattr(organisation, name, facts[name])
    organisation.save()
    for membership in organisation.memberships.select_related("engagement__responsible_unit"):
        search_index.refresh(membership.engagement)
    events.record(Happening.ORGANISATION_CHANGED, organisation, by=by, detail={"fields": changed})
    return organisation


@transaction.atomic
def begin_membership(*, membership: Membership, on: date) -> Membership:
    """What a decision to join brings about on its day: the engagement is active and the year noted. Once."""
    membership = lock(membership)
    if membership.engagement.status not in {Status.PROPOSED, Status.DORMANT}:
        return membership
    engagements.begin(engagement=membership.engagement, by=None, on=on)
    membership.member_since = membership.member_since or on.year
    membership.save()
    events.record(Happening.MEMBERSHIP_BEGAN, membership, by=None, detail={"on": on.isoformat()})
    return membership


@transaction.atomic
def end_membership(*, membership: Membership, on: date) -> Membership:
    """What a decision to leave brings about on its day: membership, its seats and participation end then. Once."""
    membership = lock(membership)
    if membership.ended_on is not None:
        return membership
    if membership.engagement.status in conditions.OPEN_STATUSES:
        engagements.end(engagement=membership.engagement, by=None, on=on)
    membership.ended_on = on
    membership.save()
    seats = _end_seats(membership, on)
    participations = _end_participations(membership, on)
    detail = {"on": on.isoformat(), "seats": seats, "participations": participations}
    events.record(Happening.MEMBERSHIP_ENDED, membership, by=None, detail=detail)
    return membership


def lock(membership: Membership) -> Membership:
    """The row as it stands now, held until the transaction ends."""
    rows = Membership.objects.select_for_update(of=("self",), no_key=True)
    return rows.select_related("engagement__responsible_unit", "organisation").get(pk=membership.pk)


def _end_seats(membership: Membership, on: date) -> int:
    """Seats not yet over end on the day; one that had not begun keeps its dates. Returns how many."""
    seats = list(membership.seats.exclude(state=SeatState.ENDED))
    for seat in seats:
        begun = seat.starts_on is None or seat.starts_on <= on
        if begun and (seat.ends_on is None or seat.ends_on > on):
            seat.ends_on = on
            seat.save()
        SEAT.advance(seat, "end")
    return len(seats)


def _end_participations(membership: Membership, on: date) -> int:
    rows = [row for row in membership.participations.all() if row.ends_on is None or row.ends_on > on]
    for row in rows:
        row.ends_on = on if row.starts_on is None or row.starts_on <= on else row.starts_on
        row.save()
    return len(rows)


def _organisation_named(name: str) -> Organisation:
    """The organisation of that name, or a new one."""
    cleaned = " ".join(name.split())
    existing = Organisation.objects.filter(name__iexact=cleaned).first()
    if existing is not None:
        return existing
    key = slugify(cleaned.translate(SWEDISH))[:70] or "organisation"
    taken = set(Organisation.objects.filter(key__startswith=key).values_list("key", flat=True))
    free = next(k for k in [key, *(f"{key}-{n}" for n in range(2, len(taken) + 3))] if k not in taken)
    return Organisation.objects.create(key=free, name=cleaned)
