import pytest
from django.urls import reverse

from tests import factories


def published(**fields):
    return factories.engagement(**{"published": True, "public_title": "Offentlig titel"} | fields)


@pytest.mark.django_db
@pytest.mark.clause("GBG-06")
def test_public_overview_counts_and_lists_what_is_published_and_nothing_else(client):
    published(area="memberships", title="Intern titel")
    factories.engagement(title="Ej publicerad")
    published(area="visits", title="Hemlig", confidentiality="confidential", confidentiality_ground="OSL 15:1")
    published(area="cities", title="Påhittad", public_title="Påhittad", example=True)

    response = client.get(reverse("portal:public_overview"))

    assert [(area.key, area.count) for area in response.context["areas"] if area.count] == [("memberships", 1)]
    assert [row.title for row in response.context["rows"]] == ["Offentlig titel"]
    assert [word for word in ("Intern titel", "Ej publicerad", "Hemlig", "Påhittad") if word in response.text] == []


@pytest.mark.django_db
def test_public_overview_of_one_area_shows_that_area(client):
    published(area="memberships")
    published(area="cities", public_title="Bergen")

    response = client.get(reverse("portal:public_overview"), {"omrade": "cities"})

    assert [row.title for row in response.context["rows"]] == ["Bergen"]


@pytest.mark.django_db
def test_public_engagement_shows_only_public_fields(client):
    row = published(title="Intern titel", public_summary="Vi är med sedan 1995.", background="Intern bakgrund")

    response = client.get(reverse("portal:public_engagement", args=[row.pk]))

    assert response.status_code == 200
    assert "Vi är med sedan 1995." in response.text
    assert [word for word in ("Intern titel", "Intern bakgrund") if word in response.text] == []


@pytest.mark.django_db
def test_public_engagement_hidden_and_missing_look_the_same(client):
    hidden = factories.engagement()

    answers = [client.get(reverse("portal:public_engagement", args=[pk])) for pk in (hidden.pk, hidden.pk + 1)]

    assert [answer.status_code for answer in answers] == [404, 404]
    assert len({len(answer.content) for answer in answers}) == 1


@pytest.mark.django_db
@pytest.mark.parametrize("number", [1, 3])
def test_public_overview_asks_three_queries_for_any_number_of_rows(client, number, django_assert_num_queries):
    factories.policy()
    for _ in range(number):
        published()
    client.get(reverse("portal:public_overview"))

    with django_assert_num_queries(3):
        client.get(reverse("portal:public_overview"))
