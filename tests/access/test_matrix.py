"""Principals × URLs × methods × object classes, generated from the resolver: what the matrix on file says.

test_every_url holds every answer against it.
"""

from __future__ import annotations

import pytest

from tests.access import matrix, world
from tests.access.asking import ask
from tests.access.crawl import READ, WRITE, classes_of, statuses, url_of
from tests.access.patterns import all_patterns
from tests.access.principals import PRINCIPALS, client_of

pytestmark = pytest.mark.slow

OTHER_METHODS = ["PUT", "PATCH", "DELETE"]
READ_OPEN = {("open", READ), ("none", READ)}
# What the law or the city wants the public to read.
FOR_THE_PUBLIC = {
    "portal:public_overview": "the public's overview",
    "portal:public_engagement": "the public's page of what is published",
    "portal:feeds": "how to show what is published elsewhere",
    "portal:feed_json": "what is published, for web sites and the intranet",
    "portal:feed_atom": "the same for readers of feeds",
    "portal:public_register": "the register of cases is open to anybody (OSL 5:1-2)",
    "decisions:board_public": "the municipality's notice board is for anybody (KL 8:9)",
    "visits:request_public": "a delegation asks to visit without an account",
    "visits:request_thanks": "what the delegation reads after having asked",
    "visits:request_confirm": "the link in the mail that makes the request count",
    "decisions:board_notice": "one notice of it, and the public part of adjusted minutes (KL 8:10-12)",
    "visits:feed_calendar": "a calendar program cannot sign in: the address is the secret, closed again by its person",
    "visits:feedback_answer": "visitors have no account: the address is signed, closed by hand and on its last day",
    "visits:feedback_thanks": "what a visitor sees after answering",
}
# Other places where nobody needs to sign in, at most ten; each line has its reason.
EXEMPT = {
    "core:health": "a load balancer asks whether the product lives",
    "governance:sign_in": "this is where one signs in",
    "governance:demo_sign_in": "one-click sign-in, missing outside the demo",
    "governance:sign_out": "signing out twice is no error",
    "governance:choose_language": "language can be chosen before sign-in",
    "governance:accessibility": "the law asks for it on every page",
    "governance:about": "says what the product is",
    "decisions:papers_worker": "the worker that keeps papers readable offline is the same for everybody and holds none",
}
# An empty form reaches nothing here; each has tests of its own that fill it in.
NEEDS_A_FORM = {
    "visits:programme_move": "asks which items",
    "visits:programme_item_restore": "asks for an item that was taken out",
    "visits:feed_revoke": "asks for one's own subscription",
    "visits:checklist_untick": "asks for a line that is ticked",
    "visits:feedback_link_open": "asks which language and last day",
    "visits:compartment_detail": "asks for a grant of its own",
    "visits:compartment_share": "asks for a grant of its own",
    "visits:compartment_drop_detail": "asks for a grant of its own",
    "visits:request_join": "asks which other request",
    "visits:request_reopen": "asks for an assessed request",
    "visits:visit_accept_host": "asks which unit",
    "visits:visit_carry_out": "asks for a confirmed visit",
    "governance:demo_sign_in": "missing outside the demo",
    "governance:choose_language": "asks which language",
    "engagements:engagement_status": "asks which status",
    "engagements:check_in_cancel": "asks which of the planned",
    "engagements:import_run": "asks for a file one left oneself",
    "engagements:import_again": "asks for a file one left oneself",
    "engagements:import_discard": "asks for a file one left oneself",
    "decisions:referral_send": "asks for a draft",
    "decisions:referral_edit": "asks for a draft",
    "decisions:referral_pass_on": "asks for a step of referral",
    "decisions:answer_open_case": "asks for a body's answer",
    "decisions:record_open": "asks who leads",
    "decisions:record_roll": "asks for an open meeting",
    "decisions:record_close": "asks for an open meeting",
    "decisions:record_item": "asks for an open meeting",
    "decisions:record_ballot": "asks for an open meeting",
    "decisions:record_dissent": "asks for an open meeting",
    "decisions:record_conflict": "asks who and why",
    "decisions:remove_ballot": "asks which vote",
    "decisions:remove_dissent": "asks which dissent",
    "decisions:lift_conflict": "asks which conflict",
    "decisions:delegated_urgent": "asks for the chair",
    "decisions:assignment_report": "asks what has been done",
    "reviews:paper_create_area": "asks which area",
    "projects:call_follow": "asks which unit",
    "projects:call_leave": "asks which unit",
}
# When and where a body meets is open; a confidential case on its agenda has neither title nor papers there.
MEETINGS = (
    *("decisions:meeting_", "decisions:agenda_", "decisions:item_", "decisions:papers_worker"),
    "decisions:record_",
)
# Adjusted minutes are open; a confidential case in them keeps its paragraph number and nothing else.
MINUTES = ("decisions:minutes_", "decisions:board_")
# Who may decide what, and that a body has an order or a balance list, is open; what was decided follows its case.
DELEGATION = ("decisions:delegation_", "decisions:delegated_report", "decisions:balance_")
# A register as a whole: the words in these addresses name an area, not a row.
REGISTERS = ("engagements:export_", "engagements:import_start")
# Units' own instructions are open to everybody in the city, and themes and goals are no rows of anybody's.
REFERENCE = (
    *("engagements:instruction_", "engagements:theme_", "engagements:goal_"),
    # Calls and who pays for projects are public facts.
    *("projects:call_", "projects:funder_", "projects:programme_"),
)
# What is expected during the year, and where it is read from, belongs to no engagement.
PLANS = tuple(f"monitoring:{kind}_" for kind in ("batch", "feed", "field", "item", "plan"))
# Who may is asked before the row is looked for, so that hidden and missing are refused alike.
ASKED_FIRST = ("engagements:inbox_take_care",)


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

    assert sorted(reached - set(EXEMPT) - set(FOR_THE_PUBLIC)) == []
    assert len(EXEMPT) <= 10


