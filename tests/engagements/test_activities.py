"""A report from draft to accepted: what each step does, refuses and tells."""

from datetime import date
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from core.models import Event, Notice
from core.rules import Conflict, NotPermitted, Refused
from engagements import actions
from engagements.models import Activity, Engagement, InboxItem
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def unit():
    return factories.unit()


@pytest.fixture
def reporter(unit):
    return factories.contact_person(unit)


def draft(reporter, unit, **fields):
    values = {
        "title": "Möte om klimat",
        "starts_on": date(2026, 5, 4),
        "mode": "remote",
        "result": "En metod prövas.",
        "engagement": fields.pop("engagement", None) or factories.engagement(),
    }
    return actions.save_draft(by=reporter, unit=unit, **values | fields)


def codes(refused):
    return [finding.code for finding in refused.value.findings]


def test_save_draft_keeps_what_is_written(reporter, unit):
    body, aim = factories.board(), factories.aim()
    people = [{"who": "Ordföranden", "level": "politician", "body": body, "count": 1}]

    row = draft(reporter, unit, attendances=people, aims=[aim])

    assert (row.state, row.reported_by, row.unit, row.version) == ("draft", reporter, unit, 1)
    assert list(row.attendances.values_list("who", "level", "body")) == [("Ordföranden", "politician", body.pk)]
    assert list(row.aims.all()) == [aim]
    assert list(Event.objects.values_list("happening", flat=True)) == ["activity.saved"]


def test_save_draft_twice_with_one_key_is_one_draft(reporter, unit):
    key, engagement = uuid4(), factories.engagement()

    draft(reporter, unit, engagement=engagement, draft_key=key)
    draft(reporter, unit, engagement=engagement, draft_key=key, title="Möte om klimat och hav")

    assert list(Activity.objects.values_list("title", "version")) == [("Möte om klimat och hav", 2)]


def test_save_draft_for_another_unit_is_refused(reporter):
    with pytest.raises(NotPermitted) as refused:
        draft(reporter, factories.unit())

    assert refused.value.finding.code == "activity.not-your-unit"
    assert Activity.objects.count() == 0


def test_save_draft_in_hidden_engagement_is_refused(reporter, unit):
    with pytest.raises(NotPermitted) as refused:
        draft(reporter, unit, engagement=factories.confidential_engagement())

    assert refused.value.finding.code == "engagement.hidden"


def test_save_draft_over_a_colleagues_newer_text_shows_both(reporter, unit):
    row = draft(reporter, unit)
    colleague = factories.contact_person(unit)
    draft(colleague, unit, engagement=row.engagement, activity=row, version=1, result="Kollegans text")

    with pytest.raises(Conflict) as conflict:
        draft(reporter, unit, engagement=row.engagement, activity=row, version=1, result="Min text")

    assert conflict.value.theirs == "Vad det ledde till: Kollegans text"
    assert conflict.value.yours == "Vad det ledde till: Min text"


def test_save_draft_over_ones_own_autosave_is_no_conflict(reporter, unit):
    row = draft(reporter, unit)
    draft(reporter, unit, engagement=row.engagement, activity=row, version=1, result="Ett")

    saved = draft(reporter, unit, engagement=row.engagement, activity=row, version=1, result="Två")

    assert (saved.result, saved.version) == ("Två", 3)


def test_save_draft_after_it_was_sent_is_refused(reporter, unit):
    row = draft(reporter, unit)
    actions.submit(activity=row, by=reporter)

    with pytest.raises(Conflict):
        draft(reporter, unit, engagement=row.engagement, activity=row, version=2)


@pytest.mark.clause("GBG-05")
def test_submit_reaches_the_inbox_and_the_search_at_once(reporter, unit):
    row = draft(reporter, unit)

    actions.submit(activity=row, by=reporter)

    row.refresh_from_db()
    assert row.state == "reported"
    assert list(InboxItem.objects.waiting().values_list("activity", "kind", "unit")) == [(row.pk, "activity", unit.pk)]
    assert "möte om klimat" in Engagement.objects.get(pk=row.engagement_id).search_text


@pytest.mark.clause("GBG-C7")
def test_submit_of_travel_without_reason_is_refused(reporter, unit):
    row = draft(reporter, unit, mode="travel")

    with pytest.raises(Refused) as refused:
        actions.submit(activity=row, by=reporter)

    row.refresh_from_db()
    assert (codes(refused), row.state) == (["activity.remote-considered"], "draft")
    assert InboxItem.objects.count() == 0


