"""The notice board: what hangs there, how long, whether it was up, and when decisions gain legal force."""

import datetime
import threading
from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest
from django.utils import timezone

from core.models import Event
from core.rules import Conflict, NotPermitted, Refused
from decisions import board_watch
from decisions.actions import appealing
from decisions.actions import board as actions
from decisions.law import clocks
from decisions.models import Appeal, BoardCheck, BoardNotice, DelegatedDecision, DelegationOrder, DelegationRule
from decisions.selectors import board as found
from governance.enums import StepRole
from tests import factories
from tests.decisions.rooms import Room

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
MINUTE = datetime.timedelta(minutes=1)
DAY = datetime.timedelta(days=1)
NOON = datetime.datetime(2026, 11, 20, 12, tzinfo=clocks.STOCKHOLM)


@pytest.fixture
def room(world):
    return Room(world.board)


@pytest.fixture
def adjusted(room, world):
    """A decided case in adjusted minutes."""
    room.case = world.put_forward()
    room.decided = room.item(room.case)
    room.record(room.decided)
    room.close()
    room.meeting.refresh_from_db()
    room.meeting.minutes.all().delete()
    room.minutes = factories.adjusted_minutes(room.meeting)
    room.decided.refresh_from_db()
    return room


@pytest.fixture
def announced(adjusted):
    adjusted.notice = actions.announce_minutes(minutes=adjusted.minutes, by=adjusted.secretary)
    return adjusted


def posted_at(room, moment):
    BoardNotice.objects.filter(pk=room.notice.pk).update(
        posted_at=moment, appeal_ends_on=clocks.appeal_ends(clocks.stockholm_day(moment))
    )
    room.notice.refresh_from_db()


def checks(start, end, *, every=5, down=()):
    """A check every five minutes; `down` are spans in which the board did not answer."""
    rows, at = [], start
    while at <= end:
        off = any(first <= at <= last for first, last in down)
        rows.append(BoardCheck(checked_at=at, up=not off, reason="sidan svarade inte" if off else ""))
        at += every * MINUTE
    BoardCheck.objects.bulk_create(rows)


# ── announcing ───────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.law("KL 8:12")
def test_announce_minutes_says_where_they_are_kept_and_the_day(adjusted):
    notice = actions.announce_minutes(minutes=adjusted.minutes, by=adjusted.secretary)

    today = timezone.localdate()
    assert (notice.kind, notice.kept_at) == ("adjusted_minutes", "Kansliet")
    assert clocks.stockholm_day(notice.posted_at) == today
    assert notice.due_on == clocks.stockholm_day(adjusted.minutes.adjusted_at) + 2 * DAY
    assert notice.appeal_ends_on == clocks.appeal_ends(today)
    assert Event.objects.filter(happening="board.posted").count() == 1


@pytest.mark.law("KL 8:12")
def test_announce_minutes_that_are_not_adjusted_is_refused(room):
    room.record(room.item(title="Rapport"), outcome="noted")
    room.close()

    with pytest.raises(Refused) as refused:
        actions.announce_minutes(minutes=room.meeting.minutes.get(), by=room.secretary)

    assert [(finding.code, finding.clause) for finding in refused.value.findings] == [("board.not-adjusted", "KL 8:12")]
    assert BoardNotice.objects.count() == 0


def test_announce_minutes_twice_posts_one_notice(announced):
    with pytest.raises(Refused) as refused:
        actions.announce_minutes(minutes=announced.minutes, by=announced.secretary)

    assert [finding.code for finding in refused.value.findings] == ["board.announced-already"]
    assert BoardNotice.objects.count() == 1


def test_announce_and_take_down_are_for_the_bodys_secretary(announced, world):
    for who in (world.committee_secretary, world.coordinator, announced.members[0]):
        with pytest.raises(NotPermitted):
            actions.announce_minutes(minutes=announced.minutes, by=who)
        with pytest.raises(NotPermitted):
            actions.take_down(notice=announced.notice, by=who)


