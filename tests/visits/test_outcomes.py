"""What came of a visit: companies, promises and their reminders, gifts and representation (NKP-08)."""

from datetime import UTC, date, datetime

import pytest
import time_machine
from django.urls import reverse

from core.models import Event, Notice
from core.rules import Conflict, NotPermitted, Refused
from tests import factories, start_page
from visits.actions import gifts
from visits.actions import outcomes as actions
from visits.models import CompanyMet, Gift, Promise
from visits.selectors.gifts import years

pytestmark = pytest.mark.django_db
DUE = date(2026, 12, 15)


def promise(**fields):
    unit = fields.pop("unit", None) or factories.unit()
    values = {
        "text": "Skicka planen",
        "unit": unit,
        "due_on": DUE,
        "visit": fields.pop("visit", None) or factories.visit(),
    }
    return actions.make_promise(by=factories.coordinator(), **values | fields)


def gift(of, **fields):
    values = {"kind": "given", "what": "Tavla", "value": 500, "on": date(2026, 5, 4)}
    values |= {"from_office": "Borgmästaren", "to_office": "Ordföranden"}
    return Gift.objects.create(visit=of, **values | fields)


def address(name, *args):
    return reverse(f"visits:{name}", args=args)


# ── Companies ────────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.clause("NKP-08")
def test_company_met_and_promise_made_are_noted_on_the_visits_page(client):
    factories.policy()
    visit, unit = factories.visit(), factories.unit()
    client.force_login(factories.coordinator())

    client.post(address("company_record", visit.pk), {"name": "Hamnbolaget", "contact_role": "Exportchefen"})
    form = {"text": "Skicka planen", "unit": unit.pk, "due_on": "15/12 2026"}
    client.post(address("promise_make", visit.pk), form)
    page = client.get(address("outcome_detail", visit.pk)).content.decode()

    assert [word in page for word in ("Hamnbolaget", "Exportchefen", "Skicka planen", unit.name)] == [True] * 4
    assert list(CompanyMet.objects.values_list("name", "contact_role")) == [("Hamnbolaget", "Exportchefen")]
    assert list(Promise.objects.values_list("text", "unit", "due_on", "state")) == [
        ("Skicka planen", unit.pk, DUE, "open")
    ]


def test_company_is_changed_and_removed():
    visit, by = factories.visit(), factories.coordinator()
    row = actions.record_company(visit=visit, by=by, name="Volvo")

    actions.record_company(visit=visit, company=row, by=by, name="Volvo Cars")
    named = list(CompanyMet.objects.values_list("name", flat=True))
    actions.remove_company(company=row, by=by)

    assert (named, CompanyMet.objects.count()) == (["Volvo Cars"], 0)


def test_company_noted_by_another_unit_is_not_permitted():
    with pytest.raises(NotPermitted):
        actions.record_company(visit=factories.visit(), by=factories.contact_person(), name="Volvo")

    assert CompanyMet.objects.count() == 0


# ── Promises ─────────────────────────────────────────────────────────────────────────────────────────────────────


def test_promise_tells_the_unit_that_answers_for_it():
    unit = factories.unit()
    contact = factories.contact_person(unit)
    factories.contact_person()

    promise(unit=unit)

    assert list(Notice.objects.values_list("recipient_id", "kind")) == [(contact.pk, "visits.promise_made")]
    assert list(Event.objects.values_list("happening", flat=True)) == ["visit.promise_made"]


def test_promise_without_words_is_refused():
    with pytest.raises(Refused):
        promise(text="  ")

    assert (Promise.objects.count(), Notice.objects.count()) == (0, 0)


