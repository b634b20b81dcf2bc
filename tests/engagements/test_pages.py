"""The pages: what they show, how many questions they ask, and what they do with a refusal."""

from datetime import date
from uuid import uuid4

import pytest
from django.core.cache import cache
from django.db import connection
from django.test import Client

from core.models import Event
from engagements import actions, search
from engagements.models import Activity, Engagement, EngagementGoal, InboxItem
from engagements.selectors import engagement_list
from tests import factories

pytestmark = [pytest.mark.django_db, pytest.mark.slow]


def client_of(person):
    client = Client()
    client.force_login(person)
    return client


@pytest.fixture
def coordinator():
    return factories.coordinator()


def fill(number):
    """`number` engagements with everything a page may show, one activity and one inbox item each."""
    unit, theme, aim, land = factories.unit(), factories.theme(), factories.aim(), factories.country("NO")
    for _each in range(number):
        row = factories.engagement("projects", responsible_unit=unit, external_money=True)
        row.themes.add(theme)
        row.countries.add(land)
        row.aims.add(aim)
        row.participations.create(unit=unit)
        EngagementGoal.objects.create(engagement=row, goal=13)
        row.resources.create(unit=unit, year=2026, planned=10, spent=5)
        activity = factories.activity(engagement=row, unit=unit, state="reported")
        activity.attendances.create(level="politician", who="Ordföranden")
        InboxItem.objects.create(kind="activity", engagement=row, activity=activity, unit=unit)
    return Engagement.objects.order_by("pk").first()


PAGES = {
    "/engagemang/": 7,
    "/engagemang/?area=projects&country=norden&q=engagemang": 6,
    "/aktiviteter/": 4,
    "/inkorg/": 7,
    "/inkorg/?visa=hanterat": 3,
    "/oversikt/": 9,
    "/aktiviteter/rapportera/": 5,
}


@pytest.mark.parametrize("many", [1, 3])
@pytest.mark.parametrize("url", PAGES)
def test_page_asks_the_same_number_of_questions(url, many, coordinator, django_assert_num_queries):
    fill(many)
    client = client_of(coordinator)
    client.get("/om/")
    cache.delete_many(["engagements.open-by-area", "engagements.options.sv", "engagements.report-choices.sv"])

    with django_assert_num_queries(PAGES[url]):
        response = client.get(url)

    assert response.status_code == 200


@pytest.mark.parametrize("many", [1, 3])
@pytest.mark.parametrize("url", ["/sok/?q=engagemang", "/sok/forslag/?q=engagemang"])
def test_search_asks_one_question_a_source(url, many, coordinator, django_assert_num_queries):
    fill(many)
    client = client_of(coordinator)
    client.get("/om/")
    around = 1 if "forslag" in url else 2
    if connection.vendor == "sqlite":
        around += 1  # whether the words are common

    with django_assert_num_queries(len(search._sources) + around):
        response = client.get(url)

    assert response.status_code == 200


@pytest.mark.parametrize("many", [1, 3])
def test_detail_asks_at_most_ten_questions(many, coordinator, django_assert_max_num_queries):
    row = fill(many)
    for _each in range(many):
        factories.activity(engagement=row, state="accepted")
        actions.record_resource(engagement=row, unit=factories.unit(), year=2026, planned=1, by=coordinator)
    client = client_of(coordinator)
    client.get("/om/")

    with django_assert_max_num_queries(10):
        response = client.get(f"/engagemang/{row.pk}/")

    assert response.status_code == 200


@pytest.mark.clause("GBG-02")
def test_list_shows_and_counts_all_five_areas(coordinator):
    for area in ("cities", "memberships", "monitoring", "projects", "visits"):
        factories.engagement(area, title=f"Något i {area}")

    response = client_of(coordinator).get("/engagemang/")

    assert [(area.key, area.count) for area in response.context["areas"]] == [
        ("cities", 1), ("memberships", 1), ("monitoring", 1), ("projects", 1), ("visits", 1),
    ]  # fmt: skip
    assert len(response.context["page"].rows) == 5


