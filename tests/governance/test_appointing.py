from datetime import date, timedelta

import pytest
from django.utils import timezone

from core.models import Event
from core.rules import NotPermitted, Refused
from governance import actions, selectors
from governance.enums import Function
from governance.models import Appointment, Person, Unit
from tests import factories

pytestmark = pytest.mark.django_db


def appoint(by, **fields):
    values = {"person": factories.person(), "function": Function.CONTACT_PERSON, "starts_on": date(2026, 1, 1)}
    if "body" not in fields and "unit" not in fields and fields.get("function") != Function.ADMINISTRATOR:
        values["unit"] = factories.unit()
    return actions.appoint(by=by, **values | fields)


def codes(refusal) -> list[str]:
    return [finding.code for finding in refusal.value.findings]


@pytest.mark.clause("GBG-09")
def test_an_appointment_gives_its_powers_in_its_own_body_only():
    committee, other = factories.body(), factories.body()

    row = appoint(factories.administrator(), function=Function.SECRETARY, body=committee)

    powers = row.person.powers
    assert [powers.in_body(Function.SECRETARY, body.pk) for body in (committee, other)] == [True, False]
    assert Event.objects.filter(happening="governance.appointed", subject=f"governance.person:{row.person_id}").exists()
    assert Appointment.history.filter(id=row.pk).count() == 1


@pytest.mark.parametrize(
    ("function", "place"),
    [
        (Function.MEMBER, "unit"),
        (Function.SECRETARY, "unit"),
        (Function.CONTACT_PERSON, "body"),
        (Function.DIRECTOR, "body"),
        (Function.ADMINISTRATOR, "body"),
    ],
)
def test_a_function_in_the_wrong_kind_of_place_is_refused(function, place):
    administrator = factories.administrator()

    with pytest.raises(Refused) as refusal:
        appoint(administrator, function=function, **{place: getattr(factories, place)()})

    assert codes(refusal) == ["appointment.place"]
    assert Appointment.objects.count() == 1


def test_an_appointment_that_ends_before_it_starts_is_refused():
    with pytest.raises(Refused) as refusal:
        appoint(factories.administrator(), ends_on=date(2025, 12, 31))

    assert codes(refusal) == ["appointment.period"]


@pytest.mark.parametrize(
    ("starts_on", "ends_on", "refused"),
    [
        (date(2026, 6, 30), None, True),
        (date(2025, 1, 1), date(2026, 1, 1), True),
        (date(2025, 1, 1), None, True),
        (date(2026, 7, 1), None, False),
        (date(2025, 1, 1), date(2025, 12, 31), False),
    ],
)
def test_the_same_appointment_does_not_run_twice_at_once(starts_on, ends_on, refused):
    administrator = factories.administrator()
    row = appoint(administrator, ends_on=date(2026, 6, 30))
    again = {"person": row.person, "unit": row.unit, "starts_on": starts_on, "ends_on": ends_on}

    if refused:
        with pytest.raises(Refused) as refusal:
            appoint(administrator, **again)
        assert codes(refusal) == ["appointment.overlaps"]
    else:
        appoint(administrator, **again)

    assert row.person.appointments.count() == (1 if refused else 2)


def test_only_an_administrator_appoints_and_ends():
    row = appoint(factories.administrator())
    coordinator = factories.coordinator()

    with pytest.raises(NotPermitted):
        appoint(coordinator)
    with pytest.raises(NotPermitted):
        actions.end_appointment(appointment=row, ends_on=date(2026, 6, 30), by=coordinator)

    row.refresh_from_db()
    assert row.ends_on is None


def test_a_closed_person_is_not_appointed():
    person = factories.person(is_active=False)

    with pytest.raises(Refused) as refusal:
        appoint(factories.administrator(), person=person)

    assert codes(refusal) == ["appointment.closed"]


def test_an_ended_appointment_opens_nothing_from_the_day_after():
    administrator = factories.administrator()
    row = appoint(administrator)
    today = timezone.localdate()

    actions.end_appointment(appointment=row, ends_on=today, by=administrator)

    row.person.forget_powers()
    assert row.person.powers.functions == frozenset({Function.CONTACT_PERSON})
    assert Appointment.objects.on(today + timedelta(days=1)).filter(pk=row.pk).exists() is False
    assert Event.objects.filter(happening="governance.appointment_ended").count() == 1


def test_an_appointment_is_not_ended_when():
    administrator = factories.administrator()
    row = appoint(administrator, ends_on=date(2026, 6, 30))
    own = administrator.appointments.get()

    with pytest.raises(Refused) as too_early:
        actions.end_appointment(appointment=row, ends_on=date(2025, 12, 31), by=administrator)
    with pytest.raises(Refused) as already:
        actions.end_appointment(appointment=row, ends_on=date(2026, 7, 1), by=administrator)
    with pytest.raises(Refused) as last:
        actions.end_appointment(appointment=own, ends_on=timezone.localdate(), by=administrator)

    assert codes(too_early) + codes(already) + codes(last) == [
        "appointment.period",
        "appointment.ended",
        "appointment.last-administrator",
    ]


