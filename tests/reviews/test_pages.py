"""The pages: who sees what, what a form does, how many questions the database is asked."""

import re
from datetime import date

import pytest
from django.urls import reverse

from core import jobs
from core.models import Job
from engagements.models import Engagement
from reviews import actions
from reviews.actions import pdfs
from reviews.actions.writing import Written
from reviews.models import Evaluation, PositionPaper
from reviews.selectors import lists
from tests import factories
from tests.reviews import scenes

pytestmark = [pytest.mark.django_db, pytest.mark.slow]


@pytest.fixture
def by():
    scenes.policy()
    return factories.coordinator()


def posted(obj, **changes):
    """The editing form as a browser sends it back."""
    data = {}
    for section in obj.sections.all():
        data |= {f"text-{section.pk}": section.text, f"version-{section.pk}": section.version}
    return data | changes


# ── visibility ───────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("who", ["contact_person", "member"])
def test_draft_paper_looks_missing_to_others_than_its_writers(by, client, who):
    paper = scenes.paper(scenes.engagement(), by)
    person = factories.contact_person() if who == "contact_person" else factories.member(factories.board())
    client.force_login(person)

    pages = ["paper_detail", "paper_edit", "paper_submit", "paper_pdf", "paper_progress"]
    answers = [client.get(reverse(f"reviews:{page}", args=[paper.pk])) for page in pages]

    assert [answer.status_code for answer in answers] == [404] * 5


def test_paper_is_seen_by_politicians_once_it_is_put_forward(by):
    member = factories.member(factories.board())
    case = actions.submit_paper(paper=scenes.paper(scenes.engagement(), by), by=by)
    while_prepared = PositionPaper.objects.visible_to(member).count()

    scenes.put_forward(case, by)

    assert (while_prepared, PositionPaper.objects.visible_to(member).count()) == (0, 1)


def test_hidden_engagement_hides_its_paper_and_evaluation_also_from_the_coordinator_and_a_superuser(by):
    engagement = scenes.engagement()
    scenes.adopted_paper(engagement, by)
    scenes.adopted_evaluation([engagement], by)
    engagement.confidentiality, engagement.confidentiality_ground = "confidential", "OSL 15:1"
    engagement.save()
    superuser = factories.person(is_superuser=True)
    granted = factories.coordinator()
    factories.grant(granted, engagement)

    papers = [PositionPaper.objects.visible_to(person).count() for person in (by, superuser, granted)]
    evaluations = [Evaluation.objects.visible_to(person).count() for person in (by, superuser, granted)]

    assert (papers, evaluations) == ([0, 0, 1], [0, 0, 1])


def test_reader_may_not_write_and_is_told_why(by, client):
    paper = scenes.adopted_paper(scenes.engagement(), by)
    client.force_login(factories.member(factories.board()))

    response = client.get(reverse("reviews:paper_edit", args=[paper.pk]))

    assert response.status_code == 403
    assert "skriver positionspapper" in response.content.decode()


# ── reading ──────────────────────────────────────────────────────────────────────────────────────────────────────


def test_politician_reads_an_evaluation_within_two_clicks_of_the_start_page(by, client):
    evaluation = scenes.adopted_evaluation([scenes.engagement()], by)
    scenes.run_pdf_jobs()
    client.force_login(factories.member(factories.board()))

    start = client.get("/").content.decode()
    report = client.get(evaluation.get_absolute_url())

    assert f'href="{evaluation.get_absolute_url()}"' in start
    assert f'href="{reverse("reviews:evaluation_pdf", args=[evaluation.pk])}"' in start
    assert (report.status_code, "Sammanfattande analys" in report.content.decode()) == (200, True)


def test_every_entry_of_the_contents_leads_somewhere(by, client):
    evaluation = scenes.adopted_evaluation([scenes.engagement(), scenes.engagement()], by)
    client.force_login(by)

    html = client.get(evaluation.get_absolute_url()).content.decode()

    ids = re.findall(r'\sid="([^"]+)"', html)
    targets = set(re.findall(r'<li><a href="#([^"]+)"', html))
    assert targets - set(ids) == set()
    assert len(ids) == len(set(ids))


