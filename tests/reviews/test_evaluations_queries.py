"""The pages on which an evaluation is written and sent, and how many questions they ask the database."""

import pytest
from django.urls import reverse

from tests import factories
from tests.reviews import scenes

pytestmark = [pytest.mark.django_db, pytest.mark.slow]


@pytest.mark.parametrize("number", [1, 3])
@pytest.mark.parametrize(("page", "queries"), [("evaluation_edit", 8), ("evaluation_submit", 7)])
def test_page_asks_as_little_for_three_as_for_one(client, django_assert_num_queries, number, page, queries):
    scenes.policy()
    by = factories.coordinator()
    evaluation = scenes.evaluation([scenes.engagement() for _each in range(number)], by)
    evaluation.recommendations.first().delete()
    evaluation.sections.update(text="", score=None)
    client.force_login(by)
    url = reverse(f"reviews:{page}", args=[evaluation.pk])
    client.get(url)

    with django_assert_num_queries(queries):
        answer = client.get(url)

    assert (answer.status_code, len(answer.context["findings"])) == (200, 1)
