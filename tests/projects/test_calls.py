"""Calls with deadlines in Brussels time that units follow, and funders with their programmes."""

from datetime import UTC, datetime

import pytest
from django.urls import reverse

from core.models import Notice
from core.rules import NotPermitted, Refused
from projects import actions
from projects.actions import reminders
from projects.models import Call, CallFollower, Funder, Programme, Project
from tests import factories
from tests.projects import rows

pytestmark = pytest.mark.django_db
DEADLINE = datetime(2027, 3, 1, 16, tzinfo=UTC)


def call_form(programme, **fields):
    return {"programme": programme.pk, "title": "Gröna städer", "day": "2027-07-01", "clock": "17.00"} | fields


@pytest.mark.clause("GBG-P4")
def test_call_is_put_up_by_a_contact_person_with_its_deadline_in_brussels_time(client):
    factories.policy()
    client.force_login(factories.contact_person())
    programme = rows.programme()

    saved = client.post(reverse("projects:call_create"), call_form(programme))

    call = Call.objects.get()
    assert (saved.status_code, call.deadline) == (302, datetime(2027, 7, 1, 15, tzinfo=UTC))
    page = client.get(call.get_absolute_url()).content.decode()
    assert "1 juli 2027 17:00" in page


@pytest.mark.parametrize(("field", "value"), [("clock", "25:00"), ("clock", "fem"), ("opens_on", "2027-08-01")])
def test_call_that_cannot_be_is_refused(client, field, value):
    factories.policy()
    client.force_login(factories.coordinator())

    answer = client.post(reverse("projects:call_create"), call_form(rows.programme(), **{field: value}))

    assert (answer.status_code in {400, 409}, Call.objects.count()) == (True, 0)


@pytest.mark.clause("GBG-P4")
def test_unit_follows_a_call_and_is_reminded_at_each_distance_once_over_a_jump_of_years(client, time_machine):
    time_machine.move_to("2026-11-21T10:00:00+01:00")
    factories.policy()
    unit = factories.unit()
    who = factories.contact_person(unit)
    client.force_login(who)
    call = rows.call(deadline=DEADLINE)
    client.post(reverse("projects:call_follow", args=[call.pk]), {"unit": unit.pk})
    client.post(reverse("projects:call_follow", args=[call.pk]), {"unit": unit.pk})

    told = []
    for moment in (
        "2027-01-29T16:00:00+00:00", "2027-01-30T16:00:00+00:00", "2027-02-21T16:00:00+00:00",
        "2027-02-22T16:00:00+00:00", "2027-02-28T17:00:00+00:00", "2027-03-01T16:00:01+00:00",
        "2031-01-01T00:00:00+00:00",
    ):  # fmt: skip
        time_machine.move_to(moment)
        told.append((reminders.remind_of_calls(), reminders.remind_of_calls()))

    assert told == [(0, 0), (1, 0), (0, 0), (1, 0), (1, 0), (0, 0), (0, 0)]
    assert list(Notice.objects.filter(recipient_id=who.pk).values_list("kind", flat=True)) == ["projects.call_near"] * 3
    assert CallFollower.objects.count() == 1


def test_unit_that_follows_late_is_reminded_of_what_is_still_to_come(time_machine):
    time_machine.move_to("2027-02-20T12:00:00+00:00")
    unit = factories.unit()
    who = factories.contact_person(unit)
    actions.follow_call(call=rows.call(deadline=DEADLINE), unit=unit, by=who)

    now = reminders.remind_of_calls()
    time_machine.move_to("2027-02-27T12:00:00+00:00")

    assert (now, reminders.remind_of_calls()) == (0, 1)


def test_moved_deadline_is_reminded_of_anew(time_machine):
    time_machine.move_to("2027-02-25T12:00:00+00:00")
    unit = factories.unit()
    who = factories.contact_person(unit)
    call = rows.call(deadline=DEADLINE)
    actions.follow_call(call=call, unit=unit, by=who)
    actions.change_call(call=call, deadline=datetime(2027, 6, 1, 15, tzinfo=UTC), by=who)

    time_machine.move_to("2027-05-10T12:00:00+00:00")

    assert (reminders.remind_of_calls(), reminders.remind_of_calls()) == (1, 0)


def test_following_for_another_unit_is_not_permitted(client):
    factories.policy()
    client.force_login(factories.contact_person())
    call = rows.call()

    answer = client.post(reverse("projects:call_follow", args=[call.pk]), {"unit": factories.unit().pk})

    assert (answer.status_code, CallFollower.objects.count()) == (403, 0)


def test_unit_stops_following(client):
    factories.policy()
    unit = factories.unit()
    client.force_login(factories.contact_person(unit))
    call = rows.call()
    CallFollower.objects.create(call=call, unit=unit)

    client.post(reverse("projects:call_leave", args=[call.pk]), {"unit": unit.pk})

    assert CallFollower.objects.count() == 0


