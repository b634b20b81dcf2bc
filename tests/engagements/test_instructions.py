"""A unit's own instructions beside the city's policy (GBG-10)."""

from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from core.models import Event
from core.rules import Conflict, NotPermitted, Refused
from engagements.models import InstructionFile
from governance import actions, selectors
from governance.models import UnitInstruction
from tests import factories

pytestmark = pytest.mark.django_db
DAY = date(2026, 1, 1)


def client_of(person):
    client = Client()
    client.force_login(person)
    return client


def issue(unit, **said):
    values = {"kind": "visits", "title": "Ta emot besök", "text": "Så gör vi.", "valid_from": DAY, "by": None}
    return actions.issue_instruction(unit=unit, **values | said)


def posted(**said):
    rows = {"rader-TOTAL_FORMS": 2, "rader-INITIAL_FORMS": 0, "rader-0-text": "Boka tolk", "rader-0-obligatory": "on"}
    values = {"after": 0, "kind": "visits", "title": "Ta emot besök", "text": "Så gör vi.", "valid_from": "2026-01-01"}
    return values | rows | said


@pytest.mark.clause("GBG-10")
def test_unit_keeps_its_own_instruction_in_versions_that_can_all_be_read():
    unit = factories.unit()
    client = client_of(factories.contact_person(unit))

    first = client.post(f"/enheter/{unit.pk}/instruktioner/ny/", posted())
    second = client.post(
        f"/enheter/{unit.pk}/instruktioner/ny/", posted(after=1, text="Så gör vi nu.", valid_from="2026-06-01")
    )
    old, new = (client.get(answer.url) for answer in (first, second))

    assert (old.context["instruction"].text, new.context["instruction"].text) == ("Så gör vi.", "Så gör vi nu.")
    assert [(row.version, row.state) for row in new.context["versions"]] == [(2, "gäller"), (1, "äldre")]
    assert b"nyare version, nummer 2" in old.content
    assert [row.version for row in client.get(f"/enheter/{unit.pk}/").context["instructions"]] == [2, 1]


def test_instruction_in_force_is_the_newest_begun_with_its_checklist():
    unit = factories.unit()
    issue(unit, checklist=[("Boka tolk", True), ("  ", False), ("Beställ gåva", False)])
    issue(unit, valid_from=date(2027, 1, 1))

    now, later = (selectors.instruction_for(unit, "visits", on=day) for day in (date(2026, 5, 1), date(2027, 5, 1)))

    assert [(line.text, line.obligatory) for line in now.checklist.all()] == [
        ("Boka tolk", True), ("Beställ gåva", False),
    ]  # fmt: skip
    assert (now.version, later.version) == (1, 2)
    assert selectors.instruction_for(unit, "projects") is None
    assert selectors.instruction_for(factories.unit(), "visits") is None


def test_instruction_comes_as_a_file_that_can_be_fetched():
    unit = factories.unit()
    client = client_of(factories.director(unit))
    file = SimpleUploadedFile("rutin.txt", "Så gör vi.".encode())

    answer = client.post(f"/enheter/{unit.pk}/instruktioner/ny/", posted(text="", file=file))

    assert InstructionFile.objects.get().instruction.get_absolute_url() == answer.url
    assert client.get(f"{answer.url}fil/").content == "Så gör vi.".encode()


def test_file_that_is_not_accepted_leaves_nothing():
    unit = factories.unit()
    file = SimpleUploadedFile("rutin.exe", b"MZ\x90\x00")

    answer = client_of(factories.director(unit)).post(f"/enheter/{unit.pk}/instruktioner/ny/", posted(file=file))

    assert (answer.status_code, list(answer.context["form"].errors)) == (422, ["file"])
    assert (UnitInstruction.objects.count(), Event.objects.filter(happening__contains="instruction").count()) == (0, 0)


def test_version_written_on_an_older_one_is_told_of_the_other():
    unit = factories.unit()
    issue(unit, text="Kollegans")

    with pytest.raises(Conflict) as conflict:
        issue(unit, after=0, text="Min")

    assert "Kollegans" in conflict.value.theirs
    assert UnitInstruction.objects.count() == 1


@pytest.mark.parametrize(
    ("said", "code"),
    [
        ({"title": " "}, "instruction.title"),
        ({"text": " "}, "instruction.empty"),
        ({"valid_to": date(2025, 1, 1)}, "instruction.dates"),
    ],
)
def test_instruction_that_says_too_little_is_refused(said, code):
    with pytest.raises(Refused) as refused:
        issue(factories.unit(), **said)

    assert [finding.code for finding in refused.value.findings] == [code]
    assert UnitInstruction.objects.count() == 0


def test_another_units_people_are_refused():
    unit = factories.unit()

    with pytest.raises(NotPermitted) as refused:
        issue(unit, by=factories.contact_person())

    assert (refused.value.finding.code, refused.value.finding.clause) == ("instruction.not-your-unit", "GBG-10")
    assert client_of(factories.contact_person()).get(f"/enheter/{unit.pk}/instruktioner/ny/").status_code == 403
