"""Positions with level, target and allies, decided and pursued; contacts with the EU (GBG-M1, GBG-M5, NKP-09)."""

from datetime import date

import pytest
from django.urls import reverse
from django.utils import timezone

from core.rules import Conflict, NotPermitted, Refused
from decisions import actions as decisions
from decisions import matters
from engagements.models import Engagement
from monitoring.actions import contacts, positions
from monitoring.models import Ally, EuOffice, InstitutionContact, Position
from tests import factories
from tests.memberships.scenes import decide, put_forward, shipped_policy
from tests.monitoring import scenes

pytestmark = pytest.mark.django_db
LIST = reverse("monitoring:position_list")
CONTACTS = reverse("monitoring:contact_list")


def logged(**fields):
    values = {"on": date(2026, 5, 4), "institution": "Kommissionen", "by_whom": "Direktören", "about": "Luft"} | fields
    values.setdefault("unit", factories.unit())
    values.setdefault("by", factories.contact_person(values["unit"]))
    return contacts.log_contact(**values)


@pytest.mark.clause("GBG-M1", "NKP-09")
def test_position_is_written_with_level_target_and_allies(client):
    aim, dossier, ally = factories.aim(), scenes.dossier(), scenes.ally()
    factories.policy(aims=[aim])
    client.force_login(factories.coordinator())
    form = {"title": "Renare luft", "text": "Lägre gränser.", "level": "eu", "target": "Parlamentet", "aim": aim.pk}

    client.post(
        reverse("monitoring:position_create", args=[dossier.pk]), form | {"allies": [ally.pk], "other_allies": "Oslo"}
    )

    position = Position.objects.get()
    assert (position.level, position.target, position.aim, list(position.allies.all()), position.other_allies) == (
        "eu", "Parlamentet", aim, [ally], "Oslo",
    )  # fmt: skip
    page = client.get(position.get_absolute_url()).text
    assert [word in page for word in ("EU-nivå", "Parlamentet", ally.name, "Oslo")] == [True] * 4


def test_position_on_another_units_dossier_is_not_permitted():
    with pytest.raises(NotPermitted):
        positions.write_position(
            dossier=scenes.dossier(), title="A", text="B", target="C", level="eu", by=factories.contact_person()
        )

    assert Position.objects.count() == 0


def test_position_without_text_is_refused():
    with pytest.raises(Refused):
        positions.write_position(
            dossier=scenes.dossier(), title="A", text=" ", target="C", level="eu", by=factories.coordinator()
        )


@pytest.mark.clause("GBG-M1")
@pytest.mark.parametrize("city", ["stockholm", "goteborg", "norrkoping"])
def test_position_is_adopted_by_the_board_in_every_city(city):
    shipped_policy(city)
    unit = factories.unit(serves=factories.body())
    position = positions.submit_position(position=scenes.position(scenes.dossier(unit)), by=factories.coordinator())
    by = factories.coordinator()

    case = put_forward(position.case, by=by, motive="Ändå.")
    decide(case, factories.board())

    position.refresh_from_db()
    assert (position.state, position.adopted_on) == ("adopted", timezone.localdate())


@pytest.mark.law("KL 6:38")
def test_position_is_a_goal_that_no_body_may_delegate():
    assert matters.get(positions.POSITION).goals is True


def test_draft_is_changed_and_a_submitted_one_is_not(client):
    scenes.with_route(positions.POSITION)
    position = scenes.position(scenes.dossier(factories.unit(serves=factories.body())))
    by = factories.coordinator()
    positions.change_position(position=position, target="Rådet", by=by)
    positions.submit_position(position=position, by=by)

    with pytest.raises(Refused) as refusal:
        positions.change_position(position=position, target="Kommissionen", by=by)

    position.refresh_from_db()
    assert ([f.code for f in refusal.value.findings], position.target) == (["position.submitted"], "Rådet")


def test_withdrawn_case_gives_the_draft_back():
    scenes.with_route(positions.POSITION)
    position = scenes.position(scenes.dossier(factories.unit(serves=factories.body())))
    by = factories.coordinator()
    submitted = positions.submit_position(position=position, by=by)

    decisions.withdraw(case=submitted.case, reason="Inte nu.", by=by)

    position.refresh_from_db()
    assert (position.state, position.case) == ("draft", None)


def test_submitting_without_a_route_says_why_on_the_page(client):
    factories.policy()
    position = scenes.position()
    client.force_login(factories.coordinator())

    answer = client.post(reverse("monitoring:position_submit", args=[position.pk]))

    assert (answer.status_code, [f.code for f in answer.context["findings"]]) == (409, ["decision.no-route"])


def test_adopted_position_is_pursued_and_achieved_with_its_outcome(client):
    position = scenes.position(state="adopted", adopted_on=date(2026, 1, 1))
    client.force_login(factories.coordinator())
    url = reverse("monitoring:position_progress", args=[position.pk])

    client.post(url, {"to": "pursued"})
    refused = client.post(url, {"to": "achieved"})
    client.post(url, {"to": "achieved", "outcome": "Gränsvärdena sänktes."})

    position.refresh_from_db()
    assert refused.status_code == 409
    assert (position.state, position.outcome, position.ended_on) == (
        "achieved", "Gränsvärdena sänktes.", timezone.localdate(),
    )  # fmt: skip


def test_draft_cannot_be_pursued():
    with pytest.raises(Conflict):
        positions.progress_position(position=scenes.position(), to="pursued", by=factories.coordinator())