@pytest.mark.clause("GBG-P1")
def test_project_is_registered_from_a_call_with_its_programme_and_funder(client):
    factories.policy()
    client.force_login(factories.coordinator())
    call = rows.call(programme=rows.programme(name="Interreg", funder=rows.funder("eu")))
    unit = factories.coordinating_unit()

    client.post(reverse("projects:project_create"), {"title": "Hamnen", "responsible_unit": unit.pk, "call": call.pk})

    project = Project.objects.get()
    assert (project.call, project.programme, project.funder, project.stage) == (call, "Interreg", "eu", "idea")


@pytest.mark.parametrize("number", [1, 3])
def test_call_list_runs_the_same_queries_for_every_number_of_rows(client, django_assert_num_queries, number):
    factories.policy()
    client.force_login(factories.coordinator())
    for each in range(number):
        rows.call(title=f"Utlysning {each}")
    client.get(reverse("projects:call_list"))

    with django_assert_num_queries(4):
        page = client.get(reverse("projects:call_list"))

    assert page.content.decode().count(">Utlysning ") == number


def test_call_list_finds_by_words_funder_and_what_own_units_follow(client, time_machine):
    time_machine.move_to("2027-02-01T12:00:00+00:00")
    factories.policy()
    unit = factories.unit()
    client.force_login(factories.contact_person(unit))
    interreg = rows.programme(name="Interreg", funder=rows.funder("eu"))
    followed = rows.call(title="Följd", deadline=DEADLINE)
    CallFollower.objects.create(call=followed, unit=unit)
    rows.call(title="Östersjön", programme=interreg, deadline=DEADLINE)
    rows.call(title="Stängd", deadline=datetime(2026, 3, 1, tzinfo=UTC), programme=rows.programme(
        funder=rows.funder("icld"))
    )  # fmt: skip

    def shown(**asked):
        page = client.get(reverse("projects:call_list"), asked).content.decode()
        return [title for title in ("Följd", "Östersjön", "Stängd") if f">{title}<" in page]

    assert shown() == ["Följd", "Östersjön"]
    assert [shown(q="ÖSTERSJÖN interreg"), shown(visa="foljda"), shown(visa="stangda")] == [
        ["Östersjön"], ["Följd"], ["Stängd"],
    ]  # fmt: skip
    assert shown(visa="stangda", finansiar="icld") == ["Stängd"]


def test_funder_and_programme_are_put_up_by_the_coordinating_unit_only(client):
    factories.policy()
    client.force_login(factories.coordinator())
    form = {
        "name": "Nordisk fond", "kind": "other", "report_every_months": 6, "report_within_days": 30,
        "final_within_days": 60,
    }  # fmt: skip

    client.post(reverse("projects:funder_create"), form)
    funder = Funder.objects.get()
    client.post(reverse("projects:funder_edit", args=[funder.pk]), form | {"report_every_months": 12})
    client.post(reverse("projects:programme_create", args=[funder.pk]), {"name": "Grannar", "from_year": 2027})
    page = client.get(reverse("projects:funder_list")).content.decode()
    client.force_login(factories.contact_person())

    funder.refresh_from_db()
    assert (funder.key, funder.report_every_months, Programme.objects.get().key) == ("nordisk-fond", 12, "grannar")
    assert "Grannar" in page
    assert client.post(reverse("projects:funder_create"), form).status_code == 403


def test_funder_with_a_name_that_is_taken_gets_a_key_of_its_own():
    officer = factories.coordinator()

    keys = [actions.record_funder(name="Fonden", kind="other", by=officer).key for _each in range(3)]

    assert keys == ["fonden", "fonden-2", "fonden-3"]


@pytest.mark.parametrize(
    "act",
    [
        lambda by: actions.record_call(programme=rows.programme(), title="x", deadline=DEADLINE, by=by),
        lambda by: actions.record_funder(name="x", kind="eu", by=by),
        lambda by: actions.record_programme(funder=rows.funder(), name="x", by=by),
        lambda by: actions.state_aid_country(country=factories.country("UA"), receives=True, source="x", by=by),
    ],
)
def test_politicians_read_only(act):
    with pytest.raises(NotPermitted):
        act(factories.member(factories.board()))


def test_call_that_opens_after_its_deadline_is_refused():
    with pytest.raises(Refused):
        actions.change_call(call=rows.call(), opens_on=datetime(2027, 4, 1).date(), by=factories.coordinator())


@pytest.mark.clause("GBG-P4")
@pytest.mark.parametrize(("held", "said"), [("2027-02-10", "Öppna ärendet senast"), ("2027-03-10", "Inget planerat")])
def test_call_says_when_its_case_must_be_opened_to_be_decided_in_time(client, time_machine, held, said):
    time_machine.move_to("2026-11-21T10:00:00+01:00")
    committee = factories.body(name="Miljönämnden")
    unit = factories.unit(serves=committee)
    client.force_login(factories.contact_person(unit))
    factories.route(factories.policy(), "projects.apply", ("prepare", None), ("decide", None))
    factories.meeting(committee, starts_at=datetime.fromisoformat(f"{held}T13:00:00+01:00"))

    page = client.get(rows.call(deadline=DEADLINE).get_absolute_url()).content.decode()

    assert said in page
