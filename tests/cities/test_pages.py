"""The pages of agreements: what is shown, what a form does, and what is hidden."""

from datetime import date, timedelta
from math import hypot

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

from cities.models import Agreement, AgreementChange, City, HomePlace
from decisions import actions as decisions
from decisions.models import Meeting
from engagements.models import Engagement
from tests import factories, start_page
from tests.cities import scenes
from tests.memberships.scenes import put_forward, shipped_policy

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
SECRET = {"confidentiality": "confidential", "confidentiality_ground": "OSL 15:1"}


@pytest.fixture
def coordinator(client):
    policy = factories.policy()
    for matter in ("cities.end_agreement", "cities.end_twin_town", "cities.twin_town"):
        factories.usual_route(policy, matter)
    person = factories.coordinator()
    client.force_login(person)
    return person


def soon(days=100, **fields):
    day = timezone.localdate() + timedelta(days=days)
    return scenes.agreement(decide_by=day, ends_on=day, runs_to=day, notice_months=0, **fields)


# ── to take a stand on ───────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.clause("GBG-C9")
def test_page_says_the_last_day_the_last_meeting_before_it_and_what_happens_otherwise(coordinator, client):
    agreement = soon(100)
    for days in (30, 95, 120):
        factories.meeting(factories.board(), starts_at=timezone.now() + timedelta(days=days))

    row = client.get(reverse("cities:agreements_due")).context["rows"][0]

    held = Meeting.objects.order_by("starts_at")[1]
    assert (row.last_day, row.meeting_url, row.body) == (
        agreement.decide_by,
        held.get_absolute_url(),
        "Kommunstyrelsen",
    )
    assert row.otherwise.startswith("Avtalet förlängs automatiskt till ")


def test_agreement_that_is_not_prolonged_ends_otherwise(coordinator, client):
    soon(100, prolongs_months=0)

    row = client.get(reverse("cities:agreements_due")).context["rows"][0]

    assert (row.otherwise.startswith("Avtalet upphör "), row.meeting) == (True, "")


@pytest.mark.parametrize(("days", "shown"), [(0, 1), (548, 1), (549, 0), (-1, 0)])
def test_agreement_is_listed_from_a_year_and_a_half_before_its_last_day(coordinator, client, days, shown):
    soon(days)

    assert len(client.get(reverse("cities:agreements_due")).context["rows"]) == shown


@pytest.mark.parametrize("number", [1, 3])
def test_due_page_runs_the_same_queries_for_every_number_of_rows(
    coordinator, client, django_assert_num_queries, number
):
    for each in range(number):
        soon(100 + each)
    factories.meeting(factories.board())
    client.get(reverse("cities:agreements_due"))

    with django_assert_num_queries(8):
        page = client.get(reverse("cities:agreements_due"))

    assert len(page.context["rows"]) == number


def test_start_page_of_the_coordinating_unit_names_the_next_ones(coordinator, client):
    agreement = soon(100)

    page = start_page.whole(client)

    assert agreement.get_absolute_url() in page


def test_person_without_an_appointment_is_refused(client):
    factories.policy()
    client.force_login(factories.person())

    names = ("agreements_due", "grant_list", "city_map", "city_timeline", "city_twins")
    assert [client.get(reverse(f"cities:{name}")).status_code for name in names] == [403] * 5


# ── one agreement ────────────────────────────────────────────────────────────────────────────────────────────────


def test_agreement_shows_the_way_back_from_its_last_day_and_what_the_law_leaves(coordinator, client):
    agreement = soon(100)

    page = client.get(agreement.get_absolute_url())

    assert [stage.missing for stage in page.context["plan"].stages] == [False, True]
    assert "KL 6:39" in page.text


