"""What is on its way in the areas and the demo has only before or after: the pages that lead from one to the next."""

from __future__ import annotations

from datetime import date, timedelta

from django.utils import timezone

from tests import factories


def add(officer) -> None:
    """A mandate being written and one whose meeting has begun, an adopted position, a journey to report."""
    from engagements.models import Engagement
    from memberships.models import Membership
    from monitoring.models import Position
    from visits.models import OutgoingVisit

    membership = Membership.objects.get(engagement__title="EUROCITIES")
    factories.mandate_question(factories.mandate(membership, meeting="Höstmöte"))
    given = {"state": "given", "given_at": timezone.now(), "given_by": officer, "starts_on": date.today()}
    factories.mandate_question(factories.mandate(membership, meeting="Årsmöte", **given))
    position = Position.objects.get()
    position.pk = None
    position.state, position.adopted_on = "adopted", date.today()
    position.save()
    journey = Engagement.objects.get(pk__in=OutgoingVisit.objects.filter(report=None).order_by("pk").values("pk")[:1])
    journey.starts_on = journey.ends_on = date.today() - timedelta(days=3)
    journey.save()
