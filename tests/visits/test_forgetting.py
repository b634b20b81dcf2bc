"""What the clock forgets, once, also after years with the machine off."""

from datetime import date, timedelta

import pytest
import time_machine
from django.utils import timezone

from core.models import Event, Notice
from tests import factories
from visits import actions
from visits.actions.forgetting import forget
from visits.models import CompartmentDetail, VisitRequest

pytestmark = pytest.mark.django_db
FROM = {"visitor": "Ville de Lyon", "text": "Libraries", "sender_name": "Anne", "sender_email": "anne@lyon.example"}


def test_request_nobody_confirmed_is_deleted_whole_after_two_days():
    with time_machine.travel("2026-11-21 12:00+01:00", tick=False):
        actions.send_request(language="sv", **FROM)
    with time_machine.travel("2026-11-23 11:59+01:00", tick=False):
        early = forget()

    with time_machine.travel("2026-11-23 12:01+01:00", tick=False):
        late, again = forget(), forget()

    assert (early, late, again) == (0, 1, 0)
    assert (VisitRequest.objects.count(), VisitRequest.history.count(), Notice.objects.count()) == (0, 0, 0)


def test_sender_is_forgotten_two_years_after_the_answer_and_the_assessment_stays():
    request = factories.visit_request(
        **FROM, state="answered", result="decline", reason="Hann inte.", answer="Sorry, Anne.",
        answered_at=timezone.now(),
    )  # fmt: skip
    day = timezone.localdate()

    early = forget(today=day + timedelta(days=729))
    late, again = forget(today=day + timedelta(days=5000)), forget(today=day + timedelta(days=5001))

    request.refresh_from_db()
    assert (early, late, again) == (0, 1, 0)
    assert (request.sender_name, request.sender_email, request.text, request.answer) == ("", "", "", "")
    assert (request.visitor, request.reason) == ("Ville de Lyon", "Hann inte.")
    assert Event.objects.filter(happening="visit_request.forgotten").count() == 1


def test_history_never_holds_the_sender():
    request = actions.register_request(unit=factories.coordinating_unit(), by=factories.coordinator(), **FROM)

    rows = VisitRequest.history.filter(id=request.pk).values()

    assert [row for row in rows if "anne@" in str(row) or "'Anne'" in str(row) or "Libraries" in str(row)] == []


def test_protected_facts_are_erased_a_month_after_the_visit():
    spine = {"starts_on": date(2026, 12, 1), "ends_on": date(2026, 12, 2)}
    over = factories.visit(state="closed", engagement_fields=spine)
    running = factories.visit(state="confirmed", engagement_fields=spine)
    officer = factories.coordinator()
    parts = [factories.compartment(visit, officer) for visit in (over, running)]
    for part in parts:
        actions.keep_detail(compartment=part, kind="passport", text="P123", by=officer)

    early = forget(today=date(2026, 12, 31))
    late, again = forget(today=date(2030, 1, 1)), forget(today=date(2030, 1, 2))

    left = list(CompartmentDetail.objects.values_list("compartment", flat=True))
    assert (early, late, again, left) == (0, 1, 0, [parts[1].pk])
    assert over.compartments.get().grants.count() == 0
