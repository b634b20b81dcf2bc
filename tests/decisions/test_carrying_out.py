"""Tasks from decisions: given, reported, accepted, handed back and reminded of; and the balance list."""

import datetime

import pytest
from django.core.cache import cache
from django.utils import timezone

from core.models import Event, Notice
from core.rules import Conflict, NotPermitted, Refused
from decisions.actions import carrying_out, referrals
from decisions.models import Assignment
from decisions.prints.balance import BALANCE
from decisions.referring import Recipient
from decisions.selectors import balance
from decisions.selectors import carrying_out as found
from decisions.selectors.waiting import waiting
from documents.pdf.render import render_pdf
from governance.enums import StepRole
from tests import factories
from tests.pdf_assertions import assert_archivable, text_of

pytestmark = [pytest.mark.django_db, pytest.mark.slow]


def ago(days: int) -> datetime.datetime:
    """The same time of the day, that many days ago by the calendar: a day of summer time has other hours."""
    return timezone.localtime() - datetime.timedelta(days=days)


def codes(refused):
    return [finding.code for finding in refused.value.findings]


@pytest.fixture
def decision(world):
    cache.clear()
    return world.decide(world.put_forward())


def give(world, decision, **changed):
    values = {"unit": world.unit, "text": "Säg upp avtalet.", "due_on": world.days(20), "by": world.secretary}
    return carrying_out.give_task(decision=decision, **values | changed)


def report(world, task, **changed):
    values = {"version": task.version, "report": "Avtalet är uppsagt.", "by": world.director}
    return carrying_out.report_task(assignment=task, **values | changed)


def backdate(task, world, days):
    Assignment._base_manager.filter(pk=task.pk).update(given_at=ago(days))


def test_give_task_tells_the_units_director_once(world, decision):
    task = give(world, decision)

    notices = Notice.objects.filter(kind="decisions.task_given")
    assert (task.state, task.case, task.given_by) == ("given", decision.case, world.secretary)
    assert [(row.recipient_id, row.url) for row in notices] == [(world.director.pk, task.get_absolute_url())]
    assert Event.objects.filter(happening="task.given").count() == 1


def test_give_task_tells_the_contact_persons_of_a_unit_without_director(world, decision):
    unit = factories.unit(name="Miljöförvaltningen")
    contact = factories.contact_person(unit)

    give(world, decision, unit=unit)

    assert list(Notice.objects.filter(kind="decisions.task_given").values_list("recipient_id", flat=True)) == [
        contact.pk
    ]


def test_give_task_is_for_the_secretary_and_the_coordinating_unit(world, decision):
    give(world, decision, by=world.coordinator)

    for who in (world.director, world.committee_secretary, world.member):
        with pytest.raises(NotPermitted) as refused:
            give(world, decision, by=who, text="Annat")
        assert refused.value.finding.code == "task.may-not-give"


def test_give_task_is_refused_without_text_with_a_day_passed_and_twice(world, decision):
    give(world, decision)

    with pytest.raises(Refused) as refused:
        give(world, decision, text=" ", due_on=world.days(-1))
    with pytest.raises(Conflict):
        give(world, decision)

    assert codes(refused) == ["task.text-missing", "task.day-passed"]
    assert Assignment.objects.count() == 1


def test_give_task_is_refused_from_what_did_not_decide_the_case(world):
    world.reroute(
        (StepRole.PREPARE, world.coordinating), (StepRole.DECIDE, world.board), ("confirm", factories.council())
    )
    passed_on = world.decide(world.put_forward())
    world.reroute((StepRole.PREPARE, world.coordinating), (StepRole.DECIDE, world.board))
    rejected = world.decide(world.put_forward(), outcome="rejected")
    found = []

    for decision in (passed_on, rejected):
        with pytest.raises(Refused) as refused:
            give(world, decision)
        found.append(codes(refused))

    assert found == [["task.not-final"], ["task.not-final"]]


def test_give_task_in_a_confidential_case_is_refused_to_a_unit_nobody_of_which_was_handed_it(world, decision):
    case = decision.case
    case.confidentiality, case.confidentiality_ground = "confidential", "OSL 15:1"
    case.save()

    with pytest.raises(Refused) as refused:
        give(world, decision)

    assert [(each.code, each.clause) for each in refused.value.findings] == [("task.nobody-has-access", "OSL 15:1")]
    assert (Assignment.objects.count(), Notice.objects.filter(kind="decisions.task_given").count()) == (0, 0)


