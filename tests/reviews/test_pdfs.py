"""The PDFs: archivable, accessible, of the text as it reads, frozen at decision."""

from datetime import date
from io import BytesIO

import pikepdf
import pytest

from core import jobs
from core.models import Event, Job, Notice
from documents import store
from documents.models import Document
from reviews import actions
from reviews.actions.evaluations import Recommended
from reviews.actions.writing import Written
from reviews.models import Evaluation, PositionPaper
from tests import factories
from tests.pdf_assertions import assert_archivable, text_of
from tests.reviews import scenes

pytestmark = [pytest.mark.django_db, pytest.mark.slow]


@pytest.fixture
def by():
    scenes.policy()
    return factories.coordinator()


def pdf_of(obj):
    scenes.run_pdf_jobs()
    obj.refresh_from_db()
    return store.read(obj.pdf.sha256)


LONG = "\n\n".join(["Ett långt stycke om åtgärder, överenskommelser och ärenden. " * 12] * 12)
# What takes long is left to the whole run; each sort of text but those is tried in the quick one too.
SLOW_TEXTS = {"long"}


def every(kinds):
    return [pytest.param(kind, marks=pytest.mark.slow) if kind in SLOW_TEXTS else kind for kind in kinds]


TEXTS = {
    "empty": "",
    "åäö": "Åäö ÅÄÖ é ü – ”citat” § 5 kap. 26–28 §§",
    "long": LONG,
    "list": "Före\n- ett\n- två\nEfter\n\n• tre",
    "unbroken": "Ordutanmellanslag" * 40,
    "markup": "<script>alert(1)</script> <img src=file:///etc/passwd> & <b>inte fet</b>",
}


@pytest.mark.parametrize("kind", every(TEXTS))
def test_paper_pdf_is_archivable_and_accessible_whatever_is_written(by, kind):
    paper = actions.begin(engagement=scenes.engagement(title="Städer för ärlighet"), by=by)
    actions.write_paper(paper=paper, written=scenes.written(paper, TEXTS[kind]), by=by)

    content = pdf_of(paper)

    assert_archivable(content, title="Positionspapper Städer för ärlighet")


@pytest.mark.clause("STR-15")
@pytest.mark.parametrize("kind", ["empty", "åäö", "long", "markup"])
def test_evaluation_pdf_has_the_reports_shape_reference_number_and_page_n_of_m(by, kind):
    engagement = scenes.engagement(title="Metropolis")
    for day in range(1, 26):
        scenes.activity(engagement, date(2025, 3, day), cost=1000 * day, result=TEXTS["markup"])
    evaluation = scenes.evaluation([engagement, scenes.engagement(title="Eurocities")], by, title="Rapport åäö")
    written = scenes.written(evaluation, TEXTS[kind], score=3, result_score=2)
    actions.write_evaluation(evaluation=evaluation, written=written, by=by)

    content = pdf_of(evaluation)

    assert_archivable(content, title="Rapport åäö")
    with pikepdf.open(BytesIO(content)) as pdf, pdf.open_outline() as outline:
        headings = [str(item.title) for item in outline.root[0].children or outline.root]
    assert [heading for heading in headings if "Rapport" not in heading] == [
        "1 Om utvärderingen",
        "2 Bakgrund",
        "3 Deltagande",
        "4 Resultat",
        "5 Bedömning per inriktning",
        "6 Sammanfattande analys",
        "7 Slutsatser och rekommendationer",
        "8 Bilaga: aktiviteter och kostnader",
    ]
    assert all(evaluation.reference_number in text for text in _pages(content))


def _pages(content):
    return text_of(content).split("\f")[:-1]


def test_pdf_of_a_draft_says_that_it_is_one_and_an_adopted_one_does_not(by):
    engagement = scenes.engagement()
    draft = pdf_of(scenes.paper(engagement, by))
    paper = PositionPaper.objects.get()
    scenes.decide(scenes.put_forward(actions.submit_paper(paper=paper, by=by), by))

    adopted = pdf_of(paper)

    assert ["Utkast" in "".join(_pages(content)) for content in (draft, adopted)] == [True, False]


