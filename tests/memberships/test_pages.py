"""The pages of organisations and memberships: what they show, to whom, in how many queries."""

from datetime import date, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from memberships.models import Forum, ForumParticipation, IndirectRepresentation, Membership, Seat
from tests import factories

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
LIST = reverse("memberships:organisation_list")


@pytest.fixture
def coordinator(client):
    factories.policy()
    person = factories.coordinator()
    client.force_login(person)
    return person


def full_membership(**fields):
    membership = factories.membership(**fields)
    factories.seat(membership, ends_on=timezone.localdate() + timedelta(days=90))
    forum, _created = Forum.objects.get_or_create(organisation=membership.organisation, name="Miljöforum")
    ForumParticipation.objects.create(membership=membership, forum=forum, unit=factories.unit())
    IndirectRepresentation.objects.create(membership=membership, through="SKR")
    return membership


@pytest.mark.parametrize("number", [1, 3])
def test_organisation_list_runs_the_same_queries_for_every_number_of_rows(
    client, coordinator, django_assert_num_queries, number
):
    for _n in range(number):
        full_membership()
    client.get(LIST)

    with django_assert_num_queries(8):
        page = client.get(LIST)

    assert page.content.count(b"1 av 1 forum") == number


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("q=alfa", ["Alfa"]),
        ("slag=sector", ["Beta"]),
        ("status=dormant", ["Beta"]),
        ("visa=uppdrag", ["Alfa"]),
        ("visa=upphort", ["Beta"]),
        ("q=gamma", []),
    ],
)
def test_organisation_list_is_filtered(client, coordinator, query, expected):
    alfa = factories.membership(organisation=factories.organisation(name="Alfa"))
    factories.seat(alfa, ends_on=timezone.localdate() + timedelta(days=30))
    beta = factories.membership(
        organisation=factories.organisation(name="Beta"), kind="sector", engagement_fields={"status": "dormant"}
    )
    forum = Forum.objects.create(organisation=beta.organisation, name="Forum")
    ForumParticipation.objects.create(membership=beta, forum=forum, unit=factories.unit(), ends_on=date(2010, 12, 31))

    page = client.get(f"{LIST}?{query}")

    assert [row.name for row in page.context["page"].rows] == expected


@pytest.mark.clause("NKP-17")
def test_start_page_of_the_coordinator_shows_seats_about_to_end(client, coordinator):
    full_membership(organisation=factories.organisation(name="Alfa"))

    page = client.get(reverse("governance:start"))

    assert "Alfa: Styrelsen" in page.content.decode()


@pytest.mark.clause("STR-03")
def test_organisation_page_warns_about_what_is_held_through_it(client, coordinator):
    metropolis = factories.membership(organisation=factories.organisation(name="Metropolis"))
    factories.membership(organisation=factories.organisation(name="UCLG"), through=metropolis)

    page = client.get(metropolis.get_absolute_url()).content.decode()

    assert "Genom Metropolis hålls också" in page


def test_hidden_organisation_and_missing_one_answer_alike(client, coordinator):
    hidden = factories.membership(
        engagement_fields={"confidentiality": "confidential", "confidentiality_ground": "OSL 15:1"}
    )

    answers = [client.get(hidden.get_absolute_url()), client.get(f"{LIST}999999/")]

    assert [answer.status_code for answer in answers] == [404, 404]


def test_membership_is_registered_from_its_form(client, coordinator):
    unit = factories.coordinating_unit()
    form = {"new_organisation": "POLIS", "kind": "city_wide", "responsible_unit": unit.pk, "benefit_city": "Kunskap"}

    answer = client.post(reverse("memberships:membership_create"), form)

    membership = Membership.objects.get()
    assert (answer.status_code, answer.url) == (302, membership.get_absolute_url())
    assert (membership.engagement.title, membership.engagement.benefit_city) == ("POLIS", "Kunskap")


def test_refused_membership_keeps_what_was_typed(client, coordinator):
    factories.membership(organisation=factories.organisation(name="POLIS"))
    form = {
        "new_organisation": "POLIS",
        "kind": "city_wide",
        "responsible_unit": factories.coordinating_unit().pk,
        "background": "Skrivet länge",
    }

    answer = client.post(reverse("memberships:membership_create"), form)

    page = answer.content.decode()
    assert answer.status_code == 409
    assert "POLIS har redan ett sådant medlemskap." in page
    assert "Skrivet länge" in page


def test_membership_form_is_not_for_a_politician(client):
    factories.policy()
    client.force_login(factories.member(factories.board()))

    answer = client.get(reverse("memberships:membership_create"))

    assert answer.status_code == 403


