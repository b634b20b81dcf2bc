"""Principals × URLs × methods × object classes, generated from the resolver, against one matrix on file."""

from __future__ import annotations

import copy

import pytest
from django.db import transaction
from django.test import Client

from tests.access import matrix, world
from tests.access.addresses import address
from tests.access.patterns import Pattern, all_patterns
from tests.access.principals import PRINCIPALS, client_of

READ, WRITE = "GET", "POST"
OTHER_METHODS = ["PUT", "PATCH", "DELETE"]
# Anybody may come here without signing in; each line has its reason.
PUBLIC = {
    "core:health": "a load balancer asks whether the product lives",
    "governance:sign_in": "this is where one signs in",
    "governance:demo_sign_in": "one-click sign-in, missing outside the demo",
    "governance:sign_out": "signing out twice is no error",
    "governance:choose_language": "language can be chosen before sign-in",
    "governance:accessibility": "the law asks for it on every page",
    "governance:about": "says what the product is",
    "portal:public_overview": "the public's overview",
    "portal:public_engagement": "the public's page of what is published",
}
# An empty form reaches nothing here; each has tests of its own that fill it in.
NEEDS_A_FORM = {
    "governance:demo_sign_in": "missing outside the demo",
    "governance:choose_language": "asks which language",
    "engagements:engagement_status": "asks which status",
}
# Who may is asked before the row is looked for, so that hidden and missing are refused alike.
ASKED_FIRST = ("engagements:inbox_take_care",)
Answers = dict[matrix.Key, int]


def classes_of(pattern: Pattern) -> tuple[str, ...]:
    return world.CLASSES if pattern.arguments else ("none",)


def ask(client: Client, method: str, url: str) -> int:
    """The status of one request, whose effects are undone: those in the database and those on the session."""
    cookies = copy.deepcopy(client.cookies)
    with transaction.atomic():
        status = client.generic(method, url).status_code
        transaction.set_rollback(True)
    client.cookies = cookies
    return status


def answers_to(name: str) -> Answers:
    here = world.build()
    client = client_of(name, here)
    answers: Answers = {}
    for pattern in all_patterns():
        for of_class in classes_of(pattern):
            url = address(pattern, here, of_class if of_class != "none" else "open")
            for method in (READ, WRITE):
                answers[pattern.name, of_class, method] = ask(client, method, url)
    return answers


@pytest.mark.slow
@pytest.mark.django_db
@pytest.mark.parametrize("name", PRINCIPALS)
def test_every_url_answers_each_principal_as_the_matrix_says(name, request):
    found = answers_to(name)

    if request.config.getoption("--write-matrix"):
        written = matrix.read() if matrix.FILE.exists() else {}
        kept = {key: answers for key, answers in written.items() if key in found}
        matrix.write({key: kept.get(key, {}) | {name: status} for key, status in found.items()})
    expected = {key: answers[name] for key, answers in matrix.read().items()}
    assert found == expected


def test_every_url_has_its_rows():
    wanted = {
        (pattern.name, of_class, method)
        for pattern in all_patterns()
        for of_class in classes_of(pattern)
        for method in (READ, WRITE)
    }

    assert set(matrix.read()) == wanted


def test_no_url_answers_with_a_server_error():
    assert [key for key, answers in matrix.read().items() if max(answers.values()) >= 500] == []


def test_anonymous_and_deactivated_reach_only_what_is_public():
    reached = {
        key[0]
        for key, answers in matrix.read().items()
        for name in ("anonymous", "deactivated")
        if answers[name] < 300 and not (key[0].startswith("governance:demo"))
    }

    assert sorted(reached - set(PUBLIC)) == []
    assert len(PUBLIC) <= 10


def test_confidential_objects_are_missing_for_everybody_they_were_not_handed_to():
    """Superuser, administrator and coordinator included; hidden looks like missing. The units, bodies, people and
    organisations themselves are open reference rows."""
    open_kinds = ("governance:", "memberships:organisation_", "portal:", *ASKED_FIRST)
    seen = [
        (key, name, status)
        for key, answers in matrix.read().items()
        for name, status in answers.items()
        if key[1] == "secret" and not key[0].startswith(open_kinds) and name not in {"granted"}
        if status not in {404, 405, 302}
    ]

    assert seen == []


def test_confidential_objects_answer_signed_in_people_with_missing_not_with_a_redirect():
    signed_in = set(PRINCIPALS) - {"anonymous", "deactivated", "granted"}
    seen = [
        (key, name, answers[name])
        for key, answers in matrix.read().items()
        for name in signed_in
        if key[1] == "secret" and key[2] == READ and key[0].startswith(("engagements:", "decisions:", "reviews:"))
        if answers[name] not in {404, 405}
    ]

    assert seen == []


def test_a_former_politician_reaches_what_somebody_without_appointment_reaches():
    """The mandate ended yesterday: nothing of the board opens, in a session already signed in."""
    gained = [
        key
        for key, answers in matrix.read().items()
        if key[0].startswith("decisions:") and key[2] == WRITE and answers["former_politician"] == 302
    ]

    assert gained == []


def test_every_url_is_reached_by_somebody():
    reached = {key[0] for key, answers in matrix.read().items() if any(200 <= s < 400 for s in answers.values())}
    never = {pattern.name for pattern in all_patterns()} - reached

    assert sorted(never - set(NEEDS_A_FORM)) == []


@pytest.mark.slow
@pytest.mark.django_db
@pytest.mark.parametrize("name", ["anonymous", "contact_own", "coordinator"])
def test_no_url_takes_other_methods(name):
    here = world.build()
    client = client_of(name, here)
    taken = []

    for pattern in all_patterns():
        url = address(pattern, here, "open")
        taken += [
            (pattern.name, method) for method in OTHER_METHODS if ask(client, method, url) not in {302, 403, 404, 405}
        ]
        if ask(client, "HEAD", url) != ask(client, READ, url):
            taken.append((pattern.name, "HEAD"))
        if ask(client, "OPTIONS", url) >= 500:
            taken.append((pattern.name, "OPTIONS"))

    assert taken == []


@pytest.mark.slow
@pytest.mark.django_db
def test_matrix_notices_when_the_door_is_left_open(monkeypatch):
    """The negative control: without `visible_to` on engagements the matrix no longer holds."""
    from engagements.querysets import EngagementQuerySet

    monkeypatch.setattr(EngagementQuerySet, "visible_to", lambda self, person: self)

    found = answers_to("contact_other")

    expected = {key: answers["contact_other"] for key, answers in matrix.read().items()}
    assert found != expected


@pytest.mark.slow
@pytest.mark.django_db
@pytest.mark.parametrize("name", ["contact_other", "politician", "administrator"])
def test_hidden_and_missing_answer_alike(name):
    """Status, headers and length: nothing tells a confidential engagement from one that does not exist."""
    here = world.build()
    client = client_of(name, here)
    hidden = here.objects["secret"]["engagement"]
    missing = hidden.pk + 5000
    told_apart = []

    for pattern in all_patterns():
        if not pattern.path.startswith("engagemang/<int:pk>") or len(pattern.arguments) != 1:
            continue
        answers = [client.get("/" + pattern.path.replace("<int:pk>", f"{pk:05d}")) for pk in (hidden.pk, missing)]
        seen = [(a.status_code, len(a.content), sorted(a.headers)) for a in answers]
        if seen[0] != seen[1]:
            told_apart.append((pattern.name, seen))

    assert told_apart == []
