"""Engagements tied to one another: either way round, once, and seen only by who may see both."""

import pytest
from django.db import IntegrityError, transaction
from django.test import Client

from core.models import Event
from core.rules import NotPermitted, Refused
from engagements.actions import links
from engagements.models import EngagementLink
from tests import factories

pytestmark = pytest.mark.django_db


def client_of(person):
    client = Client()
    client.force_login(person)
    return client


def pair():
    return factories.engagement("projects", title="Projektet"), factories.engagement("cities", title="Staden")


@pytest.mark.parametrize("backwards", [False, True])
def test_link_is_one_row_whichever_is_named_first(backwards):
    first, second = pair()
    by = factories.coordinator()
    one, two = (second, first) if backwards else (first, second)

    links.link(engagement=one, other=two, by=by, why="Samma tema")
    links.link(engagement=two, other=one, by=by)

    assert list(EngagementLink.objects.values_list("engagement_id", "other_id", "why")) == [
        (first.pk, second.pk, "Samma tema")
    ]
    assert Event.objects.filter(happening="engagement.linked").count() == 1


def test_link_shows_on_both_pages():
    first, second = pair()
    by = factories.coordinator()
    links.link(engagement=first, other=second, by=by)

    shown = [client_of(by).get(f"/engagemang/{each.pk}/").context["parts"].links for each in (first, second)]

    assert [[line.pk for line in lines] for lines in shown] == [[second.pk], [first.pk]]


def test_link_to_itself_is_refused_by_action_and_by_database():
    first, _second = pair()

    with pytest.raises(Refused) as refused:
        links.link(engagement=first, other=first, by=factories.coordinator())
    with pytest.raises(IntegrityError), transaction.atomic():
        EngagementLink.objects.create(engagement=first, other=first)

    assert [finding.code for finding in refused.value.findings] == ["engagement.link-to-itself"]


def test_link_by_a_stranger_is_refused_and_nothing_is_written():
    first, second = pair()

    with pytest.raises(NotPermitted) as refused:
        links.link(engagement=first, other=second, by=factories.contact_person())

    assert refused.value.finding.code == "engagement.not-yours-to-link"
    assert (EngagementLink.objects.count(), Event.objects.filter(happening="engagement.linked").count()) == (0, 0)


def test_link_by_the_unit_that_answers_for_one_of_them_is_made():
    unit = factories.unit()
    first, second = factories.engagement("projects", responsible_unit=unit), factories.engagement("cities")

    links.link(engagement=second, other=first, by=factories.contact_person(unit))

    assert EngagementLink.objects.count() == 1


def test_link_to_something_confidential_is_hidden_from_who_may_not_see_it():
    by = factories.coordinator()
    first, secret = factories.engagement("projects"), factories.confidential_engagement(title="Hemligt besök")
    factories.grant(by, secret)
    links.link(engagement=first, other=secret, by=by)

    shown = client_of(factories.coordinator()).get(f"/engagemang/{first.pk}/")

    assert shown.context["parts"].links == []
    assert Event.objects.get(happening="engagement.linked").thread == secret.event_thread


def test_unlink_takes_the_tie_away_from_both():
    first, second = pair()
    by = factories.coordinator()
    links.link(engagement=first, other=second, by=by)

    links.unlink(engagement=second, other=first, by=by)
    links.unlink(engagement=second, other=first, by=by)

    assert EngagementLink.objects.count() == 0
    assert Event.objects.filter(happening="engagement.unlinked").count() == 1


def test_page_ties_by_title_and_takes_away():
    first, second = pair()
    client = client_of(factories.coordinator())
    url = f"/engagemang/{first.pk}/kopplingar/"

    made = client.post(url, {"other": "staden", "why": "Samma tema"})
    page = client.get(url)
    gone = client.post(url, {"remove": second.pk})

    assert (made.status_code, [line.title for line in page.context["links"]], gone.status_code) == (
        302,
        ["Staden"],
        302,
    )
    assert EngagementLink.objects.count() == 0


def test_page_keeps_what_was_typed_when_no_engagement_fits():
    first, _second = pair()

    answer = client_of(factories.coordinator()).post(f"/engagemang/{first.pk}/kopplingar/", {"other": "finns inte"})

    assert answer.status_code == 422
    assert list(answer.context["form"].errors) == ["other"]
