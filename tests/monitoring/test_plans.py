"""The year's plan: what is expected when, what came of it, its PDF; who watches what (GBG-M6, STR-10)."""

from datetime import date

import pytest
from django.urls import reverse

from core import jobs
from core.rules import Conflict, NotPermitted, Refused
from documents import prints, store
from documents.models import Printout
from monitoring.actions import plans as actions
from monitoring.models import FieldWatch, MonitoringPlan, PlanItem
from tests import factories, pdf_assertions
from tests.monitoring import scenes

pytestmark = pytest.mark.django_db
PLANS = reverse("monitoring:plan_list")


@pytest.mark.clause("GBG-M6")
def test_plan_is_begun_filled_and_shown_by_quarter(client):
    unit, theme = factories.unit(), factories.theme()
    client.force_login(factories.coordinator())
    client.post(reverse("monitoring:plan_create"), {"year": 2027, "introduction": "Året."})
    plan = MonitoringPlan.objects.get()
    form = {"title": "Samråd om luft", "channel": "eu", "quarter": 1, "expected_on": "2027-05-04", "unit": unit.pk}

    client.post(reverse("monitoring:item_create", args=[plan.pk]), form | {"themes": [theme.pk]})
    page = client.get(plan.get_absolute_url())

    shown = [(quarter.number, [row.title for row in quarter.rows]) for quarter in page.context["quarters"]]
    assert shown == [(1, []), (2, ["Samråd om luft"]), (3, []), (4, [])]
    assert [word in page.text for word in ("4 maj", unit.name, theme.name)] == [True] * 3


def test_plan_is_copied_from_last_year_without_what_dropped_out():
    theme = factories.theme()
    last = scenes.plan(2026)
    scenes.item(last, title="Kommer igen", quarter=2, expected_on=date(2026, 4, 1)).themes.add(theme)
    scenes.item(last, title="Utgick", state="dropped", reason="Nej.")

    plan = actions.begin_plan(year=2027, copy_from=last, by=factories.coordinator())

    copied = plan.items.get()
    assert (copied.title, copied.quarter, copied.expected_on, copied.state) == ("Kommer igen", 2, None, "expected")
    assert list(copied.themes.all()) == [theme]


def test_second_plan_of_a_year_is_refused():
    scenes.plan(2027)

    with pytest.raises(Refused):
        actions.begin_plan(year=2027, by=factories.coordinator())


@pytest.mark.clause("GBG-M5", "GBG-M6")
def test_plan_is_kept_by_the_coordinating_unit_and_the_brussels_office_only():
    office = factories.unit()
    scenes.office(office)

    actions.begin_plan(year=2027, by=factories.contact_person(office))
    with pytest.raises(NotPermitted):
        actions.begin_plan(year=2028, by=factories.contact_person())

    assert list(MonitoringPlan.objects.values_list("year", flat=True)) == [2027]


def test_item_of_another_year_is_refused_in_the_form(client):
    plan = scenes.plan(2027)
    client.force_login(factories.coordinator())
    form = {"title": "Samråd", "channel": "eu", "quarter": 1, "expected_on": "2028-05-04"}

    answer = client.post(reverse("monitoring:item_create", args=[plan.pk]), form)

    assert (answer.status_code, PlanItem.objects.count()) == (400, 0)


def test_item_is_changed_and_nothing_is_written_when_nothing_differs():
    item = scenes.item(scenes.plan())
    by = factories.coordinator()

    actions.change_item(item=item, by=by, title="Nytt namn")
    changed = actions.change_item(item=item, by=by, title="Nytt namn")

    assert (changed.title, changed.history.count()) == ("Nytt namn", 2)


@pytest.mark.clause("GBG-M6")
def test_item_that_has_come_is_linked_to_its_consultation(client):
    item, consultation = scenes.item(scenes.plan()), scenes.reported()
    client.force_login(factories.coordinator())

    client.post(reverse("monitoring:item_arrive", args=[item.pk]), {"consultation": consultation.pk})

    item.refresh_from_db()
    assert (item.state, item.consultation) == ("arrived", consultation)
    assert consultation.title in client.get(item.plan.get_absolute_url()).text


@pytest.mark.clause("GBG-M6")
def test_item_is_reported_as_a_consultation_in_one_form(client):
    item = scenes.item(scenes.plan(), channel="government")
    client.force_login(factories.coordinator())
    url = f"{reverse('monitoring:consultation_report')}?punkt={item.pk}"
    form = client.get(url).context["form"]

    said = {"title": item.title, "asked_by": "Regeringen", "deadline": "2027-04-01", "channel": "government"}
    client.post(url, said | {"unit": factories.coordinating_unit().pk})

    item.refresh_from_db()
    assert (form.initial["title"], item.state, item.consultation.title) == (item.title, "arrived", item.title)


