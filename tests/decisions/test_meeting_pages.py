"""The pages of meetings: who sees what, what is asked, how many queries."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from decisions.actions import agenda, meetings
from decisions.enums import ConflictGround, ItemKind, MeetingState
from decisions.models import ConflictOfInterest, Meeting
from governance.enums import StepRole
from tests import factories
from tests.decisions.test_meetings import at

pytestmark = [pytest.mark.django_db, pytest.mark.slow]


@pytest.fixture
def ask(client):
    def asked(who, url, data=None):
        client.force_login(who)
        return client.post(url, data) if data is not None else client.get(url)

    return asked


@pytest.fixture
def queries(client):
    def counted(who, url):
        client.force_login(who)
        client.get(url)
        with CaptureQueriesContext(connection) as captured:
            client.get(url)
        return len(captured)

    return counted


def text(response):
    return " ".join(response.content.decode().split())


def called_meeting(world, cases=1, others=1):
    """A called meeting of the board with these many cases, each proposed by the committee, and other items."""
    world.reroute(
        (StepRole.PREPARE, world.coordinating), (StepRole.PROPOSE, world.committee), (StepRole.DECIDE, world.board)
    )
    meeting = factories.meeting(world.board, starts_at=at(20))
    for _number in range(cases):
        case = world.put_forward()
        factories_propose(world, case)
        agenda.add_case(meeting=meeting, step=world.active(case), by=world.secretary)
    for number in range(others):
        agenda.add_item(meeting=meeting, kind=ItemKind.INFORMATION, title=f"Läget {number}", by=world.secretary)
    return meetings.call_meeting(meeting=meeting, by=world.secretary)


def factories_propose(world, case):
    from decisions import actions

    actions.propose(step=world.active(case), text="Nämnden tillstyrker.", by=world.committee_secretary)


PAGES = ["", "handlingar/", "dagordning/"]


@pytest.mark.parametrize("part", PAGES)
def test_meeting_page_is_the_same_number_of_queries_for_three_and_forty_items(world, queries, part):
    small = called_meeting(world, cases=2, others=1)
    few = queries(world.secretary, f"{small.get_absolute_url()}{part}")
    for number in range(37):
        agenda.add_item(meeting=small, kind=ItemKind.INFORMATION, title=f"Mer {number}", by=world.secretary)

    assert queries(world.secretary, f"{small.get_absolute_url()}{part}") == few
    assert few <= 10


def test_meeting_list_and_planned_meeting_stay_within_ten_queries(world, queries):
    meeting = factories.meeting(world.board, starts_at=at(20))
    one = queries(world.secretary, "/sammantraden/")
    factories.meeting(world.board, starts_at=at(30))
    factories.meeting(world.committee, starts_at=at(40))

    assert queries(world.secretary, "/sammantraden/") == one
    assert one <= 10
    assert queries(world.secretary, meeting.get_absolute_url()) <= 10
    assert queries(world.secretary, "/") <= 10
    assert queries(world.member, "/") <= 10


def test_list_shows_the_next_first_and_earlier_by_themselves(world, ask):
    late, soon = (factories.meeting(world.board, starts_at=at(days)) for days in (40, 20))
    gone = factories.meeting(world.board, starts_at=at(-5), state=MeetingState.CLOSED)
    factories.meeting(world.committee, starts_at=at(10))

    coming = ask(world.member, f"/sammantraden/?body={world.board.pk}").context["page"]
    earlier = ask(world.member, f"/sammantraden/?body={world.board.pk}&when=earlier").context["page"]

    assert [row.pk for row in coming.rows] == [soon.pk, late.pk]
    assert [row.pk for row in earlier.rows] == [gone.pk]


def test_meeting_is_hidden_as_if_missing_from_somebody_without_an_appointment(world, ask):
    meeting = called_meeting(world)
    nobody = factories.person("Ingen")

    statuses = [ask(nobody, f"{meeting.get_absolute_url()}{part}").status_code for part in PAGES]

    assert statuses == [404, 404, 404]


def test_papers_show_texts_former_proposals_and_order(world, ask):
    meeting = called_meeting(world, cases=1, others=1)

    page = text(ask(world.member, f"{meeting.get_absolute_url()}handlingar/"))

    assert "Samarbetet har pågått sedan 2019." in page
    assert "Nämnden tillstyrker." in page
    assert page.index("Kommunstyrelsen godkänner avtalet.") < page.index("Samarbetet har pågått sedan 2019.")


@pytest.mark.law("KL 6:28", "KL 6:30")
def test_papers_of_an_item_are_kept_from_who_has_a_conflict_of_interest_and_nothing_else(world, ask):
    meeting = called_meeting(world, cases=2)
    item, other = meeting.items.filter(kind=ItemKind.CASE)
    ConflictOfInterest.objects.create(
        item=item, person=world.member, ground=ConflictGround.PARTY, recorded_by=world.secretary
    )

    papers = ask(world.member, f"{meeting.get_absolute_url()}handlingar/").context["papers"]
    others = ask(world.secretary, f"{meeting.get_absolute_url()}handlingar/").context["papers"]

    assert [bool(paper.texts) for paper in papers] == [False, True, False]
    assert [bool(paper.texts) for paper in others] == [True, True, False]
    assert "du är jävig" in text(ask(world.member, f"{meeting.get_absolute_url()}handlingar/"))
    assert other.step.case.title in text(ask(world.member, meeting.get_absolute_url()))


def test_confidential_case_shows_neither_title_nor_text_to_who_has_no_access(world, ask):
    engagement = factories.confidential_engagement(responsible_unit=world.unit)
    for who in (world.contact, world.coordinator):
        factories.grant(who, engagement)
    case = world.put_forward(engagement=engagement)
    meeting = factories.meeting(world.board, starts_at=at(20))
    agenda.add_case(meeting=meeting, step=world.active(case), by=world.secretary)

    hidden = [text(ask(world.member, f"{meeting.get_absolute_url()}{part}")) for part in ("", "handlingar/")]
    shown = text(ask(world.coordinator, f"{meeting.get_absolute_url()}handlingar/"))

    assert [case.title in page for page in hidden] == [False, False]
    assert (case.title in shown, "Samarbetet har pågått sedan 2019." in shown) == (True, True)


def test_changes_after_the_notice_are_marked(world, ask):
    meeting = called_meeting(world, cases=1, others=2)
    case, first, _second = meeting.items.all()
    agenda.strike(item=case, by=world.secretary)
    agenda.change_item(item=first, version=first.version, title="Läget nu", by=world.secretary)
    agenda.add_item(meeting=meeting, kind=ItemKind.REPORT, title="Anmälan", by=world.secretary)
    meeting.refresh_from_db()
    meetings.change_meeting(meeting=meeting, version=meeting.version, place="Rådhuset", by=world.secretary)

    for part in ("", "handlingar/"):
        page = text(ask(world.member, f"{meeting.get_absolute_url()}{part}"))
        found = [page.count(f">{word}</span>") >= 1 for word in ("Struken", "Ändrad", "Tillagd efter kallelsen")]
        assert found == [True, True, True]
        assert "<del>Stadshuset</del> <ins>Rådhuset</ins>" in page


def test_plan_year_by_rule_shows_days_and_saves_only_the_ticked(world, ask):
    factories.meeting(world.board, starts_at=at(0).replace(year=2027, month=1, day=13))
    form = {
        "body": world.board.pk,
        "place": "Stadshuset",
        "clock": "13.00",
        "way": "rule",
        "weekday": "2",
        "every": "w2",
        "starts_on": "2027-01-01",
        "ends_on": "2027-08-31",
        "without": ["7"],
        "lines": "",
    }

    review = ask(world.secretary, "/sammantraden/ar/", form)
    proposed = review.context["proposed"]
    days = [day.value for day in proposed if day.chosen]
    before = Meeting.objects.count()
    answer = ask(world.secretary, "/sammantraden/ar/", form | {"confirm": "1", "day": days})

    assert [(day.value[:10], day.why) for day in proposed[:2]] == [
        ("2027-01-06", "Helg eller helgdag"),
        ("2027-01-20", ""),
    ]
    assert {day.moment.month for day in proposed} == {1, 2, 3, 4, 5, 6, 8}
    assert (answer.status_code, before) == (302, 1)
    assert Meeting.objects.count() == 1 + len(days)


def test_plan_year_by_list_reads_lines_and_says_which_is_wrong(world, ask):
    form = {"body": world.board.pk, "clock": "13", "way": "list", "weekday": "0", "every": "w1"}

    wrong = ask(world.secretary, "/sammantraden/ar/", form | {"lines": "13 januari 2027\n32/1 2027"})
    right = ask(world.secretary, "/sammantraden/ar/", form | {"lines": "onsdag 13 januari 2027\n2027-02-10 kl 9"})

    assert wrong.status_code == 422
    assert "Rad 2" in text(wrong)
    assert [day.value for day in right.context["proposed"]] == ["2027-01-13T13:00", "2027-02-10T09:00"]


def test_plan_one_meeting_asks_for_no_body_when_there_is_only_one(world, ask):
    form = ask(world.secretary, "/sammantraden/nytt/").context["form"]
    filled = {name: form[name].value() or "" for name in form.fields} | {"day": "2031-05-14", "public": ""}

    answer = ask(world.secretary, "/sammantraden/nytt/", filled)

    meeting = Meeting.objects.get()
    assert answer.url == meeting.get_absolute_url()
    assert (meeting.body, meeting.held_on.isoformat()) == (world.board, "2031-05-14")


@pytest.mark.parametrize(
    ("place", "move", "after", "button"),
    [(2, "upp", [0, 2, 1], "upp"), (1, "upp", [1, 0, 2], "ned"), (1, "ned", [0, 2, 1], "upp")],
)
def test_order_by_button_moves_one_step_and_lands_on_a_button_of_the_same_item(world, ask, place, move, after, button):
    meeting = factories.meeting(world.board, starts_at=at(20))
    items = [factories.agenda_item(meeting) for _each in range(3)]
    moved = items[place]

    answer = ask(
        world.secretary,
        f"{meeting.get_absolute_url()}dagordning/ordning/",
        {"version": 1, "order": "", "move": f"{moved.pk}:{move}"},
    )

    assert answer.url == f"{meeting.get_absolute_url()}dagordning/#{button}-{moved.pk}"
    assert list(meeting.items.values_list("pk", flat=True)) == [items[number].pk for number in after]


def test_order_by_dragging_sends_the_whole_order(world, ask):
    meeting = factories.meeting(world.board, starts_at=at(20))
    first, second, third = (factories.agenda_item(meeting) for _each in range(3))

    ask(
        world.secretary,
        f"{meeting.get_absolute_url()}dagordning/ordning/",
        {"version": 1, "order": f"{third.pk},{first.pk},{second.pk}"},
    )

    assert list(meeting.items.values_list("pk", flat=True)) == [third.pk, first.pk, second.pk]


def test_tabled_case_is_offered_first(world, ask):
    tabled = world.put_forward()
    world.put_forward()
    world.decide(tabled, outcome="tabled")
    meeting = factories.meeting(world.board, starts_at=at(20))

    offered = ask(world.secretary, f"{meeting.get_absolute_url()}dagordning/").context["offered"]

    assert [(row.case_id == tabled.pk, row.tabled) for row in offered] == [(True, True), (False, False)]


def test_call_page_shows_who_and_what_and_sends(world, ask):
    meeting = factories.meeting(world.board, starts_at=at(20))
    factories.agenda_item(meeting)

    page = ask(world.secretary, f"{meeting.get_absolute_url()}kalla/")
    answer = ask(world.secretary, f"{meeting.get_absolute_url()}kalla/", {})

    assert [row.name for row in page.context["called"]] == [world.member.name]
    assert answer.url == meeting.get_absolute_url()
    meeting.refresh_from_db()
    assert meeting.state == MeetingState.CALLED


def test_forms_change_cancel_strike_and_restore(world, ask):
    meeting = called_meeting(world, cases=1, others=1)
    address = meeting.get_absolute_url()
    item = meeting.items.first()
    day = meeting.held_on.isoformat()

    changed = {"version": meeting.version, "day": day, "clock": "14", "place": "Rådhuset", "note": ""}
    statuses = [
        ask(world.secretary, f"{address}andra/", changed).status_code,
        ask(world.secretary, f"{address}dagordning/{item.pk}/stryk/", {}).status_code,
        ask(world.secretary, f"{address}dagordning/{item.pk}/aterfor/", {}).status_code,
        ask(world.secretary, f"{address}dagordning/", {"kind": "report", "title": "Anmälan"}).status_code,
        ask(world.secretary, f"{address}stall-in/", {"reason": "Strömavbrott"}).status_code,
    ]

    meeting.refresh_from_db()
    assert statuses == [302, 302, 302, 302, 302]
    assert (meeting.place, meeting.state) == ("Rådhuset", MeetingState.CANCELLED)


@pytest.mark.parametrize("part", ["andra/", "kalla/", "stall-in/", "dagordning/"])
def test_arranging_a_meeting_is_refused_to_those_who_only_read(world, ask, part):
    meeting = called_meeting(world)

    assert ask(world.member, f"{meeting.get_absolute_url()}{part}").status_code == 403


def test_worker_is_served_for_the_papers_only(client):
    answer = client.get("/sammantraden/handlingar.js")

    assert (answer.status_code, answer["Service-Worker-Allowed"]) == (200, "/sammantraden/")
    assert answer["Content-Type"] == "text/javascript; charset=utf-8"


def test_sign_out_asks_the_browser_to_forget(world, ask):
    answer = ask(world.member, "/logga-ut/", {})

    assert answer["Clear-Site-Data"] == '"storage"'


def test_case_of_another_body_sent_by_hand_is_refused_with_the_clause_of_its_route(world, ask):
    meeting = factories.meeting(world.committee, starts_at=at(20))
    case = world.put_forward()

    answer = ask(
        world.committee_secretary,
        f"{meeting.get_absolute_url()}dagordning/arende/",
        {"step": world.active(case).pk},
    )

    assert answer.status_code == 409
    assert "Riktlinje 5.2" in text(answer)
    assert meeting.items.count() == 0


def test_case_that_is_hidden_cannot_be_told_by_a_form_sent_by_hand(world, ask):
    meeting = factories.meeting(world.committee, starts_at=at(20))
    secret = {"confidentiality": "confidential", "confidentiality_ground": "OSL 15:1"}
    case = world.put_forward(**secret)

    answer = ask(
        world.committee_secretary,
        f"{meeting.get_absolute_url()}dagordning/arende/",
        {"step": world.active(case).pk},
    )

    assert answer.status_code == 404
