"""No mail, notice or job carries the word that stands only in what is confidential; test_canary asks the pages."""

from __future__ import annotations

from datetime import date

import pytest
from django.core import mail

from core import jobs
from core.models import Job, Notice
from engagements import actions
from governance.models import Person
from reviews.actions import order_pdf
from tests import factories
from tests.access import world
from tests.access.world import CANARY

pytestmark = pytest.mark.slow


@pytest.mark.django_db(transaction=True)
def test_no_mail_notice_or_job_carries_the_word():
    """A confidential activity is reported, sent and accepted, and a paper's PDF made, by those it was handed to."""
    here = world.build()
    engagement, paper = here.objects["secret"]["engagement"], here.objects["secret"]["paper"]
    factories.contact_person(here.own_unit)
    factories.secretary(here.board)
    holders = handed_to(here)
    Notice.objects.all().delete()
    Job.objects.all().delete()
    mail.outbox.clear()
    contact, officer = holders
    activity = actions.save_draft(
        by=contact,
        engagement=engagement,
        unit=here.own_unit,
        title=f"Möte {CANARY}",
        kind="conference",
        starts_on=date(2026, 5, 4),
        place="Bryssel",
        mode="remote",
        result=f"Resultat {CANARY}",
    )

    activity = actions.submit(activity=activity, by=contact)
    actions.accept(activity=activity, by=officer)
    order_pdf(obj=paper, by=officer)
    for pk in Job.objects.values_list("pk", flat=True):
        jobs.run(pk)

    told = [(m.to, m.subject) for m in mail.outbox if CANARY in m.subject + m.body and not to_holder(m.to, holders)]
    others = Notice.objects.exclude(recipient_id__in=[person.pk for person in holders])
    assert told == []
    assert [notice.subject for notice in others if CANARY in notice.subject + notice.body] == []
    assert [job.key for job in Job.objects.all() if CANARY in str(job.arguments) + str(job.result) + job.error] == []


def handed_to(here: world.World) -> tuple[Person, Person]:
    contact, officer = factories.contact_person(here.own_unit), factories.coordinator()
    for engagement in here.secrets:
        factories.grant(contact, engagement)
        factories.grant(officer, engagement)
    return contact, officer


def to_holder(addresses: list[str], holders: tuple[Person, Person]) -> bool:
    return set(addresses) <= {person.email for person in holders}