@pytest.mark.clause("STR-05")
def test_list_by_theme_crosses_areas_and_countries(coordinator):
    theme = factories.theme()
    for area, code in (("cities", "NO"), ("memberships", "FR"), ("projects", "ZA")):
        row = factories.engagement(area, title=area)
        row.themes.add(theme)
        row.countries.add(factories.country(code))
    factories.engagement("visits")

    response = client_of(coordinator).get(f"/engagemang/?theme={theme.pk}")

    assert [row.title for row in response.context["page"].rows] == ["cities", "memberships", "projects"]


@pytest.mark.parametrize(
    ("query", "titles"),
    [
        ("unit={unit}", ["A"]),
        ("status=ended", ["B"]),
        ("aim={aim}", ["A"]),
        ("country=DK", ["B"]),
        ("country=norden", ["A", "B"]),
        ("q=ångström ÖL", ["C"]),
        ("area=nonsense&unit=x&country=123", ["A", "B", "C", "ångström öl"][:3]),
    ],
)
def test_list_filters(query, titles, coordinator):
    unit, aim = factories.unit(), factories.aim()
    first = factories.engagement(title="A", responsible_unit=unit)
    first.aims.add(aim)
    first.countries.add(factories.country("NO", nordic=True))
    second = factories.engagement(title="B", status="ended")
    second.countries.add(factories.country("DK", nordic=True), factories.country("IS", nordic=True))
    factories.engagement(title="C", search_text="ångström och öl")

    response = client_of(coordinator).get("/engagemang/?" + query.format(unit=unit.pk, aim=aim.pk))

    assert [row.title for row in response.context["page"].rows] == titles


def test_list_pages_by_fifty(coordinator):
    for number in range(51):
        factories.engagement(title=f"Titel {number:02}")
    client = client_of(coordinator)

    first, second = client.get("/engagemang/"), client.get("/engagemang/?page=2")

    assert (len(first.context["page"].rows), first.context["page"].count_label) == (50, "51 engagemang")
    assert [row.title for row in second.context["page"].rows] == ["Titel 50"]


def test_csv_is_the_filtered_list_and_no_formula(coordinator):
    factories.engagement("projects", title="=HYPERLINK(1)", responsible_unit=factories.unit(name="Enheten"))
    factories.engagement("visits")

    response = client_of(coordinator).get("/engagemang/csv/?area=projects")

    assert b"".join(response.streaming_content).decode().splitlines() == [
        "\ufeffDiarienummer;Titel;Område;Ansvarig enhet;Status;Period;Länder",
        ";'=HYPERLINK(1);Projekt;Enheten;Aktivt;;",
    ]


@pytest.mark.clause("GBG-06")
def test_synergies_are_others_with_the_same_theme_or_country(coordinator):
    theme, land = factories.theme(name="Klimat"), factories.country("NO", name="Norge")
    mine, same_theme, same_land = (factories.engagement(title=title) for title in ("Min", "Tema", "Land"))
    ended = factories.engagement(status="ended")
    for row in (mine, same_theme, ended):
        row.themes.add(theme)
    for row in (mine, same_land):
        row.countries.add(land)

    response = client_of(coordinator).get(f"/engagemang/{mine.pk}/synergier/")

    assert [(one.title, one.why) for one in response.context["synergies"]] == [("Tema", "Klimat"), ("Land", "Norge")]


@pytest.mark.clause("STR-14")
def test_detail_shows_which_politicians_took_part_and_how_often(coordinator):
    row, board = factories.engagement(), factories.board()
    for _each in range(2):
        activity = factories.activity(engagement=row, state="accepted")
        activity.attendances.create(level="politician", who="Finansborgarrådet", body=board)
        activity.attendances.create(level="official", who="Utredare")

    response = client_of(coordinator).get(f"/engagemang/{row.pk}/")

    told = [(one.who, one.body, one.occasions) for one in response.context["parts"].politicians]
    assert told == [("Finansborgarrådet", "Kommunstyrelsen", 2)]


def test_detail_tells_why_one_may_not_change():
    row = factories.engagement()

    response = client_of(factories.member(factories.board())).get(f"/engagemang/{row.pk}/")

    assert response.context["possible"].change is False
    assert "Den ansvariga enheten och den samordnande enheten ändrar uppgifterna." in response.content.decode()


