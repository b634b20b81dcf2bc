"""Consultations reported by a contact person, taken up or declined, planned back, reminded of (GBG-M3, M4, M6)."""

from datetime import UTC, date, datetime, time

import pytest
import time_machine
from django.urls import reverse
from django.utils import timezone

from core.models import Notice
from core.rules import Conflict, NotPermitted, Refused
from decisions import actions as decisions
from decisions.models import Case
from engagements.models import InboxItem
from monitoring import deadlines
from monitoring.actions import consultations as actions
from monitoring.actions.reminding import remind_of_consultations
from monitoring.deadlines import in_brussels
from monitoring.models import Consultation, Dossier
from tests import factories
from tests.monitoring import scenes

pytestmark = pytest.mark.django_db
REPORT = reverse("monitoring:consultation_report")


def page_of(consultation, client, who=None):
    client.force_login(who or factories.coordinator())
    return client.get(consultation.get_absolute_url())


@pytest.mark.clause("GBG-M4", "GBG-M6")
def test_contact_person_reports_a_consultation_and_it_lies_in_the_inbox(client):
    unit = factories.unit()
    client.force_login(factories.contact_person(unit))
    form = {"title": "Luft", "asked_by": "Kommissionen", "deadline": "2027-01-15", "unit": unit.pk}

    answer = client.post(REPORT, form | {"channel": "government", "deadline_time": "17.00"})

    consultation = Consultation.objects.get()
    assert answer.url == consultation.get_absolute_url()
    assert (consultation.state, consultation.channel, consultation.case, consultation.unit) == (
        "reported", "government", None, unit,
    )  # fmt: skip
    assert consultation.deadline == datetime(2027, 1, 15, 16, tzinfo=UTC)
    assert list(InboxItem.objects.values_list("kind", "url")) == [("consultation", consultation.get_absolute_url())]


def test_report_for_another_unit_is_not_permitted():
    with pytest.raises(NotPermitted):
        scenes.reported(unit=factories.unit(), by=factories.contact_person())

    assert (Consultation.objects.count(), InboxItem.objects.count()) == (0, 0)


@pytest.mark.clause("GBG-M3")
def test_deadline_of_a_day_is_its_end_in_brussels_and_told_with_weekday_in_stockholm():
    summer = in_brussels(date(2027, 6, 30))

    assert summer.astimezone(UTC) == datetime(2027, 6, 30, 21, 59, tzinfo=UTC)
    assert deadlines.told(summer) == "onsdag 30 juni 2027 kl. 23.59"
    assert deadlines.last_day(in_brussels(date(2027, 1, 1), time(0, 0))) == date(2027, 1, 1)


@pytest.mark.clause("GBG-M3", "GBG-M4")
def test_reported_consultation_is_taken_up_in_a_case_of_its_unit(client):
    scenes.with_route()
    consultation = scenes.reported()
    client.force_login(factories.coordinator())

    client.post(reverse("monitoring:consultation_take_up", args=[consultation.pk]), {"unit": consultation.unit.pk})

    consultation.refresh_from_db()
    dossier = Dossier.objects.get()
    assert (consultation.state, consultation.dossier) == ("taken_up", dossier)
    assert (consultation.case.unit, consultation.case.effective_on) == (
        consultation.unit, deadlines.last_day(consultation.deadline),
    )  # fmt: skip
    assert dossier.engagement.title == "Luftdirektivet"
    assert InboxItem.objects.filter(kind="consultation", handled_at=None).count() == 0
    assert list(Notice.objects.filter(kind="monitoring.consultation_taken_up").values_list("recipient_id")) == [
        (consultation.reported_by_id,)
    ]


def test_consultation_is_taken_up_on_a_dossier_there_is():
    scenes.with_route()
    unit = factories.unit(serves=factories.body())

    consultation = actions.take_up(
        consultation=scenes.reported(), dossier=scenes.dossier(unit), by=factories.coordinator()
    )

    assert (consultation.unit, Dossier.objects.count()) == (unit, 1)


def test_second_consultation_on_a_dossier_waits_until_the_first_is_answered():
    scenes.with_route()
    dossier = scenes.dossier(factories.unit(serves=factories.body()))
    actions.take_up(consultation=scenes.reported(), dossier=dossier, by=factories.coordinator())
    second = scenes.reported(title="Den andra")

    with pytest.raises(Refused) as refusal:
        actions.take_up(consultation=second, dossier=dossier, by=factories.coordinator())

    second.refresh_from_db()
    assert [finding.code for finding in refusal.value.findings] == ["decision.already-running"]
    assert (second.state, Case.objects.count()) == ("reported", 1)


def test_contact_person_takes_nothing_up():
    scenes.with_route()
    consultation = scenes.reported()

    with pytest.raises(NotPermitted):
        actions.take_up(consultation=consultation, unit=consultation.unit, by=consultation.reported_by)

    assert (Case.objects.count(), Dossier.objects.count()) == (0, 0)


def test_consultation_taken_up_twice_is_a_conflict():
    scenes.with_route()
    consultation = scenes.reported()
    actions.decline(consultation=consultation, reason="Nej.", by=factories.coordinator())

    with pytest.raises(Conflict):
        actions.take_up(consultation=consultation, unit=consultation.unit, by=factories.coordinator())

    assert (Case.objects.count(), Dossier.objects.count()) == (0, 0)


