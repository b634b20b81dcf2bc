"""Seats the city holds and forums its units take part in."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from core.models import Event
from core.rules import Conflict, NotPermitted, Refused
from decisions.models import Case
from memberships import actions, selectors
from memberships.models import Candidature, Forum, ForumParticipation, Seat
from memberships.states import SEAT
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.mark.clause("STR-02")
def test_record_seat_notes_office_election_and_period():
    membership = factories.membership()

    seat = actions.record_seat(
        membership=membership,
        by=factories.coordinator(),
        organ="Styrelsen",
        held_by_office="Finansborgarrådet",
        elected="Kongressen i Sydney",
        starts_on=date(2009, 1, 1),
        ends_on=date(2011, 12, 31),
    )

    assert (seat.state, seat.elected) == ("held", "Kongressen i Sydney")
    assert list(Event.objects.values_list("happening", "thread")) == [
        ("membership.seat", f"engagements.engagement:{membership.pk}")
    ]


def test_record_seat_that_ends_before_it_starts_is_refused():
    with pytest.raises(Refused) as refusal:
        actions.record_seat(
            membership=factories.membership(),
            by=factories.coordinator(),
            organ="Styrelsen",
            starts_on=date(2011, 1, 1),
            ends_on=date(2010, 1, 1),
        )

    assert [finding.code for finding in refusal.value.findings] == ["membership.dates"]
    assert Seat.objects.count() == 0


def test_record_seat_by_a_contact_person_is_not_permitted():
    with pytest.raises(NotPermitted):
        actions.record_seat(membership=factories.membership(), by=factories.contact_person(), organ="Styrelsen")


def test_change_seat_saves_what_differs():
    seat = factories.seat(factories.membership())

    actions.change_seat(seat=seat, by=factories.coordinator(), ends_on=date(2027, 12, 31))

    seat.refresh_from_db()
    assert seat.ends_on == date(2027, 12, 31)


def test_end_seat_ends_it_once():
    seat = factories.seat(factories.membership(), starts_on=date(2020, 1, 1))
    coordinator = factories.coordinator()

    actions.end_seat(seat=seat, on=date(2026, 1, 1), by=coordinator)

    seat.refresh_from_db()
    assert (seat.state, seat.ends_on) == ("ended", date(2026, 1, 1))
    with pytest.raises(Conflict):
        actions.end_seat(seat=seat, on=date(2026, 2, 1), by=coordinator)
    seat.refresh_from_db()
    assert seat.ends_on == date(2026, 1, 1)


def test_record_election_makes_the_candidate_hold_the_seat():
    seat = factories.seat(factories.membership(), state="candidate")

    actions.record_election(seat=seat, elected="Årsmötet 2027", by=factories.coordinator())

    seat.refresh_from_db()
    assert (seat.state, seat.elected) == ("held", "Årsmötet 2027")


def test_record_election_of_a_held_seat_is_a_conflict():
    with pytest.raises(Conflict):
        actions.record_election(seat=factories.seat(factories.membership()), elected="Igen", by=factories.coordinator())


@pytest.mark.parametrize(
    ("verb", "sources"),
    [("elect", {"candidate"}), ("stand_down", {"held"}), ("end", {"candidate", "held", "not_standing"})],
)
@pytest.mark.parametrize("state", ["candidate", "held", "not_standing", "ended"])
def test_seat_states_allow_each_verb_from_its_sources_only(verb, sources, state):
    seat = factories.seat(factories.membership(), state=state)

    assert SEAT.allows(seat, verb) is (state in sources)


def test_stand_opens_a_case_with_its_candidature():
    policy = factories.policy()
    factories.usual_route(policy, "memberships.stand")
    membership = factories.membership()

    case = actions.stand(membership=membership, organ="Styrelsen", election="Årsmötet 2027", by=factories.coordinator())

    assert (case.matter, case.candidature.organ, case.candidature.membership) == (
        "memberships.stand",
        "Styrelsen",
        membership,
    )


def test_stand_without_a_route_leaves_nothing_behind():
    factories.policy()

    with pytest.raises(Refused):
        actions.stand(membership=factories.membership(), organ="Styrelsen", election="", by=factories.coordinator())

    assert (Case.objects.count(), Candidature.objects.count()) == (0, 0)


def test_step_aside_from_a_seat_that_ended_is_refused():
    seat = factories.seat(factories.membership(), state="ended")

    with pytest.raises(Refused) as refusal:
        actions.step_aside(seat=seat, election="", by=factories.coordinator())

    assert [finding.code for finding in refusal.value.findings] == ["membership.seat-not-held"]


@pytest.mark.clause("GBG-O6")
def test_join_forum_says_which_unit_takes_part_in_which_role_and_since_when():
    unit = factories.unit()
    membership = factories.membership()

    row = actions.join_forum(
        membership=membership,
        forum=" Social  Affairs Forum",
        unit=unit,
        role="chair",
        starts_on=date(2009, 1, 1),
        by=factories.contact_person(unit),
    )

    assert (row.forum.name, row.unit, row.role, row.starts_on) == (
        "Social Affairs Forum",
        unit,
        "chair",
        date(2009, 1, 1),
    )
    assert Event.objects.filter(happening="membership.forum").count() == 1


@pytest.mark.clause("GBG-O6")
def test_join_forum_for_another_unit_is_not_permitted():
    with pytest.raises(NotPermitted) as refusal:
        actions.join_forum(
            membership=factories.membership(), forum="Forum", unit=factories.unit(), by=factories.contact_person()
        )

    assert (refusal.value.finding.code, refusal.value.finding.clause) == (
        "membership.not-your-participation",
        "GBG-O6",
    )
    assert Forum.objects.count() == 0


def test_join_forum_of_a_hidden_membership_is_not_permitted():
    membership = factories.membership(
        engagement_fields={"confidentiality": "confidential", "confidentiality_ground": "OSL 15:1"}
    )

    with pytest.raises(NotPermitted):
        actions.join_forum(membership=membership, forum="Forum", unit=factories.unit(), by=factories.coordinator())


def test_join_forum_twice_is_refused():
    unit, membership = factories.unit(), factories.membership()
    person = factories.contact_person(unit)
    actions.join_forum(membership=membership, forum="Forum", unit=unit, by=person)

    with pytest.raises(Refused):
        actions.join_forum(membership=membership, forum="Forum", unit=unit, by=person)

    assert ForumParticipation.objects.count() == 1


@pytest.mark.clause("STR-02")
def test_leave_forum_keeps_the_participation_as_lapsed():
    unit, membership = factories.unit(), factories.membership()
    person = factories.contact_person(unit)
    row = actions.join_forum(membership=membership, forum="Eco-regions", unit=unit, by=person)

    actions.leave_forum(participation=row, on=date(2026, 1, 1), by=person)

    part = selectors.organisation_page(membership.organisation, person, today=timezone.localdate()).parts[0]
    assert [(forum.name, forum.lapsed, len(forum.participations)) for forum in part.forums] == [
        ("Eco-regions", True, 1)
    ]
    page = selectors.membership_page(person, {"visa": "upphort"}, number=1, today=timezone.localdate())
    assert [(found.pk, found.lapsed) for found in page.rows] == [(membership.pk, True)]


def test_leave_forum_twice_is_a_conflict():
    unit, membership = factories.unit(), factories.membership()
    person = factories.contact_person(unit)
    row = actions.join_forum(membership=membership, forum="Forum", unit=unit, by=person)
    actions.leave_forum(participation=row, on=date(2026, 1, 1), by=person)

    with pytest.raises(Conflict):
        actions.leave_forum(participation=row, on=date(2026, 2, 1), by=person)


@pytest.mark.clause("NKP-17")
def test_seats_about_to_end_are_listed_soonest_first():
    today = timezone.localdate()
    membership = factories.membership()
    later = factories.seat(membership, organ="Styrelsen", ends_on=today + timedelta(days=300))
    soon = factories.seat(membership, organ="Rådet", ends_on=today + timedelta(days=30), state="not_standing")
    factories.seat(membership, organ="Utskottet", ends_on=today + timedelta(days=500))
    factories.seat(membership, organ="Över", ends_on=today - timedelta(days=1))

    found = selectors.seats_ending(factories.coordinator(), today=today, until=today + timedelta(days=365))

    assert [(seat.pk, seat.standing_down) for seat in found] == [(soon.pk, True), (later.pk, False)]
