"""The programme of a visit: written, moved, seen by who may, and where it clashes."""

from datetime import date, time

import pytest
from django.urls import reverse
from django.utils import timezone

from core.models import Event
from core.rules import Conflict, NotPermitted, Refused
from tests import factories
from visits.actions import programme as actions
from visits.models import ProgrammeHeading, ProgrammeItem
from visits.selectors.clashes import clashes
from visits.selectors.programme import programme_of

pytestmark = pytest.mark.django_db
DAY, NEXT = date(2026, 12, 1), date(2026, 12, 2)


def visit(**fields):
    dates = {"starts_on": DAY, "ends_on": NEXT}
    spine = dates | fields.pop("engagement_fields", {})
    return factories.visit(engagement_fields=spine, **fields)


def item(of, start=9, **fields):
    values = {
        "day": DAY,
        "starts_at": time(start),
        "ends_at": time(start + 1),
        "title_sv": "Möte",
        "title_en": "Meeting",
    }
    return ProgrammeItem.objects.create(visit=of, **values | fields)


def new(**fields):
    return {"day": DAY, "starts_at": time(9), "ends_at": time(10), "title_sv": "Möte"} | fields


def address(name, row):
    return reverse(f"visits:{name}", args=[row.pk])


# ── Actions ──────────────────────────────────────────────────────────────────────────────────────────────────────


def test_add_items_keeps_them_in_order_of_time():
    of, by = visit(), factories.coordinator()

    actions.add_items(visit=of, items=[new(starts_at=time(13), ends_at=time(14)), new(title_sv="Frukost")], by=by)

    assert [(each.title_sv, each.version) for each in programme_of(of).items] == [("Frukost", 1), ("Möte", 1)]
    assert list(Event.objects.values_list("happening", flat=True)) == ["visit.programme_added"]


@pytest.mark.parametrize(
    ("fields", "code"),
    [
        ({"day": date(2026, 12, 3)}, "visit.item-outside-visit"),
        ({"ends_at": time(9)}, "visit.item-times"),
        ({"title_sv": " "}, "visit.item-title"),
    ],
)
def test_add_items_is_refused_whole_when_one_does_not_fit(fields, code):
    of = visit()

    with pytest.raises(Refused) as refused:
        actions.add_items(visit=of, items=[new(), new(**fields)], by=factories.coordinator())

    assert [each.code for each in refused.value.findings] == [code]
    assert (ProgrammeItem.objects.count(), Event.objects.count()) == (0, 0)


def test_add_items_to_a_visit_without_dates_is_refused():
    with pytest.raises(Refused) as refused:
        actions.add_items(visit=factories.visit(), items=[new()], by=factories.coordinator())

    assert [each.code for each in refused.value.findings] == ["visit.no-dates"]


def test_add_no_items_is_refused():
    with pytest.raises(Refused):
        actions.add_items(visit=visit(), items=[], by=factories.coordinator())


def test_main_host_plans_the_programme_and_another_unit_does_not():
    host = factories.unit()
    of = visit(main_host=host)

    actions.add_items(visit=of, items=[new()], by=factories.contact_person(host))
    with pytest.raises(NotPermitted):
        actions.add_items(visit=of, items=[new()], by=factories.contact_person())

    assert of.programme.count() == 1


def test_main_host_of_a_confidential_visit_that_was_not_handed_over_does_not_plan_it():
    host = factories.unit()

    with pytest.raises(NotPermitted):
        actions.add_items(
            visit=visit(main_host=host, confidential=True), items=[new()], by=factories.contact_person(host)
        )


def test_change_item_made_from_an_old_version_tells_both_texts():
    row = item(visit())
    actions.change_item(item=row, version=1, by=factories.coordinator(), place="Börsen")

    with pytest.raises(Conflict) as conflict:
        actions.change_item(item=row, version=1, by=factories.coordinator(), place="Stadshuset")

    row.refresh_from_db()
    assert ("Börsen" in conflict.value.theirs, "Stadshuset" in conflict.value.yours) == (True, True)
    assert (row.place, row.version) == ("Börsen", 2)


def test_change_item_that_says_the_same_writes_nothing():
    row = item(visit())

    actions.change_item(item=row, version=1, by=factories.coordinator(), title_sv="Möte")

    row.refresh_from_db()
    assert (row.version, Event.objects.count()) == (1, 0)


def test_change_item_outside_the_visit_is_refused():
    row = item(visit())

    with pytest.raises(Refused):
        actions.change_item(item=row, version=1, by=factories.coordinator(), day=date(2027, 1, 1))

    row.refresh_from_db()
    assert (row.day, row.version) == (DAY, 1)


def test_move_items_by_minutes_and_to_another_day():
    of = visit()
    first, second, left = item(of), item(of, 11), item(of, 13)

    actions.move_items(visit=of, items=[first.pk, second.pk], minutes=30, day=NEXT, by=factories.coordinator())

    now = [(each.day, each.starts_at, each.ends_at) for each in programme_of(of).items]
    assert now == [
        (DAY, time(13), time(14)), (NEXT, time(9, 30), time(10, 30)), (NEXT, time(11, 30), time(12, 30)),
    ]  # fmt: skip
    left.refresh_from_db()
    assert left.version == 1


