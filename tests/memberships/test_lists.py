"""The lists beside the register: constant queries, order, empty states; seats in time for a meeting (NKP-17)."""

from datetime import date, datetime, timedelta
from decimal import Decimal

import pytest
import time_machine
from django.urls import reverse
from django.utils import timezone

from decisions.selectors.planning import last_meeting_before
from governance.enums import StepRole
from governance.models import Unit
from memberships import actions
from memberships.models import Declaration
from memberships.selectors import seats
from tests import factories

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
NAMES = ["mandate_list", "declaration_list", "demand_list", "invitation_list", "fee_list", "seat_list", "review_list"]
QUERIES = {
    "mandate_list": 4, "declaration_list": 4, "demand_list": 7, "invitation_list": 6, "fee_list": 6, "seat_list": 4,
    "review_list": 6,
}  # fmt: skip


@pytest.fixture
def by():
    factories.policy()
    return factories.coordinator()


def fill(by, number):
    """One of everything that stands on a list, `number` times."""
    for _each in range(number):
        membership = factories.membership()
        sector = factories.membership(kind="sector", engagement_fields={"responsible_unit": factories.unit()})
        factories.mandate_question(factories.mandate(membership, state="given"))
        case = factories.case(engagement=membership.engagement, state="put_forward")
        Declaration.objects.create(membership=membership, title="Deklaration", text="Text", case=case)
        demand = factories.demand(theme=factories.theme(), aim=factories.aim())
        factories.pursuit(demand, membership)
        factories.pursuit(demand, sector)
        factories.invitation(organisation=membership.organisation, state="declined", reason="cost")
        actions.record_fee(membership=membership, year=timezone.localdate().year, amount=Decimal(10), by=by)
        factories.seat(membership, ends_on=timezone.localdate() + timedelta(days=90))


@pytest.mark.parametrize("number", [1, 3])
@pytest.mark.parametrize("name", NAMES)
def test_list_runs_the_same_queries_for_every_number_of_rows(by, client, django_assert_num_queries, name, number):
    fill(by, number)
    url = reverse(f"memberships:{name}")
    client.force_login(by)
    client.get(url)

    with django_assert_num_queries(QUERIES[name]):
        page = client.get(url)

    assert len(page.context["listing"].rows) == number


@pytest.mark.parametrize("name", NAMES)
def test_list_without_rows_says_so(by, client, name):
    client.force_login(by)

    page = client.get(reverse(f"memberships:{name}"))

    assert (page.status_code, page.context["page"].empty in page.text) == (200, True)


def test_list_of_more_than_a_page_is_paged(by, client):
    for _each in range(51):
        factories.invitation()
    client.force_login(by)
    url = reverse("memberships:invitation_list")

    first, second = client.get(url).context["listing"], client.get(f"{url}?page=2").context["listing"]

    assert [len(first.rows), first.has_next, len(second.rows), second.has_previous] == [50, True, 1, True]
    assert first.count_label == "51 rader"


@pytest.mark.clause("GBG-O3")
def test_declarations_are_listed_overdue_first_with_how_they_were_decided(by, client):
    membership = factories.membership(organisation=factories.organisation(name="Eurocities"))
    today = timezone.localdate()
    for title, days, state, adopted in (
        ("Utan dag", None, "preparing", None),
        ("I tid", 30, "put_forward", None),
        ("Sen", -1, "put_forward", None),
        ("Antagen", -60, "decided", today),
        ("Avslagen", -90, "rejected", None),
    ):
        closed = timezone.now() if state in {"decided", "rejected"} else None
        case = factories.case(engagement=membership.engagement, matter=f"m.{title}", state=state, closed_at=closed)
        deadline = None if days is None else today + timedelta(days=days)
        Declaration.objects.create(
            membership=membership, title=title, text="Text", case=case, deadline=deadline, adopted_on=adopted
        )
    client.force_login(by)
    found = {}

    for query in ("", "visa=oppna", "visa=antagna", "visa=avslutade"):
        page = client.get(f"{reverse('memberships:declaration_list')}?{query}")
        found[query] = [row.title for row in page.context["listing"].rows]

    assert found[""] == ["Sen", "Avslagen", "Antagen", "I tid", "Utan dag"]
    assert found["visa=oppna"] == ["Sen", "I tid", "Utan dag"]
    assert (found["visa=antagna"], found["visa=avslutade"]) == (["Antagen"], ["Avslagen"])


# ── seats about to end ───────────────────────────────────────────────────────────────────────────────────────────


def at(day: date):
    return timezone.make_aware(datetime.combine(day, datetime.min.time())) + timedelta(hours=13)


