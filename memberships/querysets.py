"""Words for rows of memberships. Each `visible_to` follows the engagement's own."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.apps import apps
from django.db import models
from django.db.models import Exists, OuterRef, Q

from decisions.querysets import case_seen_by
from engagements.querysets import open_or_granted
from memberships.enums import MandateState, MembershipKind, SeatState
from memberships.terms import Term

RUNNING = [SeatState.HELD, SeatState.NOT_STANDING]


def in_force(day: date, prefix: str = "") -> Q:
    """Begun, and not yet over, on `day`; an unknown end is open."""
    begun = Q(**{f"{prefix}starts_on__isnull": True}) | Q(**{f"{prefix}starts_on__lte": day})
    lasting = Q(**{f"{prefix}ends_on__isnull": True}) | Q(**{f"{prefix}ends_on__gte": day})
    return begun & lasting


class OrganisationQuerySet(models.QuerySet):
    def visible_to(self, person: Any):
        """All but those that only a hidden membership makes us know of."""
        if not person.is_authenticated:
            return self.none()
        Membership = apps.get_model("memberships", "Membership")
        some = Membership.objects.filter(organisation=OuterRef("pk"))
        return self.filter(Exists(some.visible_to(person)) | ~Exists(some))


class MembershipQuerySet(models.QuerySet):
    def visible_to(self, person: Any):
        return self.filter(open_or_granted(person, "engagement__"))

    def running(self):
        return self.filter(engagement__status__in=["active", "dormant"])

    def untried_in(self, term: Term):
        """Sector memberships not tried anew since the term began; one the city joined in it was just tried (GBG-O4)."""
        rows = self.running().filter(kind=MembershipKind.SECTOR).exclude(engagement__starts_on__gte=term.starts_on)
        return rows.filter(Q(last_reviewed_on__isnull=True) | Q(last_reviewed_on__lt=term.starts_on))


class SeatQuerySet(models.QuerySet):
    def visible_to(self, person: Any):
        return self.filter(open_or_granted(person, "membership__engagement__"))

    def running(self, day: date):
        return self.filter(in_force(day), state__in=RUNNING)

    def ending(self, *, after: date, until: date):
        """Held, and over within the span: in time to decide on standing again (NKP-17)."""
        return self.filter(state__in=RUNNING, ends_on__gte=after, ends_on__lte=until)


class ParticipationQuerySet(models.QuerySet):
    def visible_to(self, person: Any):
        return self.filter(open_or_granted(person, "membership__engagement__"))

    def running(self, day: date):
        return self.filter(in_force(day))


class OfMembershipQuerySet(models.QuerySet):
    """Rows that hang on a membership and are seen by those who see it."""

    def visible_to(self, person: Any):
        return self.filter(open_or_granted(person, "membership__engagement__"))


class DeclarationQuerySet(OfMembershipQuerySet):
    def late(self, day: date):
        """Past its last day, and neither adopted nor closed."""
        return self.filter(deadline__lt=day, adopted_on__isnull=True, case__closed_at__isnull=True)


class MandateQuerySet(models.QuerySet):
    def visible_to(self, person: Any):
        """A mandate that is given, by all who see the membership and hold an appointment; a draft by who writes it."""
        powers = person.powers if person.is_authenticated else None
        if powers is None or not (powers.functions or powers.own_units):
            return self.none()
        rows = self.filter(open_or_granted(person, "membership__engagement__"))
        if powers.coordinates:
            return rows
        own = Q(membership__engagement__responsible_unit_id__in=powers.own_units)
        return rows.filter(~Q(state=MandateState.DRAFT) | own)

    def carried_by(self, person: Any):
        """Those this person represents the city with: by name, or by an office held today."""
        mine = Q(bearer_id=person.pk)
        for function, bodies in person.powers.bodies.items():
            mine |= Q(office_function=function, office_body_id__in=bodies)
        return self.filter(mine)


class QuestionQuerySet(models.QuerySet):
    def visible_to(self, person: Any):
        Mandate = apps.get_model("memberships", "VotingMandate")
        return self.filter(mandate__in=Mandate.objects.visible_to(person))


class InvitationQuerySet(models.QuerySet):
    def visible_to(self, person: Any):
        """Those that hang on nothing, or on an engagement the person may see."""
        if not person.is_authenticated or not person.powers.functions:
            return self.none()
        return self.filter(Q(engagement__isnull=True) | open_or_granted(person, "engagement__"))


class DemandQuerySet(models.QuerySet):
    def visible_to(self, person: Any):
        """Those that rest on no case, or on one the person may see."""
        if not person.is_authenticated or not person.powers.functions:
            return self.none()
        return self.filter(Q(case__isnull=True) | Q(case_seen_by(person)))


class PursuitQuerySet(models.QuerySet):
    def visible_to(self, person: Any):
        Demand = apps.get_model("memberships", "Demand")
        seen = self.filter(open_or_granted(person, "membership__engagement__"))
        return seen.filter(Exists(Demand.objects.visible_to(person).filter(pk=OuterRef("demand_id"))))
