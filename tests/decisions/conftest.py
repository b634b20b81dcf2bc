"""A small matter of the tests' own, which writes down what is called and can be told to fail."""

from __future__ import annotations

import datetime

import pytest
from django.core.cache import cache
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from decisions import actions, matters
from engagements.enums import AreaKey
from governance.enums import StepRole
from tests import factories

MATTER = "tests.agreement"


class Trial:
    """What the test matter has been asked, in order; `findings` and `fails_in` steer it."""

    def __init__(self):
        self.calls: list[str] = []
        self.findings: list = []
        self.fails_in = ""

    def note(self, what, case, *rest):
        if self.fails_in == what:
            raise RuntimeError(f"{what} fails")
        self.calls.append(what)


@pytest.fixture
def trial():
    seen = Trial()

    def hook(what):
        return lambda case, *rest: seen.note(what, case, *rest)

    matters.register(
        matters.Matter(
            key=MATTER,
            name="Avtal i test",
            area=AreaKey.MEMBERSHIPS,
            in_order=lambda case: list(seen.findings),
            on_opened=hook("on_opened"),
            on_decided=hook("on_decided"),
            carry_out=hook("carry_out"),
            on_rejected=hook("on_rejected"),
            on_closed=hook("on_closed"),
            asks_effective_on=True,
            opens_from=lambda engagement: True,
        )
    )
    yield seen
    matters.forget(MATTER)


class World:
    """A policy with one route, the people on it, and a case on its way."""

    def __init__(self, *steps, rules=None):
        self.board = factories.board()
        self.committee = factories.body(name="Kulturnämnden", series_prefix="KUN")
        self.coordinating = factories.coordinating_unit()
        self.unit = factories.unit(name="Kulturförvaltningen", serves=self.committee)
        self.policy = factories.policy(rules=rules)
        self.usual = steps or ((StepRole.PREPARE, self.coordinating), (StepRole.DECIDE, self.board))
        self.route = factories.route(self.policy, MATTER, *self.usual, clause="Riktlinje 5.2")
        self.coordinator = factories.coordinator()
        self.contact = factories.contact_person(self.unit)
        self.director = factories.director(self.unit)
        self.secretary = factories.secretary(self.board)
        self.committee_secretary = factories.secretary(self.committee)
        self.member = factories.member(self.board)
        self.today = timezone.localdate()

    def reroute(self, *steps):
        self.route.delete()
        self.route = factories.route(self.policy, MATTER, *steps, clause="Riktlinje 5.2")

    def engagement(self, **fields):
        return factories.engagement(**{"responsible_unit": self.unit} | fields)

    def opened(self, by=None, **fields):
        values = {"engagement": self.engagement()} | fields
        return actions.open_case(matter=MATTER, by=by or self.contact, **values)

    def prepared(self, **fields):
        case = self.opened(**fields)
        return actions.prepare(case=case, version=case.version, by=self.coordinator, **self.texts())

    def texts(self, **changed):
        return {
            "title": "Avtal med Exempelstad",
            "background": "Samarbetet har pågått sedan 2019.",
            "assessment": "Nyttan är större än kostnaden.",
            "survey": "Tre andra städer har liknande avtal.",
            "proposed_decision": "Kommunstyrelsen godkänner avtalet.",
        } | changed

    def put_forward(self, **fields):
        return actions.put_forward(case=self.prepared(**fields), by=self.coordinator)

    def active(self, case):
        return case.steps.get(state="active")

    def facts(self, **changed):
        return {
            "outcome": "approved",
            "decided_on": self.today,
            "paragraph": "112",
            "text": "Kommunstyrelsen godkänner avtalet.",
            "presenter": "Stadsdirektören",
            "present_without_deciding": "Ingen",
        } | changed

    def decide(self, case, by=None, **changed):
        return actions.decide(step=self.active(case), by=by or self.secretary, **self.facts(**changed))

    def days(self, number):
        return self.today + datetime.timedelta(days=number)


@pytest.fixture
def world(db, trial):
    return World()


@pytest.fixture
def asked(world):
    """A case ready to be sent on referral, and those who are asked."""
    from tests.decisions.asked import Asked

    return Asked(world)


class Pages:
    """Ask for a page as somebody, and count what the second asking costs."""

    def __init__(self, client):
        self.client = client

    def get(self, who, url, **data):
        self.client.force_login(who)
        return self.client.get(url, data)

    def post(self, who, url, data=None):
        self.client.force_login(who)
        return self.client.post(url, data or {})

    def queries(self, who, url, **data):
        self.get(who, url, **data)
        with CaptureQueriesContext(connection) as captured:
            self.client.get(url, data)
        return len(captured)


@pytest.fixture
def pages(client):
    cache.clear()
    return Pages(client)
