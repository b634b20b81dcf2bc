"""Check-ins: planned, logged, reminded of once when overdue (GBG-C8)."""

from datetime import date

import pytest
import time_machine
from django.core.exceptions import ValidationError
from django.test import Client

from core.models import Event, Notice
from core.rules import Conflict, NotPermitted, Refused
from engagements import tasks
from engagements.actions import check_ins
from engagements.models import CheckIn, CheckInRhythm
from tests import factories

pytestmark = pytest.mark.django_db
TODAY = "2026-11-21 09:00:00+01:00"


@pytest.fixture(autouse=True)
def today():
    with time_machine.travel(TODAY, tick=False) as traveller:
        yield traveller


def client_of(person):
    client = Client()
    client.force_login(person)
    return client


def unit_with_engagement():
    unit = factories.unit()
    return unit, factories.engagement("projects", responsible_unit=unit, title="Projektet")


def log(engagement, by, **said):
    values = {"held_on": date(2026, 11, 20), "who": "Kontaktpersonen", "said": "Allt går bra."}
    return check_ins.log_check_in(engagement=engagement, by=by, **values | said)


@pytest.mark.clause("GBG-C8")
def test_check_ins_are_planned_logged_and_put_on_again_from_the_page():
    unit, engagement = unit_with_engagement()
    client = client_of(factories.contact_person(unit))
    url = f"/engagemang/{engagement.pk}/avstamningar/"

    client.post(f"{url}planera/", {"every_months": "3", "days": "2026-12-01"})
    planned = engagement.check_ins.get()
    said = {"held_on": "20 november 2026", "who": "Vi två", "said": "Ansökan är inne."}
    answer = client.post(f"{url}skriv/?planerad={planned.pk}", said)
    page = client.get(url)

    assert (answer.status_code, answer.url) == (302, url)
    assert [(row.held_on, row.who, row.said) for row in page.context["held"]] == [
        (date(2026, 11, 20), "Vi två", "Ansökan är inne.")
    ]
    assert [row.due_on for row in page.context["planned"]] == [date(2027, 2, 20)]
    assert [line.said for line in client.get(f"/engagemang/{engagement.pk}/").context["parts"].check_ins] == [
        "", "Ansökan är inne.",
    ]  # fmt: skip


def test_plan_by_interval_alone_begins_so_many_months_from_today():
    _unit, engagement = unit_with_engagement()

    check_ins.plan_check_ins(engagement=engagement, every_months=6, by=factories.coordinator())

    assert list(engagement.check_ins.values_list("due_on", flat=True)) == [date(2027, 5, 21)]
    assert CheckInRhythm.objects.get().months == 6


def test_plan_keeps_the_days_that_stand_and_ends_the_interval():
    _unit, engagement = unit_with_engagement()
    by = factories.coordinator()
    check_ins.plan_check_ins(engagement=engagement, every_months=6, by=by)

    check_ins.plan_check_ins(engagement=engagement, days=[date(2027, 5, 21), date(2027, 1, 8)], by=by)

    assert list(engagement.check_ins.order_by("due_on").values_list("due_on", flat=True)) == [
        date(2027, 1, 8), date(2027, 5, 21),
    ]  # fmt: skip
    assert CheckInRhythm.objects.count() == 0


@pytest.mark.parametrize(
    ("fields", "code"),
    [
        ({}, "check-in.nothing"),
        ({"days": [date(2026, 1, 1)]}, "check-in.past"),
    ],
)
def test_plan_that_says_nothing_possible_is_refused(fields, code):
    _unit, engagement = unit_with_engagement()

    with pytest.raises(Refused) as refused:
        check_ins.plan_check_ins(engagement=engagement, by=factories.coordinator(), **fields)

    assert [finding.code for finding in refused.value.findings] == [code]


def test_plan_of_what_has_ended_is_refused():
    ended = factories.engagement(status="ended")

    with pytest.raises(Refused) as refused:
        check_ins.plan_check_ins(engagement=ended, every_months=3, by=factories.coordinator())

    assert [finding.code for finding in refused.value.findings] == ["check-in.ended"]


@pytest.mark.parametrize(
    ("said", "code"),
    [
        ({"who": " "}, "check-in.who"),
        ({"said": " "}, "check-in.said"),
        ({"held_on": date(2027, 1, 1)}, "check-in.day"),
    ],
)
def test_log_that_says_too_little_is_refused_and_nothing_is_written(said, code):
    unit, engagement = unit_with_engagement()

    with pytest.raises(Refused) as refused:
        log(engagement, factories.contact_person(unit), **said)

    assert [finding.code for finding in refused.value.findings] == [code]
    assert (CheckIn.objects.count(), Event.objects.filter(happening="engagement.checked_in").count()) == (0, 0)


