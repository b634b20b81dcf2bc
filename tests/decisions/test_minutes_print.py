"""Minutes, extracts and proofs as PDF: archivable, in each reader's own copy, frozen when decided."""

import datetime

import pytest
from django.http import Http404
from django.utils import timezone

from core import jobs
from core.models import Job
from decisions.actions import board
from decisions.actions import minutes as actions
from decisions.law import clocks
from decisions.models import Ballot, BoardNotice, ConflictOfInterest, Dissent, Minutes, NamedVote
from documents import prints, store
from documents.models import Printout
from tests import factories, pdf_assertions
from tests.decisions.rooms import Room
from tests.decisions.test_board import checks

pytestmark = [pytest.mark.django_db, pytest.mark.slow]


@pytest.fixture
def room(world):
    """Adjusted minutes of a voted case with a reservation and a conflict, and of an item behind closed doors."""
    room = Room(world.board)
    room.decided = room.item(world.put_forward())
    ConflictOfInterest.objects.create(
        item=room.decided, person=room.members[2], ground="party", recorded_by=room.secretary
    )
    room.record(
        room.decided,
        text="Kommunstyrelsen godkänner avtalet.",
        proposals="Anna yrkar bifall.",
        propositions="Bifall mot avslag.",
    )
    ballot = Ballot.objects.create(item=room.decided, method="named", for_yes="bifall", for_no="avslag", yes=3, no=1)
    for who, choice in zip([*room.members[:2], *room.members[3:]], ("yes", "no", "yes", "yes"), strict=True):
        NamedVote.objects.create(ballot=ballot, person=who, choice=choice)
    dissent = Dissent.objects.create(
        item=room.decided, kind="reservation", text="För dyrt.", recorded_by=room.secretary
    )
    dissent.people.add(room.members[1])
    room.closed = room.item(title="Förhandling i tysthet", closed_doors=True)
    room.record(room.closed, outcome="noted", text="Hemligt läge.")
    room.close()
    minutes = actions.send_for_adjustment(minutes=Minutes.objects.get(meeting=room.meeting), by=room.secretary)
    for who in (room.members[0], room.members[-1]):
        minutes = actions.sign(minutes=minutes, credentials={"password": "lösenord-för-test"}, by=who)
    room.minutes = minutes
    return room


def printed(key, pk, by):
    """The PDF as this reader gets it, and its text without line breaks."""
    job = prints.order(key=key, pk=pk, by=by)
    assert job is not None
    assert jobs.run(job.pk)
    content = store.read(Printout.objects.latest("pk").document.sha256)
    return content, " ".join(pdf_assertions.text_of(content).split())


def test_minutes_are_archivable_and_hold_what_the_law_asks_for(room):
    content, text = printed("protokoll", room.minutes.pk, room.secretary)

    pdf_assertions.assert_archivable(content, title=prints.get("protokoll").title(room.minutes))
    wanted = [
        "Kommunstyrelsen godkänner avtalet.",
        "Anna yrkar bifall.",
        "3 ja, 1 nej",
        "deltar inte på grund av jäv",
        "För dyrt.",
        "Hemligt läge.",
        "Sida 1 av",
        room.minutes.text_hash[:40],
    ]
    assert [part for part in wanted if part not in text] == []


def test_adjusting_orders_the_whole_copy_which_is_frozen_and_remembered(room):
    job = Job.objects.get(kind="documents.print")
    assert jobs.run(job.pk)

    room.minutes.refresh_from_db()
    assert room.minutes.document.frozen_at is not None
    assert prints.standing("protokoll", room.minutes.pk, room.secretary).document == room.minutes.document


def test_another_readers_copy_keeps_the_number_and_leaves_out_the_rest(room, world):
    _content, text = printed("protokoll", room.minutes.pk, world.contact)

    assert "§ 2/" in text
    assert "Hemligt" not in text
    assert "Förhandling" not in text
    assert prints.standing("protokoll", room.minutes.pk, world.contact).variant == "d2"


def test_a_correction_makes_a_copy_of_its_own_and_leaves_the_first_alone(room):
    _content, before = printed("protokoll", room.minutes.pk, room.secretary)
    actions.correct(
        minutes=room.minutes, wrong="avtalet", right="överenskommelsen", reason="Fel ord", item=room.decided,
        by=room.secretary,
    )  # fmt: skip

    _content, after = printed("protokoll", room.minutes.pk, room.secretary)

    assert ("överenskommelsen" in before, "överenskommelsen" in after) == (False, True)
    assert set(Printout.objects.values_list("variant", flat=True)) == {"", "r1"}


def test_extract_is_archivable_and_of_one_paragraph(room, world):
    content, text = printed("protokollsutdrag", room.decided.pk, world.contact)

    room.decided.refresh_from_db()
    pdf_assertions.assert_archivable(content, title=prints.get("protokollsutdrag").title(room.decided))
    assert "Kommunstyrelsen godkänner avtalet." in text
    assert "Hemligt" not in text


def test_extract_of_what_the_reader_may_not_see_is_not_found(room, world):
    with pytest.raises(Http404):
        prints.standing("protokollsutdrag", room.closed.pk, world.contact)

    assert prints.standing("protokollsutdrag", room.closed.pk, room.secretary).document is None


def test_extract_of_minutes_that_are_not_adjusted_is_not_found(world):
    room = Room(world.board)
    item = room.item(title="Rapport")
    room.record(item, outcome="noted")
    room.close()

    with pytest.raises(Http404):
        prints.standing("protokollsutdrag", item.pk, room.secretary)


@pytest.mark.law("KL 8:10")
def test_proof_of_announcement_is_ordered_when_the_notice_comes_down_and_is_archivable(room, world):
    notice = board.announce_minutes(minutes=room.minutes, by=room.secretary)
    with pytest.raises(Http404):
        prints.standing("anslagsbevis", notice.pk, room.secretary)
    long_ago = timezone.now() - datetime.timedelta(days=40)
    last = clocks.appeal_ends(clocks.stockholm_day(long_ago))
    BoardNotice.objects.filter(pk=notice.pk).update(posted_at=long_ago, appeal_ends_on=last)
    checks(long_ago, timezone.now(), every=14)

    board.take_down(notice=notice, by=room.secretary)
    job = Job.objects.filter(kind="documents.print").latest("pk")
    assert jobs.run(job.pk)

    notice.refresh_from_db()
    content = store.read(notice.proof.sha256)
    pdf_assertions.assert_archivable(content, title=prints.get("anslagsbevis").title(notice))
    assert "har varit anslaget" in " ".join(pdf_assertions.text_of(content).split())
    with pytest.raises(Http404):
        prints.standing("anslagsbevis", notice.pk, world.contact)


def test_minutes_of_the_whole_council_are_archivable():
    room = Room(factories.council(), 81)
    for number in range(3):
        room.record(room.item(title=f"Rapport {number}"), outcome="noted")
    room.close()

    content, text = printed("protokoll", Minutes.objects.get(meeting=room.meeting).pk, room.secretary)

    pdf_assertions.assert_archivable(content, title=prints.get("protokoll").title(room.meeting.minutes.get()))
    assert str(room.members[80]) in text
