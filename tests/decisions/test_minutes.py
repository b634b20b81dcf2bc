"""Minutes: what they say, how they are adjusted, and that nothing changes them after."""

import pytest
from django.db import DatabaseError, connection, transaction
from django.utils import timezone

from core.models import Event, Notice
from core.rules import Conflict, NotPermitted, Refused
from decisions import minutes_content
from decisions.actions import adjusting
from decisions.actions import minutes as actions
from decisions.enums import MinutesState
from decisions.models import Ballot, Dissent, Minutes, MinutesCorrection, MinutesSignature, NamedVote, Presence
from decisions.selectors import minutes as found
from tests import factories
from tests.decisions.rooms import Room

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
PASSWORD = "lösenord-för-test"


@pytest.fixture
def room(world):
    return Room(world.board)


@pytest.fixture
def drafted(room, world):
    """One case decided and one item noted; the meeting is closed."""
    room.case = world.put_forward()
    room.decided = room.item(room.case)
    room.record(room.decided, text="Kommunstyrelsen godkänner avtalet.")
    room.noted = room.item(title="Rapport från resan")
    room.record(room.noted, outcome="noted", text="Informationen antecknas.")
    room.close()
    room.minutes = Minutes.objects.get(meeting=room.meeting)
    return room


@pytest.fixture
def sent(drafted):
    drafted.minutes = actions.send_for_adjustment(minutes=drafted.minutes, by=drafted.secretary)
    return drafted


def sign(room, who, **changed):
    credentials = {"password": PASSWORD, "text_hash": room.minutes.text_hash} | changed
    return actions.sign(minutes=room.minutes, credentials=credentials, by=who)


def adjust(room):
    sign(room, room.members[0])
    room.minutes = sign(room, room.members[-1])
    return room.minutes


@pytest.fixture
def adjusted(sent):
    adjust(sent)
    return sent


def happenings(room):
    return list(
        Event.objects.filter(subject=f"decisions.minutes:{room.minutes.pk}").values_list("happening", flat=True)
    )


# ── what they say ────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.law("KL 5:65")
def test_minutes_are_drafted_when_the_meeting_closes_and_are_due_in_fourteen_days(drafted):
    minutes = drafted.minutes

    assert (minutes.state, minutes.part, minutes.immediate) == (MinutesState.DRAFT, 1, False)
    assert (minutes.due_on - drafted.meeting.held_on).days == 14
    assert [item["number"] for item in minutes.content["items"]] == [1, 2]


@pytest.mark.law("KL 5:66")
def test_minutes_show_who_served_in_whose_place_and_which_matters_were_handled(room, world):
    absent = room.members[1]
    Presence.objects.filter(meeting=room.meeting, person=absent).delete()
    substitute = factories.substitute(room.body)
    Presence.objects.create(
        meeting=room.meeting, person=substitute, capacity="substitute", attends=True, serving=True, in_place_of=absent
    )
    officer = factories.person("Tjänsteperson")
    Presence.objects.create(meeting=room.meeting, person=officer, capacity="officer", attends=True)
    item = room.item(title="Rapport")
    room.record(item, outcome="noted")
    room.close()

    content = Minutes.objects.get(meeting=room.meeting).content

    serving = {row["name"]: row["in_place_of"] for row in content["head"]["serving"]}
    assert serving == {str(each): "" for each in room.members if each != absent} | {str(substitute): str(absent)}
    assert [row["name"] for row in content["head"]["others"]] == [str(officer)]
    assert [item["title"] for item in content["items"]] == ["Rapport"]