def test_pdf_is_handed_out_inline_and_as_download(by, client):
    paper = scenes.adopted_paper(scenes.engagement(title="Eurocities"), by)
    scenes.run_pdf_jobs()
    client.force_login(factories.member(factories.board()))
    url = reverse("reviews:paper_pdf", args=[paper.pk])

    dispositions = [client.get(url)["Content-Disposition"], client.get(f"{url}?hamta=1")["Content-Disposition"]]

    name = 'filename="positionspapper-eurocities-version-1.pdf"'
    assert dispositions == [f"inline; {name}", f"attachment; {name}"]


def test_progress_is_the_bar_alone_for_htmx_and_the_page_without_it(by, client):
    paper = scenes.paper(scenes.engagement(), by)
    client.force_login(by)
    url = reverse("reviews:paper_progress", args=[paper.pk])

    bar, page = client.get(url, headers={"HX-Request": "true"}), client.get(url)

    assert ('hx-trigger="every 1s"' in bar.content.decode(), "<html" in bar.content.decode()) == (True, False)
    assert (page.status_code, page["Location"]) == (302, f"{paper.get_absolute_url()}#pdf")


def test_progress_of_finished_work_puts_the_whole_panel_anew(by, client):
    paper = scenes.paper(scenes.engagement(), by)
    jobs.run(pdfs.job_of(paper).pk)
    client.force_login(by)

    panel = client.get(reverse("reviews:paper_progress", args=[paper.pk]), headers={"HX-Request": "true"})

    assert (panel["HX-Retarget"], panel["HX-Reswap"]) == ("#pdf", "outerHTML")
    assert reverse("reviews:paper_pdf", args=[paper.pk]) in panel.text
    assert "Filen visar en äldre text." not in panel.text


def test_ordering_a_pdf_twice_queues_it_once(by, client):
    paper = scenes.paper(scenes.engagement(), by)
    client.force_login(by)
    before = Job.objects.filter(kind="reviews.pdf").count()

    for _time in range(2):
        client.post(reverse("reviews:paper_order_pdf", args=[paper.pk]))

    assert Job.objects.filter(kind="reviews.pdf").count() == before


# ── writing ──────────────────────────────────────────────────────────────────────────────────────────────────────


def test_paper_is_begun_from_the_engagement_and_edited(by, client):
    engagement = scenes.engagement()
    client.force_login(by)

    begun = client.post(reverse("reviews:paper_create", args=[engagement.pk]))
    paper = PositionPaper.objects.get()
    first = paper.sections.first()
    saved = client.post(begun["Location"], posted(paper, **{f"text-{first.pk}": "Vårt syfte"}))

    assert (begun["Location"], saved["Location"]) == (
        reverse("reviews:paper_edit", args=[paper.pk]),
        paper.get_absolute_url(),
    )
    assert paper.sections.first().text == "Vårt syfte"


def test_conflict_keeps_what_was_typed_and_can_then_be_saved(by, client):
    paper = scenes.paper(scenes.engagement(), by)
    first = paper.sections.first()
    sent = posted(paper, **{f"text-{first.pk}": "Min text"})
    actions.write_paper(paper=paper, written={first.pk: Written(first.version, "Hennes text")}, by=by)
    client.force_login(by)
    url = reverse("reviews:paper_edit", args=[paper.pk])

    refused = client.post(url, sent)
    again = client.post(url, sent | {f"version-{first.pk}": first.version + 1})

    html = refused.content.decode()
    assert (refused.status_code, again.status_code) == (409, 302)
    assert ("Hennes text" in html, html.count("Min text")) == (True, 2)
    assert f'name="version-{first.pk}" value="{first.version + 1}"' in html
    assert paper.sections.first().text == "Min text"


