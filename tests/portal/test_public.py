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


def titles(client, **asked):
    return [row.title for row in client.get(reverse("portal:public_overview"), asked).context["rows"]]


@pytest.mark.django_db
@pytest.mark.parametrize("words", ["östersjöns", "ÖSTERSJÖNS städer", "årligen"])
def test_public_overview_is_searched_by_public_title_and_summary(client, words):
    published(public_title="Östersjöns städer", public_summary="Vi möts ÅRLIGEN.")
    published(public_title="Bergen")

    assert titles(client, q=words) == ["Östersjöns städer"]


@pytest.mark.django_db
def test_published_engagement_is_found_by_its_title_only_where_that_is_what_is_shown(client):
    published(title="Åbo", public_title="")
    published(title="Åbo, inför avslut", public_title="Finsk vänort")

    assert (titles(client, q="åbo"), titles(client, q="avslut")) == (["Åbo"], [])


SAID_WITHIN = dict.fromkeys(("title", "background", "reference_number"), "Månlandning")


@pytest.mark.django_db
@pytest.mark.parametrize(
    "fields",
    [
        SAID_WITHIN,
        {"public_title": "Månlandning", "confidentiality": "confidential", "confidentiality_ground": "OSL 15:1"},
        {"public_title": "Månlandning", "published": False},
        {"public_title": "Månlandning", "example": True},
    ],
    ids=["inner words", "hidden", "not published", "example"],
)
def test_public_search_finds_nothing_through_words_that_are_not_public(client, fields):
    published(**fields)

    page = client.get(reverse("portal:public_overview"), {"q": "månlandning"})

    assert page.context["rows"] == []
    assert sum(area.count for area in page.context["areas"]) == 0


@pytest.mark.django_db
def test_public_search_goes_with_the_area_and_its_cards_count_what_was_found(client):
    published(area="cities", public_title="Bergen")
    published(area="cities", public_title="Åbo")
    published(area="projects", public_title="Hamnen i Åbo")

    page = client.get(reverse("portal:public_overview"), {"q": "ÅBO", "omrade": "cities"})

    assert [row.title for row in page.context["rows"]] == ["Åbo"]
    assert {area.key: area.count for area in page.context["areas"] if area.count} == {"cities": 1, "projects": 1}
    assert '<input type="hidden" name="omrade" value="cities">' in page.text
    assert 'href="?omrade=projects&amp;q=%C3%85BO"' in page.text
    assert f'href="{reverse("portal:public_overview")}?q=%C3%85BO"' in page.text


@pytest.mark.django_db
def test_public_search_that_finds_nothing_says_so_with_a_way_back(client):
    published()

    page = client.get(reverse("portal:public_overview"), {"q": "månen"}).text

    assert "<h2>Inget stämmer med filtret</h2>" in page
    assert '<a class="ds-button" href="?">Visa alla</a>' in page
    assert "Inget är publicerat ännu" not in page


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

    for asked in ({}, {"q": "offentlig"}):
        with django_assert_num_queries(3):
            client.get(reverse("portal:public_overview"), asked)
