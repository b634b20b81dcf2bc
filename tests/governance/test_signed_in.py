"""Who is signed in is read together with what they may do today."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from governance.enums import Function
from governance.models import Person
from governance.powers import powers_of
from governance.signed_in import SignedIn
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def busy():
    """Somebody with two functions today, one that ended yesterday and one that begins tomorrow."""
    today = timezone.localdate()
    who = factories.person("Sekreterare")
    factories.appoint(who, Function.SECRETARY, body=factories.board())
    factories.appoint(who, Function.CONTACT_PERSON, unit=factories.unit())
    factories.appoint(who, Function.MEMBER, body=factories.council(), ends_on=today - timedelta(days=1))
    factories.appoint(who, Function.CHAIR, body=factories.body(), starts_on=today + timedelta(days=1))
    return who


def test_person_comes_with_the_powers_of_today_in_one_query(busy, django_assert_num_queries):
    with django_assert_num_queries(1):
        found = SignedIn().get_user(busy.pk)
        powers = found.powers

    assert (found, found.name, found.password) == (busy, busy.name, busy.password)
    assert powers.functions == {Function.SECRETARY, Function.CONTACT_PERSON}
    assert powers == powers_of(Person.objects.get(pk=busy.pk))


def test_person_without_an_appointment_comes_without_powers(django_assert_num_queries):
    who = factories.person("Utan uppdrag")

    with django_assert_num_queries(1):
        found = SignedIn().get_user(who.pk)
        powers = found.powers

    assert (found, powers.functions, powers.capacity) == (who, frozenset(), "")


def test_who_is_no_longer_active_or_gone_is_nobody(busy):
    Person.objects.filter(pk=busy.pk).update(is_active=False)

    assert SignedIn().get_user(busy.pk) is None
    assert SignedIn().get_user(busy.pk + 1000) is None


def test_an_action_reads_the_powers_again(busy):
    found = SignedIn().get_user(busy.pk)
    busy.appointments.all().delete()

    assert found.powers.functions != frozenset()
    found.forget_powers()
    assert found.powers.functions == frozenset()
