"""The register of cities out and in: what its own actions and rules say of a row."""

import pytest

from cities.models import CityRelation
from engagements.models import Engagement
from tests import factories
from tests.engagements.exchange_files import counts, exported, messages, outcomes, previewed, read_in, table, workbook

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
HEADINGS = ["Stad", "Land", "Slag", "Ansvarig enhet", "Status", "Källa", "Sedan (år)"]


@pytest.fixture
def officer():
    factories.policy()
    factories.country("NO")
    factories.country("FI")
    return factories.coordinator()


def row(city, kind="Vänort", status="", source="", since=None, country="NO"):
    return [city, country, kind, factories.coordinating_unit().name, status, source, since]


def test_new_city_is_a_proposal_when_nothing_is_said_of_its_status(officer):
    read_in("cities", workbook(HEADINGS, row("Bergen", since=1946)), officer)

    relation = CityRelation.objects.get()
    assert (relation.engagement.status, relation.since, relation.city.country_id) == ("proposed", 1946, "NO")


@pytest.mark.clause("GBG-C6")
def test_relation_that_goes_on_says_which_body_decided_it(officer):
    upload = previewed("cities", workbook(HEADINGS, row("Bergen", status="Aktivt")), officer)

    line = upload.rows.get().lines[0]
    assert line["message"].startswith("Skriv i kolumnen Källa när och av vilket organ")
    assert line["clause"] == "GBG-C6"


def test_relation_that_goes_on_is_brought_in_with_what_it_rests_on(officer):
    read_in("cities", workbook(HEADINGS, row("Bergen", status="Aktivt", source="KF 1946 § 12", since=1946)), officer)

    relation = CityRelation.objects.get()
    assert (relation.engagement.status, relation.engagement.source) == ("active", "KF 1946 § 12")
    assert list(relation.agreements.values_list("state", "known_since")) == [("active", 1946)]


def test_relation_that_goes_on_is_not_brought_in_by_a_contact_person(officer):
    unit = factories.unit(name="Egen")
    contact = factories.contact_person(unit)
    typed = ["Bergen", "NO", "Vänort", "Egen", "Aktivt", "KF 1946 § 12", None]

    upload = previewed("cities", workbook(HEADINGS, typed), contact)

    assert [message for _row, _column, message in messages(upload)] == [
        "Det som redan är beslutat läses in av den samordnande enheten. Skriv Föreslaget, eller be den."
    ]


@pytest.mark.clause("SMF-08")
def test_twin_town_is_wrong_in_the_preview_where_the_city_has_none():
    factories.policy(rules={"city.no-twin-town-agreements": factories.BLOCK})
    factories.country("NO")
    officer = factories.coordinator()

    upload = previewed("cities", workbook(HEADINGS, row("Bergen"), row("Oslo", kind="Samarbetsort")), officer)

    assert outcomes(upload) == {2: "wrong", 3: "new"}
    assert upload.rows.get(number=2).lines[0]["clause"] == "Policy: city.no-twin-town-agreements"


def test_status_of_a_relation_changes_by_decision_and_not_by_a_file(officer):
    read_in("cities", workbook(HEADINGS, row("Bergen")), officer)

    upload = previewed("cities", workbook(HEADINGS, row("Bergen", status="Avslutat")), officer)

    assert messages(upload) == [(2, "", "Status ändras genom ett beslut i ett ärende.")]


def test_country_of_a_city_that_is_there_is_not_changed(officer):
    read_in("cities", workbook(HEADINGS, row("Bergen")), officer)

    changed = previewed("cities", workbook(HEADINGS, row("Bergen", country="FI")), officer)
    second = previewed("cities", workbook(HEADINGS, row("Bergen", kind="Partnerstad", country="FI")), officer)

    assert [column for _row, column, _message in messages(changed)] == ["Land"]
    assert [message for _row, _column, message in messages(second)] == [
        "”Land” är redan något annat i registret: Land NO."
    ]


def test_cities_that_name_each_other_come_in_with_the_same_file(officer):
    headings = [*HEADINGS, "Vänort även med"]

    read_in("cities", workbook(headings, [*row("Bergen"), "Åbo"], [*row("Åbo", country="FI"), "Bergen"]), officer)

    assert {each["Stad"]: each["Vänort även med"] for each in table(exported("cities", officer))} == {
        "Bergen": "Åbo", "Åbo": "Bergen",
    }  # fmt: skip


def test_city_that_is_nowhere_is_told(officer):
    upload = previewed("cities", workbook([*HEADINGS, "Vänort även med"], [*row("Bergen"), "Atlantis"]), officer)

    assert messages(upload) == [(2, "Vänort även med", "”Atlantis” finns varken i registret eller i filen.")]


def test_changed_years_are_written_by_the_areas_own_action(officer):
    read_in("cities", workbook(HEADINGS, row("Bergen", since=1946)), officer)

    upload = read_in("cities", workbook(HEADINGS, row("Bergen", since=1947)), officer)

    assert (counts(upload), CityRelation.objects.get().since, Engagement.objects.count()) == ((0, 1, 0, 0), 1947, 1)
