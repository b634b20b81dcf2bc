"""Themes first, focus, the global goals, resources of each unit, and synergies by name."""

from datetime import date

import pytest
from django.test import Client

from engagements import search_index
from engagements.enums import AreaKey
from engagements.models import EngagementGoal
from tests import factories

pytestmark = pytest.mark.django_db


def client_of(person):
    client = Client()
    client.force_login(person)
    return client


def under(theme, area, **fields):
    row = factories.engagement(area, **fields)
    row.themes.add(theme)
    return row


@pytest.mark.clause("STR-05")
def test_theme_is_counted_and_summed_over_every_area():
    theme, unit = factories.theme(name="Klimat"), factories.unit()
    rows = [under(theme, area, title=f"I {area}") for area in AreaKey.values]
    rows[0].resources.create(unit=unit, year=2026, planned=100, spent=40)
    factories.activity(engagement=rows[3], state="accepted", starts_on=date(2026, 2, 1), cost=900)
    under(theme, "cities", status="ended")
    client = client_of(factories.coordinator())

    [row] = [each for each in client.get("/teman/?year=2026").context["rows"] if each.pk == theme.pk]
    page = client.get(f"/teman/{theme.pk}/?year=2026")

    assert (row.count, row.by_area, row.planned, row.spent, row.activities, row.activity_cost) == (
        5, [1, 1, 1, 1, 1], 100, 40, 1, 900,
    )  # fmt: skip
    assert sorted(line.title for line in page.context["lines"]) == sorted(f"I {area}" for area in AreaKey.values)


@pytest.mark.clause("STR-05")
def test_two_themes_are_compared_with_what_they_share():
    one, two = factories.theme(name="Klimat"), factories.theme(name="Skola")
    both = under(one, "projects", title="Bägge")
    both.themes.add(two)
    under(one, "cities")
    client = client_of(factories.coordinator())

    page = client.get(f"/teman/jamfor/?a={one.pk}&b={two.pk}&year=2026")

    assert [row[1:3] for row in page.context["table"]][:1] == [(2, 1)]
    assert [line.title for line in page.context["both"]] == ["Bägge"]


@pytest.mark.clause("NKP-05")
def test_focus_themes_of_the_policy_have_their_share_in_the_overview():
    school, other = factories.theme(name="Utbildning"), factories.theme(name="Kultur")
    policy = factories.policy()
    policy.focus_themes.add(school)
    first = under(school, "projects")
    first.themes.add(other)
    under(other, "cities")
    factories.engagement()
    factories.engagement()
    for row in (first, first):
        factories.activity(engagement=row, state="accepted", starts_on=date(2026, 2, 1))
    client = client_of(factories.coordinator())

    focus = client.get("/oversikt/?year=2026").context["focus"]
    listed = client.get("/teman/").context["rows"]

    assert (focus.names, focus.count, focus.of_count, focus.share, focus.activities_share) == (
        ["Utbildning"], 1, 4, 25, 100,
    )  # fmt: skip
    assert [(row.name, row.focus) for row in listed] == [("Utbildning", True), ("Kultur", False)]


@pytest.mark.clause("NKP-02")
def test_global_goals_chosen_in_the_form_have_their_table_and_page():
    by = factories.coordinator()
    row = factories.engagement("projects", title="Rent vatten")
    client = client_of(by)
    form = client.get(f"/engagemang/{row.pk}/andra/").context["form"]
    said = {name: form[name].value() for name in form.fields if form[name].value()}

    saved = client.post(f"/engagemang/{row.pk}/andra/", said | {"goals": [6, 13]})
    goals = {each.pk: each.count for each in client.get("/globala-mal/").context["rows"]}
    page = client.get("/globala-mal/6/")

    assert saved.status_code == 302
    assert ({pk for pk, count in goals.items() if count}, len(goals)) == ({6, 13}, 17)
    assert [line.title for line in page.context["lines"]] == ["Rent vatten"]
    assert client.get("/globala-mal/18/").status_code == 404