@pytest.mark.law("KL 8:10")
def test_announce_meeting_of_the_council_says_time_place_and_matters_but_nothing_confidential(world):
    council = factories.council()
    meeting = factories.called_meeting(council, place="Rådssalen", public=True)
    secret = factories.confidential_engagement(responsible_unit=world.unit)
    case = factories.case(engagement=secret, title="Hemligt avtal")
    factories.agenda_item(meeting, case.steps.create(order=1, role="decide", body=council))
    factories.agenda_item(meeting, title="Val av ombud", kind="formality")
    factories.agenda_item(meeting, title="Hemlig förhandling", closed_doors=True)

    notice = actions.announce_meeting(meeting=meeting)

    assert (notice.kind, notice.due_on) == ("council_meeting", meeting.held_on - 7 * DAY)
    assert "Rådssalen" in notice.text
    assert "2. Val av ombud" in notice.text
    assert "Hemlig" not in notice.text


@pytest.mark.law("KL 8:11")
def test_announce_meeting_of_a_company_is_refused():
    company = factories.body("company_board")

    with pytest.raises(Refused) as refused:
        actions.announce_meeting(meeting=factories.called_meeting(company))

    assert [finding.clause for finding in refused.value.findings] == ["KL 8:11"]


def test_announce_meeting_again_brings_the_text_up_to_date_and_keeps_the_day(room):
    meeting = factories.called_meeting(room.body)
    first = actions.announce_meeting(meeting=meeting)
    factories.agenda_item(meeting, title="Tillkommen fråga")

    again = actions.announce_meeting(meeting=meeting)

    assert (again.pk, again.posted_at) == (first.pk, first.posted_at)
    assert "Tillkommen fråga" in again.text


@pytest.mark.law("KL 8:10")
def test_announce_delegated_is_for_what_is_not_reported(room):
    order = DelegationOrder.objects.create(
        body=room.body, title="Ordning", adopted_on="2026-01-01", paragraph="1", starts_on="2026-01-01"
    )
    rule = DelegationRule.objects.create(
        order=order, number="1", subject="Resor", person=room.secretary, reported=False, starts_on="2026-01-01"
    )
    facts = {"presenter": "Ingen", "present_without_deciding": "Ingen", "decided_on": timezone.localdate()}
    made = DelegatedDecision.objects.create(
        body=room.body, rule=rule, year=2026, number=1, decided_by=room.secretary, title="Resa", text="Bifall", **facts
    )

    notice = actions.announce_delegated(delegated=made, by=room.secretary)
    rule.reported = True
    rule.save()
    with pytest.raises(Refused) as refused:
        actions.announce_delegated(delegated=made, by=room.secretary)

    assert (notice.kind, notice.appeal_ends_on) == ("delegated_decision", clocks.appeal_ends(timezone.localdate()))
    assert [finding.code for finding in refused.value.findings] == ["board.is-reported"]


# ── taking down ──────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.law("KL 8:12")
def test_take_down_is_refused_before_the_appeal_time_is_over(announced):
    with pytest.raises(Refused) as refused:
        actions.take_down(notice=announced.notice, by=announced.secretary)

    assert [(finding.code, finding.clause) for finding in refused.value.findings] == [("board.time-not-out", "KL 8:12")]
    announced.notice.refresh_from_db()
    assert announced.notice.taken_down_at is None


def test_take_down_after_the_time_is_done_once(announced):
    start = timezone.now() - 40 * DAY
    posted_at(announced, start)
    checks(start, timezone.now(), every=14)

    notice = actions.take_down(notice=announced.notice, by=announced.secretary)

    assert notice.taken_down_at is not None
    with pytest.raises(Conflict):
        actions.take_down(notice=announced.notice, by=announced.secretary)


@pytest.mark.law("KL 13:5")
def test_take_down_counts_the_days_that_nobody_proved_the_board_was_up(announced):
    posted_at(announced, timezone.now() - 30 * DAY)

    with pytest.raises(Refused):
        actions.take_down(notice=announced.notice, by=announced.secretary)


def test_the_clock_takes_down_what_has_been_up_long_enough_and_meetings_that_were_held(announced):
    start = timezone.now() - 40 * DAY
    posted_at(announced, start)
    checks(start, timezone.now(), every=14)
    held = factories.called_meeting(announced.body)
    coming = factories.called_meeting(announced.body)
    actions.announce_meeting(meeting=held)
    actions.announce_meeting(meeting=coming)
    type(held).objects.filter(pk=held.pk).update(starts_at=timezone.now() - 3 * DAY)

    done = actions.take_down_due()

    assert done == 2
    assert list(found.on_the_board().values_list("meeting", flat=True)) == [coming.pk]