def test_move_items_past_midnight_is_refused_whole():
    of = visit()
    early, late = item(of), item(of, 22)

    with pytest.raises(Refused) as refused:
        actions.move_items(visit=of, items=[early.pk, late.pk], minutes=90, by=factories.coordinator())

    early.refresh_from_db()
    assert ([each.code for each in refused.value.findings], early.starts_at) == (["visit.item-past-midnight"], time(9))


def test_move_items_of_another_visit_is_refused_as_nothing_to_move():
    other = item(visit())

    with pytest.raises(Refused):
        actions.move_items(visit=visit(), items=[other.pk], minutes=30, by=factories.coordinator())

    other.refresh_from_db()
    assert other.starts_at == time(9)


def test_removed_item_leaves_the_programme_and_comes_back():
    row, by = item(visit()), factories.coordinator()

    actions.remove_item(item=row, by=by)
    gone = programme_of(row.visit)
    with pytest.raises(Conflict):
        actions.remove_item(item=row, by=by)
    actions.restore_item(item=row, by=by)

    assert (gone.items, [each.pk for each in gone.removed]) == ([], [row.pk])
    assert [each.pk for each in programme_of(row.visit).items] == [row.pk]


def test_describe_programme_from_an_old_version_is_a_conflict():
    of, by = visit(), factories.coordinator()
    actions.describe_programme(visit=of, version=0, title_sv="Välkomna", by=by)

    with pytest.raises(Conflict):
        actions.describe_programme(visit=of, version=0, title_sv="Hej", by=by)

    assert ProgrammeHeading.objects.get().title_sv == "Välkomna"


# ── Clashes ──────────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.clause("GBG-V8")
def test_clash_of_room_and_host_with_another_visit_is_named_with_the_way_there():
    host = factories.unit(name="Stadsbyggnad")
    mine, other = visit(), visit(engagement_fields={"title": "Delegation från Riga"})
    here = item(mine, place="Börsen ", host_unit=host, host_office="Direktören")
    item(other, place="börsen", host_unit=host, host_office="direktören", title_sv="Lunch")
    item(other, 10, place="Börsen")

    found = clashes(mine, [here], factories.coordinator())

    assert [(each.finding.code, each.item, each.url) for each in found] == [
        ("visit.room-clash", here.pk, other.engagement.get_absolute_url()),
        ("visit.host-clash", here.pk, other.engagement.get_absolute_url()),
    ]
    assert (
        found[0].finding.message == "Börsen är bokat 1 december 09.00–10.00 av ”Lunch” i besöket Delegation från Riga."
    )


def test_clash_with_a_visit_one_may_not_know_of_says_only_that_it_is_taken():
    secret = visit(confidential=True, engagement_fields={"title": "Hemlig gäst"})
    mine = visit()
    here = item(mine, place="Börsen")
    item(secret, place="Börsen", title_sv="Hemlig lunch")

    found = clashes(mine, [here], factories.coordinator())

    assert [(each.finding.message, each.url) for each in found] == [("Börsen är upptaget 1 december 09.00–10.00.", "")]


def test_clash_of_the_same_days_with_the_same_main_host():
    host = factories.unit(name="Stadsledningskontoret")
    mine = visit(main_host=host)
    other = visit(main_host=host, engagement_fields={"title": "Riga"})
    visit(main_host=host, confidential=True, engagement_fields={"title": "Hemlig"})
    visit(main_host=host, engagement_fields={"starts_on": date(2027, 1, 1), "ends_on": None})

    found = clashes(mine, [], factories.coordinator())

    assert sorted(each.finding.message for each in found) == [
        "Stadsledningskontoret är huvudvärd också för Riga, 1 december 2026–2 december 2026.",
        "Stadsledningskontoret är upptagen 1 december 2026–2 december 2026.",
    ]
    assert [each.url for each in found if each.url] == [other.engagement.get_absolute_url()]


def test_removed_items_and_visits_called_off_clash_with_nothing():
    mine = visit()
    here = item(mine, place="Börsen")
    item(visit(), place="Börsen", removed_at=timezone.now())
    item(visit(state="declined"), place="Börsen")
    item(visit(state="cancelled"), place="Börsen")

    assert clashes(mine, [here], factories.coordinator()) == []