@pytest.mark.law("KL 5:67")
@pytest.mark.law("FL 31")
@pytest.mark.law("KL 6:35")
def test_minutes_show_for_each_item_all_that_the_law_asks_for(room, world):
    case = world.put_forward()
    item = room.item(case)
    room.record(
        item,
        text="Bifall till förslaget.",
        proposals="Anna yrkar bifall.\nBo yrkar avslag.",
        propositions="Bifall först.",
    )
    votes = {each.pk: "yes" for each in room.members[:3]} | {each.pk: "no" for each in room.members[3:]}
    room.vote(item, method="named", votes=votes)
    dissent = Dissent.objects.create(item=item, kind="reservation", text="För dyrt.", recorded_by=room.secretary)
    dissent.people.add(room.members[3])
    room.close()

    said = Minutes.objects.get(meeting=room.meeting).content["items"][0]

    assert said["proposals"] == "Anna yrkar bifall.\nBo yrkar avslag."
    assert said["propositions"] == "Bifall först."
    assert (said["ballots"][0]["yes"], said["ballots"][0]["no"]) == (3, 2)
    assert said["ballots"][0]["names"] == sorted([str(each), votes[each.pk]] for each in room.members)
    assert (said["text"], said["outcome"]) == ("Bifall till förslaget.", "approved")
    assert said["dissents"] == [{"kind": "reservation", "people": [str(room.members[3])], "text": "För dyrt."}]
    assert (said["presenter"], said["present_without_deciding"]) == ("Stadsdirektören", "Ingen")
    assert said["reference_number"] == case.reference_number
    assert said["paragraph"] == f"{said['number']}/{room.meeting.held_on.year}"
    assert said["expedited_to"] == str(case.unit)


def test_minutes_are_built_with_the_same_number_of_queries_however_many_items(room, django_assert_num_queries):
    def built(number):
        for _each in range(number):
            item = room.item(title="Rapport", paragraph=room.meeting.items.count() + 1, state="binding")
            ballot = Ballot.objects.create(item=item, method="named", for_yes="ja", for_no="nej")
            NamedVote.objects.create(ballot=ballot, person=room.members[0], choice="yes")
        minutes = Minutes.objects.create(
            meeting=room.meeting, part=room.meeting.minutes.count() + 1, due_on=timezone.localdate()
        )
        minutes.items.set(room.meeting.items.all())
        return Minutes.objects.select_related("meeting__body").get(pk=minutes.pk)

    one, many = built(1), built(10)

    with django_assert_num_queries(11):
        minutes_content.build(one)
    with django_assert_num_queries(11):
        minutes_content.build(many)


def test_draft_takes_in_what_the_secretary_adds_and_nothing_else(drafted):
    key = str(drafted.decided.pk)

    minutes = actions.change_draft(
        minutes=drafted.minutes,
        version=drafted.minutes.version,
        by=drafted.secretary,
        kept_at="Stadshuset, rum 4",
        added={key: {"note": "Avtalet löper ut.", "expedited_to": "Ekonomi", "text": "Avslag."}, "0": {"note": "x"}},
    )

    first = minutes.content["items"][0]
    assert (first["note"], first["expedited_to"]) == ("Avtalet löper ut.", "Ekonomi")
    assert first["text"] == "Kommunstyrelsen godkänner avtalet."
    assert "0" not in minutes.content["added"]
    assert minutes.content["head"]["kept_at"] == "Stadshuset, rum 4"


def test_draft_changed_by_somebody_else_is_a_conflict(drafted):
    with pytest.raises(Conflict):
        actions.change_draft(minutes=drafted.minutes, version=0, by=drafted.secretary, kept_at="Annat", added={})


# ── sending ──────────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.law("KL 5:69")
def test_send_for_adjustment_asks_the_chair_and_the_adjusters_and_tells_them(sent):
    asked = {row.person: row.role for row in sent.minutes.signatures.select_related("person")}

    assert asked == {sent.members[0]: "chair", sent.members[-1]: "adjuster"}
    told = Notice.objects.filter(kind="decisions.minutes_to_adjust").values_list("recipient_id", flat=True)
    assert set(told) == {sent.members[0].pk, sent.members[-1].pk}
    assert sent.minutes.text_hash == minutes_content.digest(sent.minutes.content)
    assert happenings(sent)[-1] == "minutes.sent"


