"""A grade's conditions are held against the city; an exception says why and who allowed it (STR-01, STR-04)."""

import pytest
from django.urls import reverse

from core.rules import NotPermitted, Refused
from memberships import actions, conditions
from memberships.models import Grade, Population
from tests import factories

pytestmark = pytest.mark.django_db
BLOCKING = {conditions.GRADE: factories.BLOCK}


def membership(**fields):
    row = factories.membership(organisation=factories.organisation(name="EUROCITIES"), **fields)
    row.grade = Grade.objects.create(
        organisation=row.organisation, name="Fullvärdig medlem", least_population=250_000, within_eu=True
    )
    row.save()
    return row


@pytest.mark.clause("STR-01")
@pytest.mark.parametrize(("inhabitants", "codes"), [(249_999, [conditions.GRADE]), (250_000, []), (995_574, [])])
def test_grade_is_held_against_the_citys_population(inhabitants, codes):
    Population.objects.create(year=2010, inhabitants=10)
    Population.objects.create(year=2024, inhabitants=inhabitants)

    findings = conditions.grade_allows(membership(meets_condition=True), factories.policy(rules=BLOCKING))

    assert [finding.code for finding in findings] == codes


@pytest.mark.clause("STR-01")
def test_grade_within_the_union_is_not_for_a_city_outside_it():
    factories.country("NO", eu=False)
    factories.country("FI", eu=True)
    factories.country("SE", eu=False)

    assert conditions.meets(Grade(within_eu=True), None, in_eu=conditions.in_eu()) is False


@pytest.mark.clause("STR-04")
def test_exception_from_a_grade_is_recorded_with_who_allowed_it():
    Population.objects.create(year=2024, inhabitants=100_000)
    row = membership()
    fields = {"grade_exception": "Välkomnad för sitt miljöarbete."}
    version = row.engagement.version

    with pytest.raises(Refused) as refusal:
        actions.change_membership(membership=row, version=version, by=factories.coordinator(), **fields)
    fields["grade_exception_by"] = "C40:s styrelse"
    actions.change_membership(membership=row, version=version, by=factories.coordinator(), **fields)

    row.refresh_from_db()
    assert [(f.code, f.clause) for f in refusal.value.findings] == [("membership.exception-by", "STR-04")]
    assert row.grade_exception_by == "C40:s styrelse"
    assert conditions.grade_allows(row, factories.policy(rules=BLOCKING)) == []


@pytest.mark.clause("STR-01", "STR-04")
def test_organisations_page_says_what_the_city_is_and_the_exception(client):
    factories.policy()
    Population.objects.create(year=2024, inhabitants=100_000)
    row = membership()
    client.force_login(factories.coordinator())

    before = client.get(row.get_absolute_url()).text
    row.grade_exception, row.grade_exception_by = "Välkomnad för sitt miljöarbete.", "styrelsen"
    row.save()
    after = client.get(row.get_absolute_url()).text

    assert "Uppfylls inte: staden har 100\N{NO-BREAK SPACE}000 invånare (2024)" in before
    assert "Undantag: Välkomnad för sitt miljöarbete. Medgivet av styrelsen." in after


def test_population_is_noted_by_the_coordinating_unit_and_mended_the_same_year(client):
    factories.policy()
    client.force_login(factories.coordinator())
    url = reverse("memberships:population_record")

    for inhabitants in (995_000, 995_574):
        client.post(url, {"year": 2024, "inhabitants": inhabitants, "source": "SCB"})

    assert list(Population.objects.values_list("year", "inhabitants", "source")) == [(2024, 995_574, "SCB")]
    with pytest.raises(NotPermitted):
        actions.record_population(year=2025, inhabitants=1, source="", by=factories.contact_person())
