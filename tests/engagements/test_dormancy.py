"""Engagements in which nothing happens: flagged, put before their unit, revived, rested or ended (NKP-13)."""

from datetime import UTC, date, datetime

import pytest
import time_machine
from django.test import Client

from core.models import Event, Notice
from core.rules import NotPermitted, Refused
from engagements import tasks
from engagements.actions import dormancy
from engagements.models import CheckIn, DormancyReview, Engagement
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def today():
    with time_machine.travel("2026-11-21 09:00:00+01:00", tick=False) as traveller:
        yield traveller


def client_of(person):
    client = Client()
    client.force_login(person)
    return client


def quiet(area="projects", **fields):
    """Active, with a last activity three years ago."""
    row = factories.engagement(area, **{"title": "Det stilla"} | fields)
    factories.activity(engagement=row, state="accepted", starts_on=date(2023, 5, 4))
    return row


def quiet_titles(since=date(2025, 5, 21)):
    rows = Engagement.objects.quiet(since, date(2026, 11, 21))
    return sorted(rows.values_list("title", flat=True))


def answer(engagement, by, choice="revive", **said):
    values = {"motive": "Båda vill.", "plan": "Ny kontakt i vår.", "next_on": date(2027, 3, 1)}
    if choice != "revive":
        values = {"motive": "Ingen svarar."}
    return dormancy.answer_dormancy(engagement=engagement, choice=choice, by=by, **values | said)


def test_quiet_is_what_is_active_and_has_no_reported_activity_in_the_time():
    quiet(title="Stilla")
    busy = quiet(title="Livligt")
    factories.activity(engagement=busy, state="reported", starts_on=date(2026, 1, 1))
    drafted = quiet(title="Bara utkast")
    factories.activity(engagement=drafted, state="draft", starts_on=date(2026, 1, 1))
    quiet(title="Vilar redan", status="dormant")
    factories.engagement(title="Nyss känt", starts_on=date(1990, 1, 1))
    old = factories.engagement(title="Länge känt")
    Engagement._base_manager.filter(pk=old.pk).update(created_at=datetime(2020, 1, 1, tzinfo=UTC))

    assert quiet_titles() == ["Bara utkast", "Länge känt", "Stilla"]


@pytest.mark.parametrize(("months", "flagged"), [(12, True), (36, False), (60, False)])
def test_how_long_is_the_policys_to_say(months, flagged):
    factories.policy(dormant_after_months=months, rules={"engagement.benefit-stated": "off"})
    row = factories.engagement("projects")
    factories.activity(engagement=row, state="accepted", starts_on=date(2024, 5, 4))
    client = client_of(factories.coordinator())

    page = client.get(f"/engagemang/{row.pk}/")
    listed = client.get("/engagemang/?quiet=1")

    assert page.context["parts"].quiet is flagged
    assert [each.pk for each in listed.context["page"].rows] == ([row.pk] if flagged else [])


@pytest.mark.clause("NKP-13")
def test_quiet_engagement_is_put_before_its_unit_once_and_shown_where_the_unit_looks(today):
    unit = factories.unit()
    contact = factories.contact_person(unit)
    row = quiet(responsible_unit=unit)
    client = client_of(contact)

    asked = [tasks.put_before_units(), tasks.put_before_units()]
    today.move_to("2030-01-01 09:00:00+01:00")
    asked.append(tasks.put_before_units())

    assert asked == [1, 0, 0]
    assert list(Notice.objects.filter(recipient_id=contact.pk).values_list("kind", flat=True)) == ["engagement.dormant"]
    client.force_login(contact)
    assert "Utan aktivitet: väck, låt vila eller avsluta" in client.get("/").content.decode()
    page = client.get(f"/engagemang/{row.pk}/vilande/")
    assert [value for value, _label in page.context["form"].fields["choice"].choices] == ["revive", "rest", "end"]


