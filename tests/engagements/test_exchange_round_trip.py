"""Each city's own register out and in again: into itself nothing changes, into an empty one the same comes out."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command

from engagements.enums import AreaKey
from engagements.exchange import registry
from engagements.models import Engagement
from engagements.register_rows import _read, load_countries
from governance.models import Person, Unit
from tests import factories
from tests.engagements.exchange_files import as_upload, carried_out, counts, exported, messages, previewed, table
from tests.module_rows import rows_of_a_module

pytestmark = pytest.mark.slow

ROOT = Path(__file__).resolve().parents[2]
CITIES = ["stockholm", "goteborg", "norrkoping"]
# What Utblick writes itself: the number of the row, and the number it was registered under.
OWN = ("Id", "Diarienummer")


def coordinator() -> Person:
    who = factories.person("Samordnare")
    factories.appoint(who, "coordinator", unit=Unit.objects.get(coordinating=True))
    return who


def only_policy_and_countries(city: str) -> Person:
    call_command("load_policy", ROOT / "policies" / f"{city}.toml")
    load_countries(_read(ROOT / "registers" / "countries.toml"))
    return coordinator()


@dataclass(frozen=True)
class ReadOut:
    """A city's register as files, one an area, and what each finds when it is read into the register it came from."""

    city: str
    files: dict[str, bytes]
    numbers: dict[str, int]
    found: dict[str, tuple[Any, ...]]


@pytest.fixture(scope="module", params=CITIES)
def read_out(request, django_db_setup, django_db_blocker) -> ReadOut:
    """Once for both tests of the city. Nothing of the register stays in the database."""
    city, found = request.param, {}
    with rows_of_a_module(django_db_blocker):
        officer = only_policy_and_countries(city)
        call_command("load_register", ROOT / "registers" / f"{city}.toml")
        numbers = {area: Engagement.objects.filter(area=area).count() for area in AreaKey.values}
        files = {area: exported(area, officer) for area in AreaKey.values}
        for area, content in files.items():
            if table(content):
                upload = previewed(area, as_upload(content), officer)
                found[area] = (upload.problem, counts(upload), messages(upload))
    return ReadOut(city, files, numbers, found)


def test_register_read_into_itself_changes_nothing(read_out):
    assert read_out.found == {area: ("", (0, 0, number, 0), []) for area, number in read_out.numbers.items() if number}


@pytest.mark.django_db
def test_register_read_into_an_empty_one_comes_out_cell_by_cell_the_same(read_out):
    officer = only_policy_and_countries(read_out.city)
    assert Engagement.objects.count() == 0

    wrong = {}
    for area, content in read_out.files.items():
        if table(content):
            upload = previewed(area, as_upload(content), officer)
            wrong |= {area: messages(upload)} if upload.wrong else {}
            if not upload.wrong:
                carried_out(upload, officer)

    assert wrong == {}
    for area, content in read_out.files.items():
        assert table(exported(area, officer), without=OWN) == table(content, without=OWN)


def test_every_area_reads_its_register_in():
    assert {each.area for each in registry.all_registers() if each.create} == set(AreaKey.values)
