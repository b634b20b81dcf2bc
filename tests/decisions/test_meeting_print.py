"""The notice with papers as PDF: archivable, whole for those who may read all, and each reader's own copy."""

import pytest

from core import jobs
from core.models import Job
from decisions.actions import agenda
from decisions.enums import ConflictGround, ItemKind
from decisions.models import ConflictOfInterest
from documents import prints, store
from documents.models import Printout
from tests import factories, pdf_assertions
from tests.decisions.test_meeting_pages import called_meeting
from tests.decisions.test_meetings import at

pytestmark = [pytest.mark.django_db, pytest.mark.slow]


def printed(meeting, by):
    """The PDF as this reader gets it, and its text without line breaks."""
    job = prints.order(key="kallelse", pk=meeting.pk, by=by)
    assert jobs.run(job.pk)
    content = store.read(Printout.objects.latest("pk").document.sha256)
    return content, " ".join(pdf_assertions.text_of(content).split())


def test_notice_with_papers_is_archivable_and_whole(world):
    meeting = called_meeting(world, cases=2, others=2)
    agenda.strike(item=meeting.items.last(), by=world.secretary)

    content, text = printed(meeting, world.member)

    pdf_assertions.assert_archivable(content, title=prints.get("kallelse").title(meeting))
    wanted = ["Samarbetet har pågått sedan 2019.", "Nämnden tillstyrker.", "Struken", world.member.name]
    assert [part in text for part in wanted] == [True, True, True, True]


@pytest.mark.law("KL 6:28", "KL 6:30")
def test_copy_of_who_has_a_conflict_of_interest_lacks_that_items_papers_only(world):
    meeting = called_meeting(world, cases=2, others=1)
    item = meeting.items.filter(kind=ItemKind.CASE).first()
    ConflictOfInterest.objects.create(
        item=item, person=world.member, ground=ConflictGround.PARTY, recorded_by=world.secretary
    )

    _content, own = printed(meeting, world.member)
    _content, whole = printed(meeting, world.secretary)

    assert (own.count("Samarbetet har pågått"), whole.count("Samarbetet har pågått")) == (1, 2)
    assert "mottagaren är jävig" in own
    assert Printout.objects.values_list("variant", flat=True).distinct().count() == 2


def test_confidential_case_is_left_out_of_the_copy_with_its_title(world):
    engagement = factories.confidential_engagement(responsible_unit=world.unit)
    for who in (world.contact, world.coordinator):
        factories.grant(who, engagement)
    case = world.put_forward(engagement=engagement)
    meeting = factories.meeting(world.board, starts_at=at(20))
    agenda.add_case(meeting=meeting, step=world.active(case), by=world.secretary)

    _content, text = printed(meeting, world.member)
    _content, whole = printed(meeting, world.coordinator)

    assert (case.title in text, "Samarbetet" in text) == (False, False)
    assert (case.title in whole, "Samarbetet" in whole) == (True, True)
    assert Job.objects.filter(kind=prints.JOB).count() == 2
