"""The pages of a file on its way into a register."""

from __future__ import annotations

import pytest
from django.urls import reverse

from core import jobs
from engagements.models import Engagement, Import
from monitoring.models import Dossier
from projects.models import Project
from tests import factories
from tests.engagements.exchange_files import counts, previewed, table, workbook

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
HEADINGS = ["Titel", "Slag", "Ansvarig enhet", "Bakgrund"]
START = "engagements:import_start"


@pytest.fixture
def officer(client):
    factories.policy()
    who = factories.coordinator()
    client.force_login(who)
    return who


def row(title: str, background: str = "") -> list:
    return [title, "Omvärldsbevakning", factories.coordinating_unit().name, background]


def text_of(client, url: str, **asked: str) -> str:
    return client.get(url, asked).content.decode()


def test_a_file_goes_from_the_form_over_its_preview_into_the_register(client, officer):
    file = workbook(HEADINGS, row("Avlopp"))

    left = client.post(reverse(START, args=["monitoring"]), {"file": file})
    upload = Import.objects.get()
    waiting = text_of(client, left.url)
    jobs.run(upload.job_id)
    preview = text_of(client, left.url)
    client.post(reverse("engagements:import_run", args=[upload.pk]))
    jobs.run(Import.objects.get().job_id)
    done = text_of(client, left.url)

    assert left.url == upload.get_absolute_url()
    assert "Väntar på sin tur" in waiting
    assert "Läs in 1 rad" in preview
    assert "Inläst" in done
    assert f'href="{Engagement.objects.get().get_absolute_url()}"' in done


def test_bar_is_asked_for_alone_and_the_page_is_shown_anew_when_it_is_done(client, officer):
    client.post(reverse(START, args=["monitoring"]), {"file": workbook(HEADINGS, row("Avlopp"))})
    upload = Import.objects.get()
    url = upload.get_absolute_url()

    during = client.get(url, headers={"HX-Request": "true"})
    jobs.run(upload.job_id)
    after = client.get(url, headers={"HX-Request": "true"})

    assert "<h1>" not in during.content.decode()
    assert f'hx-get="{url}"' in during.content.decode()
    assert (after.status_code, after.headers["HX-Refresh"]) == (204, "true")


def test_preview_shows_stored_and_typed_side_by_side_and_narrows_by_outcome(client, officer):
    client.post(reverse(START, args=["monitoring"]), {"file": workbook(HEADINGS, row("Avlopp", "Förr"))})
    jobs.run(Import.objects.get().job_id)
    client.post(reverse("engagements:import_run", args=[Import.objects.get().pk]))
    jobs.run(Import.objects.get().job_id)
    upload = previewed("monitoring", workbook(HEADINGS, row("Avlopp", "Nu"), row("Luft")), officer)

    everything = text_of(client, upload.get_absolute_url())
    changed = text_of(client, upload.get_absolute_url(), visa="changed")

    assert "<del>Förr</del>" in everything
    assert "<ins>Nu</ins>" in everything
    assert "Luft" in everything
    assert "Luft" not in changed


def test_wrong_row_greys_the_button_and_says_why(client, officer):
    upload = previewed("monitoring", workbook(HEADINGS, ["Avlopp", "Okänt", "Ingen"]), officer)

    page = text_of(client, upload.get_absolute_url())
    answer = client.post(reverse("engagements:import_run", args=[upload.pk]))

    assert "1 rad är fel. Rätta den i filen" in page
    assert "disabled" in page
    assert answer.status_code == 409
    assert Engagement.objects.count() == 0


def test_file_of_another_kind_is_refused_on_the_form(client, officer):
    file = workbook(HEADINGS, row("Avlopp"), name="register.xls")

    answer = client.post(reverse(START, args=["monitoring"]), {"file": file})

    assert answer.status_code == 400
    assert "Spara filen som Excel-arbetsbok (.xlsx) eller som CSV" in answer.content.decode()


def test_preview_takes_as_many_queries_for_three_rows_as_for_one(client, officer, django_assert_num_queries):
    one = previewed("monitoring", workbook(HEADINGS, row("Ett")), officer)
    three = previewed("monitoring", workbook(HEADINGS, row("Ett"), row("Två"), row("Tre")), officer)
    client.get(one.get_absolute_url())

    with django_assert_num_queries(QUERIES):
        client.get(one.get_absolute_url())
    with django_assert_num_queries(QUERIES):
        client.get(three.get_absolute_url())


