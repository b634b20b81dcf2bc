"""A visit on its way: confirmed by who may, with one main host, carried out and closed."""

from datetime import date

import pytest
import time_machine
from django.urls import reverse

from core.models import Event, Notice
from core.rules import Conflict, NotPermitted, Refused
from engagements.models import Participation
from governance.enums import Function
from tests import factories
from visits import actions
from visits.representing import represents

pytestmark = pytest.mark.django_db
DAYS = {"starts_on": date(2026, 12, 1), "ends_on": date(2026, 12, 2), "status": "proposed"}
BLOCKS = {"visit.confirmed-by-kind": "block", "visit.one-main-host": "block"}


def planned(unit=None, kind="study", **fields):
    return factories.visit(
        kind=kind, engagement_fields=DAYS | {"responsible_unit": unit or factories.coordinating_unit()}, **fields
    )


def last_event():
    return Event.objects.order_by("-id").values_list("happening", flat=True).first()


def test_confirm_visit_makes_its_engagement_active_and_says_who_confirmed():
    factories.policy(rules=BLOCKS)
    visit, officer = planned(), factories.coordinator()

    actions.confirm_visit(visit=visit, by=officer)

    visit.refresh_from_db()
    assert (visit.state, visit.confirmed_by, visit.engagement.status) == ("confirmed", officer, "active")
    assert visit.engagement.starts_on == date(2026, 12, 1)
    assert last_event() == "visit.confirmed"


def test_confirm_visit_twice_tells_the_second():
    factories.policy()
    visit = planned()
    actions.confirm_visit(visit=visit, by=factories.coordinator())

    with pytest.raises(Conflict):
        actions.confirm_visit(visit=visit, by=factories.coordinator())


def test_confirm_visit_of_another_unit_is_not_permitted():
    factories.policy()

    with pytest.raises(NotPermitted):
        actions.confirm_visit(visit=planned(), by=factories.contact_person())


def test_confirm_visit_without_dates_is_refused_and_changes_nothing():
    factories.policy()
    visit = factories.visit()

    with pytest.raises(Refused) as refused:
        actions.confirm_visit(visit=visit, by=factories.coordinator())

    visit.refresh_from_db()
    assert [each.code for each in refused.value.findings] == ["visit.dates-missing"]
    assert (visit.state, visit.confirmed_on, visit.fee_outcome) == ("proposed", None, "")


@pytest.mark.clause("GBG-V2")
@pytest.mark.clause("GBG-V3")
@pytest.mark.parametrize("kind", ["protocol", "vip"])
def test_a_department_confirms_its_study_visit_but_no_protocol_or_vip_visit(client, kind):
    factories.policy(rules=BLOCKS)
    unit = factories.unit()
    client.force_login(factories.contact_person(unit))
    study, of_the_city = planned(unit), planned(unit, kind)

    own = client.post(reverse("visits:visit_confirm", args=[study.pk]))
    refused = client.post(reverse("visits:visit_confirm", args=[of_the_city.pk]))

    study.refresh_from_db()
    of_the_city.refresh_from_db()
    assert (own.status_code, study.state, study.engagement.status) == (302, "confirmed", "active")
    assert (refused.status_code, of_the_city.state) == (409, "proposed")
    assert b"Policy: visit.confirmed-by-kind" in refused.content


def test_confirm_vip_visit_by_department_passes_a_warning_with_its_motive_stored():
    factories.policy(rules={"visit.confirmed-by-kind": "warn"})
    unit = factories.unit()
    visit, contact = planned(unit, "vip"), factories.contact_person(unit)

    with pytest.raises(Refused):
        actions.confirm_visit(visit=visit, by=contact)
    actions.confirm_visit(visit=visit, by=contact, motive="Stadsledningskontoret har bett oss.")

    visit.refresh_from_db()
    assert (visit.state, visit.motive) == ("confirmed", "Stadsledningskontoret har bett oss.")