def test_detail_of_confidential_records_the_reading(coordinator):
    row = factories.confidential_engagement()
    factories.grant(coordinator, row)

    client_of(coordinator).get(f"/engagemang/{row.pk}/")

    assert list(Event.objects.values_list("happening", "actor_id")) == [("engagement.read", coordinator.pk)]


def test_history_says_which_field_changed_from_what_to_what_by_whom(coordinator):
    row = factories.engagement(background="Före")
    actions.change(engagement=row, version=1, by=coordinator, background="Efter")

    response = client_of(coordinator).get(f"/engagemang/{row.pk}/historik/")

    told = [(change.fields, change.before, change.after, change.who) for change in response.context["changes"]]
    assert told == [("bakgrund", "Före", "Efter", str(coordinator))]
    assert [line.fields for line in response.context["happenings"]] == ["bakgrund"]


def test_edit_conflict_shows_both_texts(coordinator):
    row = factories.engagement()
    client = client_of(coordinator)
    form = client.get(f"/engagemang/{row.pk}/andra/").context["form"]
    values = {name: form[name].value() for name in form.fields if form[name].value() not in (None, [])}
    actions.change(engagement=row, version=1, by=coordinator, background="Den andras text")

    response = client.post(f"/engagemang/{row.pk}/andra/", values | {"background": "Min text", "external_money": ""})

    assert response.status_code == 409
    assert "Den andras text" in response.content.decode()
    assert "Min text" in response.content.decode()


def report(about, unit, **fields):
    return {
        "draft_key": str(uuid4()), "unit": unit.pk, "engagement": about.pk, "title": "Möte", "kind": "meeting",
        "mode": "remote", "starts_on": "4 maj 2026", "result": "Något.", "deltagare-TOTAL_FORMS": "1",
        "deltagare-INITIAL_FORMS": "0", "deltagare-0-who": "Ordföranden", "deltagare-0-level": "politician",
        "deltagare-0-count": "1",
    } | fields  # fmt: skip


def test_report_is_sent_in_from_one_page():
    unit, engagement = factories.unit(), factories.engagement()

    response = client_of(factories.contact_person(unit)).post(
        "/aktiviteter/rapportera/", report(engagement, unit, submit="1")
    )

    row = Activity.objects.get()
    assert (response.status_code, response.url) == (302, f"/aktiviteter/{row.pk}/")
    assert (row.state, row.starts_on, row.attendances.get().who) == ("reported", date(2026, 5, 4), "Ordföranden")


def test_report_that_may_not_be_sent_is_kept_as_draft_with_the_reason():
    unit, engagement = factories.unit(), factories.engagement()
    client = client_of(factories.contact_person(unit))

    response = client.post("/aktiviteter/rapportera/", report(engagement, unit, submit="1", mode="travel"), follow=True)

    assert Activity.objects.get().state == "draft"
    assert [finding.code for finding in response.context["findings"]] == ["activity.remote-considered"]


def test_report_with_errors_keeps_what_was_typed():
    unit, engagement = factories.unit(), factories.engagement()

    response = client_of(factories.contact_person(unit)).post(
        "/aktiviteter/rapportera/", report(engagement, unit, submit="1", starts_on="31/2 2026", result="Långt svar")
    )

    assert (response.status_code, Activity.objects.count()) == (422, 0)
    assert response.context["form"].errors["starts_on"] == ["”31/2 2026” finns inte i kalendern."]
    assert "Långt svar" in response.content.decode()


def test_report_finds_an_engagement_by_its_title():
    unit = factories.unit()
    factories.engagement(title="Eurocities")

    client_of(factories.contact_person(unit)).post(
        "/aktiviteter/rapportera/",
        report(factories.engagement(), unit, engagement="", engagement_title="eurocities"),
    )

    assert Activity.objects.get().engagement.title == "Eurocities"


def test_autosave_makes_one_draft_that_the_page_then_sends():
    unit, engagement = factories.unit(), factories.engagement()
    client = client_of(factories.contact_person(unit))
    values = report(engagement, unit)

    first = client.post("/aktiviteter/rapportera/spara/", values | {"result": ""})
    second = client.post("/aktiviteter/rapportera/spara/", values)
    client.post("/aktiviteter/rapportera/", values | {"submit": "1"})

    row = Activity.objects.get()
    assert (first.json(), second.json()["version"]) == ({"saved": True, "activity": row.pk, "version": 1}, 2)
    assert (row.state, row.result) == ("reported", "Något.")


