"""Study visits the city makes (SMF-07)."""

from datetime import date

import pytest
from django.urls import reverse

from core.models import Event
from core.rules import Conflict, NotPermitted, Refused
from engagements.models import Activity, Engagement
from tests import factories
from visits.actions import outgoing as actions
from visits.models import OutgoingVisit
from visits.selectors.outgoing import committees

pytestmark = pytest.mark.django_db
LIST = reverse("visits:outgoing_list")
PAST = date(2026, 5, 4)


def delegate(**fields):
    return {"office": "Nämndens ordförande", "level": "politician", "body": None, "unit": None, "number": 1} | fields


def journey(**fields):
    values = {
        "title": "Studieresa till Rotterdam", "city": "Rotterdam", "country": factories.country("NL"),
        "purpose": "Lära om cykelparkering", "travel_mode": "train", "why_not_remote": "Anläggningen ska ses på plats",
        "cost_planned": 40_000, "delegation": [delegate()], "spine": {"starts_on": PAST},
    } | fields  # fmt: skip
    values.setdefault("by", factories.coordinator())
    values.setdefault("responsible_unit", factories.coordinating_unit())
    return actions.register_outgoing(**values)


def address(name, row):
    return reverse(f"visits:{name}", args=[row.pk])


@pytest.mark.clause("SMF-07")
def test_study_journey_is_registered_with_purpose_delegation_and_cost():
    row = journey(delegation=[delegate(), delegate(office="Planerare", level="official", number=3)])

    assert (row.engagement.area, row.engagement.status) == ("visits", "active")
    assert [each.code for each in row.engagement.countries.all()] == ["NL"]
    assert list(row.delegation.values_list("office", "number")) == [("Nämndens ordförande", 1), ("Planerare", 3)]
    happenings = list(Event.objects.order_by("id").values_list("happening", flat=True))
    assert happenings == ["engagement.registered", "visit.outgoing_registered"]


@pytest.mark.parametrize(
    ("fields", "code"),
    [
        ({"purpose": " "}, "visit.outgoing-purpose"),
        ({"spine": {}}, "visit.outgoing-when"),
        ({"delegation": []}, "visit.outgoing-who"),
        ({"why_not_remote": ""}, "visit.outgoing-why-not-remote"),
    ],
)
def test_study_journey_without_what_it_needs_is_refused_and_leaves_nothing(fields, code):
    with pytest.raises(Refused) as refused:
        journey(**fields)

    assert [each.code for each in refused.value.findings] == [code]
    assert (Engagement.objects.count(), OutgoingVisit.objects.count()) == (0, 0)


def test_remote_study_visit_needs_no_reason():
    assert journey(travel_mode="remote", why_not_remote="").travel_mode == "remote"


def test_study_journey_for_another_unit_is_not_permitted():
    with pytest.raises(NotPermitted):
        journey(by=factories.contact_person(), responsible_unit=factories.unit())


def test_change_from_an_old_version_is_a_conflict():
    row, by = journey(), factories.coordinator()
    actions.change_outgoing(outgoing=row, version=1, city="Utrecht", by=by)

    with pytest.raises(Conflict):
        actions.change_outgoing(outgoing=row, version=1, city="Delft", by=by)

    row.refresh_from_db()
    assert (row.city, row.version, row.delegation.count()) == ("Utrecht", 2, 1)


def test_change_that_differs_in_nothing_writes_nothing():
    row = journey()
    before = Event.objects.count()

    actions.change_outgoing(
        outgoing=row, version=1, city="Rotterdam", delegation=[delegate()], by=factories.coordinator()
    )

    row.refresh_from_db()
    assert (row.version, Event.objects.count()) == (1, before)


@pytest.mark.clause("SMF-07")
def test_report_becomes_an_activity_with_lessons_cost_and_who_travelled():
    factories.policy()
    committee = factories.body(name="Trafiknämnden")
    row = journey(delegation=[delegate(body=committee)])

    actions.report_outgoing(outgoing=row, lessons="Bygg under jord", cost_spent=38_500, by=factories.coordinator())
    with pytest.raises(Conflict):
        actions.report_outgoing(outgoing=row, lessons="Igen", by=factories.coordinator())

    row.refresh_from_db()
    activity = Activity.objects.get()
    assert (row.report, row.cost_spent, row.lessons) == (activity, 38_500, "Bygg under jord")
    assert (activity.kind, activity.mode, activity.cost, activity.lesson, activity.state) == (
        "study_visit", "travel", 38_500, "Bygg under jord", "reported",
    )  # fmt: skip
    assert list(activity.attendances.values_list("who", "body__name")) == [("Nämndens ordförande", "Trafiknämnden")]


@pytest.mark.parametrize(
    ("starts_on", "lessons", "code"),
    [(date(2099, 1, 1), "Mycket", "visit.outgoing-not-begun"), (PAST, " ", "visit.outgoing-lessons")],
)
def test_report_before_the_journey_or_without_lessons_is_refused(starts_on, lessons, code):
    row = journey(spine={"starts_on": starts_on})

    with pytest.raises(Refused) as refused:
        actions.report_outgoing(outgoing=row, lessons=lessons, by=factories.coordinator())

    assert ([each.code for each in refused.value.findings], Activity.objects.count()) == ([code], 0)


