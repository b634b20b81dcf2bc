"""Each city's own register out and in again: into itself nothing changes, into an empty one the same comes out."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.core.management import call_command

from engagements.enums import AreaKey
from engagements.exchange import registry
from engagements.models import Engagement
from engagements.register_rows import _read, load_countries
from governance.models import Person, Unit
from tests import factories
from tests.engagements.exchange_files import (
    as_upload,
    carried_out,
    counts,
    exported,
    messages,
    previewed,
    table,
)

pytestmark = pytest.mark.slow

ROOT = Path(__file__).resolve().parents[2]
CITIES = ["stockholm", *(pytest.param(city, marks=pytest.mark.on("sqlite")) for city in ("goteborg", "norrkoping"))]
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


@pytest.mark.django_db
@pytest.mark.parametrize("city", CITIES)
def test_register_read_into_itself_changes_nothing(city):
    officer = only_policy_and_countries(city)
    call_command("load_register", ROOT / "registers" / f"{city}.toml")

    found = {}
    for area in AreaKey.values:
        content = exported(area, officer)
        if table(content):
            upload = previewed(area, as_upload(content), officer)
            found[area] = (upload.problem, counts(upload), messages(upload))

    kept = {area: Engagement.objects.filter(area=area).count() for area in AreaKey.values}
    assert found == {area: ("", (0, 0, number, 0), []) for area, number in kept.items() if number}


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("city", CITIES)
def test_register_read_into_an_empty_one_comes_out_cell_by_cell_the_same(city):
    officer = only_policy_and_countries(city)
    call_command("load_register", ROOT / "registers" / f"{city}.toml")
    files = {area: exported(area, officer) for area in AreaKey.values}
    call_command("flush", interactive=False, verbosity=0)
    officer = only_policy_and_countries(city)

    wrong = {}
    for area, content in files.items():
        if table(content):
            upload = previewed(area, as_upload(content), officer)
            wrong |= {area: messages(upload)} if upload.wrong else {}
            if not upload.wrong:
                carried_out(upload, officer)

    assert wrong == {}
    for area, content in files.items():
        assert table(exported(area, officer), without=OWN) == table(content, without=OWN)


def test_every_area_reads_its_register_in():
    assert {each.area for each in registry.all_registers() if each.create} == set(AreaKey.values)