@pytest.mark.clause("GBG-C7")
def test_submit_of_travel_with_reason_passes(reporter, unit):
    row = draft(reporter, unit, mode="travel", why_not_remote="Praktiska övningar", cost=12400, distance_km=2800)

    actions.submit(activity=row, by=reporter)

    row.refresh_from_db()
    assert (row.state, row.cost, row.distance_km) == ("reported", 12400, 2800)


@pytest.mark.clause("SMF-01")
def test_submit_asks_what_it_led_to(reporter, unit):
    row = draft(reporter, unit, result="")

    with pytest.raises(Refused) as refused:
        actions.submit(activity=row, by=reporter)

    assert codes(refused) == ["activity.result-stated"]


def test_submit_without_result_passes_with_a_motive_that_is_kept(reporter, unit):
    row = draft(reporter, unit, result="", motive="Resultatet kommer i vår.")

    actions.submit(activity=row, by=reporter)

    row.refresh_from_db()
    assert (row.state, row.motive) == ("reported", "Resultatet kommer i vår.")


def test_submit_of_something_to_come_asks_no_result(reporter, unit):
    row = draft(reporter, unit, result="", starts_on=date(2099, 1, 1))

    actions.submit(activity=row, by=reporter)

    row.refresh_from_db()
    assert row.state == "reported"


def test_submit_without_a_day_is_refused(reporter, unit):
    row = draft(reporter, unit, starts_on=None)

    with pytest.raises(Refused) as refused:
        actions.submit(activity=row, by=reporter)

    assert codes(refused) == ["activity.when"]


@pytest.mark.clause("SMF-05")
def test_submit_where_the_line_confirms_waits_for_the_director(reporter, unit):
    factories.policy(manager_confirms_activities=True)
    director = factories.director(unit)
    row = draft(reporter, unit)

    actions.submit(activity=row, by=reporter)

    row.refresh_from_db()
    assert row.state == "awaiting_confirmation"
    assert InboxItem.objects.count() == 0
    assert list(Notice.objects.values_list("recipient_id", "kind")) == [(director.pk, "activity.awaits-confirmation")]


@pytest.mark.clause("SMF-05")
def test_confirm_by_the_contact_person_is_refused(reporter, unit):
    row = factories.activity(unit=unit, reported_by=reporter, state="awaiting_confirmation")

    with pytest.raises(NotPermitted) as refused:
        actions.confirm(activity=row, by=reporter)

    row.refresh_from_db()
    assert (refused.value.finding.code, row.state) == ("activity.director-confirms", "awaiting_confirmation")


def test_confirm_makes_it_count_and_reach_the_inbox(reporter, unit):
    director = factories.director(unit)
    row = factories.activity(unit=unit, reported_by=reporter, state="awaiting_confirmation")

    actions.confirm(activity=row, by=director)

    row.refresh_from_db()
    assert (row.state, row.confirmed_by) == ("reported", director)
    assert list(InboxItem.objects.values_list("activity", flat=True)) == [row.pk]
    assert list(Notice.objects.values_list("recipient_id", flat=True)) == [reporter.pk]


def test_submit_where_nobody_can_confirm_is_refused(reporter, unit):
    factories.policy(manager_confirms_activities=True)
    row = draft(reporter, unit)

    with pytest.raises(Refused) as refused:
        actions.submit(activity=row, by=reporter)

    assert codes(refused) == ["activity.no-director"]


def test_submit_by_the_director_is_confirmed_with_that(unit):
    factories.policy(manager_confirms_activities=True)
    director = factories.director(unit)
    row = draft(director, unit)

    actions.submit(activity=row, by=director)

    row.refresh_from_db()
    assert (row.state, row.confirmed_by) == ("reported", director)


def test_accept_handles_the_inbox_and_tells_the_reporter(reporter, unit):
    row = draft(reporter, unit)
    actions.submit(activity=row, by=reporter)
    coordinator = factories.coordinator()

    actions.accept(activity=row, by=coordinator)

    row.refresh_from_db()
    assert (row.state, row.handled_by) == ("accepted", coordinator)
    assert InboxItem.objects.waiting().count() == 0
    assert list(Notice.objects.values_list("recipient_id", "subject")) == [(reporter.pk, "Godkänd: Möte om klimat")]
    assert list(row.history.values_list("state", flat=True)) == ["accepted", "reported", "draft"]


