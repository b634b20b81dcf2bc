"""The start page and its parts: nothing left out, nothing twice, ten queries at most, the same without JavaScript."""

import re
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from core import outbox
from governance import start
from governance.enums import Function
from governance.powers import NONE, Powers
from tests import factories, start_page

pytestmark = pytest.mark.slow

IN_BODIES = {Function.MEMBER, Function.CHAIR, Function.SUBSTITUTE, Function.SECRETARY, Function.REGISTRAR}
IN_UNITS = {Function.CONTACT_PERSON, Function.DIRECTOR, Function.COORDINATOR}
OF_UNITS = {"memberships.calls", "decisions.referrals", "decisions.tasks", "engagements.due"}
TODAY = {
    Function.CONTACT_PERSON: OF_UNITS | {"engagements.reports", "monitoring.reports"},
    Function.DIRECTOR: OF_UNITS | {"engagements.confirm", "engagements.reports", "monitoring.reports"},
    Function.COORDINATOR: OF_UNITS | {"engagements.coordination", "visits.requests", "monitoring.coordination"},
    Function.SECRETARY: {"decisions.clocks", "decisions.prepare", "decisions.record"},
    Function.MEMBER: {"decisions.to_sign", "decisions.next", "decisions.seat", "memberships.calls"},
    Function.ADMINISTRATOR: {"governance.administration"},
}
TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="[^"]*"')


def holding(*functions: Function) -> Powers:
    return Powers(
        bodies={each: frozenset({1}) for each in functions if each in IN_BODIES},
        units={each: frozenset({1}) for each in functions if each in IN_UNITS},
        functions=frozenset(functions),
    )


def everything():
    """Somebody who holds every appointment there is, in one unit and one body."""
    who, unit, body = factories.person(), factories.coordinating_unit(), factories.board()
    for function in Function:
        place = {"body": body} if function in IN_BODIES else {"unit": unit} if function in IN_UNITS else {}
        factories.appoint(who, function, **place)
    return who


def without_token(text: str) -> str:
    return TOKEN.sub("", text).strip()


@pytest.mark.parametrize(
    "functions",
    [(), *((function,) for function in Function), (Function.COORDINATOR, Function.SECRETARY), tuple(Function)],
)
def test_parts_hold_every_panel_of_the_person_once(functions):
    powers = holding(*functions)

    parts = start.parts_for(powers)

    keys = [panel.key for part in parts for panel in part.panels]
    assert sorted(keys) == sorted(panel.key for panel in start.known() if panel.shown_to(powers))
    assert [part.number for part in parts] == list(range(len(parts)))
    assert [part.narrow for part in parts[1:]] == sorted(part.narrow for part in parts[1:])
    assert [panel.key for part in parts[1:] for panel in part.panels if panel.narrow != part.narrow] == []


@pytest.mark.parametrize("function", TODAY)
def test_what_must_be_done_today_stays_on_the_page_itself(function):
    page = start.parts_for(holding(function))[0]

    assert TODAY[function] - {panel.key for panel in page.panels} == set()


def test_panels_that_share_what_they_read_count_once_and_a_full_part_takes_no_more():
    def panel(key, queries, shares=""):
        return start.Panel(key, 1, "", lambda person: {}, queries=queries, shares=shares)

    part = start.Part(panels=[panel("a", 4, "x"), panel("b", 2)])

    assert [part.takes(panel("c", 1)), part.takes(panel("c", 2)), part.takes(panel("c", 4, "x"))] == [True, False, True]
    assert start.Part().takes(panel("c", 9))


@pytest.mark.django_db
def test_who_holds_every_appointment_is_asked_ten_queries_at_most_everywhere(client):
    factories.policy()
    client.force_login(everything())
    asked = []

    for url in ("/", *start_page.part_urls(client)):
        client.get(url)
        with CaptureQueriesContext(connection) as captured:
            assert client.get(url).status_code == 200
        asked.append(len(captured))

    assert asked == [8, 9, 9, 3, 7]


@pytest.mark.django_db
def test_part_put_into_the_page_is_the_page_without_javascript(client):
    factories.policy()
    who = everything()
    outbox.queue(to=who, key="a", kind="test", subject="Något nytt")
    factories.invitation(unit=factories.unit(), answer_by=timezone.localdate() + timedelta(days=3))
    client.force_login(who)

    urls = start_page.part_urls(client)
    parts = [without_token(start_page.part(client, url)) for url in urls]
    pages = [without_token(client.get(url).text) for url in urls]

    assert [part in page for part, page in zip(parts, pages, strict=True)] == [True] * len(urls)
    assert [page.count("<h1") for page in pages] == [1] * len(urls)
    assert [f'<a href="{url}">' in client.get("/").text for url in urls] == [True] * len(urls)
    assert sum("Något nytt" in part for part in parts) == 1


@pytest.mark.django_db
def test_whoever_has_few_panels_has_them_all_on_the_page(client):
    client.force_login(factories.administrator())

    assert start_page.part_urls(client) == []
    assert len(start.parts_for(NONE)) == 1


@pytest.mark.django_db
def test_part_with_nothing_to_show_leaves_nothing_behind_and_says_so_as_a_page(client):
    factories.policy()
    client.force_login(factories.person())

    part, page = start_page.part(client, "/start/7/"), client.get("/start/7/")

    assert part.strip() == ""
    assert (page.status_code, "Inget väntar på dig just nu" in page.text) == (200, True)


@pytest.mark.django_db
def test_part_asks_for_a_person_signed_in(client):
    answer = client.get("/start/1/", headers={"HX-Request": "true"})

    assert "/logga-in/" in answer.headers.get("HX-Redirect", answer.headers.get("Location", ""))