# ── was it up ────────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.law("KL 13:5")
def test_a_board_that_was_up_all_the_time_moves_nothing(announced):
    posted_at(announced, NOON)
    checks(NOON, NOON + DAY)

    assert actions.settle_last_days(now=NOON + DAY) == 0


@pytest.mark.law("KL 13:5")
def test_a_board_that_was_down_moves_the_last_day_with_its_reason(announced):
    posted_at(announced, NOON)
    checks(NOON, NOON + 4 * DAY, down=[(NOON + 2 * DAY, NOON + 2 * DAY + 20 * MINUTE)])

    moved = actions.settle_last_days(now=NOON + 4 * DAY)

    announced.notice.refresh_from_db()
    assert moved == 1
    assert announced.notice.appeal_ends_on == datetime.date(2026, 12, 14)
    assert announced.notice.moved_days == 3  # one day down; the 12th is a Saturday
    assert announced.notice.moved_reason == "nere 22 november 2026 12:00–22 november 2026 12:25 (sidan svarade inte)"
    assert Event.objects.filter(happening="board.moved").count() == 1


@pytest.mark.law("KL 13:5")
def test_a_time_nobody_looked_is_not_proven_to_be_up(announced):
    posted_at(announced, NOON)
    checks(NOON, NOON + DAY)
    checks(NOON + 3 * DAY, NOON + 4 * DAY)

    actions.settle_last_days(now=NOON + 4 * DAY)

    announced.notice.refresh_from_db()
    assert announced.notice.appeal_ends_on == datetime.date(2026, 12, 14)
    assert announced.notice.moved_reason == "ingen kontroll 21 november 2026 12:00–23 november 2026 12:00"


def test_settle_twice_moves_once(announced):
    posted_at(announced, NOON)
    checks(NOON, NOON + DAY, down=[(NOON + 60 * MINUTE, NOON + 90 * MINUTE)])

    assert (actions.settle_last_days(now=NOON + DAY), actions.settle_last_days(now=NOON + DAY)) == (1, 0)


def test_outages_are_read_from_failing_checks_and_from_silence():
    rows = [
        (NOON + 5 * MINUTE, True, ""),
        (NOON + 10 * MINUTE, False, "sidan svarade inte"),
        (NOON + 15 * MINUTE, True, ""),
        (NOON + 60 * MINUTE, True, ""),
        (NOON + 65 * MINUTE, False, "sidan svarade 503"),
    ]

    outages = board_watch.read(rows, NOON, NOON + 70 * MINUTE)

    assert [(each.start, each.end, each.reason) for each in outages] == [
        (NOON + 10 * MINUTE, NOON + 15 * MINUTE, "sidan svarade inte"),
        (NOON + 15 * MINUTE, NOON + 60 * MINUTE, ""),
        (NOON + 65 * MINUTE, NOON + 70 * MINUTE, "sidan svarade 503"),
    ]


class Site(BaseHTTPRequestHandler):
    answer = (200, b"<body data-notice-board>")

    def do_GET(self):
        status, page = self.answer
        self.send_response(status)
        self.end_headers()
        self.wfile.write(page)

    def log_message(self, *args):
        pass


@pytest.fixture
def site(settings):
    server = HTTPServer(("127.0.0.1", 0), Site)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    settings.SITE_ADDRESS = f"http://127.0.0.1:{server.server_port}"
    yield Site
    server.shutdown()
    server.server_close()
    Site.answer = (200, b"<body data-notice-board>")


def test_look_at_board_writes_down_that_it_was_there(site):
    check = actions.look_at_board()

    assert (check.up, check.reason) == (True, "")


@pytest.mark.parametrize(
    ("answer", "reason"),
    [((503, b"fel"), "sidan svarade 503"), ((200, b"En annan sida"), "sidan var inte anslagstavlan")],
)
def test_look_at_board_says_why_it_was_not_there(site, answer, reason):
    site.answer = answer

    check = actions.look_at_board()

    assert (check.up, check.reason) == (False, reason)


def test_look_at_board_when_nothing_answers(settings):
    settings.SITE_ADDRESS = "http://127.0.0.1:9"

    assert actions.look_at_board().reason == "sidan svarade inte"


