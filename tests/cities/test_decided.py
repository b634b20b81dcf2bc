"""The terms of an agreement in the decision basis: read, printed, and bound by its hash (GBG-C1, C9; KL 5:26-28)."""

import pytest
from django.urls import reverse
from django.utils import timezone, translation

from cities import actions
from cities.actions import amending
from core.rules import Refused
from decisions import actions as decisions
from decisions import texts
from decisions.prints.basis import BASIS
from decisions.selectors.basis import terms_shown
from documents.pdf.render import render_pdf
from tests import factories
from tests.cities import scenes
from tests.memberships.scenes import put_forward
from tests.pdf_assertions import assert_archivable

pytestmark = [pytest.mark.django_db, pytest.mark.slow]

OFFICES = {"city_office": "Kommunstyrelsens ordförande", "partner_office": "Borgmästaren"}
ROWS = {
    "Slag": "Formellt avtal",
    "Parter": "Göteborgs Stad\nTromsø",
    "Undertecknas för staden av": "Kommunstyrelsens ordförande",
    "Undertecknas för motparten av": "Borgmästaren",
    "Gäller": "Från 1 januari 2026 till 31 december 2029",
    "Förlängs automatiskt": "12 månader i taget",
    "Stadens uppsägningstid": "6 månader",
    "Motpartens uppsägningstid": "3 månader",
    "Sista dag för stadens uppsägning": "30 juni 2029, annars förlängs avtalet till 31 december 2030",
    "Teman": "Klimat",
    "Nytta för staden": "Kunskap.",
    "Nytta för motparten": "Kunskap.",
}


@pytest.fixture
def by():
    return factories.coordinator()


@pytest.fixture
def relation():
    policy = factories.policy(rules={"city.active-needs-agreement": "block"})
    for matter in ("cities.partner_city", "cities.end_agreement", "cities.change_agreement"):
        factories.usual_route(policy, matter)
    return scenes.proposed()


def opened(relation, by, **fields):
    """A case that is prepared about a draft, as Gothenburg and Tromsø might agree."""
    agreement = scenes.draft(relation, by=by, themes=[factories.theme(name="Klimat")], **OFFICES | fields)
    case = decisions.open_case(matter="cities.partner_city", engagement=relation.engagement, by=by)
    return agreement, case


def rows_of(case):
    terms = terms_shown(case)
    return dict(terms.rows) if terms else {}


@pytest.mark.clause("GBG-C1", "GBG-C9")
def test_basis_says_the_terms_of_the_draft(relation, by):
    _agreement, case = opened(relation, by)

    assert terms_shown(case).heading == "Avtalets villkor"
    assert rows_of(case) == ROWS


def test_basis_says_what_the_draft_leaves_open(relation, by):
    _agreement, case = opened(
        relation, by, parties="", city_office="", starts_on=None, ends_on=None, prolongs_months=0, notice_months=0
    )

    said = rows_of(case)
    assert [said[each] for each in ("Parter", "Undertecknas för staden av", "Gäller", "Förlängs automatiskt")] == [
        "Inte angivet",
        "Inte angivet",
        "Från när båda parter har undertecknat, tills vidare",
        "Nej",
    ]
    assert "Sista dag för stadens uppsägning" not in said


def test_terms_are_read_in_the_readers_language_and_bound_in_none(relation, by):
    _agreement, case = opened(relation, by)
    swedish = texts.digest(case)

    with translation.override("en"):
        english, heading = texts.digest(case), terms_shown(case).heading
        period = next(value for _label, value in terms_shown(case).rows if "2029" in value)

    assert english == swedish
    assert (heading, period) == ("Terms of the agreement", "From 1 January 2026 to 31 December 2029")


def test_hash_binds_the_terms_and_a_change_of_them_waits_until_the_case_is_taken_back(relation, by):
    agreement, case = opened(relation, by)
    put_forward(case, by=by, motive="Enligt plan.")
    case.refresh_from_db()
    bound = case.text_hash

    with pytest.raises(Refused) as refusal:
        actions.change_draft(agreement=agreement, by=by, notice_months=9)

    assert [each.code for each in refusal.value.findings] == ["city.agreement-under-decision"]
    assert (case.terms["notice_months"], texts.digest(case)) == (6, bound)
    case = decisions.prepare(case=case, version=case.version, by=by, take_back=True, background="Ny bakgrund.")
    assert (case.terms, case.text_hash) == ({}, "")
    case = decisions.prepare(case=case, version=case.version, by=by, background="Bakgrund.")
    unchanged = texts.digest(case)
    actions.change_draft(agreement=agreement, by=by, notice_months=9)
    assert (unchanged, texts.digest(case) == bound) == (bound, False)
    decisions.put_forward(case=case, by=by, motive="Enligt plan.")
    case.refresh_from_db()
    assert rows_of(case)["Stadens uppsägningstid"] == "9 månader"


