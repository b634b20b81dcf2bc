"""A city's register: loaded once, refused whole."""

from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from engagements.models import Country, Engagement
from engagements.register_rows import RegisterError, load_file
from tests import factories

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
ROOT = Path(__file__).resolve().parents[2]


@pytest.mark.parametrize("city", ["stockholm", "goteborg", "norrkoping"])
def test_register_is_loaded_once(city, capsys):
    call_command("load_policy", ROOT / "policies" / f"{city}.toml")
    call_command("load_register", ROOT / "registers" / f"{city}.toml")
    first = list(Engagement.objects.order_by("pk").values_list("pk", "title", "version"))

    call_command("load_register", ROOT / "registers" / f"{city}.toml")

    assert list(Engagement.objects.order_by("pk").values_list("pk", "title", "version")) == first
    assert len(first) > 5
    assert capsys.readouterr().out.splitlines()[-1] == f"{city}.toml: filen är redan inläst, inget ändrat."


def test_register_that_names_an_unknown_unit_is_refused_whole(tmp_path):
    factories.unit(key="enheten")
    (tmp_path / "countries.toml").write_text('[[countries]]\ncode = "NO"\nname = "Norge"\nname_en = "Norway"\n')
    file = tmp_path / "stad.toml"
    file.write_text('unit = "ingen"\nsource = "Rapport"\n')

    with pytest.raises(CommandError) as refused:
        call_command("load_register", file)

    assert "ingen" in str(refused.value)
    assert (Engagement.objects.count(), Country.objects.count()) == (0, 0)


def test_register_with_an_entry_of_an_unknown_unit_names_the_entry_and_loads_nothing(tmp_path):
    call_command("load_policy", ROOT / "policies" / "norrkoping.toml")
    (tmp_path / "countries.toml").write_text((ROOT / "registers" / "countries.toml").read_text())
    shipped = (ROOT / "registers" / "norrkoping.toml").read_text()
    file = tmp_path / "fel.toml"
    file.write_text(shipped.replace('key = "linz"', 'key = "linz"\nunit = "okanda-kontoret"'))

    with pytest.raises(RegisterError) as refusal:
        load_file(file)

    assert str(refusal.value) == "Linz: okänd enhet ”okanda-kontoret”"
    assert Engagement.objects.count() == 0


def test_register_without_a_source_names_the_key(tmp_path):
    (tmp_path / "countries.toml").write_text("")
    factories.unit(key="enheten")
    file = tmp_path / "stad.toml"
    file.write_text('unit = "enheten"\n')

    with pytest.raises(CommandError) as refused:
        call_command("load_register", file)

    assert "nyckeln 'source' saknas" in str(refused.value)