def test_submit_page_names_what_is_missing_and_its_button_is_closed(by, client):
    paper = actions.begin(engagement=scenes.engagement(), by=by)
    client.force_login(by)
    url = reverse("reviews:paper_submit", args=[paper.pk])

    page, refused = client.get(url), client.post(url)

    html = page.content.decode()
    assert ("Informationsspridning" in html, "GBG-C10" in html, "disabled>" in html) == (True, True, True)
    assert (page.status_code, refused.status_code) == (200, 409)


def test_evaluation_is_commissioned_written_recommended_and_sent_through_its_pages(by, client):
    engagement = scenes.engagement()
    client.force_login(by)
    data = {"title": "Rapport", "starts_on": "2025-01-01", "ends_on": "2026-06-30", "engagements": [engagement.pk]}

    refused = client.post(reverse("reviews:evaluation_create"), data)
    begun = client.post(reverse("reviews:evaluation_create"), data | {"commissioned_by": "KS 2026-03-04 § 57"})
    evaluation = Evaluation.objects.get()
    for part in ["background", "participation", "results", f"assessment-{engagement.pk}", "analysis", "conclusions"]:
        _write_part(client, evaluation, part)
    row = {"rad-TOTAL_FORMS": 1, "rad-INITIAL_FORMS": 0, "version": 1}
    row |= {"rad-0-engagement": engagement.pk, "rad-0-kind": "leave", "rad-0-effective_on": "2027-01-01"}
    client.post(reverse("reviews:recommendations_edit", args=[evaluation.pk]), row)
    sent = client.post(reverse("reviews:evaluation_submit", args=[evaluation.pk]))
    evaluation.refresh_from_db()
    recommendation = evaluation.recommendations.get()
    pursued = client.post(reverse("reviews:recommendation_pursue", args=[recommendation.pk]))

    assert (refused.status_code, "GBG-C12" in refused.content.decode()) == (409, True)
    assert begun["Location"] == reverse("reviews:evaluation_edit", args=[evaluation.pk])
    assert sent["Location"] == evaluation.case.get_absolute_url()
    recommendation.refresh_from_db()
    assert pursued["Location"] == recommendation.case.get_absolute_url()
    assert recommendation.case.effective_on == date(2027, 1, 1)


def _write_part(client, evaluation, part):
    sections = evaluation.sections.filter(kind=part.split("-")[0])
    data = {}
    for section in sections:
        data |= {f"text-{section.pk}": "Text", f"version-{section.pk}": section.version}
        data |= {f"score-{section.pk}": 4, f"result-{section.pk}": 2}
    response = client.post(reverse("reviews:evaluation_edit_part", args=[evaluation.pk, part]), data)
    assert response.status_code == 302


def test_unknown_part_is_missing(by, client):
    evaluation = scenes.evaluation([scenes.engagement()], by)
    client.force_login(by)

    assert client.get(reverse("reviews:evaluation_edit_part", args=[evaluation.pk, "annat"])).status_code == 404


# ── start page and search ────────────────────────────────────────────────────────────────────────────────────────


def test_engagement_is_due_for_evaluation_when_its_paper_is_older_than_the_interval(by):
    engagement = scenes.engagement()
    paper = scenes.adopted_paper(engagement, by)
    paper.adopted_on = date(2024, 11, 21)
    paper.save()

    day_before = lists.due_for_evaluation(by, today=date(2026, 11, 20))
    same_day = lists.due_for_evaluation(by, today=date(2026, 11, 21))

    assert (day_before, [(row.title, row.due_on) for row in same_day]) == (
        [],
        [(engagement.title, date(2026, 11, 21))],
    )


def test_search_finds_papers_and_evaluations_the_person_may_see(by):
    engagement = scenes.engagement(title="Eurocities")
    scenes.adopted_paper(engagement, by)
    scenes.evaluation([engagement], by)
    member = factories.member(factories.board())

    found = [
        len(find(words, person))
        for person in (by, member)
        for find, words in ((lists.find_papers, "eurocit"), (lists.find_evaluations, "EUROCIT"))
    ]

    assert found == [1, 1, 1, 0]