def test_what_was_decided_stands_when_the_agreement_goes_on(relation, by):
    agreement, case = opened(relation, by)
    put_forward(case, by=by, motive="Enligt plan.")
    scenes.decide(case, factories.board())
    bound = rows_of(case.__class__.objects.get(pk=case.pk))

    actions.sign(agreement=agreement, by=by, **scenes.SIGNED | {"city_office": "Vice ordföranden"})

    case.refresh_from_db()
    assert (rows_of(case), bound) == (ROWS, ROWS)
    assert texts.digest(case) == case.text_hash


def test_case_that_ends_an_agreement_says_the_last_day_to_give_notice(relation, by):
    type(relation.engagement).objects.filter(pk=relation.pk).update(status="active")
    scenes.agreement(relation)
    relation.engagement.refresh_from_db()
    case = decisions.open_case(matter="cities.end_agreement", engagement=relation.engagement, by=by)

    said = rows_of(case)

    assert terms_shown(case).heading == "Villkoren i avtalet som sägs upp"
    assert said["Sista dag för stadens uppsägning"] == "30 juni 2029, annars förlängs avtalet till 31 december 2030"


def test_case_of_a_change_says_the_terms_it_changes(relation, by):
    type(relation.engagement).objects.filter(pk=relation.pk).update(status="active")
    scenes.agreement(relation)
    relation.engagement.refresh_from_db()

    amendment = amending.amend(relation=relation, text="Hälsa blir ett nytt tema.", significant=True, by=by)

    assert terms_shown(amendment.case).heading == "Villkoren i avtalet som ändras"
    assert rows_of(amendment.case)["Gäller"] == "Från 1 januari 2026 till 31 december 2029"


def test_matter_without_an_agreement_has_no_terms_and_the_same_hash_as_before(relation, by):
    case = decisions.open_case(matter="cities.partner_city", engagement=relation.engagement, by=by)

    assert (terms_shown(case), '"terms"' in texts.canonical(case)) == (None, False)


def test_pages_print_the_terms_within_ten_queries(relation, by, client, django_assert_max_num_queries):
    _agreement, case = opened(relation, by)
    put_forward(case, by=by, motive="Enligt plan.")
    client.force_login(by)
    basis = reverse("decisions:basis_show", args=[case.pk])
    client.get(basis)

    with django_assert_max_num_queries(10):
        page = client.get(basis).text
    case_page = client.get(case.get_absolute_url()).text

    for label in ROWS:
        assert (f"<dt>{label}</dt>" in page, f"<dt>{label}</dt>" in case_page) == (True, True), label


def test_print_says_the_terms_and_is_archivable(relation, by):
    _agreement, case = opened(relation, by)
    put_forward(case, by=by, motive="Enligt plan.")
    case.refresh_from_db()

    html = BASIS.html(BASIS.load(case.pk), "")

    for label in ROWS:
        assert f'<th scope="row">{label}</th>' in html, label
    assert "Texten, villkoren och bilagorna är låsta" in html
    content = render_pdf(html, title=BASIS.title(case), made_at=timezone.now(), author="Göteborgs Stad")
    assert_archivable(content, title=BASIS.title(case))


def test_form_keeps_who_is_to_sign_and_offers_it_when_it_is_signed(relation, by, client):
    agreement = scenes.draft(relation, by=by, **OFFICES)
    client.force_login(by)

    drafted = client.get(reverse("cities:agreement_edit", args=[agreement.pk])).context["form"]
    signing = client.get(reverse("cities:agreement_sign", args=[agreement.pk])).context["form"]

    assert [form["city_office"].value() for form in (drafted, signing)] == ["Kommunstyrelsens ordförande"] * 2
    assert [form["partner_office"].value() for form in (drafted, signing)] == ["Borgmästaren"] * 2