QUERIES = 4


def test_list_of_imports_takes_as_many_queries_for_three_as_for_one(client, officer, django_assert_num_queries):
    url = reverse("engagements:import_list")
    previewed("monitoring", workbook(HEADINGS, row("Ett")), officer)
    client.get(url)

    with django_assert_num_queries(LIST_QUERIES):
        client.get(url)
    for title in ("Två", "Tre"):
        previewed("monitoring", workbook(HEADINGS, row(title)), officer)
    with django_assert_num_queries(LIST_QUERIES):
        answer = client.get(url)
    assert len(answer.context["page"].rows) == 3


LIST_QUERIES = 3


def test_discarded_import_is_listed_and_its_rows_are_gone(client, officer):
    upload = previewed("monitoring", workbook(HEADINGS, row("Avlopp")), officer)

    answer = client.post(reverse("engagements:import_discard", args=[upload.pk]), follow=True)

    assert "Inläsningen är kastad. Registret är orört." in answer.content.decode()
    assert "Kastad" in answer.content.decode()


def test_another_officer_reads_the_preview_but_has_no_buttons(client, officer):
    upload = previewed("monitoring", workbook(HEADINGS, row("Avlopp")), officer)
    client.force_login(factories.coordinator())

    page = text_of(client, upload.get_absolute_url())

    assert "Avlopp" in page
    assert "import_run" not in page
    assert "Läs in 1 rad" not in page
    assert client.post(reverse("engagements:import_run", args=[upload.pk])).status_code == 403


def test_contact_person_does_not_see_others_imports(client, officer):
    upload = previewed("monitoring", workbook(HEADINGS, row("Avlopp")), officer)
    client.force_login(factories.contact_person())

    answers = [client.get(url).status_code for url in (upload.get_absolute_url(), f"{upload.get_absolute_url()}fil/")]

    assert answers == [404, 404]


def test_file_itself_comes_back_as_it_was(client, officer):
    file = workbook(HEADINGS, row("Avlopp"))
    content = file.read()
    file.seek(0)
    upload = previewed("monitoring", file, officer)

    assert client.get(reverse("engagements:import_file", args=[upload.pk])).content == content


def test_politician_is_offered_no_import_and_refused_the_form(client, officer):
    client.force_login(factories.member(factories.board()))

    page = text_of(client, reverse("monitoring:dossier_list"))

    assert "Läs in från Excel" not in page
    assert client.get(reverse(START, args=["monitoring"])).status_code == 403


@pytest.mark.parametrize(
    ("area", "address"),
    [
        ("cities", "cities:city_list"),
        ("memberships", "memberships:organisation_list"),
        ("monitoring", "monitoring:dossier_list"),
        ("projects", "projects:project_list"),
        ("visits", "visits:visit_list"),
    ],
)
def test_each_list_leads_to_its_file_as_filtered_and_to_the_form(client, officer, area, address):
    rows = {
        "cities": factories.city_relation,
        "memberships": factories.membership,
        "visits": factories.visit,
        "projects": lambda: Project.objects.create(engagement=factories.engagement("projects")),
        "monitoring": lambda: Dossier.objects.create(engagement=factories.engagement("monitoring"), kind="advocacy"),
    }
    rows[area]()

    page = text_of(client, reverse(address), status="active")

    assert f'href="{reverse("engagements:export_xlsx", args=[area])}?status=active"' in page
    assert f'href="{reverse("engagements:export_csv", args=[area])}?status=active"' in page
    assert f'href="{reverse(START, args=[area])}"' in page


def test_unknown_register_and_one_that_only_leaves_are_missing(client, officer):
    urls = [
        reverse(START, args=["alla"]),
        reverse(START, args=["annat"]),
        reverse("engagements:export_csv", args=["x"]),
    ]

    assert [client.get(url).status_code for url in urls] == [404, 404, 404]


def test_template_holds_the_headings_and_no_row(client, officer):
    factories.engagement("monitoring")

    answer = client.get(reverse("engagements:export_template", args=["monitoring"]))

    assert table(b"".join(answer.streaming_content)) == []
    assert counts(previewed("monitoring", workbook(HEADINGS, row("Avlopp")), officer)) == (1, 0, 0, 0)
