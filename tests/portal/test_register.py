"""The public register of cases: what it shows, what it keeps to itself, and that a search tells no more."""

from datetime import datetime

import pytest
from django.urls import reverse
from django.utils import timezone

from decisions.models import Case, CaseStep
from tests import factories

pytestmark = pytest.mark.django_db
URL = reverse("portal:public_register")
SECRET = {"confidentiality": "confidential", "confidentiality_ground": "OSL 15:1"}


def registered(**fields):
    number = fields.pop("number", f"KS 2026/{Case.objects.count() + 1:04}")
    return factories.case(**{"reference_number": number, "registered_at": timezone.now()} | fields)


def decided(case, paragraph="12"):
    step = CaseStep.objects.create(case=case, order=1, role="decide", body=factories.board(), state="done")
    return factories.decision(step, paragraph=paragraph)


def rows(client, **asked):
    return client.get(URL, asked).context["page"].rows


@pytest.mark.law("OSL 5:1")
def test_register_tells_number_day_title_unit_state_and_decisions_to_anybody(client):
    case = registered(title="Lämna Metropolis", state="decided")
    decision = decided(case)

    answer = client.get(URL)

    row = answer.context["page"].rows[0]
    assert (answer.status_code, row.number, row.title, row.unit) == (
        200,
        "KS 2026/0001",
        "Lämna Metropolis",
        "Internationella enheten",
    )
    assert [(each.decided_on, each.body, each.paragraph, each.outcome) for each in row.decisions] == [
        (decision.decided_on, "Kommunstyrelsen", "12", "Bifall")
    ]
    assert (row.state, row.registered_on) == ("Beslutat", timezone.localdate())


def test_public_title_stands_in_place_of_the_title(client):
    registered(title="Inre titel", public_title="Offentlig titel")

    answer = client.get(URL)

    assert ["Offentlig titel" in answer.text, "Inre titel" in answer.text] == [True, False]


@pytest.mark.law("TF 2:20", "OSL 5:2")
@pytest.mark.parametrize("hidden_by", ["case", "engagement"])
def test_confidential_case_tells_number_day_and_provision_only(client, hidden_by):
    fields = SECRET if hidden_by == "case" else {"engagement": factories.confidential_engagement()}
    unit = factories.unit(name="Hemliga enheten")
    case = registered(title="Hemlig stad", state="decided", unit=unit, **fields)
    decided(case, paragraph="777")

    answer = client.get(URL)

    row = answer.context["page"].rows[0]
    assert (row.number, row.title, row.secrecy) == ("KS 2026/0001", "", "OSL 15:1")
    assert (row.unit, row.state, row.decisions) == ("", "", ())
    assert "Uppgiften omfattas av sekretess" in answer.text
    assert [word for word in ("Hemlig stad", "Hemliga enheten", "777", "Beslutat") if word in answer.text] == []


def test_confidential_case_with_a_title_for_the_public_shows_that(client):
    registered(title="Hemlig stad", public_title="Avtal med en stad", **SECRET)

    row = rows(client)[0]

    assert (row.title, row.secrecy) == ("Avtal med en stad", "OSL 15:1")


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ("metropolis", ["Lämna Metropolis"]),
        ("LÄMNA", ["Lämna Metropolis"]),
        ("0001", ["Lämna Metropolis"]),
        ("ks 2026/0003", [""]),
        ("åbo", ["Åbo"]),
        ("Åbo", ["Åbo"]),
        ("ÅBO", ["Åbo"]),
        ("inre", []),
        ("hemlig", []),
        ("metropolis finns-inte", []),
    ],
)
def test_search_finds_only_by_what_is_shown(client, asked, found):
    registered(title="Lämna Metropolis")
    registered(title="Inre namn", public_title="Åbo")
    registered(title="Hemlig stad", **SECRET)

    assert [row.title for row in rows(client, text=asked)] == found


def test_filter_by_year(client):
    zone = timezone.get_current_timezone()
    registered(title="I fjol", registered_at=datetime(timezone.localdate().year - 1, 12, 31, 23, 30, tzinfo=zone))
    registered(title="I år")

    year = timezone.localdate().year

    assert [row.title for row in rows(client, year=str(year))] == ["I år"]
    assert [row.title for row in rows(client, year=str(year - 1))] == ["I fjol"]
    assert len(rows(client, year="abc")) == 2


def test_examples_and_cases_without_a_number_are_left_out(client):
    registered(title="Exempel", example=True)
    registered(title="Onumrerat", number="")

    assert rows(client) == []


def test_fifty_a_page(client):
    for _each in range(51):
        registered()

    first, second = client.get(URL).context["page"], client.get(URL, {"page": "2"}).context["page"]

    assert (len(first.rows), first.has_next, len(second.rows), second.has_next) == (50, True, 1, False)


@pytest.mark.parametrize("number", [1, 3])
def test_register_asks_the_same_queries_for_any_number_of_rows(client, number, django_assert_num_queries):
    factories.policy()
    for _each in range(number):
        decided(registered(state="decided"))
    client.get(URL)

    with django_assert_num_queries(4):
        client.get(URL)


def test_every_public_page_leads_to_the_register(client):
    assert f'href="{URL}"' in client.get(reverse("portal:public_overview")).text