def test_consultation_answers_one_item_only():
    plan, consultation = scenes.plan(), scenes.reported()
    actions.arrive(item=scenes.item(plan), consultation=consultation, by=factories.coordinator())

    with pytest.raises(Refused):
        actions.arrive(item=scenes.item(plan), consultation=consultation, by=factories.coordinator())


def test_item_is_not_linked_to_a_consultation_one_may_not_see():
    item, consultation = scenes.item(scenes.plan()), scenes.reported()
    consultation.dossier = scenes.dossier(**scenes.SECRET)
    consultation.save()

    with pytest.raises(NotPermitted):
        actions.arrive(item=item, consultation=consultation, by=factories.coordinator())

    item.refresh_from_db()
    assert (item.state, item.consultation) == ("expected", None)


def test_item_drops_out_with_its_reason_and_only_once():
    item = scenes.item(scenes.plan())
    by = factories.coordinator()

    with pytest.raises(Refused):
        actions.drop_item(item=item, reason=" ", by=by)
    dropped = actions.drop_item(item=item, reason="Kommissionen sköt upp det.", by=by)
    with pytest.raises(Conflict):
        actions.drop_item(item=item, reason="Igen.", by=by)

    assert (dropped.state, dropped.reason) == ("dropped", "Kommissionen sköt upp det.")


def test_introduction_is_changed(client):
    plan = scenes.plan()
    client.force_login(factories.coordinator())

    client.post(reverse("monitoring:plan_edit", args=[plan.pk]), {"introduction": "Vi följer luften."})

    assert "Vi följer luften." in client.get(plan.get_absolute_url()).text


def test_plan_hides_the_consultation_of_a_confidential_dossier(client):
    scenes.with_route()
    consultation = scenes.reported(title="Hemligt samråd")
    item = scenes.item(scenes.plan(), state="arrived", consultation=consultation)
    consultation.dossier = scenes.dossier(**scenes.SECRET)
    consultation.save()
    client.force_login(factories.coordinator())

    assert "Hemligt samråd" not in client.get(item.plan.get_absolute_url()).text


@pytest.mark.parametrize("number", [1, 3])
def test_plan_runs_the_same_queries_for_every_number_of_items(client, django_assert_num_queries, number):
    factories.policy()
    plan = scenes.plan()
    for _each in range(number):
        scenes.item(plan, consultation=scenes.reported()).themes.add(factories.theme())
    client.force_login(factories.coordinator())
    client.get(plan.get_absolute_url())

    with django_assert_num_queries(6):
        client.get(plan.get_absolute_url())


@pytest.mark.clause("GBG-M6")
def test_plan_is_printed_as_an_archivable_pdf():
    factories.policy()
    plan = scenes.plan(introduction="Året som kommer.")
    scenes.item(plan, title="Samråd om luft", quarter=3)

    job = prints.order(key="bevakningsplan", pk=plan.pk, by=factories.coordinator())
    assert jobs.run(job.pk)

    content = store.read(Printout.objects.get().document.sha256)
    text = " ".join(pdf_assertions.text_of(content).split())
    pdf_assertions.assert_archivable(content, title=str(plan))
    assert [word in text for word in ("Året som kommer.", "Samråd om luft", "Juli–september")] == [True] * 3


# ── who watches what ─────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.clause("STR-10", "GBG-M4")
def test_network_shows_who_watches_each_field_and_what_nobody_watches(client):
    unit = factories.unit(name="Miljöförvaltningen")
    watched, unwatched = factories.theme(name="Luft"), factories.theme(name="Buller")
    contact = factories.contact_person(unit)
    client.force_login(contact)

    client.post(reverse("monitoring:field_edit", args=[unit.pk]), {"themes": [watched.pk]})
    page = client.get(reverse("monitoring:field_list"))

    shown = [(row.theme, [(each.unit, each.people) for each in row.watchers]) for row in page.context["watched"]]
    assert shown == [("Luft", [("Miljöförvaltningen", [contact.name])]), (unwatched.name, [])]
    assert "Ingen bevakar" in page.text


def test_fields_of_another_unit_are_not_chosen():
    with pytest.raises(NotPermitted):
        actions.choose_fields(unit=factories.unit(), themes=[factories.theme()], by=factories.contact_person())

    assert FieldWatch.objects.count() == 0


def test_fields_chosen_anew_replace_the_ones_before():
    unit, first, second = factories.unit(), factories.theme(), factories.theme()
    by = factories.contact_person(unit)
    actions.choose_fields(unit=unit, themes=[first], by=by)

    actions.choose_fields(unit=unit, themes=[second], by=by)

    assert list(FieldWatch.objects.values_list("theme", flat=True)) == [second.pk]
