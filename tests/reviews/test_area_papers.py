"""Position papers and evaluations on a whole area (GBG-P5)."""

import pytest

from core.rules import NotPermitted, Refused
from reviews import actions
from reviews.models import PositionPaper
from tests import factories
from tests.reviews import scenes

pytestmark = pytest.mark.django_db


@pytest.fixture
def by():
    scenes.policy()
    return factories.coordinator()


@pytest.mark.clause("GBG-P5")
def test_begin_for_a_whole_area_tells_of_its_open_engagements(by):
    factories.engagement("projects", title="Havsvattnet", status="active")
    factories.engagement("projects", title="Hemligt", status="active", confidentiality="confidential",
                         confidentiality_ground="OSL 15:1")  # fmt: skip

    paper = actions.begin(area="projects", by=by)

    texts = {section.key: section.text for section in paper.sections.all()}
    assert (paper.title, paper.number, paper.engagement) == ("Positionspapper Projekt", 1, None)
    assert ["Havsvattnet (aktivt)" in texts["background"], "Hemligt" in texts["background"]] == [True, False]
    assert texts["evaluation"].startswith("Området ska enligt policyn utvärderas")


@pytest.mark.clause("GBG-P5")
def test_paper_on_an_area_is_adopted_by_a_case_and_replaces_the_one_before(by):
    first = actions.begin(area="projects", by=by)
    actions.write_paper(paper=first, written=scenes.written(first), by=by)
    case = actions.submit_paper(paper=PositionPaper.objects.get(pk=first.pk), by=by)
    scenes.decide(scenes.put_forward(case, by))

    second = actions.begin(area="projects", by=by)

    first.refresh_from_db()
    assert (first.state, first.case.engagement) == ("adopted", None)
    assert (second.number, second.sections.get(key="purpose").text) == (2, "Skriven text.")


def test_begin_for_an_area_that_is_being_written_is_refused(by):
    actions.begin(area="projects", by=by)

    with pytest.raises(Refused) as refused:
        actions.begin(area="projects", by=by)

    assert [finding.code for finding in refused.value.findings] == ["paper.one-at-a-time"]
    assert PositionPaper.objects.count() == 1


def test_begin_for_an_area_is_the_coordinating_units(by):
    with pytest.raises(NotPermitted):
        actions.begin(area="projects", by=factories.director(factories.unit()))

    assert PositionPaper.objects.count() == 0


def test_paper_on_an_area_that_is_written_is_hidden_and_once_adopted_read_by_all(by):
    member = factories.member(factories.board())
    paper = actions.begin(area="visits", by=by)
    before = PositionPaper.objects.visible_to(member).count()

    PositionPaper.objects.filter(pk=paper.pk).update(state="adopted")

    assert (before, PositionPaper.objects.visible_to(member).count()) == (0, 1)


@pytest.mark.clause("GBG-P5")
def test_pages_begin_and_show_a_paper_on_an_area(by, client):
    client.force_login(by)

    begun = client.post("/positionspapper/nytt/omrade/", {"omrade": "projects"})
    unknown = client.post("/positionspapper/nytt/omrade/", {"omrade": "månen"})

    paper = PositionPaper.objects.get()
    assert (begun.status_code, begun["Location"], unknown.status_code) == (
        302, f"/positionspapper/{paper.pk}/andra/", 404,
    )  # fmt: skip
    assert "<h1>Projekt</h1>" in client.get(paper.get_absolute_url()).content.decode()
    listed = client.get("/positionspapper/?q=projekt").content.decode()
    assert [
        paper.get_absolute_url() in listed,
        paper.get_absolute_url() in client.get("/sok/?q=projekt").content.decode(),
    ] == [True, True]


@pytest.mark.clause("GBG-P5")
def test_evaluation_of_a_whole_area_begins_with_all_its_engagements(by, client):
    chosen = [factories.engagement("projects", status="active").pk for _each in range(2)]
    factories.engagement("visits", status="active")
    client.force_login(by)

    page = client.get("/utvarderingar/ny/?omrade=projects")

    assert sorted(page.context["form"].initial["engagements"]) == sorted(chosen)
