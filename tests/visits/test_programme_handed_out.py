"""The programme as PDF for guests and for hosts, and as calendar entries (GBG-V8)."""

from datetime import date, datetime, time
from zoneinfo import ZoneInfo

import icalendar
import pytest
from django.http import Http404
from django.urls import reverse
from django.utils import timezone

from core import jobs
from core.models import Job
from core.rules import Conflict, NotPermitted
from documents import prints, store
from documents.models import Printout
from tests import factories, pdf_assertions
from visits.actions import feeds as actions
from visits.models import ProgrammeHeading, ProgrammeItem, VisitFeed

pytestmark = pytest.mark.django_db
DAY = date(2026, 12, 1)


def planned(**fields):
    """A visit of two days with a breakfast for hosts and a meeting for everybody."""
    spine = {"starts_on": DAY, "ends_on": date(2026, 12, 2), "title": "Besök från Riga"}
    visit = factories.visit(engagement_fields=spine | fields.pop("engagement_fields", {}), **fields)
    ProgrammeHeading.objects.create(
        visit=visit, title_sv="Välkomna till Göteborg", title_en="Welcome to Gothenburg", welcome_en="We look forward.",
        contact="Protokollchefen, 031-00 00 00",
    )  # fmt: skip
    common = {"visit": visit, "day": DAY, "place": "Börsen", "host_office": "Direktören", "speaker": "Ordföranden"}
    ProgrammeItem.objects.create(
        starts_at=time(8), ends_at=time(9), title_sv="Genomgång av säkerheten", audience="hosts", **common
    )
    ProgrammeItem.objects.create(
        starts_at=time(9, 30),
        ends_at=time(10),
        title_sv="Möte om hamnen",
        title_en="The port",
        text_en="By boat.",
        **common,
    )
    return visit


def printed(key, visit, by):
    job = prints.order(key=key, pk=visit.pk, by=by)
    assert jobs.run(job.pk)
    content = store.read(Printout.objects.latest("pk").document.sha256)
    return content, " ".join(pdf_assertions.text_of(content).split())


@pytest.mark.clause("GBG-V8")
@pytest.mark.slow
@pytest.mark.parametrize(
    ("key", "language", "wanted", "hosts_part"),
    [
        (
            "besoksprogram",
            "sv",
            ["Välkomna till Göteborg", "Möte om hamnen", "09.30–10.00", "Talare: Ordföranden"],
            False,
        ),
        ("besoksprogram-engelska", "en", ["Welcome to Gothenburg", "The port", "By boat.", "We look forward."], False),
        ("vardprogram", "sv", ["Får läsas av", "Möte om hamnen", "(bara värdar)"], True),
    ],
)
def test_programme_is_printed_archivable_with_the_parts_of_its_readers(key, language, wanted, hosts_part):
    factories.policy()
    visit = planned()

    content, text = printed(key, visit, factories.coordinator())

    pdf_assertions.assert_archivable(content, title=prints.get(key).title(visit), language=language)
    assert [part in text for part in wanted] == [True] * len(wanted)
    assert ("Genomgång av säkerheten" in text) == hosts_part


@pytest.mark.slow
def test_confidential_visits_hosts_part_is_not_in_the_guests_programme_nor_its_title_among_the_jobs():
    factories.policy()
    visit = planned(confidential=True, engagement_fields={"title": "Hemlig gäst", "reference_number": "KS 1/2026"})
    holder = factories.coordinator()
    factories.grant(holder, visit.engagement)

    _content, text = printed("besoksprogram", visit, holder)
    with pytest.raises(Http404):
        prints.order(key="besoksprogram", pk=visit.pk, by=factories.coordinator())

    assert ("Genomgång" in text, "Möte om hamnen" in text) == (False, True)
    assert [("Hemlig" in job.label, "KS 1/2026" in job.label) for job in Job.objects.all()] == [(False, True)]


def entries(content):
    return [event for event in icalendar.Calendar.from_ical(content).walk("VEVENT")]


