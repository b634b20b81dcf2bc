"""An organisation's page with everything on it: what it says, in which order, to whom, in how many queries."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.utils import timezone

from memberships import actions, selectors
from memberships.models import (
    Declaration,
    Forum,
    ForumParticipation,
    Grade,
    IndirectRepresentation,
    MembershipReview,
    Population,
)
from tests import factories

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
TODAY = date(2026, 6, 1)
CONFIDENTIAL = {"confidentiality": "confidential", "confidentiality_ground": "OSL 15:1"}


@pytest.fixture
def coordinator():
    factories.policy()
    return factories.coordinator()


@pytest.fixture
def organisation():
    return factories.organisation(name="Eurocities")


def fill(organisation, by, number, **fields):
    """`number` memberships, each with `number` rows of every kind and shown to `by`."""
    grade, _created = Grade.objects.get_or_create(organisation=organisation, name="Full", least_population=250_000)
    Population.objects.get_or_create(year=2025, defaults={"inhabitants": 600_000})
    parent = factories.membership()
    for _each in range(number):
        membership = factories.membership(
            organisation=organisation, kind="sector", through=parent, grade=grade, engagement_fields=fields
        )
        factories.membership(through=membership)
        factories.grant(by, membership.engagement)
        for _row in range(number):
            add_one_of_each(membership, by)
    for each in range(number):
        factories.invitation(
            organisation=organisation, state="declined", reason="cost", received_on=date(2020 + each, 1, 1)
        )


def add_one_of_each(membership, by):
    organisation = membership.organisation
    factories.seat(membership, holder=by, starts_on=TODAY)
    forum = Forum.objects.create(organisation=organisation, name=f"Forum {Forum.objects.count()}")
    ForumParticipation.objects.create(membership=membership, forum=forum, unit=factories.unit())
    Grade.objects.create(organisation=organisation, name=f"Grad {Grade.objects.count()}")
    IndirectRepresentation.objects.create(membership=membership, through="SKR")
    declare(membership, "Klimat", deadline=TODAY)
    year = 2000 + membership.fees.count()
    actions.record_fee(membership=membership, year=year, amount=Decimal(10), by=by)
    MembershipReview.objects.create(membership=membership, on=TODAY, outcome="keep", body=factories.board())
    factories.mandate(membership, state="given", bearer=by)
    factories.pursuit(factories.demand(), membership)


def declare(membership, title, *, closed_at=None, **fields):
    matter = f"deklaration-{membership.declarations.count()}"
    case = factories.case(engagement=membership.engagement, matter=matter, state="put_forward", closed_at=closed_at)
    return Declaration.objects.create(membership=membership, title=title, text="Text", case=case, **fields)


def page_of(organisation, person):
    return selectors.organisation_page(organisation, person, today=TODAY)


@pytest.mark.parametrize("number", [1, 3])
@pytest.mark.parametrize("spine", [{}, CONFIDENTIAL])
def test_organisation_page_runs_the_same_queries_for_every_number_of_rows(
    client, coordinator, organisation, django_assert_num_queries, number, spine
):
    fill(organisation, coordinator, number, **spine)
    client.force_login(coordinator)
    client.get(organisation.get_absolute_url())

    with django_assert_num_queries(9):
        page = client.get(organisation.get_absolute_url())

    parts = [item["part"] for item in page.context["parts"]]
    every = ("seats", "indirect", "declarations", "fees", "mandates", "pursuits")
    assert [len(getattr(part, name)) for part in parts for name in every] == [number] * number * len(every)
    assert [sum(len(forum.participations) for forum in part.forums) for part in parts] == [number] * number
    assert [part.review.standing for part in parts] == ["Behålls"] * number
    assert [part.counted for part in parts] == [True] * number
    assert len(page.context["grades"]) == 1 + number * number
    assert len(page.context["declined"]) == number


def test_organisation_page_says_each_row_in_words(client, coordinator, organisation):
    fill(organisation, coordinator, 1)
    membership = organisation.memberships.get()
    MembershipReview.objects.update(decided="KS § 12", note="Nyttan är stor.")
    forum = Forum.objects.get()
    ForumParticipation.objects.update(role="chair", unit=factories.unit(name="Miljöförvaltningen"))
    client.force_login(coordinator)

    page = client.get(organisation.get_absolute_url()).content.decode()

    today = timezone.localdate()
    mandate, pursuit, declaration = (
        getattr(membership, name).get() for name in ("mandates", "pursuits", "declarations")
    )
    for expected in (
        "behålls. KS § 12",
        "Nyttan är stor.",
        f'<th scope="row">{forum.name}</th>',
        "Miljöförvaltningen, ordförande",
        f'<a href="{mandate.get_absolute_url()}">{mandate.meeting}</a>',
        "Givet",
        f'<a href="{declaration.case.get_absolute_url()}">Klimat</a>',
        "Framlagt",
        f'<a href="{pursuit.demand.get_absolute_url()}">{pursuit.demand.title}</a>',
        f"Planerat, {today.day} ",
        "Uppfylls: staden har 600",
        "Företräds också genom</dt><dd>SKR</dd>",
        "<dt>Grad 1</dt><dd>Inga villkor</dd>",
    ):
        assert expected in page


def test_lines_stand_in_their_order(coordinator, organisation):
    membership = factories.membership(organisation=organisation)
    for name in ("B", "A"):
        Grade.objects.create(organisation=organisation, name=name)
        IndirectRepresentation.objects.create(membership=membership, through=name)
        factories.pursuit(factories.demand(title=name), membership)
        declare(membership, name)
    for meeting, day in (("sen", 9), ("tidig", 3), ("senare", 9)):
        factories.mandate(membership, meeting=meeting, starts_on=date(2026, 7, day))
    for outcome, year in (("leave", 2024), ("keep", 2025), ("change", 2023)):
        MembershipReview.objects.create(membership=membership, on=date(year, 1, 1), outcome=outcome)

    page = page_of(organisation, coordinator)

    part = page.parts[0]
    shown = (page.grades, part.indirect, part.pursuits, part.declarations, part.mandates)
    assert [[line.title for line in lines] for lines in shown] == [
        ["A", "B"],
        ["A", "B"],
        ["A", "B"],
        ["A", "B"],
        ["senare", "sen", "tidig"],
    ]
    assert (part.review.state, part.review.on) == ("keep", date(2025, 1, 1))


@pytest.mark.parametrize(
    ("deadline", "adopted_on", "closed", "late"),
    [
        (TODAY, None, False, False),
        (TODAY - timedelta(days=1), None, False, True),
        (TODAY - timedelta(days=1), None, True, False),
        (TODAY - timedelta(days=1), TODAY, False, False),
        (None, None, False, False),
    ],
)
def test_declaration_is_late_past_its_last_day_until_adopted_or_closed(
    coordinator, organisation, deadline, adopted_on, closed, late
):
    membership = factories.membership(organisation=organisation)
    closed_at = timezone.now() if closed else None
    declare(membership, "Klimat", closed_at=closed_at, deadline=deadline, adopted_on=adopted_on)

    line = page_of(organisation, coordinator).parts[0].declarations[0]

    assert (line.on, line.adopted_on, line.late) == (deadline, adopted_on, late)


def test_forum_stands_with_every_membership_and_who_takes_part_with_their_own(coordinator, organisation):
    kinds = ("city_wide", "sector")
    memberships = [factories.membership(organisation=organisation, kind=kind) for kind in kinds]
    hidden = factories.membership(organisation=organisation, engagement_fields=CONFIDENTIAL)
    forum = Forum.objects.create(organisation=organisation, name="Miljöforum")
    Forum.objects.create(organisation=organisation, name="Tomt forum")
    for membership, unit in ((memberships[0], "Miljö"), (hidden, "Hemlig")):
        ForumParticipation.objects.create(membership=membership, forum=forum, unit=factories.unit(name=unit))

    parts = page_of(organisation, coordinator).parts

    assert [
        [(row.name, row.lapsed, [each.unit for each in row.participations]) for row in part.forums] for part in parts
    ] == [
        [("Miljöforum", False, ["Miljö"]), ("Tomt forum", True, [])],
        [("Miljöforum", True, []), ("Tomt forum", True, [])],
    ]


def test_lines_of_a_hidden_membership_and_drafts_of_others_are_not_shown(coordinator, organisation):
    seen, hidden = (factories.membership(organisation=organisation, engagement_fields=f) for f in ({}, CONFIDENTIAL))
    add_one_of_each(hidden, None)
    factories.mandate(seen, meeting="Utkast")
    factories.mandate(seen, meeting="Givet", state="given")
    reader = factories.contact_person(factories.unit())

    part, *others = page_of(organisation, reader).parts

    assert (others, part.pursuits, part.declarations, part.indirect, part.review) == ([], [], [], [], None)
    assert [line.title for line in part.mandates] == ["Givet"]


def test_demand_that_rests_on_a_case_one_may_not_see_is_not_shown(coordinator, organisation):
    membership = factories.membership(organisation=organisation)
    secret = factories.membership(engagement_fields=CONFIDENTIAL)
    factories.pursuit(factories.demand(title="Öppet"), membership)
    factories.pursuit(factories.demand(title="Hemligt", case=factories.case(engagement=secret.engagement)), membership)

    part = page_of(organisation, coordinator).parts[0]

    assert [line.title for line in part.pursuits] == ["Öppet"]


def test_organisation_without_memberships_shows_its_grades(client, coordinator, organisation):
    Grade.objects.create(organisation=organisation, name="Full", condition="minst 250 000 invånare")
    Forum.objects.create(organisation=organisation, name="Miljöforum")
    client.force_login(coordinator)

    page = client.get(organisation.get_absolute_url())

    assert page.context["parts"] == []
    assert [(line.title, line.text) for line in page.context["grades"]] == [("Full", "minst 250 000 invånare")]
