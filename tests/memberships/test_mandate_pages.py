"""The mandate card: who reads it, what stands on it, how it is written and reported in the browser (GBG-O5)."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from documents import prints
from documents.pdf.render import render_pdf
from engagements.models import Activity
from memberships.models import Declaration, VotingMandate
from memberships.prints import MANDATE
from tests import factories
from tests.pdf_assertions import assert_archivable

pytestmark = [pytest.mark.django_db, pytest.mark.slow]


@pytest.fixture
def membership():
    factories.policy()
    return factories.membership(organisation=factories.organisation(name="EUROCITIES"))


@pytest.fixture
def board():
    return factories.board()


def url_of(mandate, name="detail"):
    return reverse(f"memberships:mandate_{name}", args=[mandate.pk])


@pytest.mark.clause("GBG-O5")
def test_mandate_is_written_given_and_read_by_who_represents_the_city(membership, board, client):
    officer, member = factories.coordinator(), factories.member(board)
    client.force_login(officer)
    form = {"meeting": "Årsmöte", "starts_on": timezone.localdate().isoformat(), "mode": "travel", "bearer": member.pk}
    asked = {
        "title": "Ny stadga",
        "instruction": "against",
        "position": "Staden säger nej.",
        "decided_how": "instruction",
    }

    card = client.post(reverse("memberships:mandate_create", args=[membership.pk]), form).url
    client.post(f"{card}fraga/", asked | {"may_vote_for": "Bordläggning.", "may_not_promise": "Högre avgift."})
    client.post(f"{card}ge/")
    client.force_login(member)
    start, page = client.get("/"), client.get(card)

    assert "Årsmöte, EUROCITIES" in start.text
    for text in ("Ny stadga", "Rösta emot", "Staden säger nej.", "Bordläggning.", "Högre avgift.", "Givet"):
        assert text in page.text, text
    assert f"{card}andra/" not in page.text


def test_draft_is_seen_by_those_who_write_it_and_given_ones_by_politicians(membership, board, client):
    draft = factories.mandate(membership)
    given = factories.mandate(membership, state="given")
    seen = {}

    for name, person in {
        "officer": factories.coordinator(),
        "politician": factories.member(board),
        "contact": factories.contact_person(),
        "nobody": factories.person(),
    }.items():
        client.force_login(person)
        seen[name] = [client.get(url_of(each)).status_code for each in (draft, given)]

    assert seen == {"officer": [200, 200], "politician": [404, 200], "contact": [404, 200], "nobody": [404, 404]}


def test_card_does_not_name_a_case_its_reader_may_not_see(membership, board, client):
    secret = factories.confidential_engagement()
    case = factories.case(title="Hemligt ärende", engagement=secret, state="decided")
    mandate = factories.mandate(membership, state="given")
    factories.mandate_question(mandate, decided_how="case", case=case)
    open_case = factories.case(title="Öppet ärende", engagement=membership.engagement, state="decided")
    factories.mandate_question(mandate, decided_how="case", case=open_case)
    client.force_login(factories.member(board))

    page = client.get(url_of(mandate)).text

    assert ("Hemligt ärende" in page, "Öppet ärende" in page) == (False, True)
    assert "Hemligt ärende" not in MANDATE.html(mandate, "")


@pytest.mark.parametrize("number", [1, 3])
def test_card_runs_the_same_queries_for_every_number_of_questions(
    membership, client, django_assert_num_queries, number
):
    mandate = factories.mandate(membership, state="given")
    for _each in range(number):
        case = factories.case(engagement=membership.engagement, state="decided")
        factories.mandate_question(mandate, decided_how="case", case=case)
    client.force_login(factories.coordinator())
    client.get(url_of(mandate))

    with django_assert_num_queries(5):
        page = client.get(url_of(mandate))

    assert page.text.count("mandate__instruction") == number


@pytest.mark.clause("GBG-O5")
def test_outcome_is_noted_on_its_page_and_becomes_the_report(membership, board, client):
    member = factories.member(board)
    mandate = factories.mandate(membership, state="given", bearer=member, starts_on=timezone.localdate())
    question = factories.mandate_question(mandate, title="Ny stadga")
    form = {f"vote_{question.pk}": "abstain", f"result_{question.pk}": "postponed", "came_of_it": "Tas upp i vår."}
    client.force_login(member)

    refused = client.post(url_of(mandate, "outcome"), form)
    kept = client.post(url_of(mandate, "outcome"), form | {f"deviation_{question.pk}": "Ny text på bordet."})
    not_theirs = client.post(url_of(mandate, "report"))
    client.force_login(factories.coordinator())
    reported = client.post(url_of(mandate, "report"))
    page = client.get(url_of(mandate))

    assert [refused.status_code, kept.status_code, not_theirs.status_code] == [409, 302, 403]
    assert "rösten avviker från instruktionen" in refused.text
    assert reported.url == reverse("engagements:activity_edit", args=[Activity.objects.get().pk])
    assert ["Återrapporterat" in page.text, "Ny text på bordet." in page.text] == [True, True]


def test_question_is_changed_and_removed_from_the_card(membership, client):
    mandate = factories.mandate(membership)
    question = factories.mandate_question(mandate)
    client.force_login(factories.coordinator())
    form = {"title": "Ändrad", "instruction": "free", "position": "Avgör på plats.", "decided_how": "instruction"}

    client.post(reverse("memberships:question_edit", args=[question.pk]), form)
    changed = client.get(url_of(mandate)).text
    client.post(reverse("memberships:question_remove", args=[question.pk]))

    assert "Ändrad" in changed
    assert mandate.questions.count() == 0


def test_mandate_that_cannot_be_given_says_why_beside_a_grey_button(membership, client):
    mandate = factories.mandate(membership, office="")
    client.force_login(factories.coordinator())

    page = client.get(url_of(mandate)).text
    refused = client.post(url_of(mandate, "give"))

    assert ["Mandatet har inga frågor." in page, "disabled" in page] == [True, True]
    assert refused.status_code == 409
    assert VotingMandate.objects.get().state == "draft"


def test_mandates_of_others_and_those_one_carries_are_listed_and_filtered(membership, board, client):
    member = factories.member(board)
    factories.mandate(membership, meeting="Mitt möte", state="given", bearer=member)
    factories.mandate(membership, meeting="Annat möte", state="reported")
    client.force_login(member)
    found = {}

    for query in ("", "visa=mina", "lage=reported", "q=eurocities", "q=metropolis"):
        page = client.get(f"{reverse('memberships:mandate_list')}?{query}")
        found[query] = sorted(row.title for row in page.context["listing"].rows)

    both = ["Annat möte", "Mitt möte"]
    assert found == {"": both, "visa=mina": ["Mitt möte"], "lage=reported": ["Annat möte"], "q=eurocities": both,
                     "q=metropolis": []}  # fmt: skip


def test_start_panel_lets_go_of_mandates_two_months_after_the_meeting(membership, board, client):
    member = factories.member(board)
    for name, days in (("Nytt", 10), ("Nyss", -59), ("Gammalt", -61)):
        day = timezone.localdate() + timedelta(days=days)
        factories.mandate(membership, meeting=name, state="given", bearer=member, starts_on=day)
    client.force_login(member)

    page = client.get("/").text

    assert [f"{name}, EUROCITIES" in page for name in ("Nytt", "Nyss", "Gammalt")] == [True, True, False]


def test_mandate_is_printed_as_an_archivable_pdf_that_is_frozen_when_reported(membership):
    mandate = factories.mandate(membership, meeting="Årsmöte", state="given", background="Bakgrund.", place="Bryssel")
    factories.mandate_question(mandate, background="Mer.", may_not_promise="Pengar.", vote="for", result="adopted")
    title = MANDATE.title(mandate)

    content = render_pdf(MANDATE.html(mandate, ""), title=title, made_at=timezone.now(), author="Exempelstad")
    reported = factories.mandate(membership, state="reported")

    assert_archivable(content, title=title)
    assert [MANDATE.frozen(mandate), MANDATE.frozen(reported)] == [False, True]
    assert prints.get("mandat") is MANDATE


@pytest.mark.parametrize("number", [1, 3])
def test_engagements_page_shows_mandates_and_declarations_under_way_in_the_same_queries(
    membership, client, django_assert_max_num_queries, number
):
    for _each in range(number):
        factories.mandate(membership, meeting="Årsmöte", place="Wien")
        case = factories.case(engagement=membership.engagement, matter=f"m.{_each}")
        Declaration.objects.create(membership=membership, title="Klimat", text="Text", case=case)
    factories.mandate(membership, meeting="Förra årsmötet", state="reported")
    client.force_login(factories.coordinator())
    client.get(membership.engagement.get_absolute_url())

    with django_assert_max_num_queries(10):
        page = client.get(membership.engagement.get_absolute_url())

    assert [len(page.context["panel"][name]) for name in ("mandates", "declarations")] == [number, number]
