"""The shipped registers: Nelson Mandela Bay's five projects of 2013, and what is known of Swedish aid."""

import pytest
from django.conf import settings
from django.core.management import call_command

from engagements.register_rows import load_file
from governance import policy_file
from governance.actions import load_policy
from projects.models import AidCountry, Funder, Project

pytestmark = [pytest.mark.django_db, pytest.mark.slow]


def load(city):
    load_policy(file=policy_file.read(settings.BASE_DIR / "policies" / f"{city}.toml"))
    return load_file(settings.BASE_DIR / "registers" / f"{city}.toml")


@pytest.mark.clause("GBG-P1")
def test_gothenburg_has_nelson_mandela_bays_five_projects_through_icld():
    load("goteborg")

    projects = Project.objects.filter(partners__name="Nelson Mandela Bay").order_by("engagement__title")

    assert list(projects.values_list("engagement__title", "financier__kind", "stage", "engagement__status")) == [
        (f"Nelson Mandela Bay, {what}", "icld", "running", "active")
        for what in ("hållbar energi", "hållbara transporter", "klimatförändringar", "stadsutveckling",
                     "övergripande projekt")
    ]  # fmt: skip
    assert set(projects.values_list("engagement__external_money", "engagement__countries")) == {(True, "ZA")}


@pytest.mark.parametrize("city", ["stockholm", "goteborg", "norrkoping"])
def test_register_loads_once(city):
    load(city)
    before = (Project.objects.count(), Funder.objects.count(), AidCountry.objects.count())

    added = load_file(settings.BASE_DIR / "registers" / f"{city}.toml")

    assert (added, before) == ([], (Project.objects.count(), Funder.objects.count(), AidCountry.objects.count()))
    assert set(Funder.objects.values_list("kind", flat=True)) == {"eu", "sida", "icld"}


def test_states_of_projects_are_drawn(capsys):
    call_command("states")

    assert "project" in capsys.readouterr().out
