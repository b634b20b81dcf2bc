"""SQL that is written once gives what the query itself gives."""

from datetime import date

import pytest
from django.db import IntegrityError, connection, transaction
from django.db.models import F

from core import kept_sql
from governance.models import Appointment, Unit
from tests import factories

pytestmark = pytest.mark.django_db


def named(*stands: int):
    return lambda: Unit.objects.filter(pk__in=stands).order_by("name").values_list("pk", "name")


def test_each_stand_in_is_replaced_by_what_is_given_each_time():
    first, second = factories.unit(name="Ettan"), factories.unit(name="Tvåan")
    stand = kept_sql.number(0)

    found = [list(kept_sql.rows("test.units", named(stand), {stand: unit.pk})) for unit in (first, second)]

    assert found == [[(first.pk, "Ettan")], [(second.pk, "Tvåan")]]


def test_words_in_a_like_are_replaced_with_their_signs_escaped():
    factories.unit(name="Hundra 100% säkert")
    factories.unit(name="Hundra 1000 säkra")
    stand = kept_sql.text(0)

    found = kept_sql.rows(
        "test.like",
        lambda: Unit.objects.filter(name__contains=stand).values_list("name"),
        {kept_sql.in_like(stand): kept_sql.in_like("100%")},
    )

    assert list(found) == [("Hundra 100% säkert",)]


def test_values_are_of_the_types_the_fields_have():
    factories.appoint(factories.person(), "director", unit=factories.unit())

    found = kept_sql.rows("test.days", lambda: Appointment.objects.order_by("pk").values_list("starts_on"))

    assert [type(day) for (day,) in found] == [date]


def test_columns_that_only_put_in_order_are_left_out():
    factories.unit(name="Ettan", short="E")

    found = kept_sql.rows(
        "test.distinct",
        lambda: Unit.objects.filter(name="Ettan").order_by(F("short").desc()).values_list("name").distinct(),
    )

    assert [tuple(row) for row in found] == [("Ettan",)]


def test_nothing_is_asked_when_there_can_be_no_rows(django_assert_num_queries):
    with django_assert_num_queries(0):
        found = kept_sql.rows("test.none", lambda: Unit.objects.none().values_list("pk"))
        number = kept_sql.count("test.none", lambda: Unit.objects.none().values_list("pk"))

    assert [list(found), number] == [[], 0]


def test_count_stops_where_what_is_written_stops():
    for name in ("Ettan", "Tvåan", "Trean"):
        factories.unit(name=name)

    counted = kept_sql.count("test.count", lambda: Unit.objects.order_by("pk").values_list("pk")[:2])

    assert counted == 2


def test_what_is_asked_again_and_again_is_counted_and_answers_for_what_is_given_each_time(django_assert_num_queries):
    units = [factories.unit(name=f"Enhet {number}") for number in range(8)]
    stand = kept_sql.number(0)

    with django_assert_num_queries(len(units)):
        found = [list(kept_sql.rows("test.again", named(stand), {stand: unit.pk})) for unit in units]

    assert found == [[(unit.pk, unit.name)] for unit in units]


def test_what_is_prepared_after_a_while_is_the_same_also_when_a_transaction_has_been_undone():
    units = [factories.unit(name=f"Enhet {number}") for number in range(8)]
    stand = kept_sql.number(0)

    def ask() -> list:
        return [list(kept_sql.rows("test.plan", named(stand), {stand: unit.pk})) for unit in units]

    before = ask()
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT count(*) FROM pg_prepared_statements WHERE statement LIKE '%governance_unit%'")
            assert cursor.fetchone() == (1,)
    with pytest.raises(IntegrityError), transaction.atomic():
        ask()
        Unit.objects.create(pk=units[0].pk, key="samma", name="Samma")

    assert ask() == before == [[(unit.pk, unit.name)] for unit in units]