def test_autosave_of_too_little_says_so():
    unit = factories.unit()

    response = client_of(factories.contact_person(unit)).post(
        "/aktiviteter/rapportera/spara/", report(factories.engagement(), unit, title="")
    )

    assert (response.status_code, response.json()) == (422, {"saved": False})


def test_report_is_not_for_a_politician():
    response = client_of(factories.member(factories.board())).get("/aktiviteter/rapportera/")

    assert response.status_code == 403


def test_inbox_accepts_and_returns_in_place(coordinator):
    fill(2)
    first, second = Activity.objects.order_by("pk")
    client = client_of(coordinator)

    accepted = client.post(f"/aktiviteter/{first.pk}/godkann/", {"from": "inbox"})
    returned = client.post(f"/aktiviteter/{second.pk}/atersand/", {"from": "inbox", "reason": "Kostnad?"})

    assert (accepted.url, returned.url) == ("/inkorg/", "/inkorg/")
    assert list(Activity.objects.order_by("pk").values_list("state", flat=True)) == ["accepted", "returned"]
    assert client.get("/inkorg/").context["items"] == []


def test_inbox_is_for_the_coordinating_unit():
    assert client_of(factories.contact_person()).get("/inkorg/").status_code == 403


@pytest.mark.clause("GBG-06", "NKP-02", "GBG-C7", "STR-14")
def test_overview_is_one_whole_picture(coordinator):
    fill(1)
    Activity.objects.filter(pk=factories.activity(state="accepted").pk).update(mode="travel", cost=900, distance_km=40)
    silent = factories.unit(name="Tysta enheten")
    factories.engagement(responsible_unit=silent)

    context = client_of(coordinator).get("/oversikt/?year=2026").context

    projects = next(area for area in context["areas"] if area.key == "projects")
    assert (projects.count, projects.activities, projects.planned, projects.spent) == (1, 1, 10, 5)
    assert [(mode.mode, mode.count, mode.cost, mode.distance_km) for mode in context["modes"]] == [
        ("travel", 1, 900, 40), ("remote", 1, 0, 0), ("at_home", 0, 0, 0),
    ]  # fmt: skip
    assert [(goal.number, goal.count, goal.activities) for goal in context["goals"]] == [(13, 1, 1)]
    assert [(one.who, one.occasions) for one in context["politicians"]] == [("Ordföranden", 1)]
    assert [name for _pk, name in context["silent"]] == ["Tysta enheten"]


def test_search_needs_every_word_and_overlooks_case(coordinator):
    factories.engagement(title="Östersjöns vänner", search_text="östersjöns vänner\nmöte i åbo")
    factories.engagement(title="Annat", search_text="annat\nmöte i oslo")
    client = client_of(coordinator)

    hits = [group.hits for group in client.get("/sok/?q=MÖTE ÅBO").context["found"] if group.label == "Engagemang"]

    assert [[hit.title for hit in group] for group in hits] == [["Östersjöns vänner"]]
    assert client.get("/sok/?q=a").context["found"] == []


def test_search_does_not_find_a_draft(coordinator):
    unit = factories.unit()
    by = factories.contact_person(unit)
    engagement = factories.engagement()
    actions.save_draft(by=by, unit=unit, engagement=engagement, title="Hemlighetsfullt förarbete")

    found = client_of(coordinator).get("/sok/forslag/?q=förarbete").context["found"]

    assert found == []


def test_swedish_key_sorts_z_before_the_letters_after_it():
    names = ["Öst", "Zoo", "Ärende", "Évora", "Åbo", "zebra", "Fakta", "Æsop", "Ægir", "Siobhán", "Sional"]

    found = sorted(names, key=engagement_list.swedish_key)

    assert found == ["Évora", "Fakta", "Siobhán", "Sional", "zebra", "Zoo", "Åbo", "Ægir", "Ärende", "Æsop", "Öst"]
