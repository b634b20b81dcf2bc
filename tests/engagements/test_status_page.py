"""Changing status by hand, in the areas where no decision does it."""

import pytest
from django.urls import reverse

from tests import factories


@pytest.fixture
def signed_in(client):
    client.force_login(factories.coordinator())
    return client


def send(client, engagement, verb):
    return client.post(reverse("engagements:engagement_status", args=[engagement.pk]), {"verb": verb})


@pytest.mark.django_db
def test_status_by_hand_moves_what_neither_a_body_nor_the_areas_own_steps_move(signed_in):
    engagement = factories.engagement("monitoring")

    response = send(signed_in, engagement, "end")

    engagement.refresh_from_db()
    assert (response.status_code, engagement.status) == (302, "ended")


@pytest.mark.django_db
@pytest.mark.parametrize("verb", ["", "annihilate"])
def test_status_by_hand_with_an_unknown_verb_is_missing(signed_in, verb):
    assert send(signed_in, factories.engagement("monitoring"), verb).status_code == 404


@pytest.mark.django_db
def test_status_by_hand_of_a_membership_is_missing_because_a_decision_moves_it(signed_in):
    membership = factories.membership()

    response = send(signed_in, membership.engagement, "end")

    membership.engagement.refresh_from_db()
    assert (response.status_code, membership.engagement.status) == (404, "active")