def test_agreement_is_written_changed_and_given_its_document_on_pages(coordinator, client):
    relation = scenes.proposed()
    form = {
        "kind": "formal", "parties": "Vi\nDe", "starts_on": "1 januari 2026", "ends_on": "31 december 2028",
        "prolongs_months": "12", "notice_months": "6",
    }  # fmt: skip

    created = client.post(reverse("cities:agreement_create", args=[relation.pk]), form)
    agreement = Agreement.objects.get()
    changed = client.post(
        reverse("cities:agreement_edit", args=[agreement.pk]), form | {"notice_months": "9", "prolongs_months": ""}
    )
    file = SimpleUploadedFile("avtal.txt", b"Avtalet.")
    given = client.post(reverse("cities:agreement_upload", args=[agreement.pk]), {"file": file})

    agreement.refresh_from_db()
    answer = client.get(reverse("cities:agreement_document", args=[agreement.pk]))
    assert [created.status_code, changed.status_code, given.status_code] == [302] * 3
    assert (agreement.notice_months, agreement.prolongs_months, agreement.ends_on) == (9, 0, date(2028, 12, 31))
    assert answer.content == b"Avtalet."


def test_file_that_is_not_taken_in_is_refused_on_the_page(coordinator, client):
    agreement = scenes.agreement()

    answer = client.post(
        reverse("cities:agreement_upload", args=[agreement.pk]),
        {"file": SimpleUploadedFile("avtal.exe", b"MZ\x90\x00")},
    )

    assert (answer.status_code, Agreement.objects.get().document) == (409, None)


def test_agreement_without_document_answers_404(coordinator, client):
    assert client.get(reverse("cities:agreement_document", args=[scenes.agreement().pk])).status_code == 404


def test_refused_signature_shows_the_clause_and_keeps_what_was_typed(client):
    policy = shipped_policy("goteborg")
    client.force_login(factories.coordinator())
    relation = scenes.proposed()
    agreement = scenes.draft(relation)
    typed = {name: value.isoformat() if isinstance(value, date) else value for name, value in scenes.SIGNED.items()}

    answer = client.post(reverse("cities:agreement_sign", args=[agreement.pk]), typed)

    assert (policy.in_force, answer.status_code) == (True, 409)
    assert ["GBG-C4" in answer.text, "Borgmästaren" in answer.text] == [True, True]


def test_agreement_rests_and_is_given_notice_of_on_pages(coordinator, client):
    agreement = scenes.agreement()
    today = timezone.localdate().isoformat()

    rested = client.post(
        reverse("cities:agreement_move", args=[agreement.pk]), {"verb": "rest", "on": today, "reason": "Paus."}
    )
    refused = client.post(
        reverse("cities:agreement_notice", args=[agreement.pk]), {"party": "city", "on": today, "reason": "Nu."}
    )
    noticed = client.post(
        reverse("cities:agreement_notice", args=[agreement.pk]), {"party": "partner", "on": today, "reason": "Brev."}
    )

    assert [rested.status_code, refused.status_code, noticed.status_code] == [302, 409, 302]
    assert list(AgreementChange.objects.order_by("pk").values_list("verb", flat=True)) == ["rest", "give_notice"]


@pytest.mark.parametrize("name", ["agreement_detail", "agreement_edit", "agreement_sign", "agreement_document"])
def test_agreement_of_a_hidden_relation_and_a_missing_one_answer_alike(coordinator, client, name):
    hidden = scenes.agreement(factories.city_relation(engagement_fields=SECRET))

    assert [client.get(reverse(f"cities:{name}", args=[pk])).status_code for pk in (hidden.pk, 99999)] == [404, 404]


def test_who_may_not_change_reads_without_buttons(client):
    factories.policy()
    agreement = scenes.agreement()
    client.force_login(factories.member(factories.board()))

    page = client.get(agreement.get_absolute_url())
    forms = [
        client.get(reverse(f"cities:{name}", args=[agreement.pk])).status_code
        for name in ("agreement_sign", "agreement_move", "agreement_notice", "agreement_upload")
    ]

    assert (page.status_code, page.context["possible"], forms) == (200, {}, [403] * 4)


# ── the relation's own page ──────────────────────────────────────────────────────────────────────────────────────


