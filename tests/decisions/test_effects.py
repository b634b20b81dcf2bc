"""What takes effect on its date: once, in order, also after the machine has been off."""

from io import StringIO

import pytest
from django.core.management import call_command

from core.models import Event
from decisions import actions, matters, tasks
from decisions.models import Case, Decision, Effect
from tests import factories

pytestmark = [pytest.mark.django_db, pytest.mark.slow]


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


# ── several effects of one engagement ────────────────────────────────────────────────────────────────────────────


def settled(world, matter, engagement, due_on, *, decided_on=None):
    """A case that is decided, with its effect waiting."""
    case = factories.case(matter=matter, engagement=engagement, state="decided", policy=world.policy)
    step = case.steps.create(order=1, role="decide", body=world.board, state="done")
    decision = Decision.objects.create(
        step=step, case=case, round=1, body=world.board, outcome="approved", paragraph="1", text="Bifalls.",
        decided_on=decided_on or world.today, presenter="Stadsdirektören", present_without_deciding="Ingen",
        recorded_by=world.secretary,
    )  # fmt: skip
    return Effect.objects.create(case=case, decision=decision, due_on=due_on)


@pytest.fixture
def carried(monkeypatch):
    """What the test's own matters have carried out, in order."""
    order = []
    for verb in ("start", "amend", "end", "adopt"):
        key = f"tests.{verb}"
        matter = matters.Matter(key, verb, None, carry_out=lambda case, decision, verb=verb: order.append(verb))
        monkeypatch.setitem(matters._matters, key, matter)
    return order


def test_effects_of_one_engagement_come_in_their_order_after_five_years_off(world, carried):
    engagement = world.engagement()
    settled(world, "tests.end", engagement, world.days(1400))
    settled(world, "tests.start", engagement, world.days(10))
    settled(world, "tests.adopt", world.engagement(), world.days(700))
    settled(world, "tests.amend", engagement, world.days(400))

    done = [actions.carry_out_due(today=world.days(5 * 365)) for _each in range(3)]

    assert (done, carried) == ([4, 0, 0], ["start", "amend", "adopt", "end"])


def test_effects_of_one_day_come_in_the_order_they_were_decided(world, carried):
    engagement = world.engagement()
    settled(world, "tests.amend", engagement, world.days(1), decided_on=world.days(-1))
    settled(world, "tests.start", engagement, world.days(1), decided_on=world.days(-9))

    actions.carry_out_due(today=world.days(2))

    assert carried == ["start", "amend"]


def test_effect_waits_for_an_earlier_one_of_the_same_engagement_that_fails(world, carried, monkeypatch):
    engagement = world.engagement()
    settled(world, "tests.start", engagement, world.days(1))
    settled(world, "tests.end", engagement, world.days(2))
    settled(world, "tests.adopt", world.engagement(), world.days(3))
    works = matters.get("tests.start")
    broken = matters.Matter("tests.start", "start", None, carry_out=lambda case, decision: 1 / 0)
    monkeypatch.setitem(matters._matters, "tests.start", broken)

    first = actions.carry_out_due(today=world.days(9))
    monkeypatch.setitem(matters._matters, "tests.start", works)
    second = actions.carry_out_due(today=world.days(9))

    assert (first, second, carried) == (1, 2, ["adopt", "start", "end"])


def test_effect_due_at_once_waits_when_the_clock_has_not_carried_out_an_earlier_one(world, trial, carried):
    engagement = world.engagement()
    settled(world, "tests.start", engagement, world.days(-3))
    case = world.put_forward(engagement=engagement)

    world.decide(case)

    assert Effect.objects.get(case=case).state == "waiting"
    assert actions.carry_out_due() == 2
    assert (carried, trial.calls[-1]) == (["start"], "carry_out")


def test_membership_starts_and_ends_on_its_days_after_five_years_off(world):
    membership = factories.membership(engagement_fields={"status": "proposed", "starts_on": None})
    settled(world, "memberships.leave", membership.engagement, world.days(1000))
    settled(world, "memberships.join", membership.engagement, world.days(100))
    Case.objects.filter(matter="memberships.join").update(effective_on=world.days(100))
    Case.objects.filter(matter="memberships.leave").update(effective_on=world.days(1000))

    done = [actions.carry_out_due(today=world.days(5 * 365)) for _each in range(2)]

    membership.engagement.refresh_from_db()
    spine = membership.engagement
    assert done == [2, 0]
    assert (spine.status, spine.starts_on, spine.ends_on) == ("ended", world.days(100), world.days(1000))
    assert Event.objects.filter(happening="case.effect").count() == 2
