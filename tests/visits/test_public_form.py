"""The form for delegations: no account, two languages, counts when the link in the mail has been followed."""

import re

import pytest
import time_machine
from django.core import mail
from django.core.cache import cache
from django.test import Client
from django.urls import reverse

from core import jobs
from core.models import Job, Notice
from engagements.models import InboxItem
from tests import factories
from visits import notices
from visits.models import VisitRequest

pytestmark = pytest.mark.django_db
FORM = reverse("visits:request_public")
CONFIRM = reverse("visits:request_confirm")
NOON = "2026-11-21 12:00:00+01:00"
LATER = "2026-11-21 12:01:00+01:00"


@pytest.fixture(autouse=True)
def _world():
    cache.clear()
    factories.policy()
    factories.coordinating_unit()
    factories.country("FR", name="Frankrike", name_en="France")


def written(client, *, language="sv", **fields):
    """What is posted: the page is fetched a minute before."""
    with time_machine.travel(NOON, tick=False):
        page = client.get(FORM, {"sprak": language})
    stamp = re.search(r'name="stamp" value="([^"]+)"', page.content.decode())[1]
    values = {
        "visitor": "Ville de Lyon", "city": "Lyon", "country": "FR", "text": "Libraries", "sprak": language,
        "sender_name": "Anne", "sender_email": "anne@lyon.example", "stamp": stamp, "homepage": "",
    }  # fmt: skip
    return values | fields


def send(client, **fields):
    values = written(client, **fields)
    with time_machine.travel(LATER, tick=False):
        return client.post(FORM, values)


@pytest.mark.clause("GBG-V3")
@pytest.mark.django_db(transaction=True)
def test_a_delegation_asks_and_counts_when_the_link_in_the_mail_is_followed():
    client, officer = Client(), factories.coordinator()

    thanked = send(client, language="en")
    before = list(VisitRequest.objects.visible_to(officer))
    for pk in Job.objects.values_list("pk", flat=True):
        jobs.run(pk)
    letter = mail.outbox[0]
    link = re.search(r"http://testserver(\S+)", letter.body)[1]
    with time_machine.travel(LATER, tick=False):
        opened = client.get(link)
        counted = InboxItem.objects.count()
        token = re.search(r'name="brev" value="([^"]+)"', opened.content.decode())[1]
        confirmed = client.post(CONFIRM, {"brev": token, "sprak": "en"})
        client.post(CONFIRM, {"brev": token})

    asked = VisitRequest.objects.get()
    assert (thanked.status_code, before, counted) == (302, [], 0)
    assert (letter.to, letter.subject) == (["anne@lyon.example"], "Confirm your request for a visit")
    assert (confirmed.status_code, asked.state, asked.language) == (200, "received", "en")
    assert list(InboxItem.objects.values_list("subject", "unit")) == [("Ville de Lyon", None)]


def test_public_form_answers_alike_whoever_asks():
    client = Client()
    factories.visit_request(sender_email="anne@lyon.example")

    known, unknown = send(client), send(client, sender_email="new@lyon.example")

    assert (known.status_code, known.url) == (unknown.status_code, unknown.url) == (302, f"{FORM}tack/?sprak=sv")


def test_public_form_filled_in_by_a_machine_is_thanked_and_forgotten():
    answer = send(Client(), homepage="https://spam.example")

    assert (answer.status_code, VisitRequest.objects.count(), Notice.objects.count()) == (302, 0, 0)


def test_public_form_sent_at_once_asks_to_wait_and_keeps_what_was_written():
    client = Client()
    values = written(client)

    with time_machine.travel(NOON, tick=False):
        answer = client.post(FORM, values)

    assert (answer.status_code, VisitRequest.objects.count()) == (400, 0)
    assert "Vänta några sekunder" in answer.content.decode()
    assert "Ville de Lyon" in answer.content.decode()


@pytest.mark.parametrize("stamp", ["", "gissat"])
def test_public_form_without_its_stamp_is_not_taken(stamp):
    answer = send(Client(), stamp=stamp)

    assert (answer.status_code, VisitRequest.objects.count()) == (400, 0)


def cached_keys():
    """Every key of the cache the run has: that of the process, or Redis."""
    if hasattr(cache._cache, "get_client"):
        return [key.decode() for key in cache._cache.get_client().scan_iter()]
    return list(cache._cache)


def test_public_form_takes_five_an_hour_from_one_address_and_keeps_no_address():
    client = Client()

    answers = [send(client, sender_email=f"guest{number}@lyon.example").status_code for number in range(6)]

    assert answers == [302] * 5 + [429]
    keys = cached_keys()
    assert (keys == [], [key for key in keys if "127.0.0.1" in key]) == (False, [])


def test_public_form_fills_nobodys_mailbox_and_does_not_say_so():
    client = Client()

    answers = [(answer.status_code, answer.url) for answer in (send(client) for _n in range(4))]

    assert answers == [(302, f"{FORM}tack/?sprak=sv")] * 4
    assert Notice.objects.filter(address="anne@lyon.example").count() == 2


def test_public_form_is_in_the_language_asked_for():
    client = Client()

    pages = {language: client.get(FORM, {"sprak": language}) for language in ("sv", "en")}

    assert {language: page.headers["Content-Language"] for language, page in pages.items()} == {"sv": "sv", "en": "en"}
    assert '<html lang="en"' in pages["en"].content.decode()
    assert "France" in pages["en"].content.decode()


@pytest.mark.parametrize("token", ["", "x", "MQ:1abc:def"])
def test_link_that_is_not_ours_says_so_and_nothing_more(token):
    answer = Client().get(CONFIRM, {"brev": token})

    assert (answer.status_code, "Länken gäller inte" in answer.content.decode()) == (200, True)


def test_link_of_a_request_that_was_deleted_reads_as_one_that_is_not_ours():
    request = factories.visit_request(channel="public", state="unconfirmed")
    token = notices.token_of(request)
    request.delete()

    answers = [Client().get(CONFIRM, {"brev": each}) for each in (token, "x")]

    said = [re.sub(rb'content="[^"]+"', b"", answer.content) for answer in answers]
    assert said[0] == said[1]


def test_mail_programs_that_open_the_link_do_not_confirm():
    request = factories.visit_request(channel="public", state="unconfirmed")

    Client().get(CONFIRM, {"brev": notices.token_of(request)})

    request.refresh_from_db()
    assert request.state == "unconfirmed"
