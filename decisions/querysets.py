from __future__ import annotations

from typing import Any

from django.apps import apps
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils import timezone

from core.enums import Confidentiality
from engagements.querysets import granted_to


def asked_about(powers: Any):
    """Cases on referral to the person's unit or body, or to the body the unit works for. A referral that was withdrawn
    shows nobody anything."""
    Answer = apps.get_model("decisions", "Answer")
    asked = Q(unit_id__in=powers.own_units) | Q(body_id__in=powers.own_bodies) | Q(body__units__in=powers.own_units)
    return Answer.objects.filter(asked, referral__state__in=["sent", "closed"]).values("referral__case_id")


def opinions_handed_to(person: Any):
    """Cases in which a body gives its opinion on a confidential case that was handed to `person`."""
    Answer = apps.get_model("decisions", "Answer")
    rows = Answer.objects.filter(referral__case__engagement_id__in=granted_to(person), answer_case__isnull=False)
    return rows.values("answer_case_id")


def case_seen_by(person: Any, case: str = "case_id") -> Exists:
    """The case a row hangs on is one the person may see. Asked row by row: a set of them would be all the cases there
    are, gathered for a page of fifty."""
    Case = apps.get_model("decisions", "Case")
    return Exists(Case.objects.visible_to(person).filter(pk=OuterRef(case)))


class CaseQuerySet(models.QuerySet):
    def visible_to(self, person: Any):
        """Open cases whose engagement is not hidden. A case still being prepared is seen by those who prepare it, the
        coordinating unit, whoever registers and whoever is asked for an opinion; politicians see it once it is put
        forward. A confidential case is seen by those it was handed to, whoever was asked."""
        if not person.is_authenticated or not person.is_active:
            return self.none()
        powers = person.powers
        hidden_engagement = Q(engagement__confidentiality=Confidentiality.CONFIDENTIAL) & ~Q(
            engagement_id__in=granted_to(person)
        )
        handed = Q(engagement_id__in=granted_to(person)) | Q(pk__in=opinions_handed_to(person))
        rows = self.filter(Q(confidentiality=Confidentiality.OPEN) | handed)
        rows = rows.exclude(hidden_engagement)
        if powers.coordinates or powers.registers or powers.administers:
            return rows
        own = Q(unit_id__in=powers.own_units) | Q(opened_by_id=person.pk) | Q(pk__in=asked_about(powers))
        return rows.filter(~Q(state="preparing") | Q(round__gt=1) | own)

    def running(self):
        return self.filter(state__in=["preparing", "put_forward", "tabled"])

    def before(self, bodies):
        """Cases put forward whose active step is taken by one of these bodies."""
        CaseStep = apps.get_model("decisions", "CaseStep")
        step = CaseStep.objects.filter(case_id=OuterRef("pk"), state="active", body_id__in=bodies)
        return self.filter(Exists(step)).exclude(state="preparing")

    def on_the_way_of(self, body_id: int):
        """Cases whose route passes this body."""
        CaseStep = apps.get_model("decisions", "CaseStep")
        return self.filter(Exists(CaseStep.objects.filter(case_id=OuterRef("pk"), body_id=body_id)))

    def matching(self, words: str):
        rows = self
        for word in words.casefold().split():
            rows = rows.filter(search_text__contains=word)
        return rows


class DecisionQuerySet(models.QuerySet):
    def visible_to(self, person: Any):
        """Decisions in cases the person may see."""
        return self.filter(case_seen_by(person))


class MeetingQuerySet(models.QuerySet):
    def visible_to(self, person: Any):
        """When and where bodies meet and what is on the agenda is seen by everybody who holds an appointment today; the
        papers of an item by those who may see its case."""
        if not person.is_authenticated or not person.is_active or not person.powers.functions:
            return self.none()
        return self

    def to_come(self, moment):
        """Not held or cancelled, from the beginning of the day of `moment`."""
        day = timezone.localtime(moment).replace(hour=0, minute=0, second=0, microsecond=0)
        return self.filter(starts_at__gte=day, state__in=["planned", "called", "open"])


class MinutesQuerySet(models.QuerySet):
    def visible_to(self, person: Any):
        """Adjusted minutes for everybody who is signed in; before that only for those who record for the body and those
        who adjust. What of them is behind closed doors or confidential is left out when they are shown."""
        if not person.is_authenticated or not person.is_active:
            return self.none()
        Meeting = apps.get_model("decisions", "Meeting")
        adjusts = Meeting.adjusters.through.objects.filter(meeting_id=OuterRef("meeting_id"), person_id=person.pk)
        recording = person.powers.bodies.get("secretary", frozenset()) | person.powers.bodies.get(
            "registrar", frozenset()
        )
        return self.filter(
            Q(state="adjusted") | Q(meeting__body_id__in=recording) | Q(meeting__chair_id=person.pk) | Exists(adjusts)
        )


class DelegationOrderQuerySet(models.QuerySet):
    def visible_to(self, person: Any):
        """Who may decide what is read by everybody who holds an appointment today."""
        if not person.is_authenticated or not person.is_active or not person.powers.functions:
            return self.none()
        return self


class DelegationRuleQuerySet(models.QuerySet):
    def visible_to(self, person: Any):
        if not person.is_authenticated or not person.is_active or not person.powers.functions:
            return self.none()
        return self

    def on(self, day: Any):
        """In force on `day`: within its own days and those of its order."""
        own = Q(starts_on__lte=day) & (Q(ends_on__isnull=True) | Q(ends_on__gte=day))
        of_order = Q(order__starts_on__lte=day) & (Q(order__ends_on__isnull=True) | Q(order__ends_on__gte=day))
        return self.filter(own, of_order)

    def held_by(self, person: Any):
        """Rules that name the person, or a function the person holds today."""
        powers = person.powers
        if not powers.functions:
            return self.none()
        held = Q(person_id=person.pk)
        chairs = powers.bodies.get("chair", frozenset())
        held |= Q(person=None, function__in=["chair", "presidium"], order__body_id__in=chairs)
        for function in ("director", "coordinator", "contact_person"):
            held |= Q(person=None, function=function, unit_id__in=powers.units.get(function, frozenset()))
        return self.filter(held)


class DelegatedQuerySet(models.QuerySet):
    def visible_to(self, person: Any):
        """As the case it was taken in; one without a case, when secret, by who took it and who records for the body."""
        if not person.is_authenticated or not person.is_active or not person.powers.functions:
            return self.none()
        bodies = person.powers.bodies
        recording = bodies.get("secretary", frozenset()) | bodies.get("registrar", frozenset())
        free = Q(case=None) & (
            Q(confidentiality=Confidentiality.OPEN) | Q(decided_by_id=person.pk) | Q(body_id__in=recording)
        )
        return self.filter(free | Q(case_seen_by(person)))

    def to_report(self):
        """What must be reported to the body and stands on no agenda where it still will be, or was (KL 6:40, 7:8)."""
        loose = Q(reported_at=None) | Q(reported_at__state="struck") | Q(reported_at__meeting__state="cancelled")
        dropped = Q(reported_at__state="binding", reported_at__outcome="dropped")
        return self.filter(Q(kind="urgent") | Q(rule__reported=True)).filter(loose | dropped)


class AssignmentQuerySet(models.QuerySet):
    def visible_to(self, person: Any):
        """Tasks of the cases the person may see."""
        return self.filter(case_seen_by(person))