def test_consultation_is_declined_with_a_reason_that_who_reported_it_is_told(client):
    consultation = scenes.reported()
    client.force_login(factories.coordinator())

    client.post(reverse("monitoring:consultation_decline", args=[consultation.pk]), {"reason": "Rör inte kommuner."})

    consultation.refresh_from_db()
    assert (consultation.state, consultation.closed, consultation.reason) == ("declined", True, "Rör inte kommuner.")
    assert list(Notice.objects.values_list("recipient_id", "body")) == [
        (consultation.reported_by_id, "Rör inte kommuner.")
    ]


def test_consultation_is_not_declined_without_reason():
    with pytest.raises(Refused):
        actions.decline(consultation=scenes.reported(), reason="", by=factories.coordinator())


def test_withdrawn_case_leaves_the_consultation_unanswered():
    scenes.with_route()
    consultation = scenes.reported()
    taken = actions.take_up(consultation=consultation, unit=consultation.unit, by=factories.coordinator())

    decisions.withdraw(case=taken.case, reason="Inte vår sak.", by=factories.coordinator())

    consultation.refresh_from_db()
    assert (consultation.state, consultation.closed, consultation.answered_on) == ("left", True, None)


@pytest.mark.clause("GBG-M3")
def test_page_plans_back_to_the_last_meeting_and_the_day_to_begin(client):
    with time_machine.travel("2027-01-11T09:00+01:00", tick=False):
        policy = scenes.with_route()
        policy.routes.get().steps.filter(order=1).update(days=14)
        held = factories.meeting(factories.board(), starts_at=datetime(2027, 2, 17, 12, tzinfo=UTC))
        consultation = scenes.reported(deadline=in_brussels(date(2027, 2, 20)))

        page = page_of(consultation, client)

    plan = page.context["plan"]
    assert ([stage.meeting for stage in plan.stages], plan.start_by) == ([None, held], date(2027, 2, 2))
    assert ("Börja senast tisdag 2 februari 2027." in page.text, "onsdag 17 februari 2027" in page.text) == (True, True)


@pytest.mark.clause("GBG-M3")
@pytest.mark.law("KL 6:39", "KL 6:37")
def test_page_gives_the_choices_of_the_law_when_no_meeting_fits(client):
    scenes.with_route()
    factories.delegation_rule(factories.board(), matter=actions.CONSULTATION)

    page = page_of(scenes.reported(), client)

    assert [choice.clause for choice in page.context["plan"].choices] == ["KL 6:23", "KL 6:37", "KL 6:39"]
    assert [clause in page.text for clause in ("KL 6:23", "KL 6:37", "KL 6:39")] == [True, True, True]


def test_page_of_a_consultation_on_a_confidential_dossier_is_missing(client):
    scenes.with_route()
    consultation = scenes.reported()
    taken = actions.take_up(consultation=consultation, unit=consultation.unit, by=factories.coordinator())
    taken.dossier.engagement.confidentiality, taken.dossier.engagement.confidentiality_ground = (
        "confidential",
        "OSL 15:1",
    )
    taken.dossier.engagement.save()

    assert page_of(consultation, client).status_code == 404


@pytest.mark.clause("GBG-M6")
def test_list_is_filtered_by_the_three_channels_and_by_state(client):
    for channel in ("eu", "government", "own"):
        scenes.reported(title=channel, channel=channel)
    client.force_login(factories.coordinator())
    url = reverse("monitoring:consultation_list")

    def shown(**asked):
        return [row.title for row in client.get(url, asked).context["page"].rows]

    assert [shown(kanal=each) for each in ("eu", "government", "own")] == [["eu"], ["government"], ["own"]]
    assert (len(shown(lage="reported")), shown(lage="answered")) == (3, [])


@pytest.mark.clause("GBG-M3")
def test_clock_reminds_once_before_and_once_after_over_a_jump_of_years():
    with time_machine.travel("2027-01-01T09:00+01:00", tick=False):
        consultation = scenes.reported(deadline=in_brussels(date(2027, 1, 20)))
        first = [remind_of_consultations(), remind_of_consultations()]
    with time_machine.travel("2027-01-14T09:00+01:00", tick=False):
        soon = [remind_of_consultations(), remind_of_consultations()]
    with time_machine.travel("2027-01-21T00:30+01:00", tick=False):
        late = [remind_of_consultations(), remind_of_consultations()]
    with time_machine.travel("2031-05-01T09:00+02:00", tick=False):
        after = remind_of_consultations()

    kinds = (
        Notice.objects.filter(recipient_id=consultation.reported_by_id).order_by("pk").values_list("kind", flat=True)
    )
    assert (first, soon, late, after) == ([0, 0], [1, 0], [1, 0], 0)
    assert list(kinds) == ["monitoring.consultation_soon", "monitoring.consultation_late"]


def test_clock_that_was_off_for_years_reminds_once():
    with time_machine.travel("2027-01-01T09:00+01:00", tick=False):
        scenes.reported(deadline=in_brussels(date(2027, 1, 20)))
    with time_machine.travel("2031-05-01T09:00+02:00", tick=False):
        reminded = [remind_of_consultations(), remind_of_consultations()]

    assert reminded == [1, 0]


def test_clock_reminds_of_nothing_that_is_settled():
    consultation = scenes.reported(deadline=in_brussels(scenes.days(3)))
    actions.decline(consultation=consultation, reason="Nej.", by=factories.coordinator())

    assert remind_of_consultations(today=scenes.days(1)) == 0
    assert timezone.localdate() < scenes.days(1)