def test_promise_at_a_confidential_visit_needs_somebody_who_may_read_and_mails_nothing_of_it():
    visit = factories.visit(confidential=True, engagement_fields={"title": "Hemlig gäst"})
    by, unit = factories.coordinator(), factories.unit()
    contact = factories.contact_person(unit)
    factories.grant(by, visit.engagement)
    with pytest.raises(Refused):
        actions.make_promise(visit=visit, text="Hemligt löfte", unit=unit, due_on=DUE, by=by)

    factories.grant(contact, visit.engagement)
    actions.make_promise(visit=visit, text="Hemligt löfte", unit=unit, due_on=DUE, by=by)

    told = Notice.objects.get()
    assert (told.recipient_id, "emlig" in told.subject + told.body) == (contact.pk, False)


@time_machine.travel(datetime(2026, 12, 1, 10, tzinfo=UTC))
def test_promise_is_kept_by_the_unit_that_answers_for_it_once():
    unit = factories.unit()
    row = promise(unit=unit)

    actions.keep_promise(promise=row, on=date(2026, 12, 1), note="Skickad", by=factories.contact_person(unit))
    with pytest.raises(Refused):
        actions.keep_promise(promise=row, on=date(2026, 12, 1), by=factories.coordinator())

    row.refresh_from_db()
    assert (row.state, row.kept_on, row.note) == ("kept", date(2026, 12, 1), "Skickad")


@time_machine.travel(datetime(2026, 12, 1, 10, tzinfo=UTC))
def test_promise_kept_on_a_day_to_come_is_refused():
    row = promise()

    with pytest.raises(Refused):
        actions.keep_promise(promise=row, on=date(2026, 12, 2), by=factories.coordinator())

    row.refresh_from_db()
    assert (row.state, row.kept_on) == ("open", None)


def test_promise_kept_by_another_unit_is_not_permitted():
    with pytest.raises(NotPermitted):
        actions.keep_promise(promise=promise(), on=date(2026, 1, 1), by=factories.contact_person())


def test_promise_is_dropped_with_a_reason_only():
    row, by = promise(), factories.coordinator()

    with pytest.raises(Refused):
        actions.drop_promise(promise=row, note=" ", by=by)
    actions.drop_promise(promise=row, note="Besökarna behöver den inte längre", by=by)

    row.refresh_from_db()
    assert row.state == "dropped"


def test_promise_with_a_new_last_day_is_reminded_of_anew():
    row, by = promise(), factories.coordinator()
    Promise.objects.filter(pk=row.pk).update(reminded_on=date(2026, 12, 12))

    actions.change_promise(promise=row, by=by, due_on=date(2027, 1, 15))

    row.refresh_from_db()
    assert (row.due_on, row.reminded_on) == (date(2027, 1, 15), None)


@pytest.mark.clause("NKP-08")
def test_promise_is_reminded_of_before_and_after_its_last_day_once_each():
    unit = factories.unit()
    factories.contact_person(unit)
    with time_machine.travel(datetime(2026, 12, 1, 10, tzinfo=UTC)):
        promise(unit=unit)

    days = [
        (2026, 12, 11),
        (2026, 12, 12),
        (2026, 12, 13),
        (2026, 12, 15),
        (2026, 12, 16),
        (2026, 12, 17),
        (2029, 1, 1),
    ]
    told = []
    for year, month, day in days:
        with time_machine.travel(datetime(year, month, day, 10, tzinfo=UTC)):
            told.append(actions.remind_of_promises())

    kinds = list(Notice.objects.order_by("pk").values_list("kind", flat=True))
    assert told == [0, 1, 0, 0, 1, 0, 0]
    assert kinds == ["visits.promise_made", "visits.promise_soon", "visits.promise_late"]


def test_promise_is_reminded_of_once_after_years_with_the_machine_off():
    unit = factories.unit()
    factories.contact_person(unit)
    with time_machine.travel(datetime(2026, 12, 1, 10, tzinfo=UTC)):
        promise(unit=unit)

    with time_machine.travel(datetime(2030, 12, 1, 10, tzinfo=UTC)):
        told = [actions.remind_of_promises(), actions.remind_of_promises()]

    assert (told, Notice.objects.filter(kind="visits.promise_late").count()) == ([1, 0], 1)