def test_send_is_refused_without_chair_adjuster_and_place_with_the_paragraphs(drafted):
    meeting = drafted.meeting
    meeting.refresh_from_db()
    meeting.chair = None
    meeting.save()
    meeting.adjusters.clear()
    drafted.minutes.kept_at = ""
    drafted.minutes.save()

    with pytest.raises(Refused) as refused:
        actions.send_for_adjustment(minutes=drafted.minutes, by=drafted.secretary)

    assert [(finding.code, finding.clause) for finding in refused.value.findings] == [
        ("minutes.no-chair", "KL 5:65"),
        ("minutes.no-adjuster", "KL 5:69"),
        ("minutes.kept-where", "KL 8:12"),
    ]
    drafted.minutes.refresh_from_db()
    assert drafted.minutes.state == MinutesState.DRAFT


def test_send_and_correct_and_announce_are_for_the_bodys_secretary(drafted, world):
    for who in (drafted.members[0], world.committee_secretary, world.coordinator, world.contact):
        with pytest.raises(NotPermitted):
            actions.send_for_adjustment(minutes=drafted.minutes, by=who)


def test_send_twice_is_a_conflict(sent):
    with pytest.raises(Conflict):
        actions.send_for_adjustment(minutes=sent.minutes, by=sent.secretary)


def test_take_back_lets_the_signatures_fall_and_they_are_asked_for_again(sent):
    sign(sent, sent.members[0])

    minutes = actions.take_back(minutes=sent.minutes, by=sent.secretary, reason="Fel namn")
    minutes = actions.send_for_adjustment(minutes=minutes, by=sent.secretary)

    assert list(minutes.signatures.values_list("signed_at", flat=True)) == [None, None]
    assert Notice.objects.filter(kind="decisions.minutes_to_adjust").count() == 4


# ── signing ──────────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.law("KL 5:69")
def test_the_last_signature_adjusts_and_puts_the_hash_of_the_text_in_the_event_chain(sent):
    first = sign(sent, sent.members[0])
    assert first.state == MinutesState.SENT

    last = sign(sent, sent.members[-1])

    assert last.state == MinutesState.ADJUSTED
    assert last.adjusted_at is not None
    event = Event.objects.filter(happening="minutes.adjusted").get()
    assert f'"text_hash": "{last.text_hash}"' in event.payload
    signature = last.signatures.get(person=sent.members[-1])
    assert (signature.means, signature.evidence) == ("password", f"sha256:{last.text_hash}")
    assert Notice.objects.filter(kind="decisions.minutes_adjusted", recipient_id=sent.secretary.pk).count() == 1


def test_sign_with_a_wrong_password_is_refused_and_nothing_is_signed(sent):
    with pytest.raises(Refused) as refused:
        sign(sent, sent.members[0], password="fel")

    assert [finding.code for finding in refused.value.findings] == ["signing.wrong-password"]
    assert sent.minutes.signatures.exclude(signed_at=None).count() == 0


def test_sign_without_a_password_is_refused(sent):
    with pytest.raises(Refused) as refused:
        sign(sent, sent.members[0], password="")

    assert [finding.code for finding in refused.value.findings] == ["signing.password-missing"]


def test_sign_is_stopped_after_ten_wrong_passwords(sent):
    for _each in range(10):
        with pytest.raises(Refused):
            sign(sent, sent.members[0], password="fel")

    with pytest.raises(Refused) as refused:
        sign(sent, sent.members[0])

    assert [finding.code for finding in refused.value.findings] == ["signing.too-many-tries"]


def test_sign_is_only_for_those_who_were_asked(sent):
    for who in (sent.secretary, sent.members[1]):
        with pytest.raises(NotPermitted) as refused:
            sign(sent, who)
        assert refused.value.finding.clause == "KL 5:69"