@pytest.mark.clause("NKP-17")
@time_machine.travel("2026-11-21 09:00", tick=False)
def test_seat_about_to_end_shows_the_last_meeting_that_can_decide_before(client):
    policy, board = factories.policy(), factories.board()
    factories.route(
        policy, "memberships.stand", (StepRole.PREPARE, factories.coordinating_unit()), (StepRole.DECIDE, board)
    )
    for day in (date(2026, 11, 4), date(2026, 12, 2), date(2027, 1, 13), date(2027, 2, 10)):
        factories.meeting(board, starts_at=at(day))
    factories.meeting(board, starts_at=at(date(2027, 1, 20)), state="cancelled")
    factories.meeting(factories.body(), starts_at=at(date(2027, 1, 21)))
    membership = factories.membership(organisation=factories.organisation(name="EUROCITIES"))
    ends = {date(2026, 11, 30): None, date(2027, 1, 13): date(2027, 1, 13), date(2027, 1, 31): date(2027, 1, 13)}
    for ends_on in ends:
        factories.seat(membership, organ=f"Organ {ends_on}", ends_on=ends_on)
    coordinator = factories.coordinator()
    client.force_login(coordinator)

    found = seats.seats_ending(coordinator, today=date(2026, 11, 21), until=date(2027, 11, 21))
    start, page = client.get("/").text, client.get(reverse("memberships:seat_list")).text

    assert {each.ends_on: each.meeting_on for each in found} == ends
    assert [each.too_late for each in found] == [True, False, False]
    assert [last_meeting_before(board, day) and last_meeting_before(board, day).held_on for day in ends] == [
        *ends.values()
    ]
    assert ["sista sammanträde 13 januari 2027" in start, "inget sammanträde planerat" in start] == [True, True]
    assert ["13 januari 2027" in page, "Inget sammanträde planerat" in page] == [True, True]


@pytest.mark.clause("NKP-17")
def test_seat_of_a_department_looks_to_its_own_committees_meetings(client):
    policy, committee = factories.policy(), factories.body(name="Kulturnämnden")
    factories.route(policy, "memberships.stand", (StepRole.PREPARE, None), (StepRole.DECIDE, None))
    unit = factories.unit(serves=committee)
    membership = factories.membership(kind="sector", engagement_fields={"responsible_unit": unit})
    factories.seat(membership, ends_on=timezone.localdate() + timedelta(days=90))
    meeting = factories.meeting(committee, starts_at=timezone.now() + timedelta(days=20))
    client.force_login(factories.contact_person(unit))

    page = client.get(reverse("memberships:seat_list"))

    (row,) = page.context["listing"].rows
    assert (row.cells[3].note, row.late) == ("Kulturnämnden", False)
    assert str(meeting.held_on.year) in row.cells[3].text


# ── search ───────────────────────────────────────────────────────────────────────────────────────────────────────

SEARCHED = ["seat_list", "review_list"]
SECRET = {"confidentiality": "confidential", "confidentiality_ground": "OSL 15:1"}


def searchable(name, committee, seat, **fields):
    """A sector membership found by its organisation's name alone, with a seat that is about to end."""
    unit = factories.unit(name=f"{name}skontoret", serves=factories.body(name=committee))
    spine = {"title": "Medlemskap", "responsible_unit": unit} | fields
    of = factories.membership(organisation=factories.organisation(name=name), kind="sector", engagement_fields=spine)
    factories.seat(of, ends_on=timezone.localdate() + timedelta(days=90), **seat)


@pytest.fixture
def listed(by, client):
    searchable("Östersjöstäder", "Ålnämnden", {"organ": "Årsmötet", "held_by_office": "Borgmästaren"})
    searchable("EUROCITIES", "Kulturnämnden", {"organ": "Styrelsen"}, search_text="nätverk för ÄVEN små".casefold())
    searchable("Östersjöstäder i hemlighet", "Nämnden", {"organ": "Årsmötet"}, **SECRET)
    client.force_login(by)


def found(client, name, **asked):
    return [row.title for row in client.get(reverse(f"memberships:{name}"), asked).context["listing"].rows]


@pytest.mark.parametrize("name", SEARCHED)
@pytest.mark.parametrize(
    ("words", "titles"),
    [
        ("ÖSTERSJÖ", ["Östersjöstäder"]), ("städer östersjö", ["Östersjöstäder"]), ("eurocities", ["EUROCITIES"]),
        ("Även nätverk", ["EUROCITIES"]), ("östersjö nätverk", []), ("hemlighet", []),
    ],
)  # fmt: skip
def test_list_is_searched_by_organisation_and_membership_and_finds_nothing_hidden(listed, client, name, words, titles):
    assert found(client, name, q=words) == titles


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("seat_list", "ÅRSMÖTET"), ("seat_list", "BORGMÄSTAREN årsmötet"), ("review_list", "ÅLNÄMNDEN"),
        ("review_list", "östersjöstäderskontoret"),
    ],
)  # fmt: skip
def test_list_is_searched_by_what_else_stands_in_its_rows(listed, client, name, words):
    assert found(client, name, q=words) == ["Östersjöstäder"]


def test_memberships_to_try_found_by_words_are_filtered_by_unit_too(listed, client):
    unit = Unit.objects.get(name="EUROCITIESskontoret").pk

    assert found(client, "review_list", q="städer", enhet=unit) == []
    assert found(client, "review_list", q="cities", enhet=unit) == ["EUROCITIES"]


@pytest.mark.parametrize("name", SEARCHED)
def test_words_that_find_nothing_are_kept_in_the_field_with_a_way_back(listed, client, name):
    page = client.get(reverse(f"memberships:{name}"), {"q": "  finns   inte "})

    assert ['value="finns inte"' in page.text, "Inget stämmer med filtret" in page.text] == [True, True]
    assert ["Visa alla" in page.text, page.context["page"].empty in page.text] == [True, False]


@pytest.mark.parametrize("name", SEARCHED)
def test_search_runs_no_more_queries_than_the_list(listed, client, django_assert_num_queries, name):
    url = reverse(f"memberships:{name}")
    client.get(url)

    with django_assert_num_queries(QUERIES[name]):
        client.get(url, {"q": "östersjö"})