@pytest.mark.clause("GBG-V8")
def test_programme_as_calendar_entries_for_guests_and_hosts(client):
    factories.policy()
    visit = planned()
    client.force_login(factories.coordinator())

    guests = client.get(reverse("visits:programme_guests_ics", args=[visit.pk]) + "?sprak=en")
    hosts = client.get(reverse("visits:programme_hosts_ics", args=[visit.pk]))

    (only,) = entries(guests.content)
    assert (guests["Content-Type"], guests["Content-Disposition"][:10]) == (
        "text/calendar; charset=utf-8",
        "attachment",
    )
    assert (only["SUMMARY"], only["LOCATION"]) == ("The port", "Börsen")
    assert only.start == datetime(2026, 12, 1, 9, 30, tzinfo=ZoneInfo("Europe/Stockholm"))
    assert "Host: Direktören" in only["DESCRIPTION"] or "Värd: Direktören" in only["DESCRIPTION"]
    assert [str(event["SUMMARY"]) for event in entries(hosts.content)] == [
        "Bara värdar: Genomgång av säkerheten", "Möte om hamnen",
    ]  # fmt: skip
    assert b"BEGIN:VTIMEZONE" in guests.content


# ── Subscriptions ────────────────────────────────────────────────────────────────────────────────────────────────


def test_subscription_keeps_a_hash_and_shows_the_address_once(client):
    factories.policy()
    unit = factories.unit()
    who = factories.contact_person(unit)
    client.force_login(who)

    opened = client.post(reverse("visits:feed_list"), {"unit": unit.pk})
    again = client.get(reverse("visits:feed_list"))

    address = opened.context["address"]
    token = address.split("/")[-2]
    assert (address in opened.content.decode(), token in again.content.decode()) == (True, False)
    assert VisitFeed.objects.get().token_hash == actions.hash_of(token)


def test_subscription_shows_the_units_open_visits_to_whoever_has_the_address(client):
    factories.policy()
    unit = factories.unit()
    _feed, token = actions.open_feed(unit=unit, by=factories.contact_person(unit))
    today = timezone.localdate()
    factories.visit(main_host=unit, engagement_fields={"title": "Riga", "starts_on": today})
    factories.visit(engagement_fields={"title": "Min", "starts_on": today, "responsible_unit": unit})
    factories.visit(main_host=unit, confidential=True, engagement_fields={"title": "Hemlig", "starts_on": today})
    factories.visit(engagement_fields={"title": "Annan", "starts_on": today})
    factories.visit(main_host=unit, state="cancelled", engagement_fields={"title": "Inställt", "starts_on": today})

    answer = client.get(reverse("visits:feed_calendar", args=[token]))

    assert sorted(str(event["SUMMARY"]) for event in entries(answer.content)) == ["Min", "Riga"]
    assert [event.start for event in entries(answer.content)] == [today, today]


def test_subscription_ends_when_it_is_closed_and_when_its_person_leaves(client):
    factories.policy()
    unit = factories.unit()
    one, two = factories.contact_person(unit), factories.contact_person(unit)
    closed, first = actions.open_feed(unit=unit, by=one)
    _left, second = actions.open_feed(unit=unit, by=two)
    actions.revoke_feed(feed=closed, by=one)
    two.appointments.all().delete()

    answers = [client.get(reverse("visits:feed_calendar", args=[each])).status_code for each in (first, second, "x")]

    assert answers == [404, 404, 404]


def test_subscription_is_closed_once_and_by_its_own_person():
    unit = factories.unit()
    who = factories.contact_person(unit)
    feed, _token = actions.open_feed(unit=unit, by=who)

    with pytest.raises(NotPermitted):
        actions.revoke_feed(feed=feed, by=factories.coordinator())
    actions.revoke_feed(feed=feed, by=who)
    with pytest.raises(Conflict):
        actions.revoke_feed(feed=feed, by=who)


def test_subscription_to_another_unit_is_not_permitted():
    with pytest.raises(NotPermitted):
        actions.open_feed(unit=factories.unit(), by=factories.contact_person())

    assert VisitFeed.objects.count() == 0
