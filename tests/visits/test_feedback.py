"""Feedback from the host and from visitors without an account (GBG-V7)."""

from datetime import UTC, date, datetime, timedelta
from uuid import uuid4

import pytest
import time_machine
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from core.models import Event
from core.rules import Conflict, NotPermitted, Refused
from tests import factories
from visits import feedback_address
from visits.actions import feedback as actions
from visits.conditions import feedback as conditions
from visits.models import FeedbackLink, VisitFeedback
from visits.selectors.feedback import summary_of

pytestmark = pytest.mark.django_db
SCORES = {"score_purpose": 5, "score_programme": 4, "score_welcome": 3}
SAID = SCORES | {"best": "Värdskapet", "change": "", "may_contact": True}


def link(visit=None, **fields):
    values = {"language": "sv", "expires_on": timezone.localdate() + timedelta(days=30)}
    return actions.open_link(visit=visit or factories.visit(), by=factories.coordinator(), **values | fields)


def public(row):
    return feedback_address.address_of(row.pk)


def address(name, row):
    return reverse(f"visits:{name}", args=[row.pk])


# ── Links ────────────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.clause("GBG-V7")
def test_visitor_answers_by_a_link_without_an_account_or_a_name():
    factories.policy()
    row = link()
    visitor = Client()

    shown = visitor.get(public(row))
    sent = visitor.post(public(row), SAID | {"key": uuid4(), "website": ""})

    answer = VisitFeedback.objects.get()
    assert (shown.status_code, sent.status_code) == (200, 302)
    assert (answer.source, answer.person, answer.score_purpose, answer.may_contact) == ("visitor", None, 5, True)
    assert visitor.get(sent["Location"]).status_code == 200
    assert Event.objects.latest("id").actor_id is None


def test_visitors_form_is_read_in_the_links_language_or_the_one_asked_for():
    factories.policy()
    row = link(language="en")

    english, swedish = Client().get(public(row)), Client().get(public(row) + "?sprak=sv")

    assert (english["Content-Language"], swedish["Content-Language"]) == ("en", "sv")
    assert ('<html lang="en"' in english.content.decode(), '<html lang="sv"' in swedish.content.decode()) == (
        True,
        True,
    )


def test_answer_sent_twice_is_one_answer_and_one_with_a_machines_field_none():
    factories.policy()
    row, key = link(), uuid4()

    for _twice in range(2):
        Client().post(public(row), SAID | {"key": key})
    trapped = Client().post(public(row), SAID | {"key": uuid4(), "website": "http://spam"})

    assert (VisitFeedback.objects.count(), trapped.status_code) == (1, 302)


def test_answer_without_a_score_is_kept_on_the_form():
    factories.policy()
    row = link()

    answer = Client().post(public(row), {"key": uuid4(), "best": "Maten"})

    assert (answer.status_code, VisitFeedback.objects.count()) == (400, 0)
    assert "Maten" in answer.content.decode()


def test_link_that_is_closed_over_forged_or_of_a_secret_visit_is_missing():
    factories.policy()
    closed, over, secret = link(), link(), link()
    actions.revoke_link(link=closed, by=factories.coordinator())
    FeedbackLink.objects.filter(pk=over.pk).update(expires_on=timezone.localdate() - timedelta(days=1))
    secret.visit.engagement.confidentiality = "confidential"
    secret.visit.engagement.confidentiality_ground = "OSL 15:1"
    secret.visit.engagement.save()
    open_one = link()
    forged = reverse("visits:feedback_answer", args=[f"{open_one.pk}.{'x' * 43}"])

    pages = [public(closed), public(over), public(secret), forged, public(open_one)]

    assert [Client().get(page).status_code for page in pages] == [404, 404, 404, 404, 200]


def test_link_of_a_confidential_visit_is_refused():
    visit, by = factories.visit(confidential=True), factories.coordinator()
    factories.grant(by, visit.engagement)

    with pytest.raises(Refused) as refused:
        actions.open_link(visit=visit, language="sv", expires_on=timezone.localdate(), by=by)

    assert [finding.code for finding in refused.value.findings] == ["visit.feedback-secret"]


