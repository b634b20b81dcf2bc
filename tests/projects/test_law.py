"""Lag (2009:47) 2 kap. 3 § and 5 kap.: what may be given to whom, followed up, and told."""

from datetime import date

import pytest

from projects import law
from projects.law import AidFacts, Receiver

RECEIVES, OTHER, UNKNOWN = Receiver("Ukraina", True), Receiver("Japan", False), Receiver("Kina", None)


def codes(findings):
    return [finding.code for finding in findings]


def facts(*forms, to=(RECEIVES,), **fields):
    return AidFacts(forms=frozenset(forms), receivers=tuple(to), **fields)


@pytest.mark.law("2009:47 5:4")
@pytest.mark.parametrize("form", ["advice", "training", "equipment", "surplus", "money_training", "other"])
def test_aid_is_allowed_to_a_country_with_swedish_state_aid(form):
    assert law.aid_allowed(facts(form)) == []


@pytest.mark.law("2009:47 5:4")
@pytest.mark.parametrize("to", [(RECEIVES,), (OTHER,)])
def test_money_for_anything_but_training_and_advice_is_refused(to):
    findings = law.money_for_training_only(facts("money_other", to=to).forms)

    assert [(finding.code, finding.clause, finding.blocks) for finding in findings] == [
        ("law.aid-money", "Lag (2009:47) 5 kap. 4 §", True)
    ]


@pytest.mark.law("2009:47 5:4")
@pytest.mark.parametrize(("to", "expected"), [((), ["law.aid-country"]), ((UNKNOWN,), ["law.aid-country"])])
def test_aid_without_a_country_that_is_known_is_refused(to, expected):
    assert codes(law.aid_allowed(facts("training", to=to))) == expected


@pytest.mark.law("2009:47 5:4")
def test_aid_without_a_form_is_refused():
    assert codes(law.aid_allowed(facts())) == ["law.aid-form"]


@pytest.mark.law("2009:47 5:5")
@pytest.mark.parametrize(
    ("forms", "permit", "expected"),
    [
        (["surplus"], "", []),
        (["training"], "", ["law.aid-permit"]),
        (["surplus", "equipment"], "", ["law.aid-permit"]),
        (["training"], "UD2026/1", []),
        (["money_other"], "UD2026/1", ["law.aid-money"]),
    ],
)
def test_other_countries_get_surplus_equipment_or_what_the_government_permits(forms, permit, expected):
    assert codes(law.aid_allowed(facts(*forms, to=(OTHER,), permit=permit))) == expected


@pytest.mark.law("2009:47 5:6")
@pytest.mark.parametrize(("forms", "may"), [(["equipment"], True), (["surplus"], True), (["training"], False)])
def test_transport_is_paid_for_equipment_only(forms, may):
    assert law.may_pay_transport(forms) is may


@pytest.mark.law("2009:47 5:7")
@pytest.mark.parametrize(
    ("organisation", "emergency", "expected"),
    [("", "", []), ("Röda Korset", "Jordbävning", []), ("Röda Korset", " ", ["law.aid-emergency"])],
)
def test_aid_through_a_relief_organisation_names_the_emergency(organisation, emergency, expected):
    assert codes(law.emergency_stated(organisation, emergency)) == expected


@pytest.mark.law("2009:47 5:8")
@pytest.mark.parametrize(
    ("forms", "verified", "expected"),
    [(["training"], "", ["law.aid-use"]), (["training"], "Besök på plats", []), (["surplus"], "", [])],
)
def test_intended_use_is_verified_but_for_surplus_equipment(forms, verified, expected):
    assert codes(law.use_verified(facts(*forms, use_verified=verified))) == expected


@pytest.mark.law("2009:47 5:9")
@pytest.mark.parametrize(
    ("forms", "to", "told", "expected"),
    [
        (["training"], RECEIVES, None, ["law.aid-sida"]),
        (["training"], RECEIVES, date(2026, 5, 4), []),
        (["surplus"], RECEIVES, None, []),
        (["surplus", "training"], RECEIVES, None, ["law.aid-sida"]),
        (["training"], OTHER, None, []),
    ],
)
def test_sida_is_told_of_aid_to_a_country_with_swedish_state_aid(forms, to, told, expected):
    assert codes(law.sida_told(facts(*forms, to=(to,), sida_told_on=told))) == expected


@pytest.mark.law("2009:47 5:3")
@pytest.mark.parametrize(("risks", "expected"), [("", ["law.export-risks"]), ("Bankgaranti", [])])
def test_export_of_services_limits_its_risks(risks, expected):
    assert codes(law.export_risks_limited(risks)) == expected


@pytest.mark.law("2009:47 5:2")
@pytest.mark.parametrize(
    ("goods", "needed", "expected"), [("", "", []), ("Pumpar", "", ["law.export-goods"]), ("Pumpar", "Behövs", [])]
)
def test_goods_follow_an_export_only_when_the_service_needs_them(goods, needed, expected):
    assert codes(law.export_goods_needed(goods, needed)) == expected


@pytest.mark.law("2009:47 2:3")
@pytest.mark.parametrize(("funder", "ground"), [("eu", "Lag (2009:47) 2 kap. 3 §"), ("icld", ""), ("none", "")])
def test_eu_programmes_may_be_cofinanced(funder, ground):
    assert law.ground_for_own_money(funder) == ground
