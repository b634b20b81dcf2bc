"""The register of visits out and in: what its own actions and rules say of a row."""

from datetime import date

import pytest

from tests import factories
from tests.engagements.exchange_files import counts, messages, previewed, read_in, workbook
from visits.models import Visit

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
HEADINGS = ["Titel", "Slag", "Från", "Besökare", "Ansvarig enhet", "Huvudvärd", "Läge", "Källa"]


@pytest.fixture
def officer():
    factories.policy()
    return factories.coordinator()


def row(title, day=None, state="", source="", host=""):
    return [title, "Studiebesök", day, "Bergen kommune", factories.coordinating_unit().name, host, state, source]


def test_new_visit_is_planned_with_its_host(officer):
    factories.unit(name="Miljöförvaltningen")

    read_in("visits", workbook(HEADINGS, row("Bergen", date(2027, 5, 4), host="Miljöförvaltningen")), officer)

    visit = Visit.objects.get()
    assert (visit.state, visit.main_host.name, visit.engagement.starts_on) == (
        "proposed", "Miljöförvaltningen", date(2027, 5, 4),
    )  # fmt: skip


def test_same_delegation_on_another_day_is_another_visit(officer):
    rows = [row("Bergen", date(2027, 5, 4)), row("Bergen", date(2028, 5, 4))]

    read_in("visits", workbook(HEADINGS, *rows), officer)

    assert counts(previewed("visits", workbook(HEADINGS, *rows), officer)) == (0, 0, 2, 0)


def test_visit_that_has_been_says_where_that_is_known_from(officer):
    upload = previewed("visits", workbook(HEADINGS, row("Bergen", date(2020, 5, 4), state="Avslutat")), officer)

    assert [line["clause"] for line in upload.rows.get().lines] == ["GBG-V3"]


def test_state_of_a_visit_that_is_there_is_not_changed_by_a_file(officer):
    read_in("visits", workbook(HEADINGS, row("Bergen", date(2027, 5, 4))), officer)

    upload = previewed("visits", workbook(HEADINGS, row("Bergen", date(2027, 5, 4), state="Bekräftat")), officer)

    assert [column for _row, column, _message in messages(upload)] == ["Läge"]


def test_status_of_a_visit_that_has_been_follows_its_state(officer):
    read_in("visits", workbook(HEADINGS, row("Bergen", date(2020, 5, 4), state="Avslutat", source="Dnr 12")), officer)

    visit = Visit.objects.get()
    assert (visit.state, visit.engagement.status) == ("closed", "ended")