@pytest.mark.parametrize("days", [-1, 181])
def test_link_with_a_last_day_past_or_far_ahead_is_refused(days):
    with pytest.raises(Refused):
        link(expires_on=timezone.localdate() + timedelta(days=days))

    assert FeedbackLink.objects.count() == 0


def test_link_by_another_unit_is_not_permitted_and_is_closed_once():
    row = link()

    with pytest.raises(NotPermitted):
        actions.revoke_link(link=row, by=factories.contact_person())
    actions.revoke_link(link=row, by=factories.coordinator())
    with pytest.raises(Conflict):
        actions.revoke_link(link=row, by=factories.coordinator())


def test_link_answers_no_longer_when_it_is_full(monkeypatch):
    row = link()
    monkeypatch.setattr(conditions, "MOST_ANSWERS", 1)
    actions.answer_as_visitor(link=row, key=uuid4(), **SAID)

    with pytest.raises(Refused):
        actions.answer_as_visitor(link=row, key=uuid4(), **SAID)

    assert VisitFeedback.objects.count() == 1


def test_link_is_open_on_its_last_day_and_not_after():
    with time_machine.travel(datetime(2026, 12, 1, 10, tzinfo=UTC)):
        row = link(expires_on=date(2026, 12, 31))

    with time_machine.travel(datetime(2026, 12, 31, 10, tzinfo=UTC)):
        last = Client().get(public(row)).status_code
    with time_machine.travel(datetime(2027, 1, 1, 10, tzinfo=UTC)):
        after = Client().get(public(row)).status_code

    assert (last, after) == (200, 404)


# ── The host and the summary ─────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.clause("GBG-V7")
def test_host_answers_from_the_form_and_may_change_the_answer(client):
    factories.policy()
    visit = factories.visit()
    client.force_login(factories.coordinator())
    form = {name: str(score) for name, score in SCORES.items()}

    client.post(address("feedback_host", visit), form | {"key": uuid4(), "best": "Hamnen"})
    client.post(address("feedback_host", visit), form | {"key": uuid4(), "best": "Maten", "score_welcome": "1"})

    answer = VisitFeedback.objects.get()
    assert (answer.source, answer.best, answer.score_welcome) == ("host", "Maten", 1)


def test_host_feedback_by_another_unit_is_not_permitted():
    with pytest.raises(NotPermitted):
        actions.answer_as_host(visit=factories.visit(), key=uuid4(), by=factories.contact_person(), **SAID)

    assert VisitFeedback.objects.count() == 0


def test_summary_counts_and_averages_visitors_and_hosts_apart():
    by = factories.coordinator()
    row = link()
    actions.answer_as_visitor(link=row, key=uuid4(), **SAID)
    actions.answer_as_visitor(link=row, key=uuid4(), **SAID | {"score_purpose": 2, "may_contact": False})
    actions.answer_as_host(visit=row.visit, key=uuid4(), by=by, **SAID)

    found = summary_of(row.visit, by)

    first = found.questions[0]
    assert (found.visitors, found.hosts, found.may_contact, found.mine.source) == (2, 1, 1, "host")
    assert (first.counts, first.number, first.visitors, first.hosts) == ([0, 1, 0, 0, 2], 3, 3.5, 5.0)


def test_link_is_opened_shown_and_closed_on_the_visits_page(client):
    factories.policy()
    visit = factories.visit()
    client.force_login(factories.coordinator())
    day = timezone.localdate() + timedelta(days=10)

    client.post(address("feedback_link_open", visit), {"language": "en", "expires_on": day.isoformat()})
    row = FeedbackLink.objects.get()
    page = client.get(address("feedback_detail", visit)).content.decode()
    client.post(address("feedback_link_revoke", row))

    row.refresh_from_db()
    assert (public(row) in page, row.revoked_at is not None) == (True, True)


@pytest.mark.parametrize("number", [1, 3])
def test_feedback_page_runs_the_same_queries_for_every_number_of_answers(client, django_assert_num_queries, number):
    factories.policy()
    row = link()
    for _n in range(number):
        actions.answer_as_visitor(link=row, key=uuid4(), **SAID)
        link(row.visit)
    client.force_login(factories.coordinator())
    client.get(address("feedback_detail", row.visit))

    with django_assert_num_queries(7):
        page = client.get(address("feedback_detail", row.visit))

    assert page.context["summary"].visitors == number
