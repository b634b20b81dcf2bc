"""Reports to funders are reminded of once before and once after their day, to those who answer for them."""

from datetime import date

import pytest

from core.models import Event, Notice
from projects.actions import reminders
from tests import factories, start_page
from tests.projects import rows

pytestmark = pytest.mark.django_db


def told():
    return list(Notice.objects.order_by("pk").values_list("kind", flat=True))


@pytest.mark.clause("GBG-P1")
def test_report_is_reminded_of_before_and_after_its_day_over_a_jump_of_years(time_machine):
    unit = factories.unit()
    factories.contact_person(unit)
    rows.report(rows.project(stage="running", unit=unit), due_on=date(2027, 3, 15))

    done = []
    for moment in ("2027-02-28", "2027-03-01", "2027-03-15", "2027-03-16", "2027-03-17", "2032-01-01"):
        time_machine.move_to(f"{moment}T09:00:00+01:00")
        done.append((reminders.remind_of_reports(), reminders.remind_of_reports()))

    assert done == [(0, 0), (1, 0), (0, 0), (1, 0), (0, 0), (0, 0)]
    assert told() == ["projects.report_soon", "projects.report_late"]
    assert Event.objects.filter(happening="project.report_reminded").count() == 2


def test_after_years_off_one_reminder_is_sent(time_machine):
    unit = factories.unit()
    factories.contact_person(unit)
    rows.report(rows.project(stage="running", unit=unit), due_on=date(2027, 3, 15))
    time_machine.move_to("2030-01-01T09:00:00+01:00")

    assert (reminders.remind_of_reports(), reminders.remind_of_reports(), told()) == (1, 0, ["projects.report_late"])


def test_report_that_is_handed_in_or_of_a_closed_project_is_not_reminded_of(time_machine):
    time_machine.move_to("2027-03-10T09:00:00+01:00")
    rows.report(rows.project(stage="running"), due_on=date(2027, 3, 15), done_on=date(2027, 3, 1))
    rows.report(rows.project(stage="closed"), due_on=date(2027, 3, 15))

    assert reminders.remind_of_reports() == 0


def test_confidential_project_is_told_of_to_those_it_was_handed_to_only(time_machine):
    time_machine.move_to("2027-03-10T09:00:00+01:00")
    unit = factories.unit()
    granted, other = factories.contact_person(unit), factories.contact_person(unit)
    project = rows.project(
        stage="running", unit=unit, spine={"confidentiality": "confidential", "confidentiality_ground": "OSL 15:1"}
    )
    factories.grant(granted, project.engagement)
    rows.report(project, due_on=date(2027, 3, 15))

    reminders.remind_of_reports()

    assert list(Notice.objects.values_list("recipient_id", flat=True)) == [granted.pk]
    assert other.pk != granted.pk


def test_start_page_shows_what_is_to_be_handed_in_and_followed(client, time_machine):
    time_machine.move_to("2027-02-20T09:00:00+01:00")
    factories.policy()
    unit = factories.unit()
    client.force_login(factories.contact_person(unit))
    rows.report(rows.project(stage="running", unit=unit), title="Lägesrapport 7", due_on=date(2027, 3, 15))
    rows.report(rows.project(stage="running"), title="Andras rapport", due_on=date(2027, 3, 15))
    call = rows.call(title="Gröna hamnar")
    call.followings.create(unit=unit)

    page = start_page.whole(client)

    assert [word in page for word in ("Lägesrapport 7", "Andras rapport", "Gröna hamnar")] == [True, False, True]
