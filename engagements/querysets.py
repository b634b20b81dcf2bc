"""Words for rows of the spine. `visible_to` is the only door to them."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.apps import apps
from django.db import connections, models
from django.db.models import Exists, OuterRef, Q

from core.enums import Confidentiality
from core.words import matching
from engagements import indexes

REPORTED = ["reported", "accepted"]


def granted_to(person: Any) -> models.QuerySet:
    """Ids of the confidential engagements handed to `person`."""
    Grant = apps.get_model("engagements", "EngagementGrant")
    return Grant.objects.filter(user_id=person.pk, permission__codename="read_confidential").values("content_object_id")


def open_or_granted(person: Any, prefix: str = "") -> Q:
    """Open, or confidential and handed to this person. Superuser, administrator and coordinator give nothing here."""
    is_open = Q(**{f"{prefix}confidentiality": Confidentiality.OPEN})
    if not person.is_authenticated or not person.is_active:
        return Q(pk__in=[])
    return is_open | Q(**{f"{prefix}pk__in": granted_to(person)})


class EngagementQuerySet(models.QuerySet):
    def visible_to(self, person: Any):
        """Rows this person may know of. What is hidden and what does not exist look the same."""
        return self.filter(open_or_granted(person))

    def published(self):
        """What the public sees: published and open."""
        return self.filter(published=True, confidentiality=Confidentiality.OPEN, example=False)

    def matching(self, words: str, *, common: bool = False):
        """Every word somewhere in the casefolded text of the row. When they are `common`, rows are best read in order:
        ask so only with the first of them, and not inside another query."""
        wanted = words.casefold().split()
        long = [word for word in wanted if len(word) >= indexes.SHORTEST]
        found = indexes.containing(long, connections[self.db])
        rows = self
        if found is not None:
            rows = rows.filter(indexes.among_containing(long)) if common else rows.filter(pk__in=found)
        for word in wanted:
            rows = rows.filter(search_text__contains=word)
        return rows

    def quiet(self, since: date, today: date):
        """Active, begun before `since` and without a reported activity since then (NKP-13).

        What Utblick has known for a shorter time is not called quiet unless an earlier activity is on record; nor is
        what its unit has revived, until the day its plan says.
        """
        Activity, Review = (apps.get_model("engagements", name) for name in ("Activity", "DormancyReview"))
        reported = Activity.objects.filter(engagement=OuterRef("pk"), state__in=REPORTED)
        revived = Review.objects.filter(engagement=OuterRef("pk"), choice="revive", next_on__gte=today)
        known = Q(created_at__date__lt=since) & (Q(starts_on=None) | Q(starts_on__lt=since))
        rows = self.filter(status="active").filter(~Exists(reported.filter(starts_on__gte=since)), ~Exists(revived))
        return rows.filter(known | Exists(reported))


class OfEngagementQuerySet(models.QuerySet):
    """Rows that hang on an engagement and are seen by whoever sees it."""

    def visible_to(self, person: Any):
        return self.filter(open_or_granted(person, "engagement__"))


class OfActivityQuerySet(models.QuerySet):
    """Rows that hang on a reported activity."""

    def visible_to(self, person: Any):
        return self.filter(open_or_granted(person, "activity__engagement__"))


class ContactQuerySet(models.QuerySet):
    def visible_to(self, person: Any):
        """Whoever has an appointment, but for contacts that are kept only for what the person may not see."""
        if not person.is_authenticated or not person.powers.functions:
            return self.none()
        Link = apps.get_model("engagements", "ContactEngagement")
        links = Link.objects.filter(contact=OuterRef("pk"))
        return self.filter(~Exists(links) | Exists(links.filter(open_or_granted(person, "engagement__"))))

    def matching(self, words: str):
        """Every word somewhere in name, role, organisation or country."""
        return matching(self, words, "search_text")


class ActivityQuerySet(models.QuerySet):
    def visible_to(self, person: Any):
        """Own unit's activities in every state; others' once they are reported; never those of a hidden engagement.

        A draft and what still waits for the unit's manager are the unit's own affair.
        """
        powers = person.powers if person.is_authenticated else None
        if powers is None:
            return self.none()
        shared = Q(state__in=["reported", "accepted"])
        if powers.coordinates:
            shared |= Q(state="returned")
        own = Q(unit_id__in=powers.own_units) | Q(reported_by_id=person.pk)
        kept = self.exclude(state="discarded")
        return kept.filter(open_or_granted(person, "engagement__")).filter(shared | own)

    def discarded_by(self, person: Any):
        """Thrown away by this person, so that it can be taken back."""
        if not person.is_authenticated:
            return self.none()
        return self.filter(open_or_granted(person, "engagement__"), state="discarded", reported_by_id=person.pk)

    def reported(self):
        return self.filter(state__in=["reported", "accepted"])


class InboxQuerySet(models.QuerySet):
    def visible_to(self, person: Any):
        if not person.is_authenticated or not person.powers.coordinates:
            return self.none()
        return self.filter(Q(engagement=None) | open_or_granted(person, "engagement__"))

    def waiting(self):
        return self.filter(handled_at=None)
