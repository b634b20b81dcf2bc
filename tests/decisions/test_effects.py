"""What takes effect on its date: once, in order, also after the machine has been off."""

from io import StringIO

import pytest
from django.core.management import call_command

from core.models import Event
from decisions import actions, tasks
from decisions.models import Effect

pytestmark = pytest.mark.django_db


def decided(world, days):
    case = world.put_forward(effective_on=world.days(days))
    world.decide(case)
    return case


def test_effects_run_in_order_of_date_after_five_years_off(world, trial, monkeypatch):
    late, early, middle = decided(world, 900), decided(world, 10), decided(world, 400)
    order = []
    original = trial.note
    monkeypatch.setattr(trial, "note", lambda what, case, *rest: (order.append(case.pk), original(what, case, *rest)))

    done = actions.carry_out_due(today=world.days(5 * 365))

    assert done == 3
    assert order == [early.pk, middle.pk, late.pk]
    assert actions.carry_out_due(today=world.days(5 * 365)) == 0


def test_effect_that_is_not_due_waits(world, trial):
    decided(world, 2)

    assert actions.carry_out_due(today=world.days(1)) == 0
    assert "carry_out" not in trial.calls


def test_effect_that_fails_stops_no_other_and_is_tried_again(world, trial):
    first, second = decided(world, 1), decided(world, 2)
    original = trial.note

    def fail_for_first(what, case, *rest):
        if case.pk == first.pk:
            raise RuntimeError("not yet")
        original(what, case, *rest)

    trial.note = fail_for_first
    assert actions.carry_out_due(today=world.days(3)) == 1
    trial.note = original

    assert actions.carry_out_due(today=world.days(3)) == 1
    assert list(Effect.objects.order_by("due_on").values_list("case", "state")) == [
        (first.pk, "done"),
        (second.pk, "done"),
    ]


def test_effect_is_recorded_as_the_clocks_doing(world):
    case = decided(world, 1)

    actions.carry_out_due(today=world.days(1))

    event = Event.objects.get(happening="case.effect", subject=f"decisions.case:{case.pk}")
    assert (event.actor_id, event.actor_name) == (None, "")


def test_effect_dated_before_the_decision_is_carried_out_at_once(world, trial):
    decided(world, -30)

    assert trial.calls[-1] == "carry_out"


def test_clock_and_command_carry_out_what_is_due(world):
    decided(world, 1)
    out = StringIO()

    assert tasks.carry_out_due() == 0
    call_command("carry_out_due", today=world.days(1), stdout=out)

    assert out.getvalue() == "1 carried out\n"
