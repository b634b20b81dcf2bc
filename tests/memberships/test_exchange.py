"""The register of memberships out and in: what its own actions and rules say of a row."""

import pytest

from engagements.models import Engagement
from memberships.models import Membership, Organisation
from tests import factories
from tests.engagements.exchange_files import counts, messages, outcomes, previewed, read_in, workbook

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
HEADINGS = ["Organisation", "Slag", "Ansvarig enhet", "Status", "Källa", "Hålls genom medlemskap i", "Ändamål"]


@pytest.fixture
def officer():
    factories.policy()
    return factories.coordinator()


def row(name, kind="Stadsövergripande", status="", source="", through="", purpose="", unit=""):
    return [name, kind, unit or factories.coordinating_unit().name, status, source, through, purpose]


def test_new_organisation_is_described_and_its_membership_proposed(officer):
    read_in("memberships", workbook(HEADINGS, row("Eurocities", purpose="Samarbete")), officer)

    membership = Membership.objects.get()
    assert (membership.organisation.purpose, membership.engagement.status) == ("Samarbete", "proposed")


@pytest.mark.clause("GBG-O2")
def test_membership_that_stands_says_who_decided_it(officer):
    upload = previewed("memberships", workbook(HEADINGS, row("Eurocities", status="Aktivt")), officer)

    assert [line["clause"] for line in upload.rows.get().lines] == ["GBG-O2"]


def test_membership_that_stands_is_active_with_its_source(officer):
    read_in("memberships", workbook(HEADINGS, row("Eurocities", status="Aktivt", source="KS 1995 § 4")), officer)

    assert list(Engagement.objects.values_list("status", "source")) == [("active", "KS 1995 § 4")]


def test_membership_held_through_another_row_of_the_file_finds_it(officer):
    """The row it is held through comes after it, and neither is there before."""
    read_in("memberships", workbook(HEADINGS, row("CEMR", through="SKR"), row("SKR")), officer)

    assert Membership.objects.get(organisation__name="CEMR").through.organisation.name == "SKR"


@pytest.mark.clause("GBG-O2")
def test_city_wide_membership_is_wrong_for_a_contact_person_and_a_sector_one_is_not(officer):
    contact = factories.contact_person(factories.unit(name="Egen"))
    rows = [row("Eurocities", unit="Egen"), row("Polis", kind="Branschspecifikt", unit="Egen")]

    upload = previewed("memberships", workbook(HEADINGS, *rows), contact)

    assert outcomes(upload) == {2: "wrong", 3: "new"}
    assert upload.rows.get(number=2).lines[0]["clause"] == "GBG-O2"


def test_organisation_is_not_described_by_a_contact_persons_file(officer):
    contact = factories.contact_person(factories.unit(name="Egen"))
    typed = row("Polis", kind="Branschspecifikt", unit="Egen", purpose="Text")

    upload = previewed("memberships", workbook(HEADINGS, typed), contact)

    assert [message for _row, _column, message in messages(upload)] == [
        "Uppgifter om organisationer ändras av den samordnande enheten."
    ]
    assert Organisation.objects.count() == 0


def test_city_wide_and_sector_membership_of_one_organisation_are_two_rows(officer):
    rows = [row("Eurocities"), row("Eurocities", kind="Branschspecifikt")]

    read_in("memberships", workbook(HEADINGS, *rows), officer)

    assert counts(previewed("memberships", workbook(HEADINGS, *rows), officer)) == (0, 0, 2, 0)


def test_grade_is_made_with_its_conditions(officer):
    headings = [*HEADINGS, "Medlemsgrad", "Medlemsgradens villkor"]

    read_in("memberships", workbook(headings, [*row("Eurocities"), "Fullvärdig", "Minst 250 000 invånare"]), officer)

    grade = Membership.objects.get().grade
    assert (grade.name, grade.condition) == ("Fullvärdig", "Minst 250 000 invånare")