def test_appointing_that_fails_halfway_leaves_nothing(monkeypatch):
    administrator = factories.administrator()

    def fail(*args, **kwargs):
        raise RuntimeError

    monkeypatch.setattr("core.events.record", fail)

    with pytest.raises(RuntimeError):
        appoint(administrator)

    assert Appointment.objects.count() == 1


def new_person(by, **fields):
    values = {"username": "ny", "name": "Ny Person", "email": "ny@exempel.se", "language": "sv", "password": ""}
    return actions.add_person(by=by, **values | fields)


def test_a_person_without_password_cannot_sign_in_with_one():
    person = new_person(factories.administrator())

    assert person.has_usable_password() is False
    assert Event.objects.filter(happening="governance.person_added").count() == 1


def test_a_person_is_not_added_when():
    administrator = factories.administrator()
    new_person(administrator)

    with pytest.raises(Refused) as taken:
        new_person(administrator, username="annan")
    with pytest.raises(Refused) as weak:
        new_person(administrator, username="svag", email="svag@exempel.se", password="kort")
    with pytest.raises(NotPermitted):
        new_person(factories.coordinator(), username="tredje", email="tredje@exempel.se")

    assert codes(taken) + codes(weak) == ["person.taken", "person.password"]
    assert Person.objects.filter(username__in=["annan", "svag", "tredje"]).count() == 0


def test_a_persons_details_change_and_a_taken_address_is_refused():
    administrator, person, other = factories.administrator(), factories.person(), factories.person()

    actions.change_person(person=person, name="Nytt Namn", email="nytt@exempel.se", by=administrator)
    with pytest.raises(Refused) as taken:
        actions.change_person(person=other, name="X", email="nytt@exempel.se", by=administrator)
    with pytest.raises(NotPermitted):
        actions.change_person(person=other, name="X", email="x@exempel.se", by=person)

    person.refresh_from_db()
    assert (person.name, codes(taken)) == ("Nytt Namn", ["person.taken"])


def test_sign_in_is_closed_and_opened_again():
    administrator, person = factories.administrator(), factories.person()

    actions.deactivate(person=person, by=administrator)
    person.refresh_from_db()
    closed = person.is_active
    actions.reactivate(person=person, by=administrator)
    person.refresh_from_db()

    assert (closed, person.is_active) == (False, True)


def test_sign_in_is_not_closed_when():
    administrator, person = factories.administrator(), factories.person()

    with pytest.raises(Refused) as oneself:
        actions.deactivate(person=administrator, by=administrator)
    with pytest.raises(NotPermitted):
        actions.deactivate(person=administrator, by=person)
    with pytest.raises(NotPermitted):
        actions.reactivate(person=person, by=person)

    assert codes(oneself) == ["person.oneself"]


@pytest.mark.clause("NKP-16", "SMF-09")
def test_units_without_a_contact_person_are_shown_first_and_a_period_that_is_over_does_not_count():
    named, over, never = factories.unit(name="A"), factories.unit(name="B"), factories.unit(name="C")
    contact = factories.contact_person(named)
    factories.appoint(factories.person(), Function.CONTACT_PERSON, unit=over, ends_on=date(2020, 1, 1))

    contacts, without = selectors.network()

    assert [(row.name, row.unit) for row in contacts] == [(contact.name, "A")]
    assert without == [(over.pk, "B"), (never.pk, "C")]
    assert [row.name for row in selectors.unit_rows()] == ["B", "C", "A"]


def test_units_and_bodies_are_saved_by_administrators_only():
    administrator = factories.administrator()
    fields = {"key": "ny", "name": "Nya kontoret", "form": "department", "coordinating": False}

    unit = actions.save_unit(unit=None, by=administrator, **fields)
    body = actions.save_body(body=None, by=administrator, key="ny", name="Nya nämnden", kind="committee")
    actions.save_body(body=body, by=administrator, name="Nyaste nämnden")
    with pytest.raises(NotPermitted):
        actions.save_unit(unit=unit, by=factories.coordinator(), name="Annat")
    with pytest.raises(NotPermitted):
        actions.save_body(body=body, by=factories.coordinator(), name="Annat")

    body.refresh_from_db()
    assert (body.name, Unit.objects.get(key="ny").name) == ("Nyaste nämnden", "Nya kontoret")
    assert Event.objects.filter(happening="governance.body_saved").count() == 2


def test_a_unit_or_a_body_is_not_saved_when():
    administrator = factories.administrator()
    factories.coordinating_unit()
    fields = {"name": "Annat", "form": "department"}

    with pytest.raises(Refused) as second:
        actions.save_unit(unit=None, by=administrator, key="tva", coordinating=True, **fields)
    with pytest.raises(Refused) as taken:
        actions.save_unit(unit=None, by=administrator, key="internationella", **fields)
    factories.council()
    with pytest.raises(Refused) as council:
        actions.save_body(body=None, by=administrator, key="kf2", name="Fullmäktige 2", kind="council")

    assert codes(second) + codes(taken) + codes(council) == [
        "unit.second-coordinating",
        "organisation.taken",
        "organisation.taken",
    ]