def test_relation_page_shows_its_agreement_and_grants_within_ten_queries(
    coordinator, client, django_assert_max_num_queries
):
    agreement = soon(100)
    relation = agreement.relation
    other = City.objects.create(key="odense", name="Odense", country=factories.country("DK"))
    relation.city.twinned_with.add(other)
    url = relation.engagement.get_absolute_url()
    client.get(url)

    with django_assert_max_num_queries(10):
        page = client.get(url)

    assert [agreement.get_absolute_url() in page.text, "Odense" in page.text] == [True, True]
    assert "amne=cities.end_twin_town" in page.text


def test_active_relation_offers_the_case_of_a_new_agreement_once_it_is_written(coordinator, client):
    relation = factories.city_relation("twin_town")
    before = client.get(relation.engagement.get_absolute_url()).text

    scenes.draft(relation)

    after = client.get(relation.engagement.get_absolute_url()).text
    assert ("amne=cities.twin_town" in before, "amne=cities.twin_town" in after) == (False, True)


def test_case_leads_to_the_agreement_it_decides_about(coordinator, client):
    relation = scenes.proposed("twin_town")
    agreement = scenes.draft(relation, by=coordinator)
    case = decisions.open_case(matter="cities.twin_town", engagement=relation.engagement, by=coordinator)

    assert agreement.get_absolute_url() in client.get(case.get_absolute_url()).text


@pytest.mark.clause("NKP-04")
def test_norrkoping_reads_in_the_decision_basis_why_a_project_will_not_do(client):
    shipped_policy("norrkoping")
    by = factories.coordinator()
    relation = scenes.proposed("cooperation_city")
    scenes.draft(relation, by=by)
    case = decisions.open_case(matter="cities.cooperation_city", engagement=relation.engagement, by=by)
    client.force_login(by)
    asked = client.get(f"{case.get_absolute_url()}lagg-fram/").text
    put_forward(case, by=by, motive="Partnern söker inga EU-medel och behöver ett löfte om tio år.")

    basis = client.get(f"{case.get_absolute_url()}underlag/")

    assert ["Skriv varför ett projekt inte räcker." in asked, "(NKP-04)" in asked] == [True, True]
    assert "Partnern söker inga EU-medel och behöver ett löfte om tio år." in basis.text


# ── map, timeline, Nordic, twins ─────────────────────────────────────────────────────────────────────────────────


def place(relation, name, latitude, longitude):
    values = {"name": name, "latitude": latitude, "longitude": longitude}
    City.objects.filter(pk=relation.city_id).update(**values)


@pytest.mark.clause("NKP-20")
def test_map_places_the_cities_of_europe_on_both_sheets_and_others_on_the_world(coordinator, client):
    near, far, nowhere = (factories.city_relation() for _n in range(3))
    place(near, "Aarhus", 56.157, 10.211)
    place(far, "Shanghai", 31.23, 121.474)
    place(nowhere, "Öde", None, None)

    page = client.get(reverse("cities:city_map"))

    sheets = {each.key: sorted(pin.name for pin in each.pins) for each in page.context["drawings"]}
    assert sheets == {"world": ["Aarhus", "Shanghai"], "europe": ["Aarhus"]}
    assert [(row.number, row.name, row.placed) for row in page.context["places"]] == [
        (1, "Aarhus", True),
        (2, "Shanghai", True),
        (3, "Öde", False),
    ]


@pytest.mark.clause("NKP-20")
def test_map_shows_the_city_itself_by_shape_and_name_and_moves_others_beside_it(coordinator, client):
    HomePlace.objects.create(name="Norrköping", latitude=58.592, longitude=16.186)
    place(factories.city_relation(), "Linköping i Sverige", 58.592, 16.186)

    page = client.get(reverse("cities:city_map"))

    world, europe = page.context["drawings"]
    (pin,) = europe.pins
    assert [world.home.name, europe.home.name] == ["Norrköping", "Norrköping"]
    assert hypot(pin.x - europe.home.x, pin.y - europe.home.y) >= 24.9
    assert page.text.count('<path class="map-home"') == 2
    assert [page.text.count(said) for said in ("Den egna kommunen", "Romben är den egna kommunen, Norrköping.")] == [
        1,
        3,
    ]
    assert [row.name for row in page.context["places"]] == ["Linköping i Sverige"]


