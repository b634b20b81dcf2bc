"""A register out as a file: what the person sees, as the list is filtered, in as many queries whatever the rows."""

from __future__ import annotations

import csv
import io
import zipfile
from datetime import date

import pytest
import python_calamine
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from core.models import Event
from engagements.enums import AreaKey
from engagements.exchange import export, neutral, registry
from engagements.exchange.lookup import Lookup
from monitoring.models import Dossier
from projects.models import Project
from tests import factories
from tests.engagements.exchange_files import as_upload, exported, plain, previewed, read_in, table, workbook

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
# The rows, and the themes, countries, aims, units and goals of a thousand of them. Cities have twins of other cities.
QUERIES = {"alla": 2, "cities": 3, "memberships": 2, "monitoring": 2, "projects": 2, "visits": 2}
NAMES = 1


def dossier(title: str = "Avlopp", **fields) -> Dossier:
    spine = factories.engagement(AreaKey.MONITORING, title=title, **fields)
    return Dossier.objects.create(engagement=spine, kind="monitoring")


def of_area(area: str) -> None:
    theme, country, aim = factories.theme(), factories.country("NO"), factories.aim()
    rows = {
        "cities": lambda: factories.city_relation().engagement,
        "memberships": lambda: factories.membership().engagement,
        "monitoring": lambda: dossier().engagement,
        "projects": lambda: Project.objects.create(engagement=factories.engagement(AreaKey.PROJECTS)).engagement,
        "visits": lambda: factories.visit().engagement,
    }
    row = rows[area if area != "alla" else "monitoring"]()
    row.themes.add(theme)
    row.countries.add(country)
    row.aims.add(aim)
    row.units.add(factories.unit())


@pytest.mark.parametrize("area", [*QUERIES])
def test_export_takes_as_many_queries_for_three_rows_as_for_one(area):
    officer = factories.coordinator()
    register = registry.find(area)
    assert officer.powers.coordinates

    counted = []
    for number in (1, 3):
        while len(table(exported(area, officer))) < number:
            of_area(area)
        with CaptureQueriesContext(connection) as queries:
            rows = list(export.cells(register, officer, {}, Lookup()))
        counted.append((len(rows), len(queries)))

    assert counted == [(1, QUERIES[area] + NAMES), (3, QUERIES[area] + NAMES)]


def test_sets_are_read_again_for_each_batch_and_the_rows_once(monkeypatch):
    officer = factories.coordinator()
    for _each in range(5):
        of_area("monitoring")
    monkeypatch.setattr(export, "BATCH", 2)

    with CaptureQueriesContext(connection) as queries:
        rows = list(export.cells(registry.find("monitoring"), officer, {}, Lookup()))

    assert (len(rows), len(queries)) == (5, 1 + 3 + NAMES)


def test_dates_are_dates_and_numbers_are_numbers():
    officer = factories.coordinator()
    dossier(starts_on=date(2026, 5, 4))
    Project.objects.create(engagement=factories.engagement(AreaKey.PROJECTS), own_budget=1_250_000)

    assert table(exported("monitoring", officer))[0]["Från"] == date(2026, 5, 4)
    assert table(exported("projects", officer))[0]["Egna medel, kr"] == 1_250_000


def test_several_values_are_parted_by_semicolon_in_swedish_order():
    officer = factories.coordinator()
    row = dossier().engagement
    row.themes.set([factories.theme(name=name) for name in ("Ödeshög", "Äpplen", "Ålar", "Vatten")])

    assert table(exported("monitoring", officer))[0]["Teman"] == "Vatten; Ålar; Äpplen; Ödeshög"


def test_names_that_two_units_share_are_written_as_keys_and_read_back():
    officer = factories.coordinator()
    for key in ("ett", "tva"):
        factories.unit(name="Enheten", key=key)
    dossier(responsible_unit=factories.unit(name="enheten", key="tre"))

    content = exported("monitoring", officer)

    assert table(content)[0]["Ansvarig enhet"] == "tre"


FORMULAS = ["=1+1", "+46 31", "-punkt", "@namn", "\ttext", "'=1", "''=1"]


@pytest.mark.parametrize("text", FORMULAS)
def test_cells_that_look_like_formulas_are_text_and_come_back_as_they_were(text):
    officer = factories.coordinator()
    factories.policy()
    dossier(background=text)

    lines = "".join(export.csv_lines(registry.find("monitoring"), officer, {}))
    cells = next(iter(csv.DictReader(io.StringIO(lines.lstrip("\ufeff")), delimiter=";")))
    upload = previewed("monitoring", plain(lines), officer)

    assert cells["Bakgrund"].startswith("'") or text.strip() != text
    assert (upload.same, upload.changed, upload.wrong) == (1, 0, 0)
    assert table(exported("monitoring", officer))[0]["Bakgrund"] == text.strip()


