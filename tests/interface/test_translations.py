"""Swedish is the source; every text has its English, and none is fuzzy."""

import re
import shutil
import subprocess
import sys

import polib
import pytest
from django.conf import settings
from django.utils import translation

pytestmark = pytest.mark.on("sqlite")

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
def test_catalogue_holds_every_text_of_the_code(tmp_path):
    """Gathers the texts anew in a copy: a text that was added without its English is found here."""
    for name in [*settings.OUR_APPS, "config", "demo", "templates", "locale", "manage.py"]:
        source = settings.BASE_DIR / name
        (shutil.copytree if source.is_dir() else shutil.copy)(source, tmp_path / name)
    before = {entry.msgid for entry in polib.pofile(str(CATALOGUE))}

    subprocess.run([sys.executable, "manage.py", *GATHER], cwd=tmp_path, check=True, capture_output=True)

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