@pytest.mark.clause("GBG-V1")
def test_who_represents_the_city_follows_from_the_kind(client):
    factories.policy()
    council, board = factories.members(factories.council(), 1), factories.members(factories.board(), 1)
    committee = factories.body(name="Kulturnämnden")
    unit = factories.unit(serves=committee)
    client.force_login(factories.coordinator())

    shown = {kind: represents(planned(unit, kind)).label for kind in ("protocol", "vip", "study")}
    page = client.get(planned(unit, "protocol").get_absolute_url())

    assert shown == {
        "protocol": f"{council[0].name} (ordförande), Kommunfullmäktige",
        "vip": f"{board[0].name} (ordförande), Kommunstyrelsen",
        "study": "Kulturnämnden",
    }
    assert shown["protocol"].encode() in page.content


def test_represents_is_the_chair_on_the_day_of_the_visit():
    before, after = factories.person("Förut"), factories.person("Sedan")
    council = factories.council()
    factories.appoint(before, Function.CHAIR, body=council, ends_on=date(2026, 11, 30))
    factories.appoint(after, Function.CHAIR, body=council, starts_on=date(2026, 12, 1))

    assert represents(planned(kind="protocol")).who == f"{after.name} (ordförande)"


@pytest.mark.clause("GBG-V4")
def test_visit_of_two_units_is_confirmed_when_the_other_has_accepted_the_main_host(client):
    factories.policy(rules=BLOCKS)
    leads, joins = factories.unit(name="Kulturförvaltningen"), factories.unit(name="Miljöförvaltningen")
    visit = planned(leads)
    lead, other = factories.contact_person(leads), factories.contact_person(joins)
    hosts, confirm = (reverse(f"visits:visit_{name}", args=[visit.pk]) for name in ("hosts", "confirm"))

    client.force_login(lead)
    client.post(hosts, {"units": [leads.pk, joins.pk]})
    without = client.post(confirm)
    client.post(hosts, {"units": [leads.pk, joins.pk], "main_host": leads.pk})
    unagreed = client.post(confirm)
    client.force_login(other)
    client.post(reverse("visits:visit_accept_host", args=[visit.pk]), {"unit": joins.pk})
    client.force_login(lead)
    agreed = client.post(confirm)

    assert [each.status_code for each in (without, unagreed, agreed)] == [409, 409, 302]
    assert "behöver en huvudvärd" in without.content.decode()
    assert "Miljöförvaltningen" in unagreed.content.decode()
    assert list(Notice.objects.values_list("recipient_id", "kind")) == [(other.pk, "visit.main-host")]


def test_another_main_host_makes_what_was_agreed_void():
    factories.policy(rules=BLOCKS)
    first, second, third = factories.unit(), factories.unit(), factories.unit()
    visit, officer = planned(first), factories.coordinator()
    actions.set_hosts(visit=visit, units=[second, third], main_host=first, by=officer)
    actions.accept_host(visit=visit, unit=second, by=officer)

    actions.set_hosts(visit=visit, units=[second, third], main_host=third, by=officer)

    with pytest.raises(Refused) as refused:
        actions.confirm_visit(visit=visit, by=officer)
    assert second.name in refused.value.findings[0].message


def test_set_hosts_with_a_main_host_that_takes_no_part_is_refused():
    visit = planned()

    with pytest.raises(Refused):
        actions.set_hosts(visit=visit, units=[], main_host=factories.unit(), by=factories.coordinator())

    assert Participation.objects.count() == 0


def test_accept_host_for_another_unit_is_not_permitted_and_twice_is_once():
    visit, unit = planned(), factories.unit()
    actions.set_hosts(
        visit=visit, units=[unit], main_host=visit.engagement.responsible_unit, by=factories.coordinator()
    )
    contact = factories.contact_person(unit)

    with pytest.raises(NotPermitted):
        actions.accept_host(visit=visit, unit=unit, by=factories.contact_person())
    actions.accept_host(visit=visit, unit=unit, by=contact)
    actions.accept_host(visit=visit, unit=unit, by=contact)

    assert Event.objects.filter(happening="visit.host_accepted").count() == 1


def test_accept_host_of_a_unit_that_takes_no_part_is_refused():
    unit = factories.unit()

    with pytest.raises(Refused):
        actions.accept_host(visit=planned(), unit=unit, by=factories.contact_person(unit))


