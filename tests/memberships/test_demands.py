"""Demands tied to the organisations through which they are pursued, with status (SMF-02)."""

import pytest
from django.urls import reverse

from core.rules import Conflict, NotPermitted, Refused
from memberships import actions
from memberships.models import Demand, DemandPursuit
from memberships.states import PURSUIT
from tests import factories

pytestmark = pytest.mark.django_db
LIST = reverse("memberships:demand_list")


@pytest.fixture
def by():
    factories.policy()
    return factories.coordinator()


@pytest.fixture
def c40(by):
    return factories.membership(organisation=factories.organisation(name="C40"))


def raised(by, **fields):
    values = {"title": "Städer ska höras", "text": "Innan EU beslutar.", "unit": factories.coordinating_unit()}
    return actions.raise_demand(by=by, **values | fields)


def test_demand_has_text_theme_aim_and_what_it_rests_on(by):
    theme, aim = factories.theme(), factories.aim()

    demand = raised(by, theme=theme, aim=aim, decided="KF 2024-03-12 § 8")
    actions.change_demand(demand=demand, title="Städer ska höras först", by=by)

    demand.refresh_from_db()
    assert (demand.title, demand.theme, demand.aim) == ("Städer ska höras först", theme, aim)
    assert demand.decided == "KF 2024-03-12 § 8"


def test_demand_is_refused_without_text_and_not_permitted_for_another_unit(by):
    with pytest.raises(Refused) as refusal:
        raised(by, text=" ")
    with pytest.raises(NotPermitted):
        raised(factories.contact_person())
    with pytest.raises(NotPermitted):
        actions.change_demand(demand=factories.demand(), title="Annat", by=factories.contact_person())

    assert [(f.code, f.clause) for f in refusal.value.findings] == [("demand.text", "SMF-02")]
    assert Demand.objects.count() == 1


@pytest.mark.clause("SMF-02")
def test_demand_goes_through_each_organisation_once_from_planned_to_adopted(by, c40):
    demand = raised(by, decided="KF § 8")

    way = actions.pursue_through(demand=demand, membership=c40, note="Miljöforumet", by=by)
    with pytest.raises(Refused) as twice:
        actions.pursue_through(demand=demand, membership=c40, by=by)
    planned = way.state
    actions.move_pursuit(pursuit=way, verb="pursue", by=by)
    actions.move_pursuit(pursuit=way, verb="adopt", note="Årsmötet", by=by)

    way.refresh_from_db()
    assert [f.code for f in twice.value.findings] == ["demand.already"]
    assert (planned, way.state, way.note) == ("planned", "adopted", "Årsmötet")


@pytest.mark.clause("SMF-02")
@pytest.mark.parametrize("state", ["preparing", "put_forward", "rejected"])
def test_only_what_the_city_has_decided_is_pursued(by, c40, state):
    undecided = raised(by, case=factories.case(state=state))
    unsaid = raised(by, title="Annat")

    for demand in (undecided, unsaid):
        way = actions.pursue_through(demand=demand, membership=c40, by=by)
        with pytest.raises(Refused) as refusal:
            actions.move_pursuit(pursuit=way, verb="pursue", by=by)
        assert [(f.code, f.clause) for f in refusal.value.findings] == [("demand.undecided", "SMF-02")]
    undecided.case.state = "decided"
    undecided.case.save()
    actions.move_pursuit(pursuit=undecided.pursuits.get(), verb="pursue", by=by)

    assert sorted(DemandPursuit.objects.values_list("state", flat=True)) == ["planned", "pursued"]


def test_demand_through_a_hidden_membership_is_not_permitted(by):
    hidden = factories.membership(
        engagement_fields={"confidentiality": "confidential", "confidentiality_ground": "OSL 15:1"}
    )

    with pytest.raises(NotPermitted):
        actions.pursue_through(demand=raised(by), membership=hidden, by=by)


@pytest.mark.parametrize("state", ["planned", "pursued", "adopted", "rejected", "dropped"])
@pytest.mark.parametrize("verb", ["pursue", "adopt", "reject", "drop"])
def test_every_step_from_every_state(by, c40, state, verb):
    way = factories.pursuit(factories.demand(), c40, state=state)
    target = {"pursue": "pursued", "adopt": "adopted", "reject": "rejected", "drop": "dropped"}[verb]
    leads = {
        "pursue": {"planned", "rejected", "dropped"}, "adopt": {"pursued"}, "reject": {"pursued"},
        "drop": {"planned", "pursued", "rejected"},
    }  # fmt: skip

    if state in leads[verb]:
        PURSUIT.advance(way, verb)
    else:
        with pytest.raises(Conflict):
            PURSUIT.advance(way, verb)

    way.refresh_from_db()
    assert way.state == (target if state in leads[verb] else state)


@pytest.mark.clause("SMF-02")
def test_demand_is_raised_and_pursued_through_its_pages_and_shown_with_the_organisation(by, c40, client):
    client.force_login(by)
    unit = factories.coordinating_unit()
    form = {"title": "Städer ska höras", "text": "Först.", "unit": unit.pk, "decided": "KF 2024 § 8"}

    page = client.post(reverse("memberships:demand_create"), form).url
    client.post(f"{page}driv/", {"membership": c40.pk, "note": ""})
    way = DemandPursuit.objects.get()
    move = reverse("memberships:pursuit_move", args=[way.pk])
    client.post(move, {"verb": "pursue", "on": "2026-11-02", "note": "Miljöforumet"})
    client.post(f"{page}andra/", form | {"title": "Städer ska höras först"})

    detail, listed, organisation = (client.get(url).text for url in (page, LIST, c40.get_absolute_url()))
    assert ["Drivs</span>" in detail, "Miljöforumet" in detail] == [True, True]
    assert "C40: drivs" in listed
    assert "Städer ska höras först" in organisation


def test_demand_that_rests_on_a_hidden_case_is_missing_and_left_out_of_the_list(by, client):
    case = factories.case(engagement=factories.confidential_engagement(), state="decided")
    demand = factories.demand(title="Hemligt krav", case=case)
    client.force_login(by)

    assert client.get(demand.get_absolute_url()).status_code == 404
    assert "Hemligt krav" not in client.get(LIST).text


@pytest.mark.parametrize(
    ("query", "titles"),
    [("", ["Alfa", "Beta"]), ("q=ALFA", ["Alfa"]), ("lage=adopted", ["Beta"]), ("lage=pursued", []), ("q=gamma", [])],
)
def test_demands_are_filtered(by, c40, client, query, titles):
    theme = factories.theme()
    alfa = factories.demand(title="Alfa", theme=theme)
    factories.pursuit(factories.demand(title="Beta"), c40, state="adopted")
    client.force_login(by)

    page = client.get(f"{LIST}?{query}")
    by_theme = client.get(f"{LIST}?tema={theme.pk}")
    by_organisation = client.get(f"{LIST}?organisation={c40.organisation_id}")

    assert [row.title for row in page.context["listing"].rows] == titles
    assert [row.title for row in by_theme.context["listing"].rows] == [alfa.title]
    assert [row.title for row in by_organisation.context["listing"].rows] == ["Beta"]
