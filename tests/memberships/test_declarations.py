"""Declarations within organisations: adopted by decision only (GBG-O3)."""

from datetime import date

import pytest
from django.urls import reverse
from django.utils import timezone

from core.rules import NotPermitted, Refused
from decisions import actions as decisions
from decisions.models import Case
from governance.models import Body
from memberships import actions
from memberships.models import Declaration
from tests import factories
from tests.memberships.scenes import decide, put_forward, shipped_policy

pytestmark = [pytest.mark.django_db, pytest.mark.slow]


@pytest.fixture
def membership():
    shipped_policy("goteborg")
    return factories.membership(organisation=factories.organisation(name="Eurocities"))


def propose(membership, **fields):
    values = {"title": "Klimatdeklarationen", "text": "Vi ska bli klimatneutrala.", "by": factories.coordinator()}
    return actions.propose_declaration(membership=membership, **values | fields)


@pytest.mark.clause("GBG-O3")
def test_declaration_is_registered_with_text_organisation_deadline_and_case(membership):
    declaration = propose(membership, deadline=date(2027, 6, 1))

    assert (declaration.membership.organisation.name, declaration.deadline) == ("Eurocities", date(2027, 6, 1))
    assert declaration.case.matter_text == declaration.text == "Vi ska bli klimatneutrala."
    assert [step.body.key for step in declaration.case.steps.filter(role="decide")] == ["kommunstyrelsen"]


@pytest.mark.clause("GBG-O3")
@pytest.mark.parametrize("state", ["preparing", "put_forward", "tabled", "rejected", "withdrawn"])
def test_declaration_cannot_be_adopted_without_the_boards_decision(membership, state):
    declaration = propose(membership)
    Case.objects.filter(pk=declaration.case_id).update(state=state)

    with pytest.raises(Refused) as refusal:
        actions.adopt_declaration(declaration=declaration, on=timezone.localdate())

    assert [(f.code, f.clause) for f in refusal.value.findings] == [("membership.declaration-undecided", "GBG-O3")]
    assert Declaration.objects.get().adopted_on is None


@pytest.mark.clause("GBG-O3")
def test_declaration_is_adopted_by_the_boards_decision(membership):
    declaration = propose(membership)
    case = put_forward(declaration.case, by=factories.coordinator(), motive="Ändå.")

    decide(case, Body.objects.get(key="kommunstyrelsen"))

    declaration.refresh_from_db()
    assert declaration.adopted_on == timezone.localdate()
    with pytest.raises(Refused):
        actions.adopt_declaration(declaration=declaration, on=timezone.localdate())


def test_declaration_without_wording_or_membership_is_refused_and_opens_nothing(membership):
    ended = factories.membership(engagement_fields={"status": "ended"})

    with pytest.raises(Refused) as refusal:
        propose(ended, text=" ")

    assert [f.code for f in refusal.value.findings] == ["membership.declaration-text", "membership.not-active"]
    assert Case.objects.count() == 0


def test_declaration_of_somebody_elses_membership_is_not_permitted(membership):
    with pytest.raises(NotPermitted):
        propose(membership, by=factories.contact_person())

    assert Declaration.objects.count() == 0


def test_case_of_a_declaration_opened_without_it_is_not_in_order(membership):
    by = factories.coordinator()
    case = decisions.open_case(matter="memberships.declaration", engagement=membership.engagement, by=by)

    with pytest.raises(Refused) as refusal:
        put_forward(case, by=by, motive="Ändå.")

    assert "membership.declaration" in [f.code for f in refusal.value.findings]


def test_form_opens_the_case_and_the_organisations_page_shows_it_as_late(membership, client):
    client.force_login(factories.coordinator())
    url = reverse("memberships:declaration_create", args=[membership.pk])

    opened = client.post(url, {"title": "Deklaration", "text": "Lydelse.", "deadline": "2026-01-02"})
    page = client.get(membership.get_absolute_url())

    assert opened.url == Case.objects.get().get_absolute_url()
    assert ["Deklaration</a>" in page.text, "Sen</span>" in page.text] == [True, True]