def test_map_without_a_place_of_its_own_says_nothing_of_it(coordinator, client):
    place(factories.city_relation(), "Aarhus", 56.157, 10.211)

    page = client.get(reverse("cities:city_map"))

    assert [drawing.home for drawing in page.context["drawings"]] == [None, None]
    assert ["map-home" in page.text, "egna kommunen" in page.text] == [False, False]


def test_map_and_timeline_leave_out_what_is_hidden(coordinator, client):
    factories.city_relation(engagement_fields=SECRET)

    assert client.get(reverse("cities:city_map")).context["places"] == []
    assert client.get(reverse("cities:city_timeline")).context["timeline"].lines == []


@pytest.mark.parametrize("name", ["city_map", "city_timeline", "city_twins"])
@pytest.mark.parametrize("number", [1, 3])
def test_picture_runs_the_same_queries_for_every_number_of_cities(
    coordinator, client, django_assert_num_queries, name, number
):
    for _n in range(number):
        scenes.agreement(factories.city_relation(since=1946))
    client.get(reverse(f"cities:{name}"))
    queries = {"city_map": 4, "city_timeline": 4, "city_twins": 4}[name]

    with django_assert_num_queries(queries):
        client.get(reverse(f"cities:{name}"))


@pytest.mark.clause("NKP-20")
def test_timeline_draws_the_relation_and_its_agreement_within_the_picture(coordinator, client):
    scenes.agreement(factories.city_relation(since=1946))
    factories.city_relation("partner_city", engagement_fields={"status": "dormant"})

    timeline = client.get(reverse("cities:city_timeline")).context["timeline"]

    first, undated = timeline.lines
    assert (first.since, len(first.agreements), undated.relation) == ("1946", 1, None)
    assert first.relation.x + first.relation.width <= timeline.width
    assert first.agreements[0].x > first.relation.x
    assert first.told == ["Formellt avtal: 1 januari 2026 – 31 december 2029"]


@pytest.mark.clause("SMF-03")
def test_nordic_cooperation_is_a_chapter_of_the_cities_with_its_activity(coordinator, client):
    factories.country("NO", nordic=True)
    alive, silent = factories.city_relation(), factories.city_relation()
    abroad = factories.city_relation()
    City.objects.filter(pk=abroad.city_id).update(country=factories.country("CN"))
    day = timezone.localdate() - timedelta(days=20)
    factories.activity(engagement=alive.engagement, state="accepted", starts_on=day)
    factories.activity(engagement=alive.engagement, state="accepted", starts_on=day - timedelta(days=400))

    page = client.get(reverse("cities:city_list"))

    nordic = page.context["nordic"]
    assert (nordic.number, nordic.active, nordic.activities, nordic.silent) == (2, 2, 1, 1)
    assert sorted((row.pk, row.activities) for row in nordic.rows) == sorted([(alive.pk, 1), (silent.pk, 0)])
    assert "Nordiskt samarbete" in page.text


@pytest.mark.clause("NKP-20")
def test_towns_are_twinned_with_each_other_from_a_form_and_parted_again(coordinator, client):
    first, second = factories.city_relation(), factories.city_relation()
    url = reverse("cities:twins_edit", args=[first.pk])

    client.post(url, {"others": [second.city_id]})
    together = [row.twins for row in client.get(reverse("cities:city_twins")).context["rows"]]
    client.post(url, {})

    apart = [row.twins for row in client.get(reverse("cities:city_twins")).context["rows"]]
    assert together == [[second.city.name], [first.city.name]]
    assert apart == [[], []]


def test_twins_of_another_units_city_are_not_theirs_to_change(client):
    factories.policy()
    relation = factories.city_relation()
    client.force_login(factories.contact_person())

    answer = client.post(reverse("cities:twins_edit", args=[relation.pk]), {})

    assert (answer.status_code, Engagement.objects.count()) == (403, 1)