def test_carry_out_visit_before_its_first_day_is_refused():
    factories.policy()
    visit, officer = planned(), factories.coordinator()
    actions.confirm_visit(visit=visit, by=officer)

    with time_machine.travel("2026-11-30 12:00+01:00"), pytest.raises(Refused):
        actions.carry_out_visit(visit=visit, by=officer)


def test_visit_is_carried_out_and_closed_and_keeps_its_last_day():
    factories.policy(rules={"visit.ends-with-feedback": "off", "visit.checklist-done": "off"})
    visit, officer = planned(), factories.coordinator()
    actions.confirm_visit(visit=visit, by=officer)

    with time_machine.travel("2026-12-05 12:00+01:00"):
        actions.carry_out_visit(visit=visit, by=officer)
        actions.close_visit(visit=visit, by=officer)

    visit.refresh_from_db()
    assert (visit.state, visit.engagement.status) == ("closed", "ended")
    assert visit.engagement.ends_on == date(2026, 12, 2)


@pytest.mark.parametrize(("verb", "state", "status"), [("decline", "declined", "declined"),
                                                       ("cancel", "cancelled", "ended")])  # fmt: skip
def test_visit_that_will_not_be_needs_a_reason(client, verb, state, status):
    factories.policy()
    visit = planned()
    client.force_login(factories.coordinator())
    address = reverse(f"visits:visit_{verb}", args=[visit.pk])

    without = client.post(address, {"reason": " "})
    with_reason = client.post(address, {"reason": "Ingen kan ta emot."})

    visit.refresh_from_db()
    assert (without.status_code, with_reason.status_code) == (400, 302)
    assert (visit.state, visit.ended_because, visit.engagement.status) == (state, "Ingen kan ta emot.", status)


def test_decline_visit_without_a_reason_is_refused_and_changes_nothing():
    visit = planned()

    with pytest.raises(Refused):
        actions.decline_visit(visit=visit, reason=" ", by=factories.coordinator())

    visit.refresh_from_db()
    assert (visit.state, visit.engagement.status) == ("proposed", "proposed")


@pytest.mark.clause("GBG-V2")
def test_vip_visit_is_confirmed_by_the_boards_decision():
    from decisions import matters

    policy = factories.policy(rules=BLOCKS)
    unit = factories.unit()
    visit = planned(unit, "vip")
    case = factories.case(matter="visits.vip", engagement=visit.engagement, unit=unit, policy=policy)
    matter = matters.matter_of(case)

    before = matter.opens_from(visit.engagement)
    findings = matter.in_order(case)
    matter.carry_out(case, None)

    visit.refresh_from_db()
    assert (before, findings) == (True, [])
    assert (visit.state, visit.confirmed_by, visit.engagement.status) == ("confirmed", None, "active")
    assert [m.key for m in matters.for_engagement(visit.engagement)] == []


def test_protocol_visit_the_council_turns_down_is_declined():
    from decisions import matters

    policy = factories.policy()
    visit = planned(kind="protocol")
    case = factories.case(matter="visits.protocol", engagement=visit.engagement, policy=policy, reference_number="KF 1")

    matters.matter_of(case).on_rejected(case, None)

    visit.refresh_from_db()
    assert (visit.state, visit.engagement.status) == ("declined", "declined")
    assert visit.ended_because == "Avslaget i ärende KF 1"


@pytest.mark.parametrize("parts", [0, 2])
def test_panel_of_a_visit_runs_the_same_queries(django_assert_num_queries, parts):
    from visits import area

    visit, officer = planned(kind="vip"), factories.coordinator()
    for kind in ("guests", "security")[:parts]:
        factories.compartment(visit, officer, kind=kind)
    engagement = type(visit.engagement).objects.select_related("responsible_unit").get(pk=visit.pk)
    officer.powers  # noqa: B018

    with django_assert_num_queries(1):
        template, context = area.panel(engagement, officer)

    assert (template, len(context["compartments"])) == ("visits/_panel.html", parts)


def test_page_of_a_visit_runs_at_most_ten_queries(client, django_assert_max_num_queries):
    factories.policy()
    visit, officer = planned(kind="vip"), factories.coordinator()
    factories.compartment(visit, officer)
    client.force_login(officer)
    client.get(visit.get_absolute_url())

    with django_assert_max_num_queries(10):
        client.get(visit.get_absolute_url())
