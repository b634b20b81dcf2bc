"""Swedish is the source; every text has its English, and none is fuzzy."""

import re
import shutil

import polib
import pytest
from django.conf import settings
from django.core.management import call_command
from django.utils import translation

CATALOGUE = settings.BASE_DIR / "locale" / "en" / "LC_MESSAGES" / "django.po"
GATHER = ["makemessages", "--locale", "en", "--no-location", "--no-wrap", "--no-obsolete"]
PLACEHOLDERS = re.compile(r"%\([a-z_]+\)[sd]|%[sd]|\{[a-z_]*\}")


def test_every_text_has_its_english():
    entries = polib.pofile(str(CATALOGUE))

    assert [entry.msgid for entry in entries if not entry.translated()] == []


def test_english_texts_keep_their_placeholders():
    entries = [entry for entry in polib.pofile(str(CATALOGUE)) if not entry.msgid_plural]
    differ = [
        e.msgid for e in entries if sorted(PLACEHOLDERS.findall(e.msgid)) != sorted(PLACEHOLDERS.findall(e.msgstr))
    ]

    assert differ == []


@pytest.mark.slow
def test_catalogue_holds_every_text_of_the_code(tmp_path, monkeypatch, settings):
    """Gathers the texts anew in a copy: a text that was added without its English is found here."""
    compiled = shutil.ignore_patterns("__pycache__")
    for name in [*settings.OUR_APPS, "config", "demo", "templates", "locale"]:
        shutil.copytree(settings.BASE_DIR / name, tmp_path / name, ignore=compiled)
    before = {entry.msgid for entry in polib.pofile(str(CATALOGUE))}

    settings.LOCALE_PATHS = [tmp_path / "locale"]
    monkeypatch.chdir(tmp_path)
    call_command(*GATHER, verbosity=0)

    after = {entry.msgid for entry in polib.pofile(str(tmp_path / CATALOGUE.relative_to(settings.BASE_DIR)))}
    assert sorted(after - before) == []


@pytest.mark.django_db
def test_english_is_served_to_those_who_chose_it(client):
    client.post("/sprak/", {"language": "en", "next": "/logga-in/"})

    response = client.get("/logga-in/")

    assert response.headers["Content-Language"] == "en"
    with translation.override("en"):
        assert translation.gettext("Logga in") == "Sign in"
    assert "Sign in" in response.text
