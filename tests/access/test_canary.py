"""A word that stands only in what is confidential is looked for everywhere, as everybody it was not handed to.

test_every_url looks for it on every page; here it is asked for. test_canary_sent looks at what is sent.
"""

from __future__ import annotations

import zipfile
from io import BytesIO

import pytest
from django.test import Client
from django.urls import reverse

from governance.enums import Function
from tests import factories
from tests.access.asking import Visitor, ask
from tests.access.crawl import WORD
from tests.access.principals import PRINCIPALS, client_of
from tests.access.world import CANARY

pytestmark = pytest.mark.slow

WITHOUT_GRANT = [name for name in PRINCIPALS if name != "granted"]
# What a person types or clicks to get at it: words, filters, exports, sorting.
ASKED = [
    "/sok/?q={word}",
    "/sok/?q={part}",
    "/sok/forslag/?q={word}",
    "/sok/forslag/?q={part}",
    "/engagemang/?q={word}",
    "/engagemang/?q={part}&omrade=memberships",
    "/engagemang/csv/",
    "/engagemang/csv/?q={part}",
    "/register/alla/excel/",
    "/register/alla/csv/?q={part}",
    "/register/cities/csv/",
    "/register/memberships/csv/?q={part}",
    "/register/monitoring/csv/",
    "/register/projects/csv/",
    "/register/visits/csv/?q={part}",
    "/register/visits/excel/",
    "/inlasningar/",
    "/aktiviteter/?q={word}",
    "/arenden/?q={word}",
    "/beslut/?q={word}",
    "/organisationer/?q={word}",
    "/stader/?q={word}",
    "/besok/?q={word}",
    "/personer/?q={word}",
    "/natverk/?q={word}",
    "/oversikt/",
    "/aktiviteter/rapportera/",
    "/offentligt/?q={word}",
]


@pytest.mark.django_db
@pytest.mark.parametrize("name", WITHOUT_GRANT)
def test_no_search_filter_or_export_finds_the_word_for_anybody_it_was_not_handed_to(name, here):
    client = client_of(name, here)
    typed = {"word": "kanarief%C3%A5gel", "part": "kanarie"}

    # A page may repeat what was typed into its own search box; a hit would carry the title's first word too.
    titles = (f"Medlemskap {CANARY}", f"Stad {CANARY}", f"Besök {CANARY}", f"Aktivitet {CANARY}", f"Ärende {CANARY}")
    titles = (*titles, f"Delegation {CANARY}", f"Papper {CANARY}", f"Styrelse {CANARY}")
    said = {url: looked_for(client, url.format(**typed)) for url in ASKED}
    told = [(url, title) for url in ASKED for title in titles if title.encode() in said[url]]

    assert told == []


def looked_for(client: Visitor, url: str) -> bytes:
    """Everything one answer says: headers and body."""
    answer = ask(client, "GET", url, **({"HX-Request": "true"} if "forslag" in url else {}))
    return unpacked(answer.content_read) + str(dict(answer.headers)).encode()


def unpacked(content: bytes) -> bytes:
    """A workbook is a zip archive of texts."""
    if not content.startswith(b"PK"):
        return content
    with zipfile.ZipFile(BytesIO(content)) as archive:
        return b"".join(archive.read(name) for name in archive.namelist())


@pytest.mark.django_db
def test_whom_it_was_handed_to_reads_the_word(here):
    """The control: the same look finds the word where it may be found."""
    client = client_of("granted", here)
    engagement = here.objects["secret"]["engagement"]

    assert WORD in looked_for(client, reverse("engagements:engagement_detail", args=[engagement.pk]))
    assert f"Medlemskap {CANARY}".encode() in looked_for(client, "/engagemang/?q=kanarie")
    assert f"Medlemskap {CANARY}".encode() in looked_for(client, "/register/alla/excel/")
    assert f"Delegation {CANARY}".encode() in looked_for(client, "/register/visits/csv/")


@pytest.mark.django_db
def test_error_page_says_nothing_of_what_went_wrong(here, caplog, monkeypatch):
    """The server's own error page is fixed text, whoever asks and whatever broke."""
    who = factories.administrator()
    client = Client(raise_request_exception=False)
    client.force_login(who)

    def broken(*_: object, **__: object):
        raise RuntimeError(f"row of {CANARY}")

    monkeypatch.setattr("governance.views.start.render", broken)

    answer = client.get("/")

    assert answer.status_code == 500
    assert WORD not in answer.content
    assert here.secrets != []
    assert Function.ADMINISTRATOR in who.powers.functions