def test_a_unit_that_takes_part_may_log_and_a_stranger_may_not():
    _unit, engagement = unit_with_engagement()
    taking_part = factories.unit()
    engagement.participations.create(unit=taking_part)

    log(engagement, factories.contact_person(taking_part))
    with pytest.raises(NotPermitted) as refused:
        log(engagement, factories.contact_person())

    assert (CheckIn.objects.count(), refused.value.finding.clause) == (1, "GBG-C8")


def test_the_same_planned_check_in_is_logged_once():
    unit, engagement = unit_with_engagement()
    by = factories.contact_person(unit)
    [planned] = check_ins.plan_check_ins(engagement=engagement, days=[date(2026, 12, 1)], by=by)
    log(engagement, by, planned=planned)

    with pytest.raises(Conflict):
        log(engagement, by, planned=planned)

    assert CheckIn.objects.exclude(held_on=None).count() == 1


def test_a_next_day_that_cannot_be_kept_takes_the_log_with_it():
    unit, engagement = unit_with_engagement()

    with pytest.raises(ValidationError):
        log(engagement, factories.contact_person(unit), next_on="i mars")

    assert CheckIn.objects.count() == 0


def test_cancel_takes_a_planned_one_away_and_never_a_held_one():
    unit, engagement = unit_with_engagement()
    by = factories.contact_person(unit)
    [planned] = check_ins.plan_check_ins(engagement=engagement, days=[date(2026, 12, 1)], by=by)
    held = log(engagement, by)

    check_ins.cancel_check_in(check_in=planned, by=by)
    with pytest.raises(Conflict):
        check_ins.cancel_check_in(check_in=held, by=by)

    assert list(CheckIn.objects.values_list("pk", flat=True)) == [held.pk]


@pytest.mark.clause("GBG-C8")
def test_overdue_check_in_is_reminded_of_exactly_once_however_long_the_clock_was_off(today):
    unit, engagement = unit_with_engagement()
    contact, director, coordinator = factories.contact_person(unit), factories.director(unit), factories.coordinator()
    check_ins.plan_check_ins(engagement=engagement, days=[date(2026, 12, 1)], by=coordinator)

    on_the_day = [tasks.remind_of_check_ins()]
    today.move_to("2026-12-01 23:00:00+01:00")
    on_the_day.append(tasks.remind_of_check_ins())
    today.move_to("2031-03-01 09:00:00+01:00")
    later = [tasks.remind_of_check_ins(), tasks.remind_of_check_ins()]

    assert (on_the_day, later) == ([0, 0], [1, 0])
    assert set(Notice.objects.values_list("recipient_id", flat=True)) == {contact.pk, director.pk, coordinator.pk}
    assert Notice.objects.count() == 3
    assert Event.objects.filter(happening="engagement.check_in_reminded").count() == 1


def test_reminder_of_something_confidential_goes_only_to_who_sees_it_and_names_nothing(today):
    unit = factories.unit()
    handed, other = factories.contact_person(unit), factories.director(unit)
    secret = factories.confidential_engagement(responsible_unit=unit, title="Hemlig delegation")
    factories.grant(handed, secret)
    CheckIn.objects.create(engagement=secret, due_on=date(2026, 11, 1))

    tasks.remind_of_check_ins()

    notice = Notice.objects.get()
    assert (notice.recipient_id, "Hemlig" in notice.subject, other.pk != notice.recipient_id) == (
        handed.pk,
        False,
        True,
    )


def test_what_has_ended_is_not_reminded_of():
    CheckIn.objects.create(engagement=factories.engagement(status="ended"), due_on=date(2026, 11, 1))

    assert tasks.remind_of_check_ins() == 0


def test_start_page_of_the_unit_and_of_the_coordinating_unit_shows_what_waits():
    unit, engagement = unit_with_engagement()
    CheckIn.objects.create(engagement=engagement, due_on=date(2026, 11, 1))

    pages = [
        client_of(who).get("/").content.decode() for who in (factories.contact_person(unit), factories.coordinator())
    ]

    assert ["Projektet" in page for page in pages] == [True, True]
    assert ["Att stämma av" in pages[0], "Försenade avstämningar" in pages[1]] == [True, True]