def test_membership_is_changed_from_its_form(client, coordinator):
    membership = factories.membership()
    form = {
        "version": 1,
        "responsible_unit": membership.engagement.responsible_unit_id,
        "new_grade": "Associerad medlem",
        "meets_condition": "true",
        "member_since": 2004,
    }

    answer = client.post(reverse("memberships:membership_edit", args=[membership.pk]), form)

    membership.refresh_from_db()
    assert answer.status_code == 302
    assert (membership.grade.name, membership.meets_condition, membership.member_since) == (
        "Associerad medlem",
        True,
        2004,
    )


def test_membership_form_with_an_old_version_answers_409(client, coordinator):
    membership = factories.membership(engagement_fields={"version": 5})
    form = {"version": 4, "responsible_unit": membership.engagement.responsible_unit_id, "background": "Mitt"}

    answer = client.post(reverse("memberships:membership_edit", args=[membership.pk]), form)

    assert answer.status_code == 409
    assert "Mitt" in answer.content.decode()


def test_seat_is_noted_changed_elected_and_ended_from_forms(client, coordinator):
    membership = factories.membership()

    def post(name, pk, **form):
        return client.post(reverse(f"memberships:{name}", args=[pk]), form).status_code

    created = post("seat_create", membership.pk, organ="Styrelsen", starts_on="2026-01-01")
    seat = Seat.objects.get()
    changed = post("seat_edit", seat.pk, organ="Styrelsen", ends_on="31/12 2026")
    ended = post("seat_end", seat.pk, on="2026-11-01")
    again = post("seat_end", seat.pk, on="2026-11-02")
    candidate = factories.seat(membership, organ="Rådet", state="candidate")
    elected = post("seat_elected", candidate.pk, elected="Årsmötet")

    seat.refresh_from_db()
    candidate.refresh_from_db()
    assert (created, changed, ended, again, elected) == (302, 302, 302, 409, 302)
    assert (seat.state, seat.ends_on, candidate.state) == ("ended", date(2026, 11, 1), "held")


def test_cases_about_a_seat_open_from_forms(client, coordinator):
    policy = factories.policy()
    for matter in ("memberships.stand", "memberships.not_stand_again"):
        factories.usual_route(policy, matter)
    seat = factories.seat(factories.membership())

    stand = client.post(reverse("memberships:seat_stand", args=[seat.membership_id]), {"organ": "Rådet"})
    aside = client.post(reverse("memberships:seat_stand_down", args=[seat.pk]), {"election": "Kongressen"})

    assert (stand.status_code, aside.status_code) == (302, 302)
    assert sorted(c.case.matter for c in seat.membership.candidatures.all()) == [
        "memberships.not_stand_again",
        "memberships.stand",
    ]


def test_unit_notes_and_ends_its_own_participation_from_forms(client):
    factories.policy()
    unit = factories.unit()
    client.force_login(factories.contact_person(unit))
    membership = factories.membership()
    form = {"new_forum": "Klimatgruppen", "kind": "working_group", "unit": unit.pk, "role": "member"}

    joined = client.post(reverse("memberships:forum_join", args=[membership.pk]), form)
    row = ForumParticipation.objects.get()
    left = client.post(reverse("memberships:forum_leave", args=[row.pk]), {"on": "2026-11-01"})

    row.refresh_from_db()
    assert (joined.status_code, left.status_code) == (302, 302)
    assert (row.forum.name, row.forum.kind, row.ends_on) == ("Klimatgruppen", "working_group", date(2026, 11, 1))


def test_organisation_is_described_from_its_form(client, coordinator):
    organisation = factories.organisation()
    url = reverse("memberships:organisation_edit", args=[organisation.pk])

    answer = client.post(url, {"name": "Nytt namn", "founded": 1986})

    organisation.refresh_from_db()
    assert (answer.status_code, organisation.name, organisation.founded) == (302, "Nytt namn", 1986)


@pytest.mark.parametrize("name", ["seat_create", "seat_stand", "forum_join", "membership_edit", "membership_review"])
def test_forms_of_a_membership_open(client, coordinator, name):
    membership = full_membership()

    answer = client.get(reverse(f"memberships:{name}", args=[membership.pk]))

    assert answer.status_code == 200


@pytest.mark.parametrize("name", ["seat_edit", "seat_end", "seat_elected", "seat_stand_down"])
def test_forms_of_a_seat_open(client, coordinator, name):
    seat = factories.seat(factories.membership())

    answer = client.get(reverse(f"memberships:{name}", args=[seat.pk]))

    assert answer.status_code == 200


@pytest.mark.parametrize(
    ("make", "expected"),
    [
        (full_membership, "Miljöforum, deltar"),
        (lambda: factories.city_relation(since=1946, agreement_renewed=2014), "2014"),
        (lambda: factories.visit(purpose="Lära om hamnen"), "Lära om hamnen"),
    ],
)
def test_engagement_page_shows_the_areas_own_part(client, coordinator, make, expected):
    engagement = make().engagement

    page = client.get(engagement.get_absolute_url())

    assert expected in page.content.decode()