def test_what_was_taken_into_use_is_noted_by_the_responsible_unit():
    row = journey()

    actions.take_into_use(outgoing=row, text="Ett garage", by=factories.coordinator())
    with pytest.raises(NotPermitted):
        actions.take_into_use(outgoing=row, text="Inget", by=factories.contact_person())

    row.refresh_from_db()
    assert row.taken_into_use == "Ett garage"


@pytest.mark.clause("SMF-07")
def test_journeys_are_counted_by_committee_and_year_once_each():
    seldom = factories.body(name="A-nämnden")
    often = factories.body(name="B-nämnden")
    unit = factories.unit(serves=often)
    by = factories.coordinator()
    journey(delegation=[delegate(body=often), delegate(unit=unit)])
    journey(delegation=[delegate(unit=unit)], spine={"starts_on": date(2025, 5, 4)})
    journey(delegation=[delegate(body=seldom)], spine={"starts_on": date(2024, 5, 4)})

    years, rows = committees(by, year=2026)

    found = [(row.name, row.counts, row.seldom) for row in rows if row.name[1:] == "-nämnden"]
    assert years == [2026, 2025, 2024, 2023]
    assert found == [("A-nämnden", [0, 0, 1, 0], True), ("B-nämnden", [1, 1, 0, 0], False)]


def test_confidential_journey_is_missing_and_uncounted_for_who_it_was_not_handed_to(client):
    factories.policy()
    committee = factories.body()
    by = factories.coordinator()
    secret = {"starts_on": PAST, "confidentiality": "confidential", "confidentiality_ground": "OSL 15:1"}
    row = journey(title="Hemlig resa", delegation=[delegate(body=committee)], spine=secret, by=by)

    seen = {}
    for who in (by, factories.coordinator()):
        client.force_login(who)
        page = client.get(LIST)
        counts = sum(sum(each.counts) for each in page.context["committees"])
        shown = "Hemlig resa" in page.content.decode()
        seen[who] = (client.get(address("outgoing_detail", row)).status_code, shown, counts)

    assert list(seen.values()) == [(200, True, 1), (404, False, 0)]


def test_journey_is_registered_and_changed_from_forms(client):
    factories.policy()
    factories.country("NL")
    client.force_login(factories.coordinator())
    form = {
        "title": "Rotterdam", "city": "Rotterdam", "country": "NL", "purpose": "Lära", "travel_mode": "train",
        "why_not_remote": "På plats", "starts_on": "4/5 2026", "confidentiality": "open",
        "responsible_unit": factories.coordinating_unit().pk,
        "resenarer-TOTAL_FORMS": 2, "resenarer-INITIAL_FORMS": 0, "resenarer-0-office": "Ordföranden",
        "resenarer-0-level": "politician", "resenarer-0-number": 1, "resenarer-1-office": "", "resenarer-1-number": 1,
        "resenarer-1-level": "official",
    }  # fmt: skip

    created = client.post(reverse("visits:outgoing_create"), form)
    row = OutgoingVisit.objects.get()
    changed = client.post(address("outgoing_edit", row), form | {"version": 1, "city": "Delft"})

    row.refresh_from_db()
    assert (created.status_code, changed.status_code, row.city, row.delegation.count()) == (302, 302, "Delft", 1)
    assert client.get(row.engagement.get_absolute_url()).status_code == 200


def test_journey_form_without_a_reason_to_travel_asks_for_it(client):
    factories.policy()
    client.force_login(factories.coordinator())
    form = {"travel_mode": "flight", "resenarer-TOTAL_FORMS": 0, "resenarer-INITIAL_FORMS": 0}

    answer = client.post(reverse("visits:outgoing_create"), form)

    assert answer.status_code == 400
    assert "why_not_remote" in answer.context["form"].errors


@pytest.mark.parametrize("number", [1, 3])
def test_journey_pages_run_the_same_queries_for_every_number_of_rows(client, django_assert_num_queries, number):
    factories.policy()
    by = factories.coordinator()
    for _n in range(number):
        row = journey(
            by=by, delegation=[delegate(body=factories.body(), unit=factories.unit()) for _d in range(number)]
        )
    client.force_login(by)
    pages = {LIST: 7, address("outgoing_detail", row): 6}
    for page in pages:
        client.get(page)

    for page, queries in pages.items():
        with django_assert_num_queries(queries):
            assert client.get(page).status_code == 200


def test_engagements_own_page_shows_the_journey_to_politicians_too(client):
    factories.policy()
    row = journey()
    client.force_login(factories.member(factories.board()))

    page = client.get(row.engagement.get_absolute_url()).content.decode()

    assert ("Lära om cykelparkering" in page, address("outgoing_detail", row) in page) == (True, True)