def test_pdf_job_run_twice_gives_the_same_bytes(by):
    paper = scenes.paper(scenes.engagement(), by)
    first = pdf_of(paper)
    job = Job.objects.filter(kind="reviews.pdf", state="done").last()
    PositionPaper.objects.filter(pk=paper.pk).update(pdf=None, pdf_of="")
    job.state = "waiting"
    job.save()

    again = pdf_of(paper)

    assert first == again


def test_job_of_a_text_that_has_changed_makes_nothing(by):
    paper = actions.begin(engagement=scenes.engagement(), by=by)
    actions.write_paper(paper=paper, written=scenes.written(paper), by=by)

    scenes.run_pdf_jobs()

    assert [job.result.get("dropped", "") for job in Job.objects.filter(kind="reviews.pdf").order_by("pk")] == [
        "the text has changed",
        "",
    ]
    assert Document.objects.count() == 1


def test_text_that_comes_back_to_what_it_was_gets_its_pdf_again(by):
    paper = scenes.paper(scenes.engagement(), by)
    first = pdf_of(paper)
    section = paper.sections.first()
    actions.write_paper(paper=paper, written={section.pk: Written(section.version, "Annat")}, by=by)
    between = pdf_of(paper)
    actions.write_paper(paper=paper, written={section.pk: Written(section.version + 1, "Skriven text.")}, by=by)

    pdf_of(paper)

    job = Job.objects.filter(kind="reviews.pdf").order_by("-pk").first()
    assert (first != between, paper.pdf_of) == (True, job.arguments["text"])


def test_pdf_is_frozen_at_decision_with_its_hash_and_never_replaced(by):
    paper = scenes.adopted_paper(scenes.engagement(), by)
    scenes.run_pdf_jobs()
    paper.refresh_from_db()
    frozen = paper.pdf

    actions.order_pdf(obj=paper, by=by)
    scenes.run_pdf_jobs()

    paper.refresh_from_db()
    assert (paper.pdf, bool(frozen.frozen_at), frozen.retention_rule) == (frozen, True, "preserve")
    made = Event.objects.filter(happening="review.pdf").last()
    assert f'"sha256": "{frozen.sha256}"' in made.payload
    assert '"frozen": true' in made.payload


def test_the_author_is_told_once_when_the_decided_text_is_frozen(by):
    scenes.adopted_paper(scenes.engagement(), by)

    scenes.run_pdf_jobs()

    told = Notice.objects.filter(kind="reviews.pdf")
    assert [(notice.recipient_id, notice.subject[:26]) for notice in told] == [(by.pk, "Beslutad och fryst som PDF")]


def test_frozen_evaluation_shows_what_was_known_at_the_decision(by):
    engagement = scenes.engagement()
    evaluation = scenes.adopted_evaluation([engagement], by)
    scenes.activity(engagement, date(2025, 3, 1), title="Rapporterad efteråt")

    content = pdf_of(evaluation)

    assert "Rapporterad efteråt" not in "".join(_pages(content))
    assert "Medlemskapet ska ge mer resultat" in " ".join("".join(_pages(content)).split())


def test_a_render_that_fails_leaves_the_job_failed_and_stores_nothing(by, monkeypatch):
    paper = scenes.paper(scenes.engagement(), by)
    monkeypatch.setattr("reviews.reports.html_of", lambda *arguments: '<img src="file:///etc/passwd">')
    job = Job.objects.filter(kind="reviews.pdf").last()

    jobs.run(job.pk)

    job.refresh_from_db()
    assert (job.state, job.error) == ("failed", "PDF:en kunde inte framställas (refused_url).")
    assert (Document.objects.count(), PositionPaper.objects.get(pk=paper.pk).pdf) == (0, None)


def test_recommendations_stand_in_the_pdf_with_date(by):
    engagement = scenes.engagement(title="Metropolis")
    evaluation = scenes.evaluation([engagement], by)
    rows = [Recommended(engagement.pk, "leave", "Nyttan är liten.", date(2027, 1, 1))]
    actions.recommend(evaluation=evaluation, version=evaluation.version, rows=rows, by=by)

    content = pdf_of(Evaluation.objects.get())

    assert "1 januari 2027" in " ".join("".join(_pages(content)).split())