def test_accept_twice_tells_the_second(reporter, unit):
    row = factories.activity(unit=unit, reported_by=reporter, state="reported")
    actions.accept(activity=row, by=factories.coordinator())

    with pytest.raises(Conflict):
        actions.accept(activity=row, by=factories.coordinator())

    assert Event.objects.filter(happening="activity.accepted").count() == 1


def test_accept_by_a_department_is_refused(reporter, unit):
    row = factories.activity(unit=unit, reported_by=reporter, state="reported")

    with pytest.raises(NotPermitted) as refused:
        actions.accept(activity=row, by=reporter)

    assert refused.value.finding.code == "activity.coordinator-handles"


def test_return_needs_a_reason(unit):
    row = factories.activity(unit=unit, state="reported")

    with pytest.raises(Refused) as refused:
        actions.return_activity(activity=row, reason=" ", by=factories.coordinator())

    row.refresh_from_db()
    assert (codes(refused), row.state) == (["activity.reason"], "reported")


def test_return_and_send_again_arrives_in_the_inbox_anew(reporter, unit):
    row = draft(reporter, unit)
    actions.submit(activity=row, by=reporter)
    actions.return_activity(activity=row, reason="Skriv kostnaden.", by=factories.coordinator())
    row.refresh_from_db()

    saved = draft(reporter, unit, engagement=row.engagement, activity=row, version=row.version, cost=100)
    actions.submit(activity=saved, by=reporter)

    row.refresh_from_db()
    assert (row.state, row.return_reason) == ("reported", "")
    assert [item.handled_at is None for item in InboxItem.objects.order_by("pk")] == [False, True]
    assert Notice.objects.get().body == "Skriv kostnaden."


def test_notice_about_something_confidential_says_nothing_of_it(reporter, unit):
    secret = factories.confidential_engagement()
    coordinator = factories.coordinator()
    for person in (reporter, coordinator):
        factories.grant(person, secret)
    row = draft(reporter, unit, engagement=secret, title="Hemligt möte")
    actions.submit(activity=row, by=reporter)

    actions.return_activity(activity=row, reason="Nämn inte ministern.", by=coordinator)

    notice = Notice.objects.get()
    assert (notice.subject, notice.body) == (
        "Åter för komplettering: en aktivitet med sekretess",
        "Öppna Utblick och läs varför.",
    )


def test_discard_and_restore_give_the_draft_back(reporter, unit):
    row = draft(reporter, unit)

    actions.discard(activity=row, by=reporter)
    hidden = Activity.objects.visible_to(reporter).count()
    actions.restore(activity=row, by=reporter)

    row.refresh_from_db()
    assert (hidden, row.state) == (0, "draft")


def test_discard_by_another_unit_is_refused(reporter, unit):
    row = draft(reporter, unit)

    with pytest.raises(NotPermitted):
        actions.discard(activity=row, by=factories.contact_person())

    row.refresh_from_db()
    assert row.state == "draft"


def test_attachment_of_a_draft_is_stored(reporter, unit):
    row = draft(reporter, unit)
    file = SimpleUploadedFile("anteckningar.txt", "Vi sågs.".encode(), content_type="text/plain")

    attachment = actions.add_attachment(activity=row, file=file, by=reporter)

    assert (attachment.document.name, attachment.document.uploaded_by) == ("anteckningar.txt", reporter)


def test_take_care_of_a_new_engagement_once():
    unit = factories.unit()
    engagement = actions.register(
        area="projects", title="Nytt", responsible_unit=unit, by=factories.contact_person(unit)
    )
    item, coordinator = InboxItem.objects.get(), factories.coordinator()

    actions.take_care(item=item, by=coordinator)

    with pytest.raises(Conflict):
        actions.take_care(item=item, by=factories.coordinator())
    assert Event.objects.filter(happening="engagement.handled", thread=engagement.event_thread).count() == 1


def test_rollback_leaves_neither_state_nor_inbox_nor_event(reporter, unit, monkeypatch):
    row = draft(reporter, unit)
    before = Event.objects.count()

    def fail(*args, **kwargs):
        raise RuntimeError("the database went away")

    monkeypatch.setattr("core.events.record", fail)
    with pytest.raises(RuntimeError):
        actions.submit(activity=row, by=reporter)

    row.refresh_from_db()
    assert (row.state, InboxItem.objects.count(), Event.objects.count()) == ("draft", 0, before)
