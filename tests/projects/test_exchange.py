"""The register of projects out and in: what its own actions and rules say of a row."""

import pytest

from projects.models import Project
from tests import factories
from tests.engagements.exchange_files import exported, messages, previewed, read_in, table, workbook

pytestmark = pytest.mark.django_db
HEADINGS = ["Titel", "Ansvarig enhet", "Läge", "Beslutat när och av vem", "Slag av finansiär", "Externa medel, kr"]


@pytest.fixture
def officer():
    factories.policy()
    return factories.coordinator()


def row(title, stage="", decided="", funder="", external=None):
    return [title, factories.coordinating_unit().name, stage, decided, funder, external]


def test_new_project_is_an_idea_with_its_money_in_whole_kronor(officer):
    read_in("projects", workbook(HEADINGS, row("Rent vatten", funder="EU", external="1 250 000 kr")), officer)

    project = Project.objects.get()
    assert (project.stage, project.funder, project.external_budget) == ("idea", "eu", 1_250_000)
    assert project.engagement.external_money is True


@pytest.mark.clause("GBG-P1")
def test_project_that_has_come_further_says_who_decided_it(officer):
    upload = previewed("projects", workbook(HEADINGS, row("Rent vatten", stage="Pågår")), officer)

    assert [line["clause"] for line in upload.rows.get().lines] == ["GBG-P1"]


def test_project_that_runs_comes_in_with_its_decision_and_status(officer):
    read_in("projects", workbook(HEADINGS, row("Rent vatten", stage="Pågår", decided="KS 2025 § 3")), officer)

    project = Project.objects.get()
    assert (project.stage, project.decided, project.engagement.status) == ("running", "KS 2025 § 3", "active")


def test_stage_of_a_project_that_is_there_is_not_changed_by_a_file(officer):
    read_in("projects", workbook(HEADINGS, row("Rent vatten")), officer)

    upload = previewed("projects", workbook(HEADINGS, row("Rent vatten", stage="Ansökan", decided="KS")), officer)

    assert {column for _row, column, _message in messages(upload)} == {"Läge", "Beslutat när och av vem"}


def test_whether_money_comes_from_outside_is_written_by_utblick(officer):
    headings = [*HEADINGS, "Extern finansiering"]

    read_in("projects", workbook(headings, [*row("Rent vatten", funder="Sida"), "Nej"]), officer)

    assert table(exported("projects", officer))[0]["Extern finansiering"] == "Ja"