@pytest.mark.clause("NKP-13")
def test_revive_keeps_motive_and_plan_and_plans_the_next_step():
    unit = factories.unit()
    row = quiet(responsible_unit=unit)
    tasks.put_before_units()
    said = {"choice": "revive", "motive": "Båda vill.", "plan": "Ny kontakt i vår.", "next_on": "2027-03-01"}

    reply = client_of(factories.contact_person(unit)).post(f"/engagemang/{row.pk}/vilande/", said)

    review = DormancyReview.objects.get()
    assert (reply.status_code, review.choice, review.motive, review.plan) == (
        302, "revive", "Båda vill.", "Ny kontakt i vår.",
    )  # fmt: skip
    assert CheckIn.objects.get().due_on == date(2027, 3, 1)
    assert (quiet_titles(), Engagement.objects.get(pk=row.pk).status) == ([], "active")


def test_revived_without_result_is_asked_about_again_after_the_day(today):
    row = quiet()
    answer(row, factories.coordinator())

    asked = [tasks.put_before_units()]
    today.move_to("2027-03-02 09:00:00+01:00")
    asked.append(tasks.put_before_units())

    assert asked == [0, 1]


@pytest.mark.clause("NKP-13")
@pytest.mark.parametrize(("choice", "status"), [("rest", "dormant"), ("end", "ended")])
def test_choice_happens_at_once_where_no_decision_moves_the_status(choice, status):
    row = quiet("monitoring")

    answer(row, factories.coordinator(), choice)

    row.refresh_from_db()
    assert row.status == status
    assert DormancyReview.objects.get().motive == "Ingen svarar."


@pytest.mark.clause("NKP-13")
@pytest.mark.parametrize("choice", ["rest", "end"])
def test_choice_waits_for_the_case_where_a_body_decides_and_the_page_opens_it(choice):
    membership = factories.membership()
    row = membership.engagement
    factories.activity(engagement=row, state="accepted", starts_on=date(2023, 5, 4))
    client = client_of(factories.coordinator())

    reply = client.post(f"/engagemang/{row.pk}/vilande/", {"choice": choice, "motive": "Ger inget."}, follow=True)

    row.refresh_from_db()
    assert (row.status, DormancyReview.objects.get().choice) == ("active", choice)
    assert f"amne=memberships.leave&amp;engagemang={row.pk}" in reply.content.decode()
    assert "Status ändras när ärendet är beslutat" in reply.content.decode()


def test_unit_that_chose_to_end_is_asked_again_only_after_a_year(today):
    row = factories.membership().engagement
    factories.activity(engagement=row, state="accepted", starts_on=date(2023, 5, 4))
    answer(row, factories.coordinator(), "end")

    asked = [tasks.put_before_units()]
    today.move_to("2027-11-30 09:00:00+01:00")
    asked.append(tasks.put_before_units())

    assert asked == [0, 1]


@pytest.mark.parametrize(
    ("choice", "said", "codes"),
    [
        ("rest", {"motive": " "}, ["dormancy.motive"]),
        ("revive", {"plan": ""}, ["dormancy.plan"]),
        ("revive", {"next_on": date(2026, 11, 21)}, ["dormancy.next"]),
    ],
)
def test_choice_that_says_too_little_is_refused_and_nothing_is_written(choice, said, codes):
    row = quiet()

    with pytest.raises(Refused) as refused:
        answer(row, factories.coordinator(), choice, **said)

    assert [finding.code for finding in refused.value.findings] == codes
    assert (DormancyReview.objects.count(), CheckIn.objects.count()) == (0, 0)


def test_choice_about_what_is_not_active_is_refused():
    with pytest.raises(Refused) as refused:
        answer(quiet(status="ended"), factories.coordinator(), "rest")

    assert [finding.code for finding in refused.value.findings] == ["dormancy.not-active"]


def test_choice_by_another_unit_is_refused():
    with pytest.raises(NotPermitted) as refused:
        answer(quiet(), factories.contact_person())

    assert (refused.value.finding.code, refused.value.finding.clause) == ("dormancy.not-your-unit", "NKP-13")


def test_choice_that_the_status_refuses_leaves_nothing_behind():
    """A contact person may choose, but only the director or the coordinating unit moves the status by hand."""
    unit = factories.unit()
    row = quiet("monitoring", responsible_unit=unit)

    with pytest.raises(NotPermitted):
        answer(row, factories.contact_person(unit), "end")

    assert (DormancyReview.objects.count(), Event.objects.filter(happening__contains="dormancy").count()) == (0, 0)