def test_confidential_objects_are_missing_for_everybody_they_were_not_handed_to():
    """Superuser, administrator and coordinator included; hidden looks like missing. The units, bodies, people and
    organisations themselves are open reference rows."""
    apart = (*MEETINGS, *MINUTES, *DELEGATION, *ASKED_FIRST, *REGISTERS, *REFERENCE, *PLANS)
    open_kinds = ("governance:", "visits:fee_", "memberships:organisation_", "portal:", *apart)
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
        if not key[0].startswith((*MEETINGS, *MINUTES, *DELEGATION, *REGISTERS, *REFERENCE))
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


@pytest.mark.django_db
@pytest.mark.parametrize("name", ["anonymous", "contact_own", "coordinator"])
def test_no_url_takes_other_methods(name, here):
    client = client_of(name, here)
    taken = []

    for pattern in all_patterns():
        url = url_of(pattern, here, "open")
        answers = {method: ask(client, method, url).status_code for method in (*OTHER_METHODS, "OPTIONS")}
        taken += [(pattern.name, method) for method in OTHER_METHODS if answers[method] not in {302, 403, 404, 405}]
        if answers["OPTIONS"] >= 500:
            taken.append((pattern.name, "OPTIONS"))

    assert taken == []


@pytest.mark.django_db
def test_head_answers_as_get_does(here):
    """For the one who reaches the most pages, held against the matrix, which says what GET answers."""
    client = client_of("coordinator", here)
    read = {key[0]: answers["coordinator"] for key, answers in matrix.read().items() if key[1:] in READ_OPEN}

    answers = {
        pattern.name: ask(client, "HEAD", url_of(pattern, here, "open")).status_code for pattern in all_patterns()
    }

    assert answers == read


@pytest.mark.django_db
def test_matrix_notices_when_the_door_is_left_open(here, monkeypatch):
    """The negative control: without `visible_to` on engagements their own pages no longer answer as the matrix says."""
    from engagements.querysets import EngagementQuerySet

    monkeypatch.setattr(EngagementQuerySet, "visible_to", lambda self, person: self)
    pages = [pattern for pattern in all_patterns() if pattern.path == "engagemang/<int:pk>/"]

    found = statuses(client_of("contact_other", here), here, pages)

    expected = {key: answers["contact_other"] for key, answers in matrix.read().items() if key in found}
    assert len(found) == 2 * len(world.CLASSES)
    assert found != expected


@pytest.mark.django_db
@pytest.mark.parametrize("name", ["contact_other", "politician", "administrator"])
def test_hidden_and_missing_answer_alike(name, here):
    """Status, headers and length: nothing tells a confidential engagement from one that does not exist."""
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