def test_sign_twice_and_sign_another_text_than_was_read_are_conflicts(sent):
    with pytest.raises(Conflict):
        sign(sent, sent.members[0], text_hash="något annat")
    sign(sent, sent.members[0])

    with pytest.raises(Conflict):
        sign(sent, sent.members[0])


def test_sign_is_refused_when_the_text_is_not_what_its_hash_says(sent):
    content = sent.minutes.content
    content["items"][0]["text"] = "Avslag."
    Minutes.objects.filter(pk=sent.minutes.pk).update(content=content)

    with pytest.raises(Refused) as refused:
        sign(sent, sent.members[0])

    assert [finding.code for finding in refused.value.findings] == ["minutes.text-differs"]


def test_an_adapter_of_another_kind_is_used_when_settings_name_it(sent, settings):
    settings.SIGNING_ADAPTER = "tests.decisions.signers.Stamp"

    minutes = actions.sign(minutes=sent.minutes, credentials={"stamp": "17"}, by=sent.members[0])

    signature = minutes.signatures.get(person=sent.members[0])
    assert (signature.means, signature.evidence) == ("stamp", "stamp 17")


def test_a_means_that_breaks_leaves_nothing_behind(sent, settings):
    settings.SIGNING_ADAPTER = "tests.decisions.signers.Broken"
    before = happenings(sent)

    with pytest.raises(ConnectionError):
        sign(sent, sent.members[0])

    sent.minutes.refresh_from_db()
    assert sent.minutes.signatures.exclude(signed_at=None).count() == 0
    assert (sent.minutes.state, happenings(sent)) == (MinutesState.SENT, before)


def test_example_people_sign_with_the_demo_password_in_the_demo_only(sent, settings):
    who = sent.members[0]
    who.example = True
    who.set_unusable_password()
    who.save()
    settings.DEMO_SIGNING_PASSWORD = "justera"

    with pytest.raises(Refused):
        sign(sent, who, password="justera")
    settings.DEMO_SIGN_IN = True
    sign(sent, who, password="justera")

    assert sent.minutes.signatures.get(person=who).signed_at is not None


def test_the_demo_password_is_no_password_for_real_people(sent, settings):
    settings.DEMO_SIGNING_PASSWORD, settings.DEMO_SIGN_IN = "justera", True

    with pytest.raises(Refused) as refused:
        sign(sent, sent.members[0], password="justera")

    assert [finding.code for finding in refused.value.findings] == ["signing.wrong-password"]


def test_production_settings_have_no_demo_password():
    from config.settings import base

    assert (base.DEMO_SIGN_IN, base.DEMO_SIGNING_PASSWORD) == (False, "")


# ── immutable ────────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    "change",
    [
        {"content": {}},
        {"text_hash": "0" * 64},
        {"state": "draft"},
        {"adjusted_at": None},
        {"kept_at": "någon annanstans"},
        {"due_on": timezone.localdate()},
        {"part": 9},
    ],
)
def test_the_database_refuses_to_change_adjusted_minutes(adjusted, change):
    with pytest.raises(DatabaseError, match="adjusted minutes do not change"), transaction.atomic():
        Minutes.objects.filter(pk=adjusted.minutes.pk).update(**change)


def test_the_database_refuses_to_delete_adjusted_minutes_and_what_belongs_to_them(adjusted):
    actions.correct(minutes=adjusted.minutes, wrong="a", right="b", reason="c", by=adjusted.secretary)
    tables = {
        "decisions_minutescorrection": "minutes_id",
        "decisions_minutessignature": "minutes_id",
        "decisions_minutes_items": "minutes_id",
        "decisions_minutes": "id",
    }

    for table, column in tables.items():
        with (
            pytest.raises(DatabaseError, match="adjusted minutes do not change"),
            transaction.atomic(),
            connection.cursor() as cursor,
        ):
            cursor.execute(f"DELETE FROM {table} WHERE {column} = %s", [adjusted.minutes.pk])


