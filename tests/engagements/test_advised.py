"""What binds departments and wholly owned companies only advises others, with a motive (GBG-01, NKP-01)."""

from datetime import date
from pathlib import Path

import pytest
from django.conf import settings
from django.test import Client

from engagements.models import Activity
from governance import actions, policy_file
from governance.enums import UnitForm
from governance.models import Unit
from tests import factories

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
BOUND = [UnitForm.DEPARTMENT, UnitForm.WHOLLY_OWNED_COMPANY]
ADVISED = [UnitForm.CONTROLLED_COMPANY, UnitForm.FOUNDATION]


def client_of(person):
    client = Client()
    client.force_login(person)
    return client


def travel(client, unit, **said):
    """Send in a journey from the page, without saying why it was not remote."""
    engagement = factories.engagement("projects", responsible_unit=unit)
    rows = {"deltagare-TOTAL_FORMS": 0, "deltagare-INITIAL_FORMS": 0}
    values = {
        "engagement": engagement.pk, "unit": unit.pk, "title": "Resan", "kind": "meeting", "starts_on": "2026-05-04",
        "mode": "travel", "result": "Ett avtal.", "submit": "1",
    }  # fmt: skip
    return client.post("/aktiviteter/rapportera/", rows | values | said, follow=True)


def of_form(form, **fields):
    unit = factories.unit(form=form, **fields)
    return unit, client_of(factories.contact_person(unit))


@pytest.mark.clause("GBG-01")
@pytest.mark.parametrize("form", BOUND)
def test_rule_that_stops_binds_whatever_the_motive(form):
    factories.policy(rules={"activity.remote-considered": "block"})
    unit, client = of_form(form)

    travel(client, unit, motive="Vi ville ses.")

    assert Activity.objects.get().state == "draft"


@pytest.mark.clause("GBG-01")
@pytest.mark.parametrize("form", ADVISED)
@pytest.mark.parametrize(("motive", "state"), [("", "draft"), ("Bolagets egen resepolicy gäller.", "reported")])
def test_rule_that_stops_others_is_passed_by_an_advised_unit_with_its_motive_kept(form, motive, state):
    factories.policy(rules={"activity.remote-considered": "block"})
    unit, client = of_form(form)

    travel(client, unit, motive=motive)

    activity = Activity.objects.get()
    assert (activity.state, activity.motive) == (state, motive)


@pytest.mark.clause("GBG-01")
@pytest.mark.parametrize("form", UnitForm.values)
def test_page_of_the_unit_shows_which_rules_advise_it(form):
    factories.policy(rules={"activity.remote-considered": "block", "activity.result-stated": "warn"})
    unit, client = of_form(form)

    page = client.get(f"/enheter/{unit.pk}/")

    codes = [row.code for row in page.context["advising"]]
    assert ("activity.remote-considered" in codes, "activity.result-stated" in codes) == (form in ADVISED, False)


@pytest.mark.clause("GBG-01")
@pytest.mark.parametrize("form", UnitForm.values)
def test_page_of_an_engagement_says_when_its_unit_is_only_advised(form):
    factories.policy(rules={"engagement.benefit-stated": "block"})
    unit, client = of_form(form, name="Enheten")
    engagement = factories.engagement("projects", responsible_unit=unit, assessed_on=date(2026, 1, 1))

    page = client.get(f"/engagemang/{engagement.pk}/")

    [blocks] = [each.blocks for each in page.context["possible"].findings if each.code == "engagement.benefit-stated"]
    assert (blocks, "Där vägleder policyn" in page.content.decode()) == (form in BOUND, form in ADVISED)


@pytest.mark.clause("NKP-01")
@pytest.mark.parametrize("form", UnitForm.values)
def test_norrkopings_own_policy_binds_and_advises_its_own_units(form):
    actions.load_policy(file=policy_file.read(Path(settings.BASE_DIR) / "policies" / "norrkoping.toml"))
    office = Unit.objects.get(key="kommunstyrelsens-kontor")
    unit, client = of_form(form, serves=office.serves)
    factories.director(unit)
    actions.change_rule(
        code="activity.remote-considered", level="block", clause="Norrköping", reason="Prov", version=1,
        by=factories.administrator(),
    )  # fmt: skip

    travel(client, unit, motive="Vi ville ses.")
    codes = [row.code for row in client.get(f"/enheter/{unit.pk}/").context["advising"]]

    sent = Activity.objects.get().state != "draft"
    assert (sent, "activity.remote-considered" in codes) == (form in ADVISED, form in ADVISED)
