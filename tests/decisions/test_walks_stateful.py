"""Cases and meetings walked at random, by the actions themselves: what must hold holds after every step.

One decision a step and round; nothing decided changes; numbers without gap or duplicate; effects once; the chain whole.
"""

from __future__ import annotations

import datetime
from collections import Counter

import pytest
from django.db import connection, transaction
from django.utils import timezone
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from core import chain
from core.models import Event, Series
from core.rules import Conflict, NotPermitted, Refused
from decisions import actions, matters
from decisions.actions import agenda, closing, recording
from decisions.enums import CaseState, DissentKind, EffectState, ItemState, MeetingState, Outcome
from decisions.models import AgendaItem, Ballot, Case, CaseStep, Decision, Effect, Meeting
from decisions.states import MEETING
from engagements.enums import AreaKey
from governance.enums import StepRole
from tests import factories

RUNNING = {CaseState.PUT_FORWARD, CaseState.TABLED}
OVER = [CaseState.DECIDED, CaseState.REJECTED, CaseState.WITHDRAWN]
pick = st.integers(min_value=0, max_value=11)
outcomes = st.sampled_from([*["approved"] * 4, *["minority_returned"] * 2, *Outcome.values])


class Walk(RuleBasedStateMachine):
    """`place` and `trial` are set by the test: what exists before, and what the matter has been asked."""

    place = None
    trial = None
    reached: Counter[str] = Counter()

    def __init__(self):
        super().__init__()
        self.savepoint = transaction.atomic()
        self.savepoint.__enter__()
        self.kept: dict[tuple[str, int], tuple] = {}
        self.carried: Counter[int] = Counter()
        self.trial.note = self.note
        self.days = 0

    def teardown(self):
        try:
            self.chain_is_whole()
            self.reached.update(AgendaItem.objects.filter(state="binding").values_list("outcome", flat=True))
            self.reached.update(Case.objects.values_list("state", flat=True))
            self.reached.update(Meeting.objects.values_list("state", flat=True))
            self.reached["effects"] += self.carried.total()
        finally:
            transaction.set_rollback(True)
            self.savepoint.__exit__(None, None, None)

    def note(self, what, case, *rest):
        if what == "carry_out":
            self.carried[case.pk] += 1

    # ── choosing ─────────────────────────────────────────────────────────────────────────────────────────────────

    def attempt(self, action, **facts):
        """Do it, or be told why not; a refusal leaves nothing behind, and the next check would see it."""
        try:
            return action(**facts)
        except (Refused, NotPermitted, Conflict):
            return None

    def some(self, rows, number):
        found = list(rows.order_by("pk"))
        return found[number % len(found)] if found else None

    def open_item(self, number):
        rows = AgendaItem.objects.filter(meeting__state=MeetingState.OPEN, state__in=["waiting", "recorded"])
        return self.some(rows, number)

    def secretary(self, body_id):
        return self.place.secretaries[body_id]

    # ── cases ────────────────────────────────────────────────────────────────────────────────────────────────────

    @initialize(first=st.sampled_from(["approved", "rejected", "noted"]), outcome=outcomes)
    def begin(self, first, outcome):
        """Two cases, the longer one already through committee and board to the council, which does `outcome`."""
        for longer in (False, True):
            self.open_case(days=0, longer=longer)
        for each in (first, "approved", outcome):
            self.through_a_meeting(number=1, outcome=each)

    @precondition(lambda self: Case.objects.count() < 5)
    @rule(days=st.integers(min_value=-5, max_value=900), longer=st.booleans())
    def open_case(self, days, longer):
        place = self.place
        case = actions.open_case(
            matter=place.long_matter if longer else place.short_matter,
            by=place.contact,
            engagement=factories.engagement(responsible_unit=place.unit),
            effective_on=timezone.localdate() + datetime.timedelta(days=days) if days else None,
            title="Avtal med Exempelstad",
            background="Bakgrund.",
            assessment="Bedömning.",
            proposed_decision="Avtalet godkänns.",
        )
        actions.put_forward(case=case, by=place.coordinator)

    @rule(number=pick)
    def put_forward_again(self, number):
        case = self.some(Case.objects.filter(state=CaseState.PREPARING), number)
        if case:
            text = f"Kompletterad {case.version}."
            self.attempt(actions.prepare, case=case, version=case.version, by=self.place.coordinator, background=text)
            self.attempt(actions.put_forward, case=case, by=self.place.coordinator)

    @rule(number=pick, sure=st.sampled_from([False, False, False, True]))
    def withdraw(self, number, sure):
        case = self.some(Case.objects.all(), number) if sure else None
        if case:
            self.attempt(actions.withdraw, case=case, reason="Inte aktuellt.", by=self.place.contact)

    @rule(number=pick, outcome=outcomes)
    def decide_directly(self, number, outcome):
        step = self.some(CaseStep.objects.filter(body__isnull=False), number)
        if step:
            self.attempt(
                actions.decide,
                step=step,
                outcome=outcome,
                decided_on=timezone.localdate(),
                paragraph=f"D{Decision.objects.count()}",
                text="Beslutat annorstädes.",
                presenter="Stadsdirektören",
                present_without_deciding="Ingen",
                by=self.secretary(step.body_id),
            )

    @rule(number=pick)
    def propose_directly(self, number):
        step = self.some(CaseStep.objects.filter(role=StepRole.PROPOSE), number)
        if step:
            self.attempt(actions.propose, step=step, text="Tillstyrks.", by=self.secretary(step.body_id))

    @rule(days=st.sampled_from([1, 30, 366, 5 * 366]))
    def let_time_pass(self, days):
        self.days += days
        actions.carry_out_due(today=timezone.localdate() + datetime.timedelta(days=self.days))

    # ── meetings ─────────────────────────────────────────────────────────────────────────────────────────────────

    @rule(number=pick)
    def hold_meeting(self, number):
        """A meeting of one of the bodies, called with every case whose turn it is there."""
        body = self.place.bodies[number % len(self.place.bodies)]
        if Meeting.objects.filter(body=body, state=MeetingState.OPEN).exists():
            return
        to_come = Meeting.objects.filter(body=body, state__in=["planned", "called"])
        meeting = to_come.order_by("starts_at").first() or self.planned(body)
        for step in CaseStep.objects.filter(body=body, state="active", case__state__in=RUNNING):
            self.attempt(agenda.add_case, meeting=meeting, step=step, by=self.secretary(body.pk))
        if meeting.state == MeetingState.PLANNED:
            MEETING.advance(meeting, "call")
        self.place.announce(meeting)
        people = self.place.members[body.pk]
        self.attempt(recording.open_meeting, meeting=meeting, chair=people[0], by=self.secretary(body.pk))
        present = [{"person": each} for each in people]
        recording.call_roll(meeting=meeting, present=present, by=self.secretary(body.pk))
        recording.choose_adjusters(meeting=meeting, people=people[-1:], by=self.secretary(body.pk))

    @rule(number=pick)
    def plan_another(self, number):
        """One more meeting later the same day, where what is tabled comes up."""
        body = self.place.bodies[number % len(self.place.bodies)]
        if Meeting.objects.filter(body=body, state__in=["planned", "called"]).count() < 2:
            self.planned(body)

    def planned(self, body):
        later = datetime.timedelta(seconds=Meeting.objects.count())
        return factories.meeting(body, starts_at=self.place.day + later)

    @rule(number=pick, case=pick, urgent=st.booleans())
    def add_to_the_agenda(self, number, case, urgent):
        meeting = self.some(Meeting.objects.filter(state__in=["planned", "called", "open"]), number)
        if meeting:
            step = self.some(CaseStep.objects.filter(body=meeting.body), case)
            by = self.secretary(meeting.body_id)
            if step:
                self.attempt(agenda.add_case, meeting=meeting, step=step, by=by, urgent=urgent)

    @rule(number=pick)
    def strike(self, number):
        item = self.some(AgendaItem.objects.all(), number)
        if item:
            self.attempt(agenda.strike, item=item, by=self.secretary(item.meeting.body_id))

    @rule(number=pick, there=st.sampled_from([0, 2, 3, 5, 5, 5, 5]))
    def call_roll(self, number, there):
        meeting = self.some(Meeting.objects.filter(state=MeetingState.OPEN), number)
        if meeting:
            people = [{"person": each} for each in self.place.members[meeting.body_id][5 - there :]]
            self.attempt(recording.call_roll, meeting=meeting, present=people, by=self.secretary(meeting.body_id))

    @rule(number=pick, outcome=outcomes, asking=st.integers(min_value=0, max_value=3), complete=st.integers(0, 4))
    def record(self, number, outcome, asking, complete):
        item = self.open_item(number)
        if item:
            self.attempt(
                recording.record_item,
                item=item,
                version=item.version,
                by=self.secretary(item.meeting.body_id),
                outcome=outcome,
                text=f"Beslut {item.version}." if complete else "",
                proposals="Inga",
                propositions="Bifall mot avslag.",
                reason="Underlag saknas.",
                presenter="Stadsdirektören",
                present_without_deciding="Ingen",
                requesters=self.place.members[item.meeting.body_id][:asking],
                all_agreed=complete > 1,
            )

    @rule(number=pick, yes=st.integers(0, 5), no=st.integers(0, 3), chair=st.sampled_from(["", "yes", "no"]))
    def vote(self, number, yes, no, chair):
        item = self.open_item(number)
        if item:
            self.attempt(
                recording.record_ballot,
                item=item,
                method="counted",
                for_yes="bifall",
                for_no="avslag",
                yes=yes,
                no=no,
                chair_says=chair,
                by=self.secretary(item.meeting.body_id),
            )

    @rule(number=pick)
    def take_back_vote(self, number):
        ballot = self.some(Ballot.objects.all(), number)
        if ballot:
            self.attempt(recording.remove_ballot, ballot=ballot, by=self.secretary(ballot.item.meeting.body_id))

    @rule(number=pick, who=st.integers(0, 4))
    def announce_conflict(self, number, who):
        item = self.open_item(number)
        if item:
            person = self.place.members[item.meeting.body_id][who]
            ground = "personal" if item.meeting.body.kind == "council" else "party"
            self.attempt(recording.announce_conflict, item=item, person=person, ground=ground, by=person)

    @rule(number=pick, who=st.integers(0, 4))
    def reserve(self, number, who):
        item = self.some(AgendaItem.objects.all(), number)
        if item:
            people = [self.place.members[item.meeting.body_id][who]]
            by = self.secretary(item.meeting.body_id)
            self.attempt(recording.add_dissent, item=item, kind=DissentKind.RESERVATION, people=people, by=by)

    @rule(number=pick)
    def bind(self, number):
        item = self.some(AgendaItem.objects.filter(state=ItemState.RECORDED), number)
        if item:
            self.attempt(closing.bind_item, item=item, by=self.secretary(item.meeting.body_id))

    @rule(number=pick)
    def close(self, number):
        meeting = self.some(Meeting.objects.filter(state=MeetingState.OPEN), number)
        if meeting:
            self.attempt(closing.close_meeting, meeting=meeting, by=self.secretary(meeting.body_id))

    @rule(number=pick, outcome=outcomes)
    def through_a_meeting(self, number, outcome):
        """The usual way, so that many walks get far: the case's body meets, records all that stands there, closes."""
        case = self.some(Case.objects.filter(state__in=RUNNING), number)
        step = case.steps.filter(state="active", body__isnull=False).first() if case else None
        if step is None:
            return
        if outcome == Outcome.MINORITY_RETURNED and step.body != self.place.council:
            outcome = Outcome.APPROVED
        self.hold_meeting(self.place.bodies.index(step.body))
        meeting = Meeting.objects.filter(body=step.body, state=MeetingState.OPEN).first()
        for item in meeting.items.filter(state__in=["waiting", "recorded"]) if meeting else []:
            self._record_fully(item, outcome if item.step_id == step.pk else "approved")
        if meeting:
            self.attempt(closing.close_meeting, meeting=meeting, by=self.secretary(meeting.body_id))

    def _record_fully(self, item, outcome):
        facts = {"text": "Beslutat.", "proposals": "Inga", "propositions": "Bifall mot avslag.", "reason": "Skäl."}
        facts |= {"presenter": "Stadsdirektören", "present_without_deciding": "Ingen", "all_agreed": True}
        if outcome == Outcome.MINORITY_RETURNED:
            facts["requesters"] = self.place.members[item.meeting.body_id][1:]
        by = self.secretary(item.meeting.body_id)
        self.attempt(recording.record_item, item=item, version=item.version, outcome=outcome, by=by, **facts)

    # ── what must hold ───────────────────────────────────────────────────────────────────────────────────────────

    @invariant()
    def one_decision_a_step_and_round(self):
        final = Decision.objects.exclude(outcome=Outcome.TABLED).values_list("step", "round")
        assert [each for each, times in Counter(final).items() if times > 1] == []

    @invariant()
    def nothing_decided_changes(self):
        now = {}
        for model, over in (
            (Decision, {}),
            (AgendaItem, {"state": ItemState.BINDING}),
            (Meeting, {"state": MeetingState.CLOSED}),
            (Case, {"state__in": OVER}),
        ):
            for row in model.objects.filter(**over).values():
                row.pop("changed_at", None)
                now[model.__name__, row["id"]] = tuple(row.items())
        for key, was in self.kept.items():
            assert now.get(key) == was
        self.kept = now

    @invariant()
    def a_case_is_with_one_body_or_over(self):
        active = Counter(CaseStep.objects.filter(state="active").values_list("case_id", flat=True))
        for pk, state in Case.objects.values_list("pk", "state"):
            assert active[pk] == (1 if state in RUNNING or state == CaseState.PREPARING else 0), (state, active[pk])

    @invariant()
    def numbers_run_without_gap_or_duplicate(self):
        given = {}
        for body, paragraph in AgendaItem.objects.filter(paragraph__isnull=False).values_list(
            "meeting__body_id", "paragraph"
        ):
            given.setdefault(body, []).append(paragraph)
        for body, paragraphs in given.items():
            assert sorted(paragraphs) == list(range(1, len(paragraphs) + 1))
            assert Series.objects.get(prefix=f"§:{body}").last == len(paragraphs)
        series = {}
        for number in Case.objects.values_list("reference_number", flat=True):
            series.setdefault(number.split()[0], []).append(int(number.rsplit("/", 1)[1]))
        for numbers in series.values():
            assert sorted(numbers) == list(range(1, len(numbers) + 1))

    @invariant()
    def what_binds_has_its_decision(self):
        binding = AgendaItem.objects.filter(state=ItemState.BINDING, step__isnull=False)
        for outcome, decision, text, decided in binding.values_list(
            "outcome", "decision__outcome", "text", "decision__text"
        ):
            assert (decision, decided) == ((None, None) if outcome == Outcome.DROPPED else (outcome, text))

    @invariant()
    def effects_come_once(self):
        done = set(Effect.objects.filter(state=EffectState.DONE).values_list("case_id", flat=True))
        assert dict(self.carried) == dict.fromkeys(done, 1)
        decided = set(Case.objects.filter(state=CaseState.DECIDED).values_list("pk", flat=True))
        assert set(Effect.objects.values_list("case_id", flat=True)) == decided

    def chain_is_whole(self):
        if connection.vendor == "postgresql":
            with connection.cursor() as cursor:
                cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
                cursor.execute("SET CONSTRAINTS ALL DEFERRED")
        assert list(chain.breaks(Event.objects.order_by("position"))) == []