def test_the_database_refuses_to_change_signatures_items_and_corrections(adjusted):
    correction = actions.correct(minutes=adjusted.minutes, wrong="a", right="b", reason="c", by=adjusted.secretary)
    extra = factories.agenda_item(adjusted.meeting)
    attempts = [
        lambda: MinutesSignature.objects.filter(minutes=adjusted.minutes).update(signed_at=None),
        lambda: MinutesSignature.objects.create(
            minutes=adjusted.minutes, person=adjusted.members[1], role="adjuster", signed_at=timezone.now()
        ),
        lambda: adjusted.minutes.items.add(extra),
        lambda: MinutesCorrection.objects.filter(pk=correction.pk).update(right="c"),
    ]

    for attempt in attempts:
        with pytest.raises(DatabaseError, match="adjusted minutes do not change"), transaction.atomic():
            attempt()


def test_examples_go_with_their_meeting_but_never_change(adjusted):
    adjusted.meeting.refresh_from_db()
    adjusted.meeting.example = True
    adjusted.meeting.save()

    with pytest.raises(DatabaseError), transaction.atomic():
        Minutes.objects.filter(pk=adjusted.minutes.pk).update(content={})
    adjusted.minutes.signatures.all().delete()
    adjusted.minutes.delete()

    assert Minutes.objects.filter(meeting=adjusted.meeting).count() == 0


# ── corrections ──────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.law("FL 36")
def test_a_correction_stands_beside_the_text_which_stays(adjusted):
    before = adjusted.minutes.text_hash

    actions.correct(
        minutes=adjusted.minutes,
        wrong="2025",
        right="2026",
        reason="Skrivfel",
        item=adjusted.decided,
        by=adjusted.secretary,
    )

    shown = found.read(found.minutes_for(adjusted.secretary, adjusted.minutes.pk), adjusted.secretary)
    assert [row.right for row in shown.items[0]["corrections"]] == ["2026"]
    adjusted.minutes.refresh_from_db()
    assert adjusted.minutes.text_hash == before == minutes_content.digest(adjusted.minutes.content)
    assert happenings(adjusted)[-1] == "minutes.corrected"


def test_correct_is_refused_before_adjustment_and_without_texts(sent):
    with pytest.raises(Refused) as refused:
        actions.correct(minutes=sent.minutes, wrong="", right=" ", reason="", by=sent.secretary)

    assert [finding.code for finding in refused.value.findings] == [
        "minutes.not-adjusted",
        "minutes.wrong-missing",
        "minutes.right-missing",
        "minutes.reason-missing",
    ]


# ── at once ──────────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.law("KL 5:69")
def test_adjust_at_once_binds_the_chosen_and_makes_a_part_of_its_own(room, world):
    case = world.put_forward()
    chosen, rest = room.item(case), room.item(title="Rapport")
    room.record(chosen)
    room.record(rest, outcome="noted")

    part = adjusting.adjust_at_once(item_ids=[chosen.pk], meeting=room.meeting, by=room.secretary)
    room.close()

    chosen.refresh_from_db()
    assert chosen.state == "binding"
    assert chosen.decision is not None
    assert (part.immediate, part.state, part.due_on) == (True, MinutesState.SENT, room.meeting.held_on)
    last = Minutes.objects.get(meeting=room.meeting, part=2)
    assert [item["title"] for item in last.content["items"]] == ["Rapport"]
    assert last.content["head"]["adjusted_apart"] == [chosen.paragraph]