def test_list_is_filtered_by_level_state_and_ally(client):
    ally = scenes.ally()
    scenes.position(title="Med").allies.add(ally)
    scenes.position(title="Utan", level="national")
    client.force_login(factories.coordinator())

    def shown(**asked):
        return [row.title for row in client.get(LIST, asked).context["page"].rows]

    assert (shown(niva="eu"), shown(allierad=ally.pk), shown(lage="adopted")) == (["Med"], ["Med"], [])


@pytest.mark.parametrize("number", [1, 3])
def test_list_runs_the_same_queries_for_every_number_of_rows(client, django_assert_num_queries, number):
    factories.policy()
    ally = scenes.ally()
    for _each in range(number):
        scenes.position().allies.add(ally)
    client.force_login(factories.coordinator())
    client.get(LIST)

    with django_assert_num_queries(6):
        client.get(LIST)


def test_position_of_a_confidential_dossier_is_hidden_like_one_that_is_missing(client):
    position = scenes.position(scenes.dossier(**scenes.SECRET))
    client.force_login(factories.coordinator())

    assert client.get(position.get_absolute_url()).status_code == 404
    assert client.get(LIST).context["page"].rows == []


def test_ally_is_added_once_by_its_name(client):
    scenes.ally("SKR")
    client.force_login(factories.coordinator())
    for name in ("skr", "Region Skåne"):
        client.post(reverse("monitoring:ally_create"), {"name": name, "kind": "region"})

    page = client.get(reverse("monitoring:ally_list")).text

    assert list(Ally.objects.values_list("name", flat=True)) == ["Region Skåne", "SKR"]
    assert "2 allierade" in page


def test_ally_is_not_added_by_a_contact_person():
    with pytest.raises(NotPermitted):
        positions.add_ally(name="A", kind="city", by=factories.contact_person())


# ── contacts with the institutions ───────────────────────────────────────────────────────────────────────────────


@pytest.mark.clause("GBG-M5")
def test_contact_by_another_unit_without_the_office_is_refused_in_gothenburg(client):
    shipped_policy("goteborg")
    unit = factories.unit()
    client.force_login(factories.contact_person(unit))
    form = {"on": "2026-05-04", "institution": "Kommissionen", "by_whom": "Chefen", "unit": unit.pk, "about": "Luft"}
    url = reverse("monitoring:contact_create")

    refused = client.post(url, form)
    passed = client.post(url, form | {"consulted": "on", "consultation_note": "Telefon dagen före."})

    assert (refused.status_code, passed.status_code) == (409, 302)
    assert [finding.clause for finding in refused.context["findings"]] == [
        "Göteborgs riktlinjer, Omvärlds- och intressebevakning, Ansvar (GBG-M5)"
    ]
    assert list(InstitutionContact.objects.values_list("consulted", "consultation_note")) == [
        (True, "Telefon dagen före.")
    ]
    assert "Telefon dagen före." in client.get(CONTACTS).text


@pytest.mark.clause("GBG-M5")
def test_contact_by_the_office_itself_needs_no_consultation():
    unit = factories.unit()
    scenes.office(unit)
    factories.policy(rules={"contact.brussels-office-consulted": "block"})

    contact = logged(unit=unit)

    assert (contact.by_office, contact.consulted) == (True, False)


def test_contact_passes_a_warning_with_its_motive_which_is_kept():
    factories.policy(rules={"contact.brussels-office-consulted": "warn"})

    with pytest.raises(Refused):
        logged()
    contact = logged(motive="Kontoret var stängt.")

    assert (contact.motive, InstitutionContact.objects.count()) == ("Kontoret var stängt.", 1)


def test_contact_that_was_consulted_says_how():
    with pytest.raises(Refused) as refusal:
        logged(consulted=True)

    assert [finding.code for finding in refusal.value.findings] == ["contact.consultation-unsaid"]


def test_contact_that_has_not_been_is_refused():
    with pytest.raises(Refused):
        logged(on=scenes.days(2))


def test_contact_of_another_unit_is_not_permitted():
    with pytest.raises(NotPermitted):
        logged(unit=factories.unit(), by=factories.contact_person())


def test_contact_on_a_dossier_one_may_not_see_is_not_permitted():
    with pytest.raises(NotPermitted):
        logged(dossier=scenes.dossier(**scenes.SECRET))


def test_log_hides_contacts_of_confidential_dossiers_and_shows_those_without_consultation(client):
    logged(about="Öppen")
    hidden = scenes.dossier()
    logged(about="Hemlig", dossier=hidden)
    Engagement.objects.filter(pk=hidden.pk).update(**scenes.SECRET)
    client.force_login(factories.coordinator())

    rows = client.get(CONTACTS, {"samrad": "utan"}).context["page"].rows

    assert [row.about for row in rows] == ["Öppen"]


def test_office_is_named_by_the_coordinating_unit_and_there_is_one(client):
    unit = factories.unit()
    client.force_login(factories.coordinator())
    url = reverse("monitoring:office_edit")

    client.post(url, {"name": "Första", "unit": ""})
    client.post(url, {"name": "Kontoret", "unit": unit.pk})

    assert list(EuOffice.objects.values_list("name", "unit")) == [("Kontoret", unit.pk)]


@pytest.mark.parametrize("number", [1, 3])
def test_log_runs_the_same_queries_for_every_number_of_rows(client, django_assert_num_queries, number):
    factories.policy()
    for _each in range(number):
        logged()
    client.force_login(factories.coordinator())
    client.get(CONTACTS)

    with django_assert_num_queries(6):
        client.get(CONTACTS)
