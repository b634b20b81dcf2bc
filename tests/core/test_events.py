"""The event chain, on whichever database the run uses."""

import json
import re

import pytest
from django.core.management import CommandError, call_command
from django.db import DatabaseError, connection, transaction

from core import chain, events
from core.models import Event
from tests import factories
from tests.databases import HERE


def record(number: int = 1) -> None:
    for index in range(number):
        events.record("core.denied", f"test:{index}", by=None, detail={"å": index})


def in_order() -> list[Event]:
    return list(Event.objects.order_by("position"))


@pytest.mark.django_db(transaction=True)
def test_event_recorded_is_chained_by_the_database():
    record(3)

    rows = in_order()

    assert [row.position for row in rows] == [1, 2, 3]
    assert [row.previous_hash for row in rows] == ["", rows[0].hash, rows[1].hash]
    assert [row.hash for row in rows] == [chain.digest(row.previous_hash, row.position, row.payload) for row in rows]


@pytest.mark.django_db(transaction=True)
def test_event_says_who_did_what_on_which_appointment():
    who = factories.coordinator()
    engagement = factories.engagement()

    events.record("engagement.changed", engagement, by=who, detail={"field": "title"})

    row = Event.objects.get(happening="engagement.changed")
    assert (row.actor_id, row.actor_name) == (who.pk, str(who))
    assert row.capacity == "Handläggare, samordnande enheten, Internationella enheten"
    assert row.subject == f"engagements.engagement:{engagement.pk}"
    assert json.loads(row.payload)["detail"] == {"field": "title"}


@pytest.mark.django_db(transaction=True)
def test_event_of_a_transaction_that_rolls_back_leaves_no_gap():
    record(1)
    with pytest.raises(RuntimeError), transaction.atomic():
        record(1)
        raise RuntimeError

    record(1)

    assert [row.position for row in in_order()] == [1, 2]


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE core_event SET payload = '{}' WHERE position = 1",
        "UPDATE core_event SET actor_name = 'X' WHERE position = 1",
        "UPDATE core_event SET position = NULL WHERE position = 1",
        "DELETE FROM core_event WHERE position = 2",
        "INSERT INTO core_event (position, previous_hash, hash, payload, at, happening, subject, thread, actor_name,"
        " capacity) VALUES (9, '', '', '{}', '2026-01-01', 'x', 'x', '', '', '')",
    ],
)
def test_chain_refuses_statement(statement):
    record(2)
    before = list(Event.objects.order_by("position").values())

    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)

    assert list(Event.objects.order_by("position").values()) == before


@pytest.mark.django_db(transaction=True)
def test_verify_events_accepts_an_untouched_chain(capsys):
    record(3)

    call_command("verify_events")

    assert capsys.readouterr().out.startswith("3 events verified; head ")


# What the owner of the database does to an event, or after the last one.
ATTACKS = {
    "alter": "UPDATE core_event SET payload = '{{\"detail\": 1}}' WHERE position = {at}",
    "alter a column": "UPDATE core_event SET actor_name = 'Någon annan' WHERE position = {at}",
    "delete": "DELETE FROM core_event WHERE position = {at}",
    "swap": "UPDATE core_event SET position = CASE position WHEN {at} THEN -1 ELSE {at} END"
    " WHERE position IN ({at}, {at} + 1)",
    "insert": "INSERT INTO core_event (position, previous_hash, hash, payload, at, happening, subject, thread,"
    " actor_name, capacity) VALUES ({at}, 'x', 'y', '{{}}', '2026-01-01', 'x', 'x', '', '', '')",
}


def attack(places: dict[str, int]) -> None:
    """The owner of the database can step around the triggers."""
    chain.remove(connection)
    with connection.cursor() as cursor:
        for name, at in places.items():
            cursor.execute(ATTACKS[name].format(at=at))


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize(("name", "at"), [*((name, 5) for name in ATTACKS if name != "insert"), ("insert", 13)])
def test_verify_events_finds_each_attack_of_the_owner(name, at, capsys):
    record(12)

    with pytest.raises(CommandError), transaction.atomic():
        attack({name: at})
        call_command("verify_events")

    assert str(at) in capsys.readouterr().err
    call_command("verify_events")


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("many", [100_000 if HERE == "postgresql" else 10_000])
def test_verify_events_finds_every_attack_of_the_owner_among_many(many, capsys):
    """The chain tells where each attack was made, and complains of nothing else."""
    with transaction.atomic():
        template = {"at": "2026-01-01T00:00:00+00:00", "happening": "x", "subject": "x", "thread": "x"}
        payload = json.dumps(template | {"actor_id": None, "actor_name": "", "capacity": ""}, sort_keys=True)
        at = events.timezone.datetime.fromisoformat(template["at"])
        Event.objects.bulk_create(
            (Event(payload=payload, at=at, happening="x", subject="x", thread="x") for _ in range(many)),
            batch_size=500,
        )
    tenth = many // 10
    places = {"alter": tenth, "alter a column": 2 * tenth, "delete": 3 * tenth, "swap": 4 * tenth, "insert": many + 1}

    with pytest.raises(CommandError), transaction.atomic():
        attack(places)
        call_command("verify_events")

    told = {int(number) for number in re.findall(r"\d+", capsys.readouterr().err)}
    beside = {number + step for number in places.values() for step in (-1, 0, 1, 2)}
    assert (set(places.values()) - told, told - beside - {0, 1}) == (set(), set())
    call_command("verify_events")
    assert capsys.readouterr().out.startswith(f"{many} events verified")