class Place:
    """The bodies of a municipality, who sits in them and who records, and two routes through them."""

    def __init__(self, world, short_matter):
        self.council = factories.council()
        self.bodies = [world.board, world.committee, self.council]
        self.members = {body.pk: factories.members(body, 5) for body in self.bodies}
        for body in self.bodies:
            body.seats = 5
            body.save()
        self.secretaries = {
            world.board.pk: world.secretary,
            world.committee.pk: world.committee_secretary,
            self.council.pk: factories.secretary(self.council),
        }
        world.reroute(
            (StepRole.PREPARE, world.coordinating),
            (StepRole.PROPOSE, world.committee),
            (StepRole.PROPOSE, world.board),
            (StepRole.DECIDE, self.council),
        )
        self.long_matter, self.short_matter = world.route.matter, short_matter
        factories.usual_route(world.policy, short_matter)
        self.unit, self.contact, self.coordinator = world.unit, world.contact, world.coordinator
        self.day = timezone.now()

    def announce(self, meeting):
        if meeting.body == self.council:
            week = timezone.now() - datetime.timedelta(days=8)
            meeting.board_notices.get_or_create(
                kind="council_meeting",
                body=meeting.body,
                defaults={"title": "Sammanträde", "due_on": timezone.localdate(week), "posted_at": week},
            )


