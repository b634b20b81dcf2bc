"""The pages of minutes and of the notice board."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from django.utils.formats import date_format

from decisions.actions import board
from decisions.actions import minutes as actions
from decisions.enums import MinutesState
from decisions.models import Appeal, BoardNotice, Minutes
from tests import factories
from tests.decisions.rooms import Room

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
PASSWORD = "lösenord-för-test"


@pytest.fixture
def room(world):
    """A closed meeting: a decided case, an item behind closed doors and a noted one."""
    room = Room(world.board)
    room.case = world.put_forward()
    room.decided = room.item(room.case)
    room.record(room.decided, text="Kommunstyrelsen godkänner avtalet.")
    room.closed = room.item(title="Förhandling i tysthet", closed_doors=True)
    room.record(room.closed, outcome="noted", text="Hemligt läge.")
    room.noted = room.item(title="Rapport från resan")
    room.record(room.noted, outcome="noted", text="Informationen antecknas.")
    room.close()
    room.minutes = Minutes.objects.get(meeting=room.meeting)
    room.url = room.minutes.get_absolute_url()
    return room


@pytest.fixture
def sent(room):
    room.minutes = actions.send_for_adjustment(minutes=room.minutes, by=room.secretary)
    return room


@pytest.fixture
def announced(sent):
    for who in (sent.members[0], sent.members[-1]):
        sent.minutes = actions.sign(minutes=sent.minutes, credentials={"password": PASSWORD}, by=who)
    sent.notice = board.announce_minutes(minutes=sent.minutes, by=sent.secretary)
    return sent


@pytest.fixture
def page(client):
    def ask(who, url, data=None):
        if who is None:
            client.logout()
        else:
            client.force_login(who)
        response = client.get(url) if data is None else client.post(url, data)
        return response.status_code, " ".join(response.content.decode().split())

    return ask


def queries(client, who, url):
    if who is not None:
        client.force_login(who)
    client.get(url)
    with CaptureQueriesContext(connection) as captured:
        client.get(url)
    return len(captured)


# ── minutes ──────────────────────────────────────────────────────────────────────────────────────────────────────


def test_the_draft_is_a_page_for_the_secretary_and_not_found_for_others(room, page, world):
    status, text = page(room.secretary, room.url)

    assert status == 200
    assert "Kommunstyrelsen godkänner avtalet." in text
    assert "Skicka för justering" in text
    assert page(world.contact, room.url)[0] == 404
    assert page(None, room.url)[0] == 302


def test_the_secretary_changes_and_sends_the_draft(room, page):
    data = {"version": room.minutes.version, "kept_at": "Rum 4", f"note_{room.decided.pk}": "Avtalet löper ut."}

    assert page(room.secretary, f"{room.url}andra/", data)[0] == 302
    assert page(room.secretary, f"{room.url}skicka/", {})[0] == 302

    room.minutes.refresh_from_db()
    assert (room.minutes.state, room.minutes.kept_at) == (MinutesState.SENT, "Rum 4")
    assert room.minutes.content["items"][0]["note"] == "Avtalet löper ut."
    assert room.minutes.content["items"][0]["expedited_to"] == ""


def test_who_was_not_asked_may_not_sign_and_the_member_reads_why(sent, page):
    status, text = page(sent.secretary, f"{sent.url}justera/")

    assert status == 403
    assert "KL 5:69" in text


def test_the_adjuster_reads_the_whole_text_and_signs(sent, page):
    status, text = page(sent.members[-1], f"{sent.url}justera/")
    wrong = page(sent.members[-1], f"{sent.url}justera/", {"password": "fel", "text_hash": sent.minutes.text_hash})
    data = {"password": PASSWORD, "text_hash": sent.minutes.text_hash}
    right = page(sent.members[-1], f"{sent.url}justera/", data)

    assert status == 200
    assert "Hemligt läge." in text
    assert (wrong[0], right[0]) == (409, 302)
    assert "Lösenordet stämmer inte" in wrong[1]
    assert sent.minutes.signatures.get(person=sent.members[-1]).signed_at is not None


def test_the_demo_password_is_said_in_the_demo_and_nowhere_else(sent, page, settings):
    settings.DEMO_SIGNING_PASSWORD = "ordet-för-prov"
    adjuster = sent.members[-1]
    adjuster.example = True
    adjuster.save()

    outside = page(adjuster, f"{sent.url}justera/")[1]
    settings.DEMO_SIGN_IN = True
    inside = page(adjuster, f"{sent.url}justera/")[1]

    assert "ordet-för-prov" not in outside
    assert "ordet-för-prov" in inside


def test_a_text_that_was_sent_anew_while_reading_is_a_conflict(sent, page):
    old = sent.minutes.text_hash
    minutes = actions.take_back(minutes=sent.minutes, by=sent.secretary)
    minutes = actions.change_draft(
        minutes=minutes, version=minutes.version, by=sent.secretary, kept_at="Annat rum", added={}
    )
    actions.send_for_adjustment(minutes=minutes, by=sent.secretary)

    assert page(sent.members[0], f"{sent.url}justera/", {"password": PASSWORD, "text_hash": old})[0] == 409


def test_corrections_are_written_by_the_secretary_and_shown(announced, page, world):
    data = {"item": announced.noted.pk, "wrong": "resan", "right": "mötet", "reason": "Skrivfel"}

    assert page(world.contact, f"{announced.url}ratta/")[0] == 403
    assert page(announced.secretary, f"{announced.url}ratta/", {"item": "", "wrong": ""})[0] == 422
    assert page(announced.secretary, f"{announced.url}ratta/", data)[0] == 302
    assert "<ins>mötet</ins>" in page(world.contact, announced.url)[1]


def test_others_read_adjusted_minutes_without_what_was_behind_closed_doors(announced, page, world):
    status, text = page(world.contact, announced.url)

    assert status == 200
    assert "Kommunstyrelsen godkänner avtalet." in text
    assert "§ 2/" in text
    assert "Ärendet behandlades inom stängda dörrar och visas inte här" in text
    assert "Hemligt" not in text
    assert "Förhandling" not in text


def test_at_once_chooses_among_recorded_items(world, page):
    room = Room(world.board)
    room.record(room.item(title="Uttalande"), outcome="noted")
    url = f"/sammantraden/{room.meeting.pk}/justera-genast/"

    assert page(world.contact, url)[0] == 404
    assert page(room.secretary, url, {})[0] == 409
    assert page(room.secretary, url, {"item": room.meeting.items.get().pk})[0] == 302
    assert Minutes.objects.get(meeting=room.meeting).immediate is True


def test_minutes_list_and_detail_are_the_same_number_of_queries_however_much_there_is(announced, client, world):
    few = queries(client, world.contact, "/protokoll/"), queries(client, world.contact, announced.url)
    for number in range(3):
        meeting = factories.meeting(world.board, state="closed", chair=announced.members[0])
        for paragraph in range(3):
            factories.agenda_item(meeting, paragraph=10 * number + paragraph, state="binding")
        more = factories.adjusted_minutes(meeting)

    many = queries(client, world.contact, "/protokoll/"), queries(client, world.contact, more.get_absolute_url())

    assert many[0] == few[0] <= 10
    assert many[1] <= few[1] <= 10


# ── the notice board ─────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.law("KL 8:9")
def test_the_board_is_for_anybody_and_looks_like_itself(announced, page):
    status, text = page(None, "/anslagstavla/")

    assert status == 200
    assert "<h1>Anslagstavla</h1>" in text
    assert "board-top" in text
    assert "masthead" not in text


@pytest.mark.law("KL 8:12")
def test_a_notice_says_body_days_where_kept_and_how_to_appeal(announced, page):
    notice = announced.notice
    text = page(None, f"/anslagstavla/{notice.pk}/")[1]

    def day(of):
        return date_format(of, "j F Y")

    for expected in (
        str(announced.body),
        day(announced.meeting.held_on),
        day(timezone.localdate()),
        day(notice.appeal_ends_on),
        notice.kept_at,
        "förvaltningsrätten",
        "Kommunstyrelsen godkänner avtalet.",
    ):
        assert expected in text


@pytest.mark.law("KL 8:10")
def test_the_board_shows_nothing_confidential_and_no_address_of_anybody(announced, page):
    for url in ("/anslagstavla/", f"/anslagstavla/{announced.notice.pk}/"):
        text = page(None, url)[1]
        assert "Hemligt" not in text
        assert "Förhandling" not in text
        assert "@exempel.se" not in text
        assert f"/arenden/{announced.case.pk}/" not in text
        assert announced.minutes.text_hash not in text


def test_what_is_taken_down_or_not_posted_is_not_on_the_board(announced, page):
    BoardNotice.objects.filter(pk=announced.notice.pk).update(taken_down_at=timezone.now())

    assert page(None, f"/anslagstavla/{announced.notice.pk}/")[0] == 404
    assert announced.notice.title not in page(None, "/anslagstavla/")[1]
    assert f"/utskrifter/anslagsbevis/{announced.notice.pk}/" in page(announced.secretary, "/anslag/")[1]


def test_the_board_is_the_same_number_of_queries_however_many_notices(announced, client, world):
    client.logout()
    one = queries(client, None, "/anslagstavla/")
    for _each in range(4):
        meeting = factories.meeting(world.board, state="closed", chair=announced.members[0])
        factories.board_notice(factories.adjusted_minutes(meeting))

    assert queries(client, None, "/anslagstavla/") == one <= 5


def test_the_secretary_announces_and_may_not_take_down_too_early(sent, page):
    for who in (sent.members[0], sent.members[-1]):
        actions.sign(minutes=sent.minutes, credentials={"password": PASSWORD}, by=who)

    assert page(sent.secretary, f"{sent.url}tillkannage/", {})[0] == 302
    notice = BoardNotice.objects.get()
    status, text = page(sent.secretary, f"/anslag/{notice.pk}/ta-ned/", {})

    assert status == 409
    assert "KL 8:12" in text
    assert page(sent.secretary, "/anslag/")[0] == 200


# ── legal force and appeals ──────────────────────────────────────────────────────────────────────────────────────


def test_case_and_decision_list_say_when_the_decision_gains_legal_force(announced, page):
    for url in (announced.case.get_absolute_url(), "/beslut/"):
        assert "Vinner laga kraft" in page(announced.secretary, url)[1]


def test_an_appeal_is_recorded_and_ended_from_the_case(announced, page, world):
    announced.decided.refresh_from_db()
    url = f"/beslut/{announced.decided.decision_id}/overklagande/"
    today = timezone.localdate().isoformat()

    assert page(world.contact, url)[0] == 403
    assert page(announced.secretary, url, {"received_on": "", "court": ""})[0] == 422
    assert page(announced.secretary, url, {"received_on": today, "court": "Förvaltningsrätten"})[0] == 302
    assert "Överklagat" in page(announced.secretary, announced.case.get_absolute_url())[1]
    end = f"/overklaganden/{Appeal.objects.get().pk}/avgjort/"
    assert page(announced.secretary, end)[0] == 200
    assert page(announced.secretary, end, {"upheld": "no", "ended_on": today})[0] == 302
    assert "Upphävt av domstol" in page(announced.secretary, announced.case.get_absolute_url())[1]


def test_the_secretarys_start_page_has_the_clocks_within_ten_queries(sent, client):
    client.force_login(sent.secretary)

    assert "Klockor som går" in client.get("/").content.decode()
    assert queries(client, sent.secretary, "/") <= 10


def test_the_adjusters_start_page_leads_to_the_minutes_within_ten_queries(sent, client):
    adjuster = sent.members[-1]
    client.force_login(adjuster)

    assert f"{sent.url}justera/" in client.get("/").content.decode()
    assert queries(client, adjuster, "/") <= 10
    actions.sign(minutes=sent.minutes, credentials={"password": PASSWORD}, by=adjuster)
    assert "Protokoll att justera" not in client.get("/").content.decode().replace("Protokoll att justera:", "")
