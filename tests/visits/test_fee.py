"""Green Gothenburg's fee: who pays, who does not, and why (GBG-V6)."""

from datetime import date

import pytest
from django.urls import reverse

from cities.models import City, CityRelation
from core.rules import NotPermitted
from engagements.enums import AreaKey
from tests import factories
from visits import actions
from visits.fees import fee_of

pytestmark = pytest.mark.django_db


def guests(city="", country=None, *, count=None, programme=None, **flags):
    return factories.visit(
        city=city,
        country=factories.country(country, **flags) if country else None,
        visitors_count=count,
        fee_programme=programme or factories.fee_programme(amount=12000),
        engagement_fields={"starts_on": date(2026, 12, 1)},
    )


def partner(name, code, **spine):
    engagement = factories.engagement(AreaKey.CITIES, title=name, **spine)
    city = City.objects.create(key=name.casefold(), name=name, country=factories.country(code))
    return CityRelation.objects.create(engagement=engagement, city=city, kind="partner_city")


@pytest.mark.clause("GBG-V6")
def test_fee_follows_the_register_of_cities_and_the_country():
    partner("Shanghai", "CN")

    found = {
        "partner": fee_of(guests("Shanghai", "CN")),
        "eu": fee_of(guests("Lyon", "FR", eu=True, eea=True)),
        "eea": fee_of(guests("Bergen", "NO", eea=True)),
        "other": fee_of(guests("Osaka", "JP")),
        "company": fee_of(guests("", "FR")),
        "unknown": fee_of(guests("Shanghai", "US")),
    }

    assert {who: (fee.outcome, fee.amount) for who, fee in found.items()} == {
        "partner": ("exempt_partner", None),
        "eu": ("exempt_eea", None),
        "eea": ("exempt_eea", None),
        "other": ("charged", 12000),
        "company": ("charged", 12000),
        "unknown": ("charged", 12000),
    }
    assert found["partner"].reason.startswith("Shanghai är en av stadens partnerstäder")


@pytest.mark.parametrize("spine", [{"status": "dormant"}, {"confidentiality": "confidential",
                                                           "confidentiality_ground": "OSL 15:1"}])  # fmt: skip
def test_relation_that_rests_or_is_confidential_exempts_nobody(spine):
    partner("Shanghai", "CN", **spine)

    assert fee_of(guests("Shanghai", "CN")).outcome == "charged"


def test_fee_per_person_is_for_all_of_them_and_an_amount_not_stated_says_so():
    each = factories.fee_programme(amount=500, per_person=True)
    unstated = factories.fee_programme(amount=None)

    assert fee_of(guests("Osaka", "JP", count=8, programme=each)).amount == 4000
    assert fee_of(guests("Osaka", "JP", programme=unstated)).reason.endswith("Beloppet är ej angivet.")


def test_visit_without_a_programme_has_no_fee():
    assert fee_of(factories.visit()).outcome == "none"


@pytest.mark.clause("GBG-V6")
def test_the_fee_and_its_reason_are_shown_before_confirming_and_stored_with_it(client):
    factories.policy()
    visit = guests("Lyon", "FR", eu=True, eea=True)
    client.force_login(factories.coordinator())
    address = reverse("visits:visit_confirm", args=[visit.pk])

    shown = client.get(address)
    client.post(address)

    visit.refresh_from_db()
    reason = "Lyon ligger i Land FR, inom EU eller EES, och betalar ingen avgift för Green Gothenburg."
    assert reason in shown.content.decode()
    assert (visit.fee_outcome, visit.fee_amount, visit.fee_reason) == ("exempt_eea", None, reason)


def test_visit_with_a_fee_but_no_country_is_not_confirmed(client):
    factories.policy()
    visit = guests("Lyon")
    client.force_login(factories.coordinator())

    answer = client.post(reverse("visits:visit_confirm", args=[visit.pk]))

    assert answer.status_code == 409
    assert "avgiften kan avgöras" in answer.content.decode()


def test_the_unit_that_coordinates_states_the_amount(client):
    programme = factories.fee_programme(amount=None)
    factories.policy()
    client.force_login(factories.contact_person(programme.unit))

    before = client.get(reverse("visits:fee_list"))
    saved = client.post(reverse("visits:fee_edit", args=[programme.pk]), {"amount": "9500", "per_person": "on"})

    programme.refresh_from_db()
    assert "ej angivet" in before.content.decode()
    assert (saved.status_code, programme.amount, programme.per_person) == (302, 9500, True)


def test_another_unit_does_not_state_the_amount():
    with pytest.raises(NotPermitted):
        actions.set_fee(programme=factories.fee_programme(), amount=1, per_person=False, by=factories.contact_person())