SHORT = "tests.short"


@pytest.fixture
def place(world, trial):
    matters.register(
        matters.Matter(
            SHORT, "Kort", AreaKey.MEMBERSHIPS, carry_out=lambda case, decision: trial.note("carry_out", case)
        )
    )
    yield Place(world, short_matter=SHORT)
    matters.forget(SHORT)


def walk(place, trial, *, walks, steps):
    """Walk, and count what was reached, so that the walks do not come to prove nothing."""
    machine = type("Walk", (Walk,), {"place": place, "trial": trial, "reached": Counter()})
    run_state_machine_as_test(
        machine,
        settings=settings(
            max_examples=walks,
            stateful_step_count=steps,
            deadline=None,
            database=None,
            derandomize=True,
            suppress_health_check=list(HealthCheck),
        ),
    )
    return machine.reached


@pytest.mark.django_db
def test_random_walks_of_cases_and_meetings_keep_what_must_hold(place, trial):
    reached = walk(place, trial, walks=8, steps=25)

    assert {"approved", "decided", "closed", "effects"} - set(+reached) == set()


@pytest.mark.slow
@pytest.mark.django_db
def test_two_hundred_random_walks_of_fifty_steps_keep_what_must_hold(place, trial):
    reached = walk(place, trial, walks=200, steps=50)

    sent_back = {"returned", "minority_returned", "tabled"}
    assert {"approved", "rejected", "noted", *sent_back, "decided", "closed", "effects"} - set(+reached) == set()