def test_report_task_keeps_the_report_and_tells_who_gave_it(world, decision):
    task = report(world, give(world, decision))

    assert (task.state, task.report, task.reported_by) == ("reported", "Avtalet är uppsagt.", world.director)
    assert Notice.objects.filter(kind="decisions.task_reported", recipient_id=world.secretary.pk).count() == 1


def test_report_task_is_for_the_unit_and_refused_empty_or_twice(world, decision):
    task = give(world, decision)

    with pytest.raises(NotPermitted):
        report(world, task, by=world.secretary)
    with pytest.raises(Refused) as refused:
        report(world, task, report=" ")
    report(world, task)
    with pytest.raises(Conflict) as conflict:
        report(world, task, report="Min text")

    assert codes(refused) == ["task.report-missing"]
    assert (conflict.value.theirs, conflict.value.yours) == ("Avtalet är uppsagt.", "Min text")


def test_accept_report_ends_the_task(world, decision):
    task = report(world, give(world, decision))

    done = carrying_out.accept_report(assignment=task, by=world.secretary)

    assert (done.state, done.ended_at is not None) == ("done", True)
    with pytest.raises(Conflict):
        carrying_out.accept_report(assignment=task, by=world.secretary)
    assert Event.objects.filter(happening="task.accepted").count() == 1


def test_accept_report_is_not_for_the_unit_nor_for_who_reported(world, decision):
    own = report(world, give(world, decision, unit=world.coordinating), by=world.coordinator)
    found = []

    for who in (world.director, world.coordinator):
        with pytest.raises(NotPermitted) as refused:
            carrying_out.accept_report(assignment=own, by=who)
        found.append(refused.value.finding.code)

    own.refresh_from_db()
    assert (found, own.state) == (["task.may-not-follow-up", "task.own-report"], "reported")


def test_hand_back_keeps_the_report_and_says_why(world, decision):
    task = report(world, give(world, decision))

    with pytest.raises(Refused) as refused:
        carrying_out.hand_back(assignment=task, reason=" ", by=world.secretary)
    back = carrying_out.hand_back(assignment=task, reason="Bilägg uppsägningen.", by=world.secretary)

    assert codes(refused) == ["task.reason-missing"]
    assert (back.state, back.report, back.handed_back) == ("given", "Avtalet är uppsagt.", "Bilägg uppsägningen.")
    assert Notice.objects.filter(kind="decisions.task_settled", recipient_id=world.director.pk).count() == 1
    again = report(world, back, report="Klart, se bilaga.")
    assert (again.state, again.handed_back) == ("reported", "")


def test_hand_back_what_is_not_reported_conflicts_and_changes_nothing(world, decision):
    task = give(world, decision)

    with pytest.raises(Conflict):
        carrying_out.hand_back(assignment=task, reason="Mer", by=world.secretary)

    task.refresh_from_db()
    assert (task.state, task.handed_back, task.version) == ("given", "", 1)


def test_clock_reminds_three_days_before_and_the_day_after_once_each(world, decision):
    task = give(world, decision, due_on=world.days(3))
    same_day = carrying_out.remind_of_tasks()
    backdate(task, world, 5)

    soon = [carrying_out.remind_of_tasks(), carrying_out.remind_of_tasks()]
    late = [carrying_out.remind_of_tasks(today=world.days(each)) for each in (3, 4, 5)]

    assert (same_day, soon, late) == (0, [1, 0], [0, 1, 0])
    told = (
        Notice.objects.filter(kind="decisions.task_late")
        .order_by("recipient_id")
        .values_list("recipient_id", flat=True)
    )
    assert sorted(told) == sorted([world.director.pk, world.secretary.pk])


def test_clock_after_a_time_off_reminds_once(world, decision):
    backdate(give(world, decision, due_on=world.days(1)), world, 30)

    assert [
        carrying_out.remind_of_tasks(today=world.days(400)),
        carrying_out.remind_of_tasks(today=world.days(401)),
    ] == [1, 0]
    assert Notice.objects.filter(kind="decisions.task_soon").count() == 0


def test_unit_has_to_do_and_giver_has_to_accept(world, decision):
    task, late = give(world, decision), give(world, decision, text="Meddela staden.")
    Assignment._base_manager.filter(pk=late.pk).update(due_on=world.days(-2))
    report(world, task)

    rows = waiting(world.director).tasks

    assert [(row.text, row.late) for row in rows] == [("Meddela staden.", True)]
    assert [row.pk for row in found.to_accept(world.secretary)] == [task.pk]
    assert (found.to_accept(world.director), waiting(world.secretary).tasks) == ([], [])