def test_adjust_at_once_is_refused_for_what_is_not_recorded_and_when_nothing_is_chosen(room):
    item = room.item(title="Rapport")

    with pytest.raises(Refused) as refused:
        adjusting.adjust_at_once(item_ids=[item.pk], meeting=room.meeting, by=room.secretary)
    with pytest.raises(Refused) as nothing:
        adjusting.adjust_at_once(item_ids=[], meeting=room.meeting, by=room.secretary)

    assert [finding.code for finding in refused.value.findings] == ["minutes.item-not-recorded"]
    assert [finding.code for finding in nothing.value.findings] == ["minutes.nothing-chosen"]


def test_adjust_at_once_keeps_nothing_when_an_item_cannot_bind(room, world):
    first, second = room.item(title="Rapport"), room.item(world.put_forward())
    room.record(first, outcome="noted")
    room.record(second, text="")

    with pytest.raises(Refused):
        adjusting.adjust_at_once(item_ids=[first.pk, second.pk], meeting=room.meeting, by=room.secretary)

    first.refresh_from_db()
    assert first.state == "recorded"
    assert Minutes.objects.count() == 0


# ── who sees what ────────────────────────────────────────────────────────────────────────────────────────────────


def test_drafts_are_for_those_who_record_and_adjust_adjusted_for_everybody(drafted, world):
    seers = [drafted.secretary, drafted.members[0], drafted.members[-1]]
    others = [drafted.members[1], world.contact, world.coordinator, world.committee_secretary]

    def sees(who):
        return Minutes.objects.visible_to(who).filter(pk=drafted.minutes.pk).exists()

    assert [sees(who) for who in seers + others] == [True] * 3 + [False] * 4
    drafted.minutes = actions.send_for_adjustment(minutes=drafted.minutes, by=drafted.secretary)
    adjust(drafted)
    assert [sees(who) for who in seers + others] == [True] * 7


def test_closed_doors_are_left_out_for_others_with_the_number_kept(room, world):
    item = room.item(title="Förhandling med staden", closed_doors=True)
    room.record(item, outcome="noted", text="Hemligt läge.")
    room.close()
    minutes = actions.send_for_adjustment(minutes=Minutes.objects.get(meeting=room.meeting), by=room.secretary)

    def read(who):
        only = found.read(minutes, who).items[0]
        return only["hidden"], only["number"], "Hemligt" in str(only), "Förhandling" in str(only)

    for who in (room.secretary, room.members[0], room.members[1]):
        assert read(who) == ("", 1, True, True)
    for who in (None, world.contact, world.coordinator):
        assert read(who) == ("closed_doors", 1, False, False)


def test_confidential_cases_are_left_out_for_who_may_not_see_the_case(room, world):
    secret = factories.confidential_engagement(responsible_unit=world.unit, title="Hemlig stad")
    case = factories.case(engagement=secret, unit=world.unit, title="Hemligt avtal", state="put_forward")
    step = case.steps.create(order=1, role="decide", body=room.body, state="done")
    item = room.item(title="Hemligt avtal", paragraph=1, state="binding", text="Hemlig text", outcome="approved")
    item.kind, item.step = "case", step
    item.save()
    minutes = factories.adjusted_minutes(room.meeting, [item])
    granted = factories.person("Behörig")
    factories.grant(granted, secret)
    factories.appoint(granted, "member", body=room.body)

    shown = {who: found.read(minutes, who).items[0] for who in (None, world.coordinator, room.members[1], granted)}

    assert [shown[who]["hidden"] for who in shown] == ["confidential"] * 3 + [""]
    assert "Hemlig" not in str([shown[who] for who in (None, world.coordinator, room.members[1])])
    assert found.read(minutes, room.members[0]).items[0]["hidden"] == ""


def test_a_case_that_became_confidential_after_the_adjustment_is_left_out(adjusted):
    case = adjusted.case
    case.refresh_from_db()
    case.confidentiality, case.confidentiality_ground = "confidential", "OSL 15:1"
    case.save()

    shown = found.read(adjusted.minutes, None)

    assert shown.items[0]["hidden"] == "confidential"
    assert shown.items[1]["hidden"] == ""