# ── Pages ────────────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.clause("GBG-V8")
def test_programme_is_written_from_a_form_with_several_items(client):
    factories.policy()
    of = visit()
    client.force_login(factories.coordinator())
    rows = {
        "punkter-TOTAL_FORMS": 3, "punkter-INITIAL_FORMS": 0,
        "punkter-0-day": "1/12 2026", "punkter-0-starts_at": "9.30", "punkter-0-ends_at": "10",
        "punkter-0-title_sv": "Kaffe", "punkter-0-audience": "hosts",
        "punkter-1-day": "2/12 2026", "punkter-1-starts_at": "0815", "punkter-1-ends_at": "09:00",
        "punkter-1-title_en": "Breakfast", "punkter-1-audience": "everybody",
        "punkter-2-day": "1/12 2026", "punkter-2-audience": "everybody",
    }  # fmt: skip

    answer = client.post(address("programme_add", of), rows)

    assert answer.status_code == 302
    found = of.programme.values_list("day", "starts_at", "ends_at", "title_sv", "title_en", "audience")
    assert list(found) == [
        (DAY, time(9, 30), time(10), "Kaffe", "", "hosts"), (NEXT, time(8, 15), time(9), "", "Breakfast", "everybody"),
    ]  # fmt: skip


def test_programme_form_with_a_wrong_time_keeps_what_was_typed(client):
    factories.policy()
    of = visit()
    client.force_login(factories.coordinator())
    rows = {
        "punkter-TOTAL_FORMS": 1, "punkter-INITIAL_FORMS": 0, "punkter-0-day": "1/12 2026",
        "punkter-0-starts_at": "nio", "punkter-0-ends_at": "10", "punkter-0-title_sv": "Kaffe",
        "punkter-0-audience": "hosts",
    }  # fmt: skip

    answer = client.post(address("programme_add", of), rows)

    assert (answer.status_code, of.programme.count()) == (400, 0)
    assert "Skriv tiden som 9.30." in answer.content.decode()


def test_item_is_changed_moved_removed_and_restored_by_pages(client):
    factories.policy()
    row = item(visit())
    client.force_login(factories.coordinator())
    form = {
        "version": 1, "day": "2/12 2026", "starts_at": "9", "ends_at": "10", "title_sv": "Nytt", "audience": "hosts",
    }  # fmt: skip

    client.post(address("programme_item_edit", row), form)
    client.post(address("programme_move", row.visit), {"punkt": [row.pk], "minutes": "15", "day": ""})
    client.post(address("programme_item_remove", row))
    client.post(address("programme_item_restore", row))

    row.refresh_from_db()
    assert (row.title_sv, row.day, row.starts_at, row.audience) == ("Nytt", NEXT, time(9, 15), "hosts")
    assert (row.removed_at, row.version) == (None, 5)


def test_two_who_change_an_item_at_once_are_shown_both_texts(client):
    factories.policy()
    row = item(visit())
    client.force_login(factories.coordinator())
    form = {"version": 1, "day": "1/12 2026", "starts_at": "9", "ends_at": "10", "title_sv": "Möte",
            "title_en": "Meeting", "audience": "everybody"}  # fmt: skip
    client.post(address("programme_item_edit", row), form | {"place": "Börsen"})

    answer = client.post(address("programme_item_edit", row), form | {"place": "Stadshuset"})

    assert answer.status_code == 409
    assert ("Börsen" in answer.content.decode(), "Stadshuset" in answer.content.decode()) == (True, True)


def test_confidential_programme_is_missing_for_who_it_was_not_handed_to(client):
    factories.policy()
    row = item(visit(confidential=True))
    holder, other = factories.coordinator(), factories.coordinator()
    factories.grant(holder, row.visit.engagement)
    pages = [address(name, row.visit) for name in ("programme_detail", "programme_add", "programme_guests_ics")]
    pages.append(address("programme_item_edit", row))

    seen = {}
    for who in (holder, other):
        client.force_login(who)
        seen[who] = [client.get(page).status_code for page in pages]

    assert seen == {holder: [200, 200, 200, 200], other: [404, 404, 404, 404]}


def test_politician_reads_the_programme_and_changes_nothing(client):
    factories.policy()
    row = item(visit())
    client.force_login(factories.member(factories.board()))

    read = client.get(address("programme_detail", row.visit))
    write = client.get(address("programme_add", row.visit))

    assert (read.status_code, write.status_code, b"punkter" in read.content.split(b"<main")[1]) == (200, 403, False)


@pytest.mark.parametrize("number", [1, 3])
def test_programme_page_runs_the_same_queries_for_every_number_of_items(client, django_assert_num_queries, number):
    factories.policy()
    of = visit(main_host=factories.unit())
    client.force_login(factories.coordinator())
    for each in range(number):
        item(of, 9 + each, host_unit=factories.unit(), place="Börsen")
        item(visit(), 9 + each, place="Börsen")
    client.get(address("programme_detail", of))

    with django_assert_num_queries(8):
        page = client.get(address("programme_detail", of))

    assert page.content.count(b'class="finding"') == number


def test_visits_own_page_links_its_programme_checklist_outcome_and_feedback(client):
    factories.policy()
    of = visit()
    client.force_login(factories.coordinator())

    page = client.get(of.engagement.get_absolute_url()).content.decode()

    names = ("programme_detail", "checklist_detail", "outcome_detail", "feedback_detail")
    assert [address(name, of) in page for name in names] == [True] * 4