def test_kept_promise_is_not_reminded_of():
    with time_machine.travel(datetime(2026, 12, 1, 10, tzinfo=UTC)):
        row = promise()
        actions.keep_promise(promise=row, on=date(2026, 12, 1), by=factories.coordinator())

    with time_machine.travel(datetime(2026, 12, 16, 10, tzinfo=UTC)):
        assert actions.remind_of_promises() == 0


def test_promise_list_shows_the_late_ones_and_hides_a_confidential_visits(client):
    factories.policy()
    visit = factories.visit(confidential=True)
    Promise.objects.create(visit=visit, text="Hemligt", unit=factories.unit(), due_on=date(2020, 1, 1))
    promise(due_on=date(2020, 1, 1), text="Sent")
    promise(due_on=date(2099, 1, 1), text="Sedan")
    client.force_login(factories.coordinator())

    late = client.get(address("promise_list"), {"visa": "late"}).content.decode()
    waits = client.get(address("promise_list")).content.decode()

    assert [word in late for word in ("Sent<", "Sedan<", "Hemligt")] == [True, False, False]
    assert [word in waits for word in ("Sent<", "Sedan<", "Hemligt")] == [True, True, False]


@pytest.mark.parametrize("words", ["åkermyntan", "ÅKERMYNTAN", "Västerås", "VÄSTERÅS skicka", "öresund"])
def test_promise_is_found_by_a_word_in_either_case(client, words):
    factories.policy()
    visit = factories.visit(engagement_fields={"title": "Besök från Öresund"})
    promise(visit=visit, text="Skicka planen för ÅKERMYNTAN", to_whom="VÄSTERÅS stad")
    promise(text="Skicka boken", to_whom="Bergen")
    client.force_login(factories.coordinator())

    page = client.get(address("promise_list"), {"q": words})

    assert [row.text for row in page.context["page"].rows] == ["Skicka planen för ÅKERMYNTAN"]


def test_start_page_shows_promises_late_and_soon(client):
    factories.policy()
    unit = factories.unit()
    promise(unit=unit, due_on=date(2020, 1, 1), text="Sent löfte")
    promise(due_on=date(2020, 1, 1), text="Andras löfte")
    client.force_login(factories.contact_person(unit))

    page = start_page.whole(client)

    assert ("Sent löfte" in page, "Andras löfte" in page) == (True, False)


@pytest.mark.parametrize("number", [1, 3])
def test_outcome_pages_run_the_same_queries_for_every_number_of_rows(client, django_assert_num_queries, number):
    factories.policy()
    visit = factories.visit()
    client.force_login(factories.coordinator())
    for _n in range(number):
        promise(visit=visit)
        actions.record_company(visit=visit, by=factories.coordinator(), name=f"Bolag {_n}")
        gift(visit)
    pages = {address("outcome_detail", visit.pk): 6, address("promise_list"): 5, address("gift_list"): 5}
    for page in pages:
        client.get(page)

    for page, queries in pages.items():
        with django_assert_num_queries(queries):
            assert client.get(page).status_code == 200


# ── Gifts ────────────────────────────────────────────────────────────────────────────────────────────────────────


def test_gift_is_noted_changed_and_removed():
    visit, by = factories.visit(), factories.coordinator()
    row = gifts.record_gift(
        visit=visit, by=by, kind="given", what="Bok", value=300, from_office="Borgmästaren", to_office="Rektor",
        on=date(2026, 5, 4),
    )  # fmt: skip

    gifts.change_gift(gift=row, by=by, value=350)
    gifts.remove_gift(gift=row, by=by)
    with pytest.raises(Conflict):
        gifts.remove_gift(gift=row, by=by)

    row.refresh_from_db()
    assert (row.value, row.removed_at is None, years(by)) == (350, False, [])