@given(st.text(max_size=30))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=200)
def test_what_is_neutralised_begins_no_formula_and_is_read_back(text):
    written = neutral.neutral(text)

    assert neutral.plain(written) == text
    assert written[:1] not in set("=+-@\t\r")


def test_workbook_holds_no_formula():
    officer = factories.coordinator()
    dossier(background='=HYPERLINK("http://x","y")', title="=1+1")

    content = exported("monitoring", officer)

    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        sheets = b"".join(archive.read(name) for name in archive.namelist() if name.startswith("xl/worksheets/sheet"))
    assert b"<f>" not in sheets
    assert b"<f " not in sheets


def test_second_sheet_explains_each_column_with_what_may_stand_there():
    officer = factories.coordinator()
    factories.theme(name="Vatten")

    book = python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(exported("monitoring", officer)))
    rows = {row[0]: row for row in book.get_sheet_by_name("Förklaring").to_python()}

    assert book.sheet_names == ["Omvärlds- och intressebevakning", "Förklaring"]
    assert rows["Slag"][2:] == ["Ja", "", "Omvärldsbevakning, Intressebevakning"]
    assert rows["Teman"][4] == "Vatten"


def test_text_longer_than_a_cell_is_cut_and_no_change_when_it_comes_back():
    officer = factories.coordinator()
    factories.policy()
    dossier(background="x" * 40_000)

    content = exported("monitoring", officer)

    upload = previewed("monitoring", as_upload(content), officer)

    assert (upload.same, upload.changed) == (1, 0)


def test_file_is_in_swedish_whoever_fetches_it(client):
    officer = factories.coordinator()
    officer.language = "en"
    officer.save()
    dossier()
    client.force_login(officer)

    answer = client.get(reverse("engagements:export_csv", args=["monitoring"]))

    text = b"".join(answer.streaming_content).decode("utf-8-sig")
    assert text.splitlines()[0].startswith("Id;Diarienummer;Titel;Slag;Ansvarig enhet;Status")
    assert "Omvärldsbevakning" in text


def test_export_is_filtered_as_the_list_is(client):
    officer = factories.coordinator()
    dossier("Avlopp", search_text="avlopp")
    dossier("Luft", search_text="luft", status="ended")
    client.force_login(officer)

    answer = client.get(reverse("engagements:export_xlsx", args=["monitoring"]), {"q": "luft", "status": "ended"})

    found = table(b"".join(answer.streaming_content))
    assert [row["Titel"] for row in found] == ["Luft"]
    assert answer.headers["Content-Disposition"].startswith('attachment; filename="omvarlds-och-intressebevakning-')


def test_confidential_rows_leave_only_with_who_may_read_them_and_each_reading_is_noted(client):
    holder, other = factories.coordinator(), factories.coordinator()
    row = dossier("Hemligt", confidentiality="confidential", confidentiality_ground="OSL 15:1")
    factories.grant(holder, row.engagement)
    seen = {}

    for who in (holder, other):
        client.force_login(who)
        for name in ("export_xlsx", "export_csv"):
            for area in ("monitoring", "alla"):
                content = b"".join(client.get(reverse(f"engagements:{name}", args=[area])).streaming_content)
                seen[who.pk, name, area] = len(table(content)) if name == "export_xlsx" else content.count(b"Hemligt")

    assert {key: number for key, number in seen.items() if key[0] == other.pk and number} == {}
    assert [number for key, number in seen.items() if key[0] == holder.pk] == [1, 1, 1, 1]
    read = Event.objects.filter(happening="engagement.read")
    assert set(read.values_list("actor_id", flat=True)) == {holder.pk}
    assert read.count() == 4


def test_what_a_hidden_membership_holds_is_not_named():
    officer = factories.coordinator()
    secret = {"confidentiality": "confidential", "confidentiality_ground": "OSL 15:1"}
    hidden = factories.membership(engagement_fields=secret)
    factories.membership(through=hidden)

    assert [row["Hålls genom medlemskap i"] for row in table(exported("memberships", officer))] == [""]


def test_year_before_1900_leaves_as_text_and_comes_back():
    officer = factories.coordinator()
    factories.policy()
    file = workbook(
        ["Titel", "Slag", "Ansvarig enhet", "Från"], ["Gammalt", "monitoring", officer_unit(), "1850-03-02"]
    )
    read_in("monitoring", file, officer)

    assert table(exported("monitoring", officer))[0]["Från"] == "1850-03-02"


def officer_unit() -> str:
    return factories.coordinating_unit().name
