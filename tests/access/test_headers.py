"""What every answer carries, whatever its address and status."""

from __future__ import annotations

from http import HTTPStatus

import pytest
from django.db import transaction
from django.test import Client
from django.urls import reverse

from tests import factories
from tests.access import world
from tests.access.addresses import address
from tests.access.patterns import all_patterns
from tests.access.principals import client_of

SOURCES = ("default-src", "script-src", "style-src", "object-src", "base-uri", "frame-ancestors", "form-action")
CLOSED = {"default-src": "'none'", "object-src": "'none'", "base-uri": "'none'", "frame-ancestors": "'none'"}


def faults(answer, *, signed_in: bool) -> list[str]:
    """What is wrong with the headers of one answer."""
    policy = dict(part.strip().partition(" ")[::2] for part in answer.get("Content-Security-Policy", "").split(";"))
    found = [f"no {name}" for name in SOURCES if name not in policy and "sandbox" not in policy]
    found += [f"{name} {policy[name]}" for name, value in CLOSED.items() if policy.get(name, value) != value]
    found += [word for word in ("unsafe-inline", "unsafe-eval", "http:", " * ") if word in str(policy)]
    wanted = {
        "X-Content-Type-Options": {"nosniff"},
        "Referrer-Policy": {"same-origin", "no-referrer"},
        "Cross-Origin-Opener-Policy": {"same-origin"},
    }
    found += [f"{name}: {answer.get(name)}" for name, values in wanted.items() if answer.get(name) not in values]
    if answer.get("X-Frame-Options") != "DENY":
        found.append(f"X-Frame-Options: {answer.get('X-Frame-Options')}")
    if signed_in and "no-store" not in answer.get("Cache-Control", ""):
        found.append(f"Cache-Control: {answer.get('Cache-Control')}")
    if answer.has_header("Server") or answer.has_header("X-Powered-By"):
        found.append("says what serves it")
    return found


@pytest.mark.slow
@pytest.mark.django_db
@pytest.mark.parametrize("name", ["anonymous", "coordinator", "administrator"])
def test_every_answer_carries_the_headers(name):
    here = world.build()
    client = client_of(name, here)
    signed_in = name != "anonymous"
    found = {}

    for pattern in all_patterns():
        for of_class in ("open", "secret") if pattern.arguments else ("open",):
            for method in ("GET", "POST"):
                with transaction.atomic():
                    answer = client.generic(method, address(pattern, here, of_class))
                    left = pattern.name == "governance:sign_out" and method == "POST"
                    wrong = faults(answer, signed_in=signed_in and not left)
                    transaction.set_rollback(True)
                if wrong:
                    found[f"{pattern.name} {of_class} {method} {answer.status_code}"] = wrong
                if left and signed_in:
                    client = client_of(name, here)

    assert found == {}


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