# ── the balance list ─────────────────────────────────────────────────────────────────────────────────────────────


def opened(case, days):
    type(case)._base_manager.filter(pk=case.pk).update(opened_at=ago(days))


def test_balance_holds_what_is_open_the_oldest_first_with_where_it_lies(world, django_assert_num_queries):
    young, old = world.put_forward(), world.prepared()
    opened(young, 3), opened(old, 40)
    world.decide(world.put_forward())
    mine = balance.for_print(True)

    with django_assert_num_queries(3):
        seen = balance.balance(world.board, mine)

    assert [(row.number, row.age, row.where, row.does) for row in seen.cases] == [
        (old.reference_number, 40, "Internationella enheten", "bereder"),
        (young.reference_number, 3, "Kommunstyrelsen", "beslutar"),
    ]
    assert (seen.left, seen.oldest) == ([], 40)


def test_balance_says_the_nearest_day_and_what_it_is(world):
    forward, referred = world.put_forward(), world.prepared()
    meeting = factories.called_meeting(world.board)
    factories.agenda_item(meeting, world.active(forward))
    recipients = [Recipient(unit=factories.director(factories.unit()).appointments.get().unit)]
    facts = {"title": "Remiss", "question": "Vad anser ni?", "due_on": world.days(12), "recipients": recipients}
    referral = referrals.draft_referral(case=referred, by=world.coordinator, **facts)
    referrals.send(referral=referral, by=world.coordinator)

    rows = {row.number: row for row in balance.for_person(world.board, world.coordinator).cases}

    found = rows[forward.reference_number], rows[referred.reference_number]
    assert [(row.next_on, row.next_what) for row in found] == [
        (meeting.held_on, "sammanträde"),
        (world.days(12), "sista svarsdag"),
    ]


def test_balance_holds_effects_that_wait_and_tasks_that_are_open(world):
    waiting = world.decide(world.put_forward(effective_on=world.days(100)))
    task = give(world, world.decide(world.put_forward(), decided_on=world.today))
    done = report(world, give(world, waiting, text="Klart"))
    carrying_out.accept_report(assignment=done, by=world.secretary)
    Assignment._base_manager.filter(pk=task.pk).update(due_on=world.days(-1))

    seen = balance.for_person(world.board, world.coordinator)

    assert [(row.number, row.what, row.due_on, row.late) for row in seen.left] == [
        (waiting.case.reference_number, "Beslutet väntar på sitt datum", world.days(100), False),
        (task.case.reference_number, "Säg upp avtalet.", world.days(-1), True),
    ]
    assert (seen.cases, seen.late) == ([], 1)


def test_balance_is_the_same_number_of_queries_at_sixty_rows(world, django_assert_num_queries):
    for _each in range(60):
        case = factories.case(state="put_forward")
        case.steps.create(order=1, role="decide", body=world.board, state="active")
        step = factories.case(state="decided").steps.create(order=1, role="decide", body=world.board, state="done")
        factories.task(factories.decision(step, recorded_by=world.secretary), given_by=world.secretary)
    rows = balance.for_print(True)

    with django_assert_num_queries(3):
        seen = balance.balance(world.board, rows)

    assert (len(seen.cases), len(seen.left)) == (60, 60)


def test_balance_in_print_holds_nothing_secret_and_preparations_only_for_those_who_see_them(world):
    preparing = world.prepared()
    forward = world.put_forward()
    hidden = world.put_forward()
    hidden.engagement.confidentiality = "confidential"
    hidden.engagement.confidentiality_ground = "OSL 15:1"
    hidden.engagement.save()

    everything = balance.balance(world.board, balance.for_print(True))
    politician = balance.balance(world.board, balance.for_print(False))

    assert {row.pk for row in everything.cases} == {preparing.pk, forward.pk}
    assert [row.pk for row in politician.cases] == [forward.pk]
    assert [balance.sees_all(who) for who in (world.coordinator, world.secretary, world.member)] == [True, True, False]


def test_balance_in_print_is_an_archivable_file(world):
    world.put_forward()
    factories.task(world.decide(world.put_forward()), unit=world.unit, due_on=world.days(-1))
    title = BALANCE.title(world.board)

    content = render_pdf(BALANCE.html(world.board, ""), title=title, made_at=timezone.now(), author="Exempelstad")

    assert_archivable(content, title=title)
    assert "Säg upp avtalet." in text_of(content)
