"""Changes of agreements: the significant ones decided by the board, the others recorded with their reason (GBG-C4)."""

from datetime import date

import pytest
from django.urls import reverse
from django.utils import timezone

from cities.actions import amending
from cities.models import Amendment
from core.models import Event
from core.rules import NotPermitted, Refused
from decisions import actions as decisions
from decisions.models import Case
from governance.models import Body
from tests import factories
from tests.cities import scenes
from tests.memberships.scenes import decide, put_forward, shipped_policy

pytestmark = [pytest.mark.django_db, pytest.mark.slow]


@pytest.fixture
def relation():
    shipped_policy("goteborg")
    return factories.city_relation("partner_city", engagement_fields={"status": "active"})


def amend(relation, **fields):
    values = {"text": "Avtalet gäller också energi.", "significant": True, "by": factories.coordinator()} | fields
    return amending.amend(relation=relation, **values)


@pytest.mark.clause("GBG-C4")
def test_significant_change_opens_a_case_that_ends_in_the_executive_board(relation):
    amendment = amend(relation)

    case = amendment.case
    assert (case.matter, case.matter_text) == ("cities.change_agreement", "Avtalet gäller också energi.")
    assert [step.body.key for step in case.steps.filter(role="decide")] == ["kommunstyrelsen"]
    assert case.steps.last().clause == "Göteborgs riktlinjer, Städer, Ansvar (GBG-C4)"
    assert amendment.applies_on is None


@pytest.mark.clause("GBG-C4")
def test_significant_change_applies_when_the_board_has_decided(relation):
    amendment = amend(relation)
    case = put_forward(amendment.case, by=factories.coordinator(), motive="Ändå.")

    decide(case, Body.objects.get(key="kommunstyrelsen"))

    amendment.refresh_from_db()
    assert amendment.applies_on == timezone.localdate()
    assert Event.objects.filter(happening="city.agreement_changed").count() == 1


def test_refused_change_never_applies(relation):
    amendment = amend(relation)
    case = put_forward(amendment.case, by=factories.coordinator(), motive="Ändå.")

    decide(case, Body.objects.get(key="kommunstyrelsen"), outcome="rejected")

    amendment.refresh_from_db()
    assert amendment.applies_on is None


@pytest.mark.clause("GBG-C4")
def test_insignificant_change_is_recorded_with_its_reason_and_opens_nothing(relation):
    amendment = amend(relation, significant=False, reason="Bara en ny kontaktperson.")

    assert (amendment.case, amendment.applies_on) == (None, timezone.localdate())
    assert amendment.reason == "Bara en ny kontaktperson."
    assert Case.objects.count() == 0


@pytest.mark.clause("GBG-C4")
def test_insignificant_change_without_reason_is_refused_with_the_clause(relation):
    with pytest.raises(Refused) as refusal:
        amend(relation, significant=False)

    assert [(f.code, f.clause) for f in refusal.value.findings] == [("city.amendment-reason-missing", "GBG-C4")]
    assert Amendment.objects.count() == 0


def test_change_without_text_or_agreement_is_refused(relation):
    proposed = factories.city_relation("partner_city", engagement_fields={"status": "proposed"})

    with pytest.raises(Refused) as refusal:
        amend(proposed, text=" ")

    assert [f.code for f in refusal.value.findings] == ["city.no-agreement", "city.amendment-missing"]
    assert Case.objects.count() == 0


def test_second_significant_change_waits_for_the_first_and_leaves_nothing(relation):
    amend(relation)

    with pytest.raises(Refused):
        amend(relation)

    assert (Amendment.objects.count(), Case.objects.count()) == (1, 1)


def test_insignificant_change_of_another_units_agreement_is_not_permitted(relation):
    with pytest.raises(NotPermitted):
        amend(relation, significant=False, reason="Liten.", by=factories.contact_person())


def test_case_of_a_change_opened_without_the_change_is_not_in_order(relation):
    by = factories.coordinator()
    case = decisions.open_case(matter="cities.change_agreement", engagement=relation.engagement, by=by)

    with pytest.raises(Refused) as refusal:
        put_forward(case, by=by, motive="Ändå.")

    assert "city.amendment-missing" in [f.code for f in refusal.value.findings]


def test_form_leads_to_the_case_or_asks_for_the_reason(relation, client):
    client.force_login(factories.coordinator())
    url = reverse("cities:relation_amend", args=[relation.pk])

    without = client.post(url, {"text": "Ny kontakt.", "significant": "nej"})
    opened = client.post(url, {"text": "Nya teman.", "significant": "ja"})

    assert without.status_code == 400
    assert opened.url == Case.objects.get().get_absolute_url()


def test_relation_page_counts_its_changes_and_its_agreements_page_tells_them(relation, client):
    amend(relation, significant=False, reason="Bara en ny kontaktperson.")
    amend(relation)
    client.force_login(factories.coordinator())

    page = client.get(relation.engagement.get_absolute_url())
    told = client.get(reverse("cities:agreement_list", args=[relation.pk]))

    assert "2 ändringar av avtalet" in page.text
    assert ["Bara en ny kontaktperson." in told.text, "Avtalet gäller också energi." in told.text] == [True, True]


@pytest.mark.parametrize("number", [1, 3])
@pytest.mark.parametrize(("name", "queries"), [("agreement_create", 8), ("agreement_edit", 7)])
def test_form_of_an_agreement_runs_the_same_queries_for_every_number_of_choices(
    client, django_assert_num_queries, number, name, queries
):
    factories.policy()
    by = factories.coordinator()
    relation = factories.city_relation()
    row = scenes.agreement(relation, state="draft") if name == "agreement_edit" else relation
    for each in range(number):
        scenes.agreement(relation, starts_on=date(2010 + each, 1, 1))
        relation.engagement.themes.add(factories.theme())
        relation.amendments.create(
            text="Ändrat", significant=False, reason="Smått", applies_on=date(2026, 1, 1), recorded_by=by
        )
    client.force_login(by)
    url = reverse(f"cities:{name}", args=[row.pk])
    client.get(url)

    with django_assert_num_queries(queries):
        form = client.get(url).context["form"]

    assert [len(form.fields[field].choices) for field in ("renews", "amendment", "themes")] == [
        number + 1, number + 1, number,
    ]  # fmt: skip


def test_new_agreement_renews_the_latest_unless_another_is_chosen(client):
    factories.policy()
    relation = factories.city_relation()
    earlier = scenes.agreement(relation, starts_on=date(2010, 1, 1))
    latest = scenes.agreement(relation, starts_on=date(2020, 1, 1))
    client.force_login(factories.coordinator())

    form = client.get(reverse("cities:agreement_create", args=[relation.pk])).context["form"]

    assert form["renews"].value() == latest.pk
    assert [value for value, _label in form.fields["renews"].choices] == ["", latest.pk, earlier.pk]