@pytest.mark.parametrize("many", [1, 3])
@pytest.mark.parametrize(
    ("url", "queries"),
    [
        ("/teman/", 7),
        ("/teman/{theme}/", 9),
        ("/teman/jamfor/?a={theme}&b={theme}", 8),
        ("/globala-mal/", 5),
        ("/globala-mal/13/", 6),
        ("/avstamningar/", 3),
        ("/kommunikation/?visa=gjort", 3),
        ("/kontakter/", 6),
        ("/aktiviteter/uppfoljning/", 4),
        ("/engagemang/{engagement}/avstamningar/", 6),
        ("/engagemang/{engagement}/kommunikation/", 4),
        ("/engagemang/{engagement}/kopplingar/", 5),
    ],
)
def test_page_asks_the_same_number_of_questions(url, queries, many, django_assert_num_queries):
    by, theme, unit = factories.coordinator(), factories.theme(), factories.unit()
    engagement = None
    for number in range(many):
        engagement = under(theme, "projects", responsible_unit=unit)
        EngagementGoal.objects.create(engagement=engagement, goal=13)
        engagement.resources.create(unit=unit, year=2026, planned=10, spent=5)
        factories.activity(engagement=engagement, unit=unit, state="reported", starts_on=date(2025, 1, 1))
        for row in (engagement,) * many:
            row.check_ins.create(due_on=date(2026, 1, row.check_ins.count() + 1))
            row.communications.create(unit=unit, title="x", channel="web", audience="x", done_on=date(2026, 1, 1))
        factories.partner_contact(unit=unit, engagements=[engagement], name=f"Namn {number}")
    client = client_of(by)
    client.get("/om/")

    with django_assert_num_queries(queries):
        response = client.get(url.format(theme=theme.pk, engagement=engagement.pk))

    assert response.status_code == 200


@pytest.mark.clause("GBG-C5")
def test_relation_shows_each_units_planned_and_actual_resources_and_who_has_none():
    relation = factories.city_relation()
    row = relation.engagement
    schools, culture, silent = (factories.unit(name=name) for name in ("Skolan", "Kulturen", "Tysta"))
    for unit in (schools, culture, silent):
        row.participations.create(unit=unit)
    row.resources.create(unit=schools, year=2026, planned=100, spent=80, planned_hours=40, spent_hours=30)
    row.resources.create(unit=culture, year=2026, planned=50, spent=60)
    row.resources.create(unit=schools, year=2025, planned=10, spent=10)

    parts = client_of(factories.coordinator()).get(f"/engagemang/{row.pk}/").context["parts"]

    assert [(line.year, line.unit, line.planned, line.spent) for line in parts.resources] == [
        (2026, "Kulturen", 50, 60), (2026, "Skolan", 100, 80), (2025, "Skolan", 10, 10),
    ]  # fmt: skip
    assert [(line.year, line.planned, line.spent) for line in parts.years] == [(2026, 150, 140), (2025, 10, 10)]
    assert parts.silent_units == ["Tysta"]


@pytest.mark.clause("GBG-06")
def test_synergies_are_found_by_the_name_of_city_and_organisation():
    relation = factories.city_relation()
    city = relation.city.name
    membership = factories.membership()
    for row in (relation.engagement, membership.engagement):
        search_index.refresh(row)
    for title in (f"Spårvagnar i {city}", f"Arbetsgrupp i {membership.organisation.name}", "Något annat"):
        search_index.refresh(factories.engagement("projects", title=title))
    client = client_of(factories.coordinator())

    found = [
        [(one.title, one.why) for one in client.get(f"/engagemang/{row.pk}/synergier/").context["synergies"]]
        for row in (relation, membership)
    ]

    assert found == [
        [(f"Spårvagnar i {city}", city)],
        [(f"Arbetsgrupp i {membership.organisation.name}", membership.organisation.name)],
    ]


@pytest.mark.clause("GBG-C7")
def test_overview_tells_remote_from_travel_with_cost_and_distance():
    engagement = factories.engagement()
    for mode, cost, distance in (("travel", 9000, 1200), ("travel", 3000, 800), ("remote", 0, 0)):
        factories.activity(
            engagement=engagement,
            state="accepted",
            starts_on=date(2026, 2, 1),
            mode=mode,
            cost=cost,
            distance_km=distance,
        )

    modes = client_of(factories.coordinator()).get("/oversikt/?year=2026").context["modes"]

    assert [(mode.mode, mode.count, mode.cost, mode.distance_km) for mode in modes] == [
        ("travel", 2, 12000, 2000), ("remote", 1, 0, 0), ("at_home", 0, 0, 0),
    ]  # fmt: skip
