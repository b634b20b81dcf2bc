"""What every answer carries when something went wrong; test_every_url looks at the answers of every URL."""

from __future__ import annotations

from http import HTTPStatus

import pytest
from django.test import Client
from django.urls import reverse

from tests import factories
from tests.access.headers import PUBLIC_FEEDS, faults


@pytest.mark.django_db
@pytest.mark.parametrize("path", ["/finns-inte/", "/engagemang/999999/", "/static/finns-inte.css"])
def test_missing_page_carries_the_headers(path):
    client = Client()
    client.force_login(factories.administrator())

    answer = client.get(path)

    assert answer.status_code == HTTPStatus.NOT_FOUND
    assert faults(answer, signed_in=True) == []


@pytest.mark.django_db
def test_refused_page_carries_the_headers():
    client = Client()
    client.force_login(factories.member(factories.board()))

    answer = client.get(reverse("governance:unit_create"))

    assert answer.status_code == HTTPStatus.FORBIDDEN
    assert faults(answer, signed_in=True) == []


@pytest.mark.django_db
def test_forged_form_is_refused_with_the_headers():
    client = Client(enforce_csrf_checks=True)
    client.force_login(factories.administrator())

    answer = client.post(reverse("governance:unit_create"), {"name": "x"})

    assert answer.status_code == HTTPStatus.FORBIDDEN
    assert faults(answer, signed_in=True) == []


@pytest.mark.django_db
def test_server_error_carries_the_headers(monkeypatch):
    def broken(*_: object, **__: object):
        raise RuntimeError("broken on purpose")

    monkeypatch.setattr("governance.views.start.render", broken)
    client = Client(raise_request_exception=False)
    client.force_login(factories.administrator())

    answer = client.get("/")

    assert answer.status_code == HTTPStatus.INTERNAL_SERVER_ERROR
    assert faults(answer, signed_in=True) == []


@pytest.mark.django_db
@pytest.mark.parametrize("name", PUBLIC_FEEDS)
def test_public_feed_alone_may_be_kept(name):
    client = Client()
    client.force_login(factories.administrator())

    answer = client.get(reverse(name))

    kept = "Cache-Control: public, max-age=300"
    assert faults(answer, signed_in=True, name=name) == []
    assert faults(answer, signed_in=True, name="portal:feeds") == [kept]
    answer["Cache-Control"] = "public, max-age=301"
    assert faults(answer, signed_in=True, name=name) == ["Cache-Control: public, max-age=301"]