def test_the_real_page_is_the_one_that_is_looked_for(client):
    assert board_watch.MARK in client.get("/anslagstavla/").content


# ── appeals and legal force ──────────────────────────────────────────────────────────────────────────────────────


def force(room):
    each = found.legal_force(room.decided.decision)
    return each.state, each.day, each.words


def test_a_decision_whose_minutes_are_not_announced_has_no_day(adjusted):
    assert force(adjusted) == ("not_announced", None, "Inte tillkännagivet än")


@pytest.mark.law("KL 13:5")
def test_a_decision_gains_legal_force_the_day_after_the_last_day_to_appeal(announced):
    posted_at(announced, NOON)

    each = found.legal_force(announced.decided.decision)

    assert each.day == datetime.date(2026, 12, 12)
    assert each.words == "Vinner laga kraft 12 december 2026 om det inte överklagas"


def test_a_decision_has_legal_force_when_the_time_is_out(announced):
    posted_at(announced, NOON - 365 * DAY)

    assert force(announced)[2] == "Laga kraft sedan 12 december 2025"


def test_the_reason_for_a_moved_day_follows_the_decision(announced):
    posted_at(announced, NOON)
    checks(NOON, NOON + DAY, down=[(NOON + 60 * MINUTE, NOON + 90 * MINUTE)])
    actions.settle_last_days(now=NOON + DAY)

    each = found.legal_force(announced.decided.decision)

    assert each.day == datetime.date(2026, 12, 15)
    assert "nere 20 november 2026" in each.reason


@pytest.mark.law("KL 13:2")
def test_a_decision_that_only_returns_a_case_cannot_be_appealed(room, world):
    item = room.settle(world.put_forward(), outcome="returned")

    each = found.legal_force(item.decision)

    assert (each.state, each.words) == ("not_appealable", "Kan inte överklagas")
    assert "KL 13:2" in each.reason


@pytest.mark.law("KL 13:1")
def test_an_appealed_decision_has_no_legal_force_until_the_appeal_has_ended(announced):
    today = timezone.localdate()
    decision = announced.decided.decision

    appeal = appealing.record_appeal(
        decision=decision, received_on=today, court="Förvaltningsrätten i Stockholm", by=announced.secretary
    )
    during = force(announced)
    posted_at(announced, timezone.now() - 60 * DAY)
    Appeal.objects.filter(pk=appeal.pk).update(received_on=today - 50 * DAY)
    appealing.end_appeal(appeal=appeal, ended_on=today, upheld=True, by=announced.secretary)

    assert during[:2] == ("appealed", None)
    assert force(announced)[:2] == ("in_force", today)
    happened = Event.objects.filter(happening__startswith="appeal.").order_by("pk")
    assert list(happened.values_list("happening", flat=True)) == ["appeal.recorded", "appeal.ended"]


@pytest.mark.law("KL 13:8")
def test_a_decision_that_the_court_set_aside_never_gains_legal_force(announced):
    today = timezone.localdate()
    appeal = appealing.record_appeal(
        decision=announced.decided.decision, received_on=today, court="Förvaltningsrätten", by=announced.secretary
    )
    appealing.end_appeal(appeal=appeal, ended_on=today, upheld=False, by=announced.secretary)

    assert force(announced)[:2] == ("overturned", None)


@pytest.mark.law("KL 13:5")
def test_an_appeal_that_came_too_late_stops_nothing(announced):
    posted_at(announced, timezone.now() - 60 * DAY)

    appealing.record_appeal(
        decision=announced.decided.decision,
        received_on=timezone.localdate(),
        court="Förvaltningsrätten",
        by=announced.secretary,
    )

    assert force(announced)[0] == "in_force"


def test_record_appeal_is_refused_for_what_cannot_be_appealed_and_for_wrong_days(room, world):
    item = room.settle(world.put_forward(), outcome="returned")
    tomorrow = timezone.localdate() + DAY

    with pytest.raises(Refused) as refused:
        appealing.record_appeal(
            decision=item.decision, received_on=tomorrow, court="Förvaltningsrätten", by=room.secretary
        )

    assert [finding.code for finding in refused.value.findings] == ["appeal.not-appealable", "appeal.day-not-come"]
    assert Appeal.objects.count() == 0


