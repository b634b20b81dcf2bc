"""A visit's checklist from its unit's instruction, and what a visit needs before it is closed (GBG-V7)."""

from datetime import date
from uuid import uuid4

import pytest
from django.urls import reverse

from core.models import Event
from core.rules import Conflict, NotPermitted, Refused
from governance.models import InstructionLine, UnitInstruction
from tests import factories
from visits.actions import checklist as actions
from visits.actions.feedback import answer_as_host
from visits.actions.visits import close_visit, confirm_visit
from visits.conditions.closing import CHECKLIST_DONE, ENDS_WITH_FEEDBACK, ready_to_close
from visits.models import ChecklistLine

pytestmark = pytest.mark.django_db


def instruction(unit, *lines, version=1):
    row = UnitInstruction.objects.create(
        unit=unit, kind="visits", version=version, title="Instruktion för besök", valid_from=date(2020, 1, version)
    )
    for order, (text, obligatory) in enumerate(lines, start=1):
        InstructionLine.objects.create(instruction=row, order=order, text=text, obligatory=obligatory)
    return row


def address(name, row):
    return reverse(f"visits:{name}", args=[row.pk])


@pytest.mark.clause("GBG-V7")
def test_checklist_is_copied_from_the_main_hosts_instruction_once():
    host = factories.unit()
    instruction(host, ("Boka rum", True), ("Beställ blommor", False))
    instruction(factories.coordinating_unit(), ("Annat", True))
    visit, by = factories.visit(main_host=host), factories.coordinator()

    made = actions.copy_checklist(visit=visit, by=by)
    again = actions.copy_checklist(visit=visit, by=by)

    assert [(line.order, line.text, line.obligatory) for line in made] == [
        (1, "Boka rum", True), (2, "Beställ blommor", False),
    ]  # fmt: skip
    assert (again, made[0].source) == ([], "Instruktion för besök, version 1")
    assert list(Event.objects.values_list("happening", flat=True)) == ["visit.checklist_copied"]


def test_checklist_without_a_hosts_instruction_comes_from_the_coordinating_unit():
    instruction(factories.coordinating_unit(), ("Återkoppla", True))

    made = actions.copy_checklist(visit=factories.visit(main_host=factories.unit()), by=factories.coordinator())

    assert [line.text for line in made] == ["Återkoppla"]


def test_later_version_of_the_instruction_adds_only_what_is_new():
    host, by = factories.unit(), factories.coordinator()
    visit = factories.visit(main_host=host)
    instruction(host, ("Boka rum", True))
    actions.copy_checklist(visit=visit, by=by)
    instruction(host, ("Boka rum", True), ("Boka tolk", True), version=2)

    made = actions.copy_checklist(visit=visit, by=by)

    assert [(line.order, line.text) for line in made] == [(2, "Boka tolk")]


@pytest.mark.clause("GBG-V7")
def test_checklist_follows_a_visit_that_is_confirmed():
    factories.policy()
    instruction(factories.coordinating_unit(), ("Boka rum", True))
    visit = factories.visit(engagement_fields={"starts_on": date(2026, 12, 1), "status": "proposed"})

    confirm_visit(visit=visit, by=factories.coordinator())

    assert [line.text for line in visit.checklist.all()] == ["Boka rum"]


@pytest.mark.clause("GBG-V7")
def test_visit_is_closed_when_the_checklist_is_done_and_the_host_has_answered():
    factories.policy(rules={CHECKLIST_DONE: "block", ENDS_WITH_FEEDBACK: "block"})
    visit, by = factories.visit(state="carried_out"), factories.coordinator()
    line = actions.add_line(visit=visit, text="Boka rum", obligatory=True, by=by)
    with pytest.raises(Refused) as refused:
        close_visit(visit=visit, by=by)

    actions.tick(line=line, by=by)
    answer_as_host(visit=visit, key=uuid4(), by=by, score_purpose=5, score_programme=5, score_welcome=5)
    close_visit(visit=visit, by=by)

    visit.refresh_from_db()
    assert ([each.code for each in refused.value.findings], visit.state) == (
        [CHECKLIST_DONE, ENDS_WITH_FEEDBACK], "closed",
    )  # fmt: skip


def test_checklist_copied_by_another_unit_is_not_permitted():
    instruction(factories.coordinating_unit(), ("Boka rum", True))

    with pytest.raises(NotPermitted):
        actions.copy_checklist(visit=factories.visit(), by=factories.contact_person())

    assert ChecklistLine.objects.count() == 0


def test_line_is_ticked_with_who_and_when_once_and_opened_again():
    by = factories.coordinator()
    line = actions.add_line(visit=factories.visit(), text="Boka rum", by=by)

    actions.tick(line=line, by=by)
    with pytest.raises(Conflict):
        actions.tick(line=line, by=by)
    line.refresh_from_db()
    ticked = (line.ticked_by, line.ticked_at is not None)
    actions.untick(line=line, by=by)
    with pytest.raises(Conflict):
        actions.untick(line=line, by=by)

    line.refresh_from_db()
    assert (ticked, line.ticked_at, line.ticked_by) == ((by, True), None, None)


def test_line_without_words_is_refused():
    with pytest.raises(Refused):
        actions.add_line(visit=factories.visit(), text=" ", by=factories.coordinator())


@pytest.mark.clause("GBG-V7")
@pytest.mark.parametrize(("level", "blocks"), [("block", [True, True]), ("warn", [False, False]), ("off", [])])
def test_open_obligatory_line_and_missing_feedback_stand_in_the_way_of_closing(level, blocks):
    policy = factories.policy(rules={CHECKLIST_DONE: level, ENDS_WITH_FEEDBACK: level})
    visit = factories.visit()
    actions.add_line(visit=visit, text="Boka rum", obligatory=True, by=factories.coordinator())
    actions.add_line(visit=visit, text="Blommor", by=factories.coordinator())

    found = ready_to_close(visit, policy)

    assert [finding.blocks for finding in found] == blocks
    assert [finding.code for finding in found] == [CHECKLIST_DONE, ENDS_WITH_FEEDBACK][: len(blocks)]
    assert ["Boka rum" in found[0].message, "Blommor" in found[0].message] == [True, False] if found else True


def test_checklist_is_fetched_added_to_and_ticked_from_its_page(client):
    factories.policy()
    instruction(factories.coordinating_unit(), ("Boka rum", True))
    visit = factories.visit()
    client.force_login(factories.coordinator())

    client.post(address("checklist_copy", visit))
    client.post(address("checklist_detail", visit), {"text": "Boka tolk", "obligatory": "on"})
    client.post(address("checklist_tick", visit.checklist.first()))
    page = client.get(address("checklist_detail", visit))

    assert (page.context["done"], [line.text for line in page.context["lines"]]) == (1, ["Boka rum", "Boka tolk"])
    assert [finding.code for finding in page.context["findings"]] == [CHECKLIST_DONE]


@pytest.mark.parametrize("number", [1, 3])
def test_checklist_page_runs_the_same_queries_for_every_number_of_lines(client, django_assert_num_queries, number):
    factories.policy()
    visit = factories.visit()
    by = factories.coordinator()
    for each in range(number):
        actions.tick(line=actions.add_line(visit=visit, text=f"Rad {each}", by=by), by=by)
    client.force_login(by)
    client.get(address("checklist_detail", visit))

    with django_assert_num_queries(6):
        page = client.get(address("checklist_detail", visit))

    assert page.content.count(b"agenda__done") == number