# ── the search of the lists ──────────────────────────────────────────────────────────────────────────────────────


@pytest.fixture
def evaluations(by):
    """One that is asked for, one that is not, and one whose engagement is hidden."""
    made = [scenes.evaluation([scenes.engagement()], by, title=title) for title in ("Översyn av ÅRSMÖTEN", "Nätverken")]
    secret = scenes.engagement()
    made.append(scenes.evaluation([secret], by, title="Översyn av hemliga årsmöten"))
    Engagement.objects.filter(pk=secret.pk).update(confidentiality="confidential", confidentiality_ground="OSL 15:1")
    return made


@pytest.mark.parametrize("words", ["årsmöten", "ÅRSMÖTEN översyn", "översyn"])
def test_list_of_evaluations_shows_those_with_every_word_and_no_hidden_one(evaluations, by, client, words):
    client.force_login(by)

    lists = [client.get(reverse("reviews:evaluation_list"), asked) for asked in ({}, {"q": words})]

    assert [[row.title for row in each.context["rows"]] for each in lists] == [
        ["Nätverken", "Översyn av ÅRSMÖTEN"], ["Översyn av ÅRSMÖTEN"],
    ]  # fmt: skip


def test_evaluation_is_found_by_its_reference_number(evaluations, by, client):
    wanted = evaluations[1]
    Evaluation.objects.filter(pk=wanted.pk).update(reference_number="KS 2026/77")
    client.force_login(by)

    page = client.get(reverse("reviews:evaluation_list"), {"q": "ks 2026/77"})

    assert [row.title for row in page.context["rows"]] == [wanted.title]


def test_draft_evaluation_is_not_found_by_others_than_its_writers(evaluations, client):
    client.force_login(factories.member(factories.board()))

    page = client.get(reverse("reviews:evaluation_list"), {"q": "översyn"})

    assert page.context["rows"] == []


def test_words_no_evaluation_has_are_kept_and_said_with_a_way_back(evaluations, by, client):
    client.force_login(by)

    page = client.get(reverse("reviews:evaluation_list"), {"q": "  måne \n"}).text

    assert "<h2>Inget stämmer med filtret</h2>" in page
    assert '<a class="ds-button" href="?">Visa alla</a>' in page
    assert 'name="q" value="måne"' in page


@pytest.mark.parametrize(
    ("page", "asked", "query"),
    [
        ("evaluation_list", {"q": "om A&B", "page": "2"}, "q=om+A%26B"),
        ("paper_list", {"q": "om A&B", "lage": "draft"}, "lage=draft&q=om+A%26B"),
    ],
)
def test_pager_keeps_what_was_asked(by, client, page, asked, query):
    client.force_login(by)

    assert client.get(reverse(f"reviews:{page}"), asked).context["query"] == query


# ── questions to the database ────────────────────────────────────────────────────────────────────────────────────


MOST_QUERIES = {"paper_list": 4, "evaluation_list": 4, "paper_detail": 6, "evaluation_detail": 7}


@pytest.mark.parametrize("number", [1, 3])
def test_pages_ask_as_little_for_three_as_for_one(by, client, django_assert_num_queries, number):
    engagements = [scenes.engagement() for _each in range(number)]
    for engagement in engagements:
        scenes.activity(engagement, date(2025, 3, 1), politicians=1)
        paper = scenes.paper(engagement, by)
    evaluation = scenes.evaluation(engagements, by)
    for _each in range(number - 1):
        scenes.evaluation(engagements[:1], by)
    scenes.run_pdf_jobs()
    client.force_login(by)
    arguments = {"paper_detail": [paper.pk], "evaluation_detail": [evaluation.pk]}
    found = {}

    for page, most in MOST_QUERIES.items():
        with django_assert_num_queries(most):
            found[page] = client.get(reverse(f"reviews:{page}", args=arguments.get(page, []))).status_code

    assert found == dict.fromkeys(MOST_QUERIES, 200)