def test_end_appeal_twice_is_a_conflict_and_a_day_before_it_came_in_is_refused(announced):
    today = timezone.localdate()
    appeal = factories.appeal(announced.decided.decision)

    with pytest.raises(Refused):
        appealing.end_appeal(appeal=appeal, ended_on=today - DAY, upheld=True, by=announced.secretary)
    appealing.end_appeal(appeal=appeal, ended_on=today, upheld=True, by=announced.secretary)
    with pytest.raises(Conflict):
        appealing.end_appeal(appeal=appeal, ended_on=today, upheld=True, by=announced.secretary)


def test_a_decision_recorded_outside_utblick_says_that_its_day_is_not_known(world):
    decision = world.decide(world.put_forward())

    assert found.legal_force(decision).state == "unknown"


def test_a_proposing_bodys_return_is_not_appealable(world):
    world.reroute(
        (StepRole.PREPARE, world.coordinating), (StepRole.PROPOSE, world.committee), (StepRole.DECIDE, world.board)
    )
    decision = world.decide(world.put_forward(), by=world.committee_secretary, outcome="returned")

    assert found.legal_force(decision).state == "not_appealable"


def test_legal_force_of_many_decisions_is_one_query(announced, django_assert_num_queries):
    factories.appeal(announced.decided.decision)
    factories.appeal(announced.decided.decision)

    with django_assert_num_queries(1):
        forces = found.legal_force_of([announced.decided.decision.pk])

    assert [each.state for each in forces.values()] == ["appealed"]


# ── clocks that run ──────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.law("KL 5:69")
def test_overdue_clocks_stand_first_for_the_secretary(room, django_assert_num_queries):
    late = factories.meeting(room.body, starts_at=timezone.now() - 20 * DAY, state="closed")
    soon = factories.meeting(room.body, starts_at=timezone.now() - 10 * DAY, state="closed")
    long_ago = factories.meeting(room.body, starts_at=timezone.now() - 9 * DAY, state="closed", chair=room.members[0])
    late.minutes.create(due_on=clocks.adjust_by(late.held_on))
    soon.minutes.create(due_on=clocks.adjust_by(soon.held_on))
    factories.adjusted_minutes(long_ago, adjusted_at=timezone.now() - 1 * DAY)
    room.secretary.powers  # noqa: B018

    with django_assert_num_queries(2):
        rows = found.clocks_for(room.secretary)

    assert [(row.late, row.clause) for row in rows] == [(True, "KL 5:69"), (False, "KL 8:12"), (False, "KL 5:69")]


@pytest.mark.law("KL 13:5")
def test_a_delegated_decision_follows_the_minutes_it_was_reported_in(room):
    order = DelegationOrder.objects.create(
        body=room.body, title="Ordning", adopted_on="2026-01-01", paragraph="1", starts_on="2026-01-01"
    )
    rule = DelegationRule.objects.create(
        order=order, number="1", subject="Resor", person=room.secretary, starts_on="2026-01-01"
    )
    item = room.item(title="Anmälan av delegationsbeslut", kind="report")
    room.record(item, outcome="noted")
    case = factories.case(state="decided")
    step = case.steps.create(order=1, role=StepRole.DECIDE, body=room.body, state="done")
    decision = factories.decision(step)
    facts = {"presenter": "Ingen", "present_without_deciding": "Ingen", "decided_on": timezone.localdate()}
    DelegatedDecision.objects.create(
        body=room.body, rule=rule, year=2026, number=1, decided_by=room.secretary, title="Resa", text="Bifall",
        decision=decision, case=case, reported_at=item, **facts,
    )  # fmt: skip
    room.close()
    room.meeting.refresh_from_db()
    room.meeting.minutes.all().delete()
    minutes = factories.adjusted_minutes(room.meeting)
    before = found.legal_force(decision).state

    notice = factories.board_notice(minutes, posted_at=NOON)

    assert minutes.content["items"][0]["reported"][0]["title"] == "Resa"
    assert before == "not_announced"
    assert found.legal_force(decision).day == notice.appeal_ends_on + DAY


def test_the_clocks_own_work_runs_as_the_worker_runs_it(announced, site):
    from config.celery import app
    from decisions import tasks

    asked = {entry["task"] for entry in app.conf.beat_schedule.values()}

    assert {"decisions.look_at_board", "decisions.keep_board"} <= asked
    assert tasks.look_at_board() is True
    assert tasks.keep_board() == 0