def test_gift_without_from_and_to_is_refused():
    with pytest.raises(Refused):
        gifts.record_gift(
            visit=factories.visit(), by=factories.coordinator(), kind="given", what="Bok", value=1, from_office=" ",
            to_office="Rektor", on=date(2026, 5, 4),
        )  # fmt: skip

    assert Gift.objects.count() == 0


def test_gift_noted_by_another_unit_is_not_permitted():
    with pytest.raises(NotPermitted):
        gifts.record_gift(
            visit=factories.visit(), by=factories.contact_person(), kind="given", what="Bok", value=1, from_office="A",
            to_office="B", on=date(2026, 5, 4),
        )  # fmt: skip


def test_gifts_are_summed_by_year_and_kind_without_confidential_visits(client):
    factories.policy()
    visit = factories.visit()
    gift(visit)
    gift(visit, kind="received", value=200)
    gift(visit, on=date(2025, 1, 1), value=50)
    gift(factories.visit(confidential=True), value=9_000, what="Hemlig gåva")
    client.force_login(factories.coordinator())

    page = client.get(address("gift_list"), {"ar": "2026"})

    found = [(row.year, row.sums, row.total, row.number) for row in page.context["years"]]
    assert found == [(2026, [500, 200, 0, 0], 700, 2), (2025, [50, 0, 0, 0], 50, 1)]
    assert [row.value for row in page.context["page"].rows] == [200, 500]


def test_gift_is_noted_from_its_form(client):
    factories.policy()
    visit = factories.visit()
    client.force_login(factories.coordinator())
    form = {
        "kind": "hosted",
        "what": "Lunch",
        "value": "1200",
        "on": "4/5 2026",
        "from_office": "Staden",
        "to_office": "Gästerna",
    }

    answer = client.post(address("gift_record", visit.pk), form)

    assert (answer.status_code, list(Gift.objects.values_list("kind", "value"))) == (302, [("hosted", 1200)])


@pytest.fixture
def gifts_listed(client):
    """Two gifts of two visits, and one of a hidden visit."""
    factories.policy()
    visit = factories.visit(engagement_fields={"title": "Besök från Åbo", "search_text": "besök från åbo"})
    gift(visit, what="Ägg av SILVER", from_office="Överborgmästaren")
    gift(factories.visit(), what="Tavla av Öland", kind="received", to_office="Ålderspresidenten")
    gift(factories.visit(confidential=True), what="Hemligt ägg")
    client.force_login(factories.coordinator())


@pytest.mark.parametrize(
    ("asked", "expected"),
    [
        ({"q": "ägg"}, ["Ägg av SILVER"]), ({"q": "silver ÄGG"}, ["Ägg av SILVER"]), ({"q": "ÅBO"}, ["Ägg av SILVER"]),
        ({"q": "överborg"}, ["Ägg av SILVER"]), ({"q": "ÅLDERS öland"}, ["Tavla av Öland"]),
        ({"q": "av", "slag": "received"}, ["Tavla av Öland"]), ({"q": "ägg", "slag": "received"}, []),
        ({"q": "hemligt"}, []),
    ],
)  # fmt: skip
def test_gifts_are_searched_by_what_they_are_from_whom_to_whom_and_at_which_visit(
    gifts_listed, client, asked, expected
):
    page = client.get(address("gift_list"), asked)

    assert [row.what for row in page.context["page"].rows] == expected


def test_words_that_find_no_gift_are_kept_in_the_field_with_a_way_back(gifts_listed, client, django_assert_num_queries):
    client.get(address("gift_list"))

    with django_assert_num_queries(5):
        page = client.get(address("gift_list"), {"q": "  finns   inte "})

    assert ['value="finns inte"' in page.text, "Inget stämmer med filtret" in page.text] == [True, True]
    assert ["Visa alla" in page.text, "Inga gåvor är noterade" in page.text] == [True, False]
